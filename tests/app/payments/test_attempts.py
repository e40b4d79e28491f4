import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.ids import SaleId
from app.base.money import Money
from app.payments import attempts, redacting
from app.payments.attempt import TERMINAL, Attempt, Event, OrderNo, State, new_number
from app.payments.attempts import Exchanged
from app.payments.exchange import (
    Back,
    Instalments,
    Mode,
    NoAnswer,
    Undone,
    dead,
    paid,
    paying,
    unknown,
)
from app.storage import rows
from app.storage.database import Database
from tests.app.payments.stage import CODE, MOMENT, V3
from tests.examples import NOON, STORE, TILL

LATER = NOON + timedelta(seconds=5)


def an_attempt(sale: str = "s1") -> Attempt:
    return Attempt(
        number=new_number(),
        store=STORE,
        till=TILL,
        sale=SaleId(sale),
        channel="wechat",
        wallet="wechat",
        mode=Mode.SCANNED,
        amount=Money(1990),
        made_at=NOON,
    )


def sent(database: Database, sale: str = "s1") -> Attempt:
    one = an_attempt(sale)
    with database.writing() as connection:
        attempts.add(connection, [one])
        return attempts.happen(connection, one.number, Event.SEND, NOON)


def found(database: Database, number: OrderNo) -> Attempt:
    with database.reading() as connection:
        one = attempts.find(connection, number)
    assert one is not None
    return one


def test_an_attempt_is_found_as_it_was_written(hq_database: Database) -> None:
    parts = Instalments(months=6, merchant_bears=True, fee=Money(90))
    one = replace(an_attempt(), instalments=parts, payer="oU***6o", paid=Money(1990))
    with hq_database.writing() as connection:
        attempts.add(connection, [one, an_attempt("s2")])
        assert attempts.find(connection, one.number) == one
        assert attempts.find(connection, new_number()) is None
        assert attempts.of_sale(connection, STORE, SaleId("s1")) == [one]


def test_an_order_number_is_used_once(hq_database: Database) -> None:
    one = an_attempt()
    with hq_database.writing() as connection:
        attempts.add(connection, [one])
    with pytest.raises(rows.Clash), hq_database.writing() as connection:
        attempts.add(connection, [one])


def test_the_disk_has_it_before_the_first_byte_leaves(database: Database) -> None:
    """The connection waits for the disk, and another one sees what is promised."""
    one = sent(database)
    with database.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
    assert found(database, one.number).state is State.SENDING


def test_every_step_is_a_line_of_its_history(hq_database: Database) -> None:
    one = sent(hq_database)
    request = V3.pay(one.order("牛奶"), CODE, MOMENT)
    told = Exchanged(
        asked=redacting.asked(request, [CODE]),
        answered=redacting.answered(NoAnswer("timed out")),
    )
    with hq_database.writing() as connection:
        attempts.answer(connection, one.number, unknown("timed out"), LATER, told)
        attempts.answer(connection, one.number, paid(Money(1990), "42"), LATER)
        lines = attempts.history(connection, one.number)
    assert [(it.place, it.event, it.state) for it in lines] == [
        (1, "created", State.CREATED),
        (2, "send", State.SENDING),
        (3, "unclear", State.UNKNOWN),
        (4, "paid", State.PAID),
    ]
    assert lines[2].exchanged.answered == "no answer (sent): timed out"
    assert one.number in lines[2].exchanged.asked
    assert CODE.text not in str(lines)


def test_an_answer_teaches_and_silence_forgets_nothing(hq_database: Database) -> None:
    one = sent(hq_database)
    with hq_database.writing() as connection:
        attempts.answer(connection, one.number, paying("taken in", reference="42"), LATER)
        known = attempts.answer(connection, one.number, unknown("timed out"), LATER)
        assert (known.state, known.reference) == (State.UNKNOWN, "42")
        assert attempts.by_reference(connection, "42") == [known]
        assert attempts.by_reference(connection, "") == []
        done = attempts.answer(connection, one.number, paid(Money(1990), "42"), LATER)
    assert (done.state, done.paid) == (State.PAID, Money(1990))
    assert found(hq_database, one.number) == done


def test_a_terminal_state_is_only_noted_about(hq_database: Database) -> None:
    one = sent(hq_database)
    with hq_database.writing() as connection:
        failed = attempts.answer(connection, one.number, dead("CLOSED"), LATER)
        again = attempts.answer(connection, one.number, paid(Money(1990), "42"), LATER)
        assert again == failed
        assert attempts.history(connection, one.number)[-1].event == attempts.NOTED
        with pytest.raises(ValueError, match="failed cannot paid"):
            attempts.happen(connection, one.number, Event.PAID, LATER)


def test_an_acknowledged_reversal_is_remembered_but_proves_nothing(hq_database: Database) -> None:
    one = sent(hq_database)
    with hq_database.writing() as connection:
        attempts.answer(connection, one.number, unknown("timed out"), LATER)
        attempts.happen(connection, one.number, Event.GIVE_UP, LATER)
        busy = Undone(back=Back.UNKNOWN, reason="SYSTEMERROR", again=True)
        assert not attempts.answer_back(connection, one.number, busy, LATER).was_undone
        done = attempts.answer_back(connection, one.number, Undone(back=Back.DONE), LATER)
        assert (done.state, done.was_undone) == (State.REVERSING, True)
        assert done.order().was_undone
        assert attempts.answer_back(connection, one.number, busy, LATER).was_undone
        gone = attempts.answer(connection, one.number, dead("REVOKED"), LATER)
    assert (gone.state, gone.given_up_at) == (State.REVERSED, LATER)


def test_what_is_open_is_found_after_a_crash_the_oldest_first(hq_database: Database) -> None:
    first, second, third = (sent(hq_database, f"s{at}") for at in range(3))
    with hq_database.writing() as connection:
        attempts.answer(connection, second.number, paid(Money(1990), "42"), LATER)
        open_ones = attempts.still_open(connection)
    assert [it.number for it in open_ones] == [first.number, third.number]


def test_a_search_for_what_is_open_reads_an_index(database: Database) -> None:
    with database.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT * FROM payment_attempt WHERE state IN ('created', 'sending',"
            " 'paying', 'unknown', 'reversing', 'refunding', 'escalated') ORDER BY made_at_ms"
        ).all()
    assert "ix_payment_attempt_open" in str(plan)


def test_a_callback_is_heard_once_per_channel(hq_database: Database) -> None:
    with hq_database.writing() as connection:
        assert attempts.hear_once(connection, "wechat", "n1", NOON)
        assert not attempts.hear_once(connection, "wechat", "n1", LATER)
        assert attempts.hear_once(connection, "alipay", "n1", NOON)
        attempts.forget_heard(connection, LATER)
        assert attempts.hear_once(connection, "wechat", "n1", NOON)


def test_a_callback_whose_transaction_fails_was_not_heard(hq_database: Database) -> None:
    one = sent(hq_database)

    def hear_what_clashes() -> None:
        with hq_database.writing() as connection:
            assert attempts.hear_once(connection, "wechat", "n1", NOON)
            attempts.add(connection, [one])

    with pytest.raises(rows.Clash):
        hear_what_clashes()
    with hq_database.writing() as connection:
        assert attempts.hear_once(connection, "wechat", "n1", NOON)


def test_of_two_answers_at_once_one_moves_it_and_the_other_is_noted(hq_database: Database) -> None:
    one = sent(hq_database)
    start = threading.Barrier(2)

    def tell() -> None:
        start.wait()
        with hq_database.writing() as connection:
            attempts.answer(connection, one.number, paid(Money(1990), "42"), LATER)

    both = [threading.Thread(target=tell) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    with hq_database.reading() as connection:
        events = [it.event for it in attempts.history(connection, one.number)]
    assert events == ["created", "send", "paid", "noted"]


def test_what_providers_write_never_breaks_the_journal(hq_database: Database) -> None:
    one = sent(hq_database)
    strange = unknown("\0\ud800 \U0001f4a5" + "长" * 10_000)
    with hq_database.writing() as connection:
        attempts.answer(connection, one.number, strange, LATER, Exchanged(asked="x", answered="y"))
        attempts.note(connection, one.number, LATER, Exchanged(reason="\0\udfff"))
    assert len(found(hq_database, one.number).reason) < 500


outcomes = st.sampled_from(
    [
        unknown("timed out"),
        paying("USERPAYING"),
        dead("CLOSED"),
        paid(Money(1990), "42"),
        paid(Money(1990), "42", has_returned=True),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.one_of(outcomes, st.sampled_from([Event.GIVE_UP, Event.ESCALATE])), max_size=8))
def test_a_walk_of_answers_leaves_a_history_that_the_rules_allow(
    database: Database, steps: list[object]
) -> None:
    one = sent(database)
    with database.writing() as connection:
        for step in steps:
            if isinstance(step, Event):
                try:
                    attempts.happen(connection, one.number, step, LATER)
                except ValueError:
                    continue
            else:
                attempts.answer(connection, one.number, step, LATER)  # type: ignore[arg-type]
        lines = attempts.history(connection, one.number)
    ends = [at for at, line in enumerate(lines) if line.state in TERMINAL]
    assert len({lines[at].state for at in ends}) <= 1
    assert not ends or all(line.event == attempts.NOTED for line in lines[ends[0] + 1 :])
    assert [line.place for line in lines] == list(range(1, len(lines) + 1))
