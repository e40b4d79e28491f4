from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from app.base.errors import Refusal
from app.printing import jobs, spooling
from app.printing.job import Decision, Event, State, move
from app.selling import checkout, reprinting
from app.selling.sale import Sale
from app.staff import entries
from app.staff.person import OWNER, Act
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


def test_an_answer_that_comes_late_ends_even_a_job_that_is_wanted_again(
    till: Till, sale: Sale
) -> None:
    job = spooling.take(till.shop)
    assert job is not None
    spooling.tell(till.shop, job.id, Event.CUT_OFF)
    spooling.decide(till, job.id, Decision.AGAIN, by=OWNER)
    spooling.tell(till.shop, job.id, Event.ACKNOWLEDGED, printer="tcp://a")
    assert states(till, sale) == [State.PRINTED]
    assert spooling.take(till.shop) is None


def test_what_came_out_after_all_is_not_offered_as_too_old(till: Till, sale: Sale) -> None:
    job = spooling.take(till.shop)
    assert job is not None
    spooling.tell(till.shop, job.id, Event.CUT_OFF)
    spooling.decide(till, job.id, Decision.AGAIN, by=OWNER)
    later = replace(till.shop, clock=lambda: NOON + timedelta(hours=1))
    assert spooling.take(later) is None
    spooling.tell(later, job.id, Event.ALL_SENT)
    assert states(till, sale) == [State.EXPIRED]
    spooling.tell(later, job.id, Event.ACKNOWLEDGED)
    assert states(till, sale) == [State.PRINTED]


@pytest.mark.parametrize("late", [Event.ACKNOWLEDGED, Event.ALL_SENT, Event.CUT_OFF])
@pytest.mark.parametrize("decision", [Decision.SEEN, Decision.SKIP])
def test_what_comes_after_a_person_has_settled_it_changes_nothing(
    till: Till, sale: Sale, late: Event, decision: Decision
) -> None:
    job = spooling.take(till.shop)
    assert job is not None
    spooling.tell(till.shop, job.id, Event.CUT_OFF)
    settled = spooling.decide(till, job.id, decision, by=OWNER)
    assert spooling.tell(till.shop, job.id, late) is settled
    assert states(till, sale) == [settled]


def test_a_job_wanted_again_after_hours_is_young_again(till: Till, sale: Sale) -> None:
    spooling.take(till.shop)
    later = replace(till.shop, clock=lambda: NOON + timedelta(hours=5))
    [unknown] = spooling.recover(later)
    spooling.decide(replace(till, shop=later), unknown.id, Decision.AGAIN, by=OWNER)
    job = spooling.take(later)
    assert job is not None
    assert (job.sale, job.earlier) == (sale.id, 1)


def test_who_settled_a_paper_is_on_record(till: Till, sale: Sale) -> None:
    spooling.take(till.shop)
    [unknown] = spooling.recover(till.shop)
    spooling.decide(till, unknown.id, Decision.SEEN, by=OWNER)
    with pytest.raises(Refusal, match="已经有结果"):
        spooling.decide(till, unknown.id, Decision.AGAIN, by=OWNER)
    with till.shop.database.reading() as connection:
        [entry] = entries.of_sale(connection, sale.id)
    assert (entry.act, entry.what) == (Act.SETTLE_PAPER, "seen receipt 0")


def test_where_a_job_was_sent_is_kept(till: Till, sale: Sale) -> None:
    job = spooling.take(till.shop)
    assert job is not None
    spooling.tell(till.shop, job.id, Event.CUT_OFF, "no paper", "tcp://a")
    [waiting] = reprinting.unprinted(till)
    assert (waiting.job.printer, waiting.job.error, waiting.sale) == ("tcp://a", "no paper", sale)
    assert spooling.count_unknown(till.shop) == 1


MOVES = st.lists(st.sampled_from([*Event]), max_size=12)


@given(MOVES)
def test_no_job_is_queued_again_by_itself_once_it_may_be_on_paper(events: list[Event]) -> None:
    state, may_be_out = State.QUEUED, False
    for what in events:
        try:
            after = move(state, what)
        except ValueError:
            continue
        if what in {Event.CUT_OFF, Event.ALL_SENT, Event.ACKNOWLEDGED}:
            may_be_out = True
        if what in {Event.PRINT_AGAIN, Event.NOTHING_SENT}:
            may_be_out = False  # a person said so, or the wire
        assert not (may_be_out and after is State.QUEUED)
        state = after


def test_a_long_history_is_not_read_to_find_what_waits(till: Till, sale: Sale) -> None:
    asked: list[tuple[str, object]] = []

    def hear(*heard: object) -> None:
        asked.append((str(heard[2]), heard[3]))

    engine = till.shop.database.engine
    event.listen(engine, "before_cursor_execute", hear)
    with till.shop.database.reading() as connection:
        jobs.next_queued(connection)
        jobs.in_state(connection, State.UNKNOWN)
        jobs.of_sale(connection, sale.id)
        wanted = [(text, values) for text, values in asked if "FROM print_job" in text]
        plans = [
            str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).first())  # type: ignore[arg-type]
            for text, values in wanted
        ]
    event.remove(engine, "before_cursor_execute", hear)
    assert [("ix_print_job" in plan) for plan in plans] == [True, True, True]
