"""Every act that takes a right asks for it, is on record with both people, and no secret is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import Refusal
from app.base.ids import PersonId, ProductId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import adding, products
from app.catalogue.product import UNLISTED
from app.printing import opening
from app.selling import altering, checkout, returning
from app.selling.cart import Cart
from app.selling.tender import Tender, TenderKind
from app.staff import staffing
from app.staff.person import MANAGER, NO_RIGHTS, OWNER, Act, Actor, NeedsApproval, Person
from app.storage import outbox
from app.till import Till
from tests.app.staff.crew import BADGE, PEPPER, PIN, backed, boss, on_record
from tests.examples import MILK, cash

Do = Callable[[Till, Actor], object]
NOVICE = Actor(person=Person(id=PersonId("novice"), code="8", name="新人", role=NO_RIGHTS))
CHIEF = Person(
    id=PersonId("chief"), code="9", name="老板", role=replace(MANAGER, acts=frozenset(Act))
)
WITH_CHIEF = backed(NOVICE, CHIEF, *Act)


def cart(till: Till) -> Cart:
    return checkout.scan(till, checkout.resume(till), MILK.barcode)


def sold_by_card(till: Till) -> str:
    card = (Tender(TenderKind.CARD, Money(650), "T1-1"),)
    return checkout.complete(till, cart(till), card).id


def bring_back(till: Till, by: Actor) -> object:
    sold = returning.find(till, checkout.complete(till, cart(till), cash(650)).id)
    parts = {1: Quantity.pieces(1)}
    return returning.bring_back(till, checkout.start(till), sold, parts, reason="坏了", by=by)


def bring_back_unknown(till: Till, by: Actor) -> object:
    one, price = Quantity.pieces(1), Money(650)
    new = checkout.start(till)
    return returning.bring_back_unknown(till, new, MILK, one, price, reason="坏了", by=by)


def refund_otherwise(till: Till, by: Actor) -> object:
    sold = returning.find(till, sold_by_card(till))
    parts = {1: Quantity.pieces(1)}
    back = returning.bring_back(till, checkout.start(till), sold, parts, reason="坏了", by=OWNER)
    return checkout.complete(till, back, cash(-650), by=by)


ACTS: dict[Act, Do] = {
    Act.REPRICE: lambda till, by: altering.reprice(till, cart(till), 1, Money(600), by=by),
    Act.DISCOUNT: lambda till, by: altering.discount_all(till, cart(till), per_mille=100, by=by),
    Act.ROUND_OFF: lambda till, by: checkout.complete(
        till, cart(till), cash(645), rounding=Money(5), by=by
    ),
    Act.VOID_LINE: lambda till, by: altering.void(till, cart(till), 1, by=by),
    Act.VOID_SALE: lambda till, by: altering.clear(till, cart(till), by=by),
    Act.RETURN: bring_back,
    Act.RETURN_UNCHECKED: bring_back_unknown,
    Act.REFUND_OTHERWISE: refund_otherwise,
    Act.REPRINT: lambda till, by: checkout.reprint(
        till, checkout.complete(till, cart(till), cash(650)), by=by
    ),
    Act.QUICK_ADD: lambda till, by: adding.quick_add(
        till, barcode="6999999999994", name="新品", price=Money(100), by=by
    ),
    Act.OPEN_PRICE: lambda till, by: checkout.add(
        till, checkout.start(till), UNLISTED, price=Money(100), by=by
    ),
    Act.CONFIRM_AGE: lambda till, by: altering.confirm_age(till, cart(till), 18, by=by),
    Act.OPEN_DRAWER: lambda till, by: opening.by_hand(till, "换零钱", by=by),
    Act.MANAGE_STAFF: lambda till, by: staffing.limit(till, "cashier", by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_takes_its_right_and_without_it_nothing_happens(till: Till, act: Act) -> None:
    with pytest.raises(NeedsApproval) as refused:
        ACTS[act](till, NOVICE)
    assert refused.value.demand.act is act
    assert on_record(till, act) == []


@pytest.mark.parametrize("act", ACTS)
def test_with_somebody_behind_it_both_and_the_reason_are_on_record(till: Till, act: Act) -> None:
    ACTS[act](till, WITH_CHIEF)
    [entry] = on_record(till, act)
    assert (entry.name, entry.approver_name, entry.reason) == ("新人", "老板", "顾客要求")
    with till.shop.database.reading() as connection:
        [fact] = [it for it in outbox.chain(connection) if it.id == entry.id]
    assert fact.kind == "audit"


def test_what_was_not_done_is_not_on_record(till: Till) -> None:
    """An act and its entry share a transaction."""
    with pytest.raises(Refusal):
        adding.quick_add(till, barcode=MILK.barcode, name="奶", price=Money(1))
    with pytest.raises(Refusal):
        checkout.complete(till, cart(till), cash(1), rounding=Money(5))
    assert on_record(till, Act.QUICK_ADD, Act.ROUND_OFF) == []


def test_a_price_of_ones_own_is_for_goods_without_one_only(till: Till) -> None:
    with pytest.raises(Refusal) as refused:
        checkout.scan(till, checkout.start(till), MILK.barcode, price=Money(1))
    assert refused.value.code == "price_is_known"
    bun = replace(MILK, id=ProductId("bun"), barcodes=("20001",), is_open_price=True)
    with till.shop.database.writing() as connection:
        products.put(connection, [bun])
    sold = checkout.scan(till, checkout.start(till), "20001", price=Money(250))
    assert sold.total == Money(250)
    assert [it.amount for it in on_record(till, Act.OPEN_PRICE)] == [Money(250)]
    assert checkout.resume(till) == sold


def test_no_pin_no_badge_and_no_hash_of_them_reaches_facts_or_log(
    till: Till, tmp_path: Path
) -> None:
    boss(till)
    staffing.set_pin(till, PEPPER, "1", "1973")
    with till.shop.database.reading() as connection:
        told = b"".join(bytes(it.body) for it in outbox.chain(connection)).decode()
        [row] = connection.exec_driver_sql("SELECT pin_hash, badge_hash FROM staff_person").all()
    for secret in (*PIN.values(), "1973", BADGE, row.pin_hash, row.badge_hash, "argon2"):
        assert secret not in told
    kept = (tmp_path / "till.sqlite").read_bytes()
    assert BADGE.encode() not in kept
