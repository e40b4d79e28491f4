from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import ProductId
from app.catalogue import search
from app.catalogue.pinyin import initials
from app.catalogue.product import Product
from app.catalogue.search import fold
from tests.examples import MILK

NAMES = ["农夫山泉 550ml", "农夫果园 橙汁", "可口可乐 330ml", "重庆小面", "可可粉", "ABC 笔"]
GOODS = [
    replace(
        MILK,
        id=ProductId(f"p{at}"),
        name=name,
        barcodes=(f"690000000{at}", f"22{at}"),
        short_code=f"F{at}",
        initials=initials(name),
    )
    for at, name in enumerate(NAMES)
]
INDEX = search.build(GOODS)


def names(typed: str) -> list[str]:
    return [product.name for product in INDEX.find(typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("农夫", "农夫山泉 550ml"),
        ("nfsq", "农夫山泉 550ml"),
        ("NFGY", "农夫果园 橙汁"),
        ("ｎｆｓｑ", "农夫山泉 550ml"),
        ("6900000002", "可口可乐 330ml"),
        ("223", "重庆小面"),
        ("cqxm", "重庆小面"),
        ("zqxm", "重庆小面"),
        ("f4", "可可粉"),
        ("abc", "ABC 笔"),
        ("山泉550", "农夫山泉 550ml"),
    ],
)
def test_a_product_is_found_by_whatever_is_typed(typed: str, first: str) -> None:
    assert names(typed)[0] == first


def test_beginnings_come_before_the_rest() -> None:
    assert names("可") == ["可口可乐 330ml", "可可粉"]
    assert names("0") == ["农夫山泉 550ml", "农夫果园 橙汁", *NAMES[2:]]


@pytest.mark.parametrize("typed", ["", " ", "\n", "没有", "zzz", "6900000009", "x" * 500])
def test_what_is_not_there_is_not_found(typed: str) -> None:
    assert names(typed) == []


def test_no_more_than_asked_for() -> None:
    assert len(INDEX.find("0", limit=2)) == 2
    assert search.EMPTY.find("0") == []


def holds(product: Product, wanted: str) -> bool:
    ways = (product.name, product.short_code, *product.barcodes, *product.initials)
    return any(wanted in fold(way) for way in ways)


@given(st.text(st.sampled_from("农夫可乐重庆ncqk0269 ml橙"), min_size=1, max_size=5))
def test_everything_that_carries_the_text_is_found_and_nothing_else(typed: str) -> None:
    wanted = fold(typed)
    expected = {it.id for it in GOODS if wanted and holds(it, wanted)}
    found = [it.id for it in INDEX.find(typed, limit=100)]
    assert set(found) == expected
    assert len(found) == len(expected)
