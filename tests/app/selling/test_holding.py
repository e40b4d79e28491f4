from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.base.errors import Refusal
from app.base.ids import SaleId
from app.selling import altering, checkout, holding
from app.selling.cart import Cart
from app.storage.database import open_file
from app.till import Till
from tests.examples import BANANA, MILK, NOON, cash


def a_bill(till: Till, *codes: str) -> Cart:
    cart = checkout.start(till)
    for code in codes:
        cart = checkout.scan(till, cart, code)
    return cart


def labels(till: Till) -> list[str]:
    return [held.label for held, _ in holding.held(till)]


def test_a_held_cart_comes_back_as_it_was(till: Till) -> None:
    cart = a_bill(till, MILK.barcode, BANANA.barcode, MILK.barcode)
    held = holding.hold(till, cart, cashier="王小梅", note=" 顾客去拿零钱 ")
    assert (held.label, held.cashier, held.note, held.held_at) == (
        "A01",
        "王小梅",
        "顾客去拿零钱",
        NOON,
    )
    assert checkout.resume(till).lines == ()
    assert holding.held(till) == ((held, cart),)
    assert holding.recall(till, held.id, checkout.start(till)) == cart
    assert holding.held(till) == ()
    assert checkout.resume(till) == cart


def test_any_number_waits_and_labels_count_on(till: Till) -> None:
    held = [holding.hold(till, a_bill(till, MILK.barcode)) for _ in range(12)]
    assert sorted(labels(till)) == [f"A{number:02d}" for number in range(1, 13)]
    holding.recall(till, held[0].id, checkout.start(till))
    assert holding.hold(till, a_bill(till, MILK.barcode)).label == "A13"


def test_the_open_cart_is_set_aside_before_another_comes_back(till: Till) -> None:
    first = holding.hold(till, a_bill(till, MILK.barcode))
    present = a_bill(till, BANANA.barcode)
    assert holding.recall(till, first.id, present).lines[0].name == MILK.name
    assert labels(till) == ["A02"]
    assert holding.held(till)[0][1] == present


def test_a_held_cart_is_sold_like_any_other(till: Till) -> None:
    held = holding.hold(till, a_bill(till, MILK.barcode))
    cart = checkout.scan(till, holding.recall(till, held.id, checkout.start(till)), MILK.barcode)
    assert checkout.complete(till, cart, cash(1300)).id == held.id
    with pytest.raises(Refusal, match="取走"):
        holding.recall(till, held.id, checkout.start(till))


def test_nothing_cannot_be_held_and_what_is_gone_cannot_come_back(till: Till) -> None:
    with pytest.raises(Refusal, match="还没有商品"):
        holding.hold(till, checkout.start(till))
    with pytest.raises(Refusal, match="取走"):
        holding.recall(till, SaleId("never"), checkout.start(till))


def test_held_carts_outlive_the_program(till: Till) -> None:
    held = holding.hold(till, a_bill(till, MILK.barcode))
    path = till.shop.database.path
    assert isinstance(path, Path)
    till.shop.database.close()
    again = open_file(path)
    with again.reading() as connection:
        found = connection.exec_driver_sql("SELECT id FROM draft WHERE held_at_ms IS NOT NULL")
        assert found.scalars().all() == [held.id]
    again.close()


def test_an_emptied_cart_does_not_come_back_instead_of_the_recalled_one(till: Till) -> None:
    milk = checkout.scan(till, checkout.start(till), MILK.barcode)
    held = holding.hold(till, milk)
    later = replace(till, shop=replace(till.shop, clock=lambda: NOON + timedelta(minutes=1)))
    emptied = checkout.scan(later, checkout.start(later), MILK.barcode)
    emptied = altering.void(later, emptied, 1)
    assert holding.recall(till, held.id, emptied) == milk
    assert checkout.resume(till) == milk
