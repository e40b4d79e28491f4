from dataclasses import replace

import pytest

from app.base.ids import ZId
from app.base.money import Money
from app.closing import beginning, closing, counting, figuring
from app.closing.closed import Z
from app.closing.closing import Ending
from app.selling import checkout
from app.shifts import moving
from app.shifts.shift import MoveKind
from app.shop import Shop
from app.storage import facts
from app.till import Till
from hq import ingest, proving, quarantine
from sync.wire import Outcome
from tests.app.closing.days import piles_for
from tests.app.closing.test_days import tell
from tests.examples import MILK, STORE, US, a_push, cash

SPOILT = {
    "amount": "UPDATE sale_tender SET amount_fen = 649",
    "gone": "DELETE FROM sale_tender",
    "moved": "UPDATE cash_move SET amount_fen = 1",
    "counted": "UPDATE shift_close SET counted_fen = 1",
    "float": "UPDATE shift SET float_fen = 1",
    "figures": "UPDATE z_report SET number = 7",
}


@pytest.fixture
def z(till: Till, hq: Shop) -> Z:
    """A closed day that head office has heard of."""
    shy = replace(till, has_shifts=True)
    beginning.begin(shy, Money(10_000))
    cart = checkout.scan(shy, checkout.start(shy), MILK.barcode)
    checkout.complete(shy, cart, cash(650))
    moving.move(shy, MoveKind.DROP, Money(500), "多了")
    counting.submit(shy, piles_for(10_150))
    [made] = closing.close(shy, Ending()).zs
    closing.reopen(shy, made.number, "看错")
    tell(shy, hq)
    return made


def test_head_office_comes_to_the_same_from_its_own_books(z: Z, hq: Shop) -> None:
    with hq.database.reading() as connection:
        assert figuring.of_day(connection, STORE, z.business_date) == z.figures
    [proof] = proving.prove(hq)
    assert (proof.faults, proof.quarantined) == ((), 0)


@pytest.mark.usefixtures("z")
@pytest.mark.parametrize("how", SPOILT)
def test_books_that_were_altered_are_found(hq: Shop, how: str) -> None:
    with hq.database.writing() as connection:
        connection.exec_driver_sql(SPOILT[how])
    [proof] = proving.prove(hq)
    assert proof.faults


def test_a_z_whose_figures_do_not_agree_is_kept_apart(z: Z, till: Till, hq: Shop) -> None:
    wrong = replace(z, id=ZId(z.id.upper()), figures=replace(z.figures, net=Money(1)))
    with till.shop.database.writing() as connection:
        fact = facts.make(connection, "z", wrong.id, wrong, wrong.at)
    [answer] = ingest.take(hq, US, a_push(fact)).answers
    assert (answer.outcome, "do not agree" in answer.reason) == (Outcome.QUARANTINED, True)
    with hq.database.reading() as connection:
        assert quarantine.count(connection) == 1


def test_a_kind_that_is_newer_than_head_office_waits_for_it(till: Till, hq: Shop) -> None:
    with till.shop.database.writing() as connection:
        fact = facts.make(connection, "moon_phase", "m1", {"id": "m1"}, till.shop.clock())
    [answer] = ingest.take(hq, US, a_push(fact)).answers
    assert answer.outcome is Outcome.QUARANTINED
