from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.ids import ProductId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import gtin, labels, resolving
from app.catalogue.labels import Label
from app.catalogue.product import Pack, Product
from tests.examples import BANANA, MILK

EAN = "6901234567892"
UPC, UPC_AS_EAN = "036000291452", "0036000291452"
EAN_8 = "96385074"
CASE = "16901234567899"  # ITF-14 of EAN
WEIGHED = "6954321000017"
TEMPLATES = (labels.parse("2IIIIIIPPPPPC"), labels.parse("26IIIIIPPPPPWWWWWC"))

COLA = replace(MILK, id=ProductId("cola"), barcodes=(EAN,), short_code="")
PASTA = replace(MILK, id=ProductId("pasta"), barcodes=(UPC,), short_code="12")
GUM = replace(MILK, id=ProductId("gum"), barcodes=(EAN_8,), short_code="")
PLUM = replace(BANANA, barcodes=(WEIGHED,), short_code="123")


def listed(*products: Product) -> resolving.Find:
    codes = {code: it for it in products for code in (*it.barcodes, it.short_code)}
    codes |= {pack.barcode: it for it in products for pack in it.packs}
    codes.pop("", None)
    return codes.get


FIND = listed(COLA, PASTA, GUM, PLUM)


def resolve(code: str, find: resolving.Find = FIND) -> tuple[Product, Label | None] | None:
    return resolving.resolve(code, TEMPLATES, find)


def product_of(code: str, find: resolving.Find = FIND) -> Product | None:
    found = resolve(code, find)
    return found[0] if found is not None else None


def test_what_is_listed_is_found_as_it_stands() -> None:
    for code, product in ((EAN, COLA), (UPC, PASTA), (EAN_8, GUM), ("12", PASTA)):
        assert resolve(code) == (product, None)


def test_an_aim_identifier_is_taken_off() -> None:
    assert resolve(f"]E0{EAN}") == (COLA, Label(item=EAN, barcode=EAN))
    assert product_of(f"]X9{EAN}") == COLA


def test_upc_a_and_ean_13_are_one_number() -> None:
    assert resolve(UPC_AS_EAN) == (PASTA, Label(item=UPC, barcode=UPC))
    as_ean = listed(replace(PASTA, barcodes=(UPC_AS_EAN,)))
    assert product_of(UPC, as_ean)
    assert product_of(f"00{UPC}", as_ean)


def test_a_gtin_of_fourteen_digits_is_its_article() -> None:
    assert product_of(f"0{EAN}") == COLA
    assert product_of(f"000000{EAN_8}") == GUM


def test_an_article_of_eight_digits_is_no_gs1_message() -> None:
    assert product_of(EAN_8, listed(COLA)) is None  # AI 96, a company's own business


def test_a_scales_label_wins_over_what_its_digits_are_otherwise() -> None:
    body = "200012300985"
    code = body + gtin.check_digit(body)
    found = resolve(code)
    assert found is not None
    assert found == (PLUM, Label(item="000123", amount=Money(985)))
    assert resolve(code, listed(replace(COLA, barcodes=(code,)))) is not None
    own = product_of(code, listed(PLUM, replace(COLA, barcodes=(code,))))
    assert own is not None
    assert own.id == "cola"  # but what is listed wins over both


def test_a_weighed_gs1_code_says_weight_and_price() -> None:
    gs1 = f"]C101{WEIGHED.zfill(14)}3103001250392212503"
    label = Label(item=f"{WEIGHED}", barcode=WEIGHED, weight=Quantity(1250), amount=Money(12503))
    assert resolve(gs1) == (PLUM, label)


def test_an_indicator_of_nine_is_the_weighed_article() -> None:
    code = "9" + WEIGHED[:-1]
    code += gtin.check_digit(code)
    found = resolve(f"]C101{code}3103000500")
    assert found == (PLUM, Label(item=WEIGHED, barcode=WEIGHED, weight=Quantity(500)))


def test_the_weight_of_what_is_sold_by_the_piece_is_not_what_is_sold() -> None:
    found = resolve(f"]C101{EAN.zfill(14)}3103000500")
    assert found == (COLA, Label(item=EAN, barcode=EAN))
    assert found[1] is not None
    assert not found[1].is_measured


def test_a_trade_unit_that_is_listed_is_found_by_its_own_number() -> None:
    cola = replace(COLA, packs=(Pack(barcode=CASE, factor=24),))
    assert resolve(CASE, listed(cola)) == (cola, None)
    assert resolve(f"]C101{CASE}", listed(cola)) == (cola, Label(item=CASE, barcode=CASE))


def test_a_trade_unit_is_the_only_pack_of_its_article() -> None:
    cola = replace(COLA, packs=(Pack(barcode="COLA24", factor=24),))
    assert resolve(CASE, listed(cola)) == (cola, Label(item="COLA24", barcode="COLA24"))


def test_a_trade_unit_of_an_unknown_size_is_never_sold_as_one_piece() -> None:
    assert product_of(CASE) is None
    two = (Pack(barcode="COLA6", factor=6), Pack(barcode="COLA24", factor=24))
    assert product_of(CASE, listed(replace(COLA, packs=two))) is None
    other = Pack(barcode="26901234567896", factor=6)  # a unit with a number of its own
    assert gtin.is_whole(other.barcode)
    assert product_of(CASE, listed(replace(COLA, packs=(other,)))) is None


@pytest.mark.parametrize(
    "code",
    ["", "]", "]C1", "]E0", "999999", "134567890123456789", "0" * 13, "]C1" + "0" * 14, "01" * 8],
)
def test_what_carries_nothing_is_nothing(code: str) -> None:
    assert resolve(code) is None


def test_an_unknown_article_is_listed_under_its_own_number() -> None:
    assert resolving.barcode_of("]E06900000000007") == "6900000000007"
    assert resolving.barcode_of("]C101069000000000073103000500") == "6900000000007"
    assert resolving.barcode_of(f"]C101{CASE}") == CASE
    assert resolving.barcode_of("]Q1134567890123456789") == "134567890123456789"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_upsets_the_order(text: str) -> None:
    found = resolve(text)
    assert found is None or found[0] in {COLA, PASTA, GUM, PLUM}


@settings(deadline=None)
@given(st.integers(0, 10**13 - 1))
def test_every_form_of_a_number_finds_the_article_of_any_other(number: int) -> None:
    digits = f"{number:013}"
    forms = resolving.forms(digits + gtin.check_digit(digits))
    for form in forms:
        assert set(resolving.forms(form)) == set(forms)
