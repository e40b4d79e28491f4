from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.base.errors import Refusal
from app.base.money import Money
from app.closing import beginning
from app.selling import checkout, tendering
from app.selling.tender import Tender, TenderKind
from app.shifts import opening
from app.staff.person import RING, Act, NeedsApproval
from app.storage import outbox
from app.till import Till
from tests.app.staff.crew import Hands, at, on_record
from tests.app.staff.test_acts import NOVICE
from tests.examples import MILK, cash

LATE = datetime(2026, 1, 2, 15, 30, tzinfo=UTC)  # half past eleven at night in the shop


@pytest.fixture
def shy(till: Till) -> Till:
    """A till that sells in shifts only."""
    return replace(till, has_shifts=True)


def test_without_a_shift_no_money_is_taken_and_nothing_is_lost(shy: Till) -> None:
    cart = checkout.scan(shy, checkout.resume(shy), MILK.barcode)
    card = Tender(TenderKind.CARD, Money(100), "T1")
    with pytest.raises(Refusal) as refused:
        checkout.complete(shy, cart, cash(650))
    with pytest.raises(Refusal) as taken:
        tendering.take(shy, cart, card, due=cart.total)
    assert (refused.value.code, taken.value.code) == ("no_shift_open", "no_shift_open")
    assert checkout.resume(shy).lines == cart.lines
    opening.open_shift(shy, Money(30_000))
    assert checkout.complete(shy, cart, cash(650)).total == MILK.price


def test_a_till_without_shifts_sells_as_before(till: Till) -> None:
    cart = checkout.scan(till, checkout.start(till), MILK.barcode)
    sale = checkout.complete(till, cart, cash(650))
    assert (sale.shift, sale.business_date) == ("", date(2026, 1, 2))


def test_the_business_date_is_that_of_the_shift_also_past_midnight(shy: Till) -> None:
    hands = Hands(LATE)
    till = at(shy, hands)
    shift = opening.open_shift(till, Money(0))
    hands.turn(hours=3)
    cart = checkout.scan(till, checkout.start(till), MILK.barcode)
    sale = checkout.complete(till, cart, cash(650))
    assert till.shop.day_of(sale.completed_at) == date(2026, 1, 3)
    assert (sale.business_date, sale.shift) == (date(2026, 1, 2), shift.id)
    assert sale.number == "t1-20260102-0001"


def test_one_shift_at_a_time(shy: Till) -> None:
    shift = opening.open_shift(shy, Money(100))
    with pytest.raises(Refusal, match="已经有一个班"):
        opening.open_shift(shy, Money(100))
    assert opening.current(shy) == shift


def test_opening_takes_its_right_and_is_on_record_and_told(shy: Till) -> None:
    with pytest.raises(NeedsApproval):
        opening.open_shift(shy, Money(0), by=NOVICE)
    assert opening.current(shy) is None
    shift = opening.open_shift(shy, Money(1234))
    assert [it.amount for it in on_record(shy, Act.OPEN_SHIFT)] == [Money(1234)]
    with shy.shop.database.reading() as connection:
        told = {fact.id: fact.kind for fact in outbox.oldest(connection, 10)}
    assert told[shift.id] == "shift"


@pytest.mark.parametrize("fen", [-1, 10**14])
def test_an_odd_float_is_refused(shy: Till, fen: int) -> None:
    with pytest.raises(Refusal):
        opening.open_shift(shy, Money(fen))
    assert opening.current(shy) is None


def test_ring_opens_one_by_itself_where_it_takes_one(shy: Till, till: Till) -> None:
    beginning.ensure(till, by=RING)
    assert opening.current(till) is None
    beginning.ensure(shy, by=RING)
    first = opening.current(shy)
    beginning.ensure(shy, by=RING)
    assert first is not None
    assert (opening.current(shy), first.opening_float, first.name) == (first, Money(0), "ring")
