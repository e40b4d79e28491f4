from dataclasses import replace

import pytest

from app.base.errors import Refusal
from app.base.money import Money
from app.closing import beginning, closes, closing, counting, reviewing
from app.closing.closed import Why, seal_of
from app.closing.closing import Closed, Ending
from app.closing.count import Pile
from app.printing import jobs
from app.printing.job import Kind, State
from app.selling import checkout, holding, tendering
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from app.shifts import moving, opening
from app.shifts.shift import MoveKind
from app.staff.person import OWNER, Act, Actor, NeedsApproval
from app.till import Till
from tests.app.closing.days import piles_for
from tests.app.staff.crew import Hands, at, backed, boss, clerk, on_record
from tests.examples import MILK, cash

FLOAT = Money(30_000)


@pytest.fixture
def shy(till: Till) -> Till:
    """A till that sells in shifts, with one open."""
    shy = replace(till, has_shifts=True)
    beginning.begin(shy, FLOAT)
    return shy


def sell(till: Till, *, by: Actor = OWNER) -> Sale:
    cart = checkout.scan(till, checkout.start(till), MILK.barcode)
    return checkout.complete(till, cart, cash(1000), by=by)


def close(till: Till, off_fen: int = 0, ending: Ending | None = None) -> Closed:
    expected = counting.submit(till, ()).expected
    counting.submit(till, piles_for(expected.fen + off_fen))
    return closing.close(till, ending or Ending())


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


def test_a_close_takes_a_count_and_every_count_is_kept(shy: Till) -> None:
    with pytest.raises(Refusal) as refused:
        closing.close(shy, Ending())
    assert code_of(refused) == "count_wanted"
    first = counting.submit(shy, piles_for(29_000))
    second = counting.submit(shy, piles_for(30_000))
    assert ([first.place, second.place], counting.counts(shy)) == ([1, 2], [first, second])
    closed = closing.close(shy, Ending())
    assert (closed.close.count, closed.close.over) == (second.id, Money(0))


def test_what_moves_cash_after_the_count_makes_it_void(shy: Till) -> None:
    counting.submit(shy, piles_for(30_000))
    card = Tender(TenderKind.CARD, MILK.price, "T9")
    cart = checkout.scan(shy, checkout.start(shy), MILK.barcode)
    checkout.complete(shy, cart, [card])
    assert not reviewing.x(shy).is_blind  # no cash moved
    moving.move(shy, MoveKind.IN, Money(100), "换零")
    with pytest.raises(Refusal) as refused:
        closing.close(shy, Ending())
    assert (code_of(refused), reviewing.x(shy).is_blind) == ("cash_moved_since", True)


def test_a_difference_beyond_the_tolerance_takes_a_reason_and_a_manager(shy: Till) -> None:
    manager, cashier = boss(shy), Actor(person=clerk(shy))
    counting.submit(shy, piles_for(29_000), by=cashier)
    with pytest.raises(Refusal) as refused:
        closing.close(shy, Ending(), by=cashier)
    assert code_of(refused) == "difference_unexplained"
    with pytest.raises(Refusal):
        closing.close(shy, Ending(why=Why.OTHER, note=" "), by=cashier)
    with pytest.raises(NeedsApproval) as needs:
        closing.close(shy, Ending(why=Why.CHANGE), by=cashier)
    assert needs.value.demand.amount == Money(1000)
    assert opening.current(shy) is not None
    both = backed(cashier, manager, Act.ACCEPT_DIFFERENCE)
    closed = closing.close(shy, Ending(why=Why.CHANGE, note="13:40"), by=both).close
    assert (closed.over, closed.why, closed.approver_name) == (Money(-1000), "change", "陈国强")
    [entry] = on_record(shy, Act.ACCEPT_DIFFERENCE)
    assert (entry.approver_name, entry.amount) == ("陈国强", Money(-1000))


@pytest.mark.parametrize("off", [-500, 500])
def test_a_difference_within_the_tolerance_needs_nobody(shy: Till, off: int) -> None:
    one = cashier(shy)
    counting.submit(shy, piles_for(30_000 + off), by=one)
    assert closing.close(shy, Ending(), by=one).close.over == Money(off)


def test_nothing_closes_while_a_bill_is_half_paid(shy: Till) -> None:
    cart = checkout.scan(shy, checkout.start(shy), MILK.barcode)
    cart = tendering.take(shy, cart, Tender(TenderKind.CASH, Money(100)), due=cart.total)
    with pytest.raises(Refusal) as refused:
        counting.submit(shy, ())
    assert code_of(refused) == "bill_half_paid"
    holding.hold(shy, cart)
    with pytest.raises(Refusal):
        counting.submit(shy, ())


def test_a_handover_goes_on_with_the_day_and_the_z_covers_both(shy: Till) -> None:
    sell(shy)
    handed = close(shy, ending=Ending(is_handover=True))
    assert (handed.zs, handed.close.kept, handed.close.deposit) == ((), Money(30_650), Money(0))
    assert beginning.float_left(shy) == Money(30_650)
    second = beginning.begin(shy, Money(30_650))
    sell(shy)
    [z] = close(shy).zs
    assert (second.place, z.shifts, z.figures.bills) == (2, (handed.close.shift, second.id), 2)
    assert [one.over for one in z.figures.drawers] == [Money(0), Money(0)]


def test_what_stays_is_the_float_and_the_rest_is_deposited_with_a_slip(shy: Till) -> None:
    sell(shy)
    closed = close(shy).close
    assert (closed.kept, closed.deposit) == (FLOAT, Money(650))
    with shy.shop.database.reading() as connection:
        kinds = {job.kind for job in jobs.in_state(connection, State.QUEUED)}
    assert {Kind.DEPOSIT, Kind.Z} <= kinds


def test_no_more_can_stay_than_was_counted(shy: Till) -> None:
    counting.submit(shy, piles_for(30_000))
    for kept in (Money(30_001), Money(-1)):
        with pytest.raises(Refusal) as refused:
            closing.close(shy, Ending(kept=kept))
        assert code_of(refused) == "kept_is_odd"


def test_a_shift_is_closed_once(shy: Till) -> None:
    close(shy)
    with pytest.raises(Refusal) as refused:
        closing.close(shy, Ending())
    assert code_of(refused) == "no_shift_open"
    with pytest.raises(Refusal):
        sell(shy)


def test_zs_are_numbered_without_gaps_also_after_a_refused_close(shy: Till) -> None:
    numbers = []
    for _ in range(3):
        with pytest.raises(Refusal):
            closing.close(shy, Ending())
        numbers += [z.number for z in close(shy).zs]
        beginning.begin(shy, FLOAT)
    assert numbers == [1, 2, 3]


def test_a_reopened_day_keeps_its_z_and_the_next_one_covers_it(shy: Till) -> None:
    hands = Hands()
    till = at(shy, hands)
    first = sell(till)
    [z] = close(till).zs
    hands.turn(hours=20)
    undone = closing.reopen(till, z.number, "漏了一单")
    kept, reversed_ = closing.z(till, z.number)
    assert (kept, reversed_) == (z, undone)
    shift = beginning.begin(till, FLOAT)
    assert shift.business_date == z.business_date == first.business_date
    second = sell(till)
    [again] = close(till).zs
    assert (again.number, again.business_date) == (z.number + 1, z.business_date)
    assert again.figures.net == first.total + second.total
    assert beginning.begin(till, FLOAT).business_date > z.business_date


def test_only_the_last_z_that_stands_can_be_reversed_and_by_somebody_who_may(shy: Till) -> None:
    [one] = close(shy).zs
    beginning.begin(shy, FLOAT)
    with pytest.raises(Refusal) as refused:
        closing.reopen(shy, one.number, "看错")
    assert code_of(refused) == "shift_is_open"
    [two] = close(shy).zs
    with pytest.raises(NeedsApproval):
        closing.reopen(shy, two.number, "看错", by=cashier(shy))
    closing.reopen(shy, two.number, "看错")
    for number, code in (
        (one.number, "z_is_settled"),
        (two.number, "z_is_settled"),
        (9, "unknown_z"),
    ):
        with pytest.raises(Refusal) as refused:
            closing.reopen(shy, number, "看错")
        assert code_of(refused) == code


def cashier(till: Till) -> Actor:
    boss(till)
    return Actor(person=clerk(till))


def test_the_seal_of_a_z_shows_a_sale_that_was_altered(shy: Till) -> None:
    sell(shy)
    [z] = close(shy).zs
    with shy.shop.database.reading() as connection:
        assert closes.find_z(connection, shy.store, z.id) == z
    assert seal_of([("a", b"1"), ("b", b"2")]) == seal_of([("b", b"2"), ("a", b"1")])
    assert seal_of([("a", b"1")]) not in {seal_of([("a", b"2")]), seal_of([("b", b"1")]), z.seal}


def test_several_cashiers_at_one_till_are_told_apart(shy: Till) -> None:
    manager, cashier = Actor(person=boss(shy)), Actor(person=clerk(shy))
    sell(shy, by=manager)
    sell(shy, by=cashier)
    sell(shy, by=cashier)
    [z] = close(shy).zs
    assert {one.name: one.bills for one in z.figures.cashiers} == {"陈国强": 1, "王小梅": 2}


def test_what_is_not_settled_is_called_out_and_written_down(shy: Till) -> None:
    holding.hold(shy, checkout.scan(shy, checkout.start(shy), MILK.barcode))
    counting.submit(shy, piles_for(30_000))
    ends = reviewing.review(shy).loose_ends
    [z] = closing.close(shy, Ending()).zs
    assert (ends.held, z.loose_ends.held) == (1, 1)
    assert z.loose_ends.unsent > 0


@pytest.mark.parametrize(
    "piles",
    [(Pile(Money(300), 1),), (Pile(Money(100), -1),), (Pile(Money(100), 1), Pile(Money(100), 2))],
)
def test_a_count_of_odd_money_is_not_kept(shy: Till, piles: tuple[Pile, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        counting.submit(shy, piles)
    assert (code_of(refused), counting.counts(shy)) == ("count_is_odd", [])


def test_bundles_hold_a_hundred_notes_and_rolls_fifty_coins() -> None:
    assert Pile(Money(10_000), 3, 2).pieces == 203
    assert Pile(Money(50), 1, 1).amount == Money(51 * 50)
