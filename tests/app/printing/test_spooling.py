from dataclasses import replace
from datetime import timedelta

import pytest

from app.printing import jobs, spooling
from app.printing.job import Event, State
from app.selling import checkout
from app.selling.sale import Sale
from app.till import Till
from tests.examples import NOON, a_cart, cash


@pytest.fixture
def sale(till: Till) -> Sale:
    return checkout.complete(till, a_cart(), cash(650))


def states(till: Till, sale: Sale) -> list[State]:
    with till.shop.database.reading() as connection:
        return [job.state for job in jobs.of_sale(connection, sale.id)]


def test_a_job_is_taken_once(till: Till, sale: Sale) -> None:
    job = spooling.take(till.shop)
    assert job is not None
    assert (job.sale, spooling.take(till.shop)) == (sale.id, None)
    spooling.tell(till.shop, job.id, Event.ALL_SENT)
    assert states(till, sale) == [State.SENT]


def test_a_job_that_never_left_waits_again(till: Till, sale: Sale) -> None:
    for _ in range(3):
        job = spooling.take(till.shop)
        assert job is not None
        spooling.tell(till.shop, job.id, Event.NOTHING_SENT, "no cable")
    assert states(till, sale) == [State.QUEUED]


def test_a_job_that_a_crash_cut_off_is_unknown_and_waits_for_a_person(
    till: Till, sale: Sale
) -> None:
    spooling.take(till.shop)
    [unknown] = spooling.recover(till.shop)
    assert spooling.take(till.shop) is None
    assert states(till, sale) == [State.UNKNOWN]
    spooling.tell(till.shop, unknown.id, Event.PRINT_AGAIN)
    assert spooling.take(till.shop) is not None


def test_a_till_that_was_off_does_not_print_a_pile(till: Till, sale: Sale) -> None:
    later = replace(till.shop, clock=lambda: NOON + timedelta(hours=1))
    assert spooling.take(later) is None
    assert states(till, sale) == [State.EXPIRED]
