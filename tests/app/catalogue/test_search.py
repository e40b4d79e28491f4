import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import ProductId
from app.catalogue import search
from app.catalogue.pinyin import full_pinyin, initials
from app.catalogue.product import Product
from tests.brute_search import Brute, queries
from tests.examples import MILK

NAMES = [
    "农夫山泉 550ml",
    "农夫果园 橙汁",
    "可口可乐 330ml",
    "重庆小面",
    "可可粉",
    "ABC 笔",
    "西安凉皮",
    "先锋 1.5L",
    "café 拿铁",
]


def product(at: int, name: str) -> Product:
    return replace(
        MILK,
        id=ProductId(f"p{at}"),
        name=name,
        barcodes=(f"690000000{at}", f"22{at}"),
        short_code=f"F{at}",
        initials=initials(name),
        full_pinyin=full_pinyin(name),
    )


GOODS = [product(at, name) for at, name in enumerate(NAMES)]
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
        ("chongqing", "重庆小面"),
        ("ZHONGQINGx", "重庆小面"),
        ("kele", "可口可乐 330ml"),
        ("kl", "可口可乐 330ml"),
        ("可le", "可口可乐 330ml"),
        ("kele330", "可口可乐 330ml"),
        ("xianl", "西安凉皮"),
        ("1.5l", "先锋 1.5L"),
        ("橙汁 农夫", "农夫果园 橙汁"),
        ("550 nong", "农夫山泉 550ml"),
        ("　山泉　农", "农夫山泉 550ml"),
        ("cafe natie", "café 拿铁"),
    ],
)
def test_a_product_is_found_by_whatever_is_typed(typed: str, first: str) -> None:
    assert names(typed)[0] == first


def test_what_is_ambiguous_finds_both() -> None:
    assert set(names("xian")) == {"西安凉皮", "先锋 1.5L"}


def test_pinyin_begins_where_a_character_does() -> None:
    assert names("ongqing") == []
    assert names("ele") == []


def test_beginnings_come_before_the_rest() -> None:
    assert names("可") == ["可口可乐 330ml", "可可粉"]
    assert names("0")[:2] == ["农夫山泉 550ml", "农夫果园 橙汁"]
    assert names("ke")[0] == "可口可乐 330ml"
    assert names("kou")[0] == "可口可乐 330ml"


def test_a_whole_code_comes_first_however_many_carry_a_part_of_it() -> None:
    goods = [product(at, f"可乐 {at}") for at in range(500)]
    goods.append(replace(goods[0], id=ProductId("whole"), name="水", barcodes=("可乐",)))
    goods.append(replace(goods[0], id=ProductId("code"), name="茶", barcodes=("690",)))
    index = search.build(goods)
    assert index.find("可乐", 1)[0].id == "whole"
    assert index.find("690", 1)[0].id == "code"
    assert len(index.find("可乐", 20)) == len(index.find("kele 可", 20)) == 20


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\n", "没有", "zzz", "6900000009", "x" * 500, "a" * 64, "an" * 32, "[", "ke[", "a\\"],
)
def test_what_is_not_there_is_not_found(typed: str) -> None:
    assert names(typed) == []


def test_no_more_than_asked_for() -> None:
    assert len(INDEX.find("0", limit=2)) == 2
    assert search.EMPTY.find("0") == search.EMPTY.find("ke 0") == []


SIGNS = "农夫可乐重庆西安ncqkx0269 mlean橙.1gio"


@given(st.text(st.sampled_from(SIGNS), min_size=1, max_size=6))
def test_everything_that_carries_the_text_is_found_and_nothing_else(typed: str) -> None:
    found = [it.id for it in INDEX.find(typed, limit=100)]
    assert sorted(found) == sorted(Brute(GOODS).find(typed))


def test_a_catalogue_is_searched_as_if_every_product_were_looked_at() -> None:
    chooser = random.Random(3)
    parts = ("重庆", "长白山", "可乐", "茄汁", "安儿", "乐天", "绿豆", "VC", "100g", "1.5L", "水饺")
    goods = [product(at, "".join(chooser.sample(parts, 3))) for at in range(700)]
    index, brute = search.build(goods), Brute(goods)
    for typed in queries(goods, 500, seed=9):
        assert sorted(it.id for it in index.find(typed, 1000)) == sorted(brute.find(typed)), typed
