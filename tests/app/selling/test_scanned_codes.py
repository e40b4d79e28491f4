from dataclasses import replace

import pytest

from app.base.errors import Refusal
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import products
from app.catalogue.product import Pack
from app.selling import checkout
from app.till import Till
from tests.examples import BANANA, MILK

MILK_CASE = "16901234567899"
PLUM = replace(BANANA, barcodes=("6954321000017",))
PLUM_GTIN = "06954321000017"


@pytest.fixture(autouse=True)
def _stock(till: Till) -> None:
    cases = (Pack(barcode="MILK12", factor=12, price=Money(7000)),)
    with till.shop.database.writing() as connection:
        products.put(connection, [PLUM, replace(MILK, packs=cases)])


def test_a_gs1_label_sells_its_weight_for_its_price(till: Till) -> None:
    code = f"]C101{PLUM_GTIN}310300125039220995\x1d10A1\x1d17491231"
    line = checkout.scan(till, checkout.start(till), code).lines[0]
    assert (line.quantity, line.amount) == (Quantity(1250), Money(995))
    assert line.barcode == "6954321000017"  # nobody reads a GS1 message on a receipt


def test_a_gs1_label_without_a_price_sells_its_weight_at_todays(till: Till) -> None:
    line = checkout.scan(till, checkout.start(till), f"]e001{PLUM_GTIN}3103001000").lines[0]
    assert (line.quantity, line.amount) == (Quantity(1000), PLUM.price)


def test_a_gs1_code_of_a_piece_counts_up_like_its_barcode(till: Till) -> None:
    cart = checkout.scan(till, checkout.start(till), MILK.barcode)
    cart = checkout.scan(till, cart, "]d201069012345678922112345")
    cart = checkout.scan(till, cart, f"]E0{MILK.barcode}")
    cart = checkout.scan(till, cart, f"0{MILK.barcode}")
    assert [line.quantity for line in cart.lines] == [Quantity.pieces(4)]


def test_a_trade_unit_is_sold_as_its_pack(till: Till) -> None:
    line = checkout.scan(till, checkout.start(till), MILK_CASE).lines[0]
    assert (line.pack, line.amount) == (12, Money(7000))


def test_a_gs1_code_of_nothing_that_is_sold_is_refused(till: Till) -> None:
    with pytest.raises(Refusal, match="没有条码"):
        checkout.scan(till, checkout.start(till), "]C10106900000000007")
