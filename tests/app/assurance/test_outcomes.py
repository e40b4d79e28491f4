"""What became of payments, counted from the journal, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.assurance import outcomes
from app.assurance.watching import Result
from app.base.ids import SaleId, StoreId
from app.base.money import Money
from app.payments import attempts
from app.payments.attempt import Attempt, Event, new_number
from app.payments.exchange import Mode
from app.shop import Shop
from tests.examples import NOON, STORE, TILL

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
PAID = (Event.SEND, Event.PAID)
LOST = (Event.SEND, Event.UNCLEAR)


def attempt() -> Attempt:
    return Attempt(
        number=new_number(),
        store=STORE,
        till=TILL,
        sale=SaleId("s"),
        channel="wechat",
        wallet="wechat",
        mode=Mode.SCANNED,
        amount=Money(700),
        made_at=NOON,
    )


def put(hq: Shop, *events: Event, one: Attempt | None = None) -> Attempt:
    """Write an attempt down; one event each second."""
    made = one or attempt()
    with hq.database.writing() as connection:
        attempts.add(connection, [made])
        for at, event in enumerate(events, start=1):
            attempts.happen(connection, made.number, event, made.made_at + at * SECOND)
    return made


@pytest.mark.parametrize(
    ("events", "result"),
    [
        ((), Result.WAITING),
        ((Event.SEND, Event.PAYING), Result.WAITING),
        (PAID, Result.TAKEN),
        ((*LOST, Event.PAID), Result.TAKEN),
        (LOST, Result.UNPROVEN),
        ((*LOST, Event.ESCALATE), Result.UNPROVEN),
        ((Event.SEND, Event.DEAD), Result.CUSTOMER),
        ((Event.SEND, Event.PAYING, Event.GIVE_UP, Event.DEAD), Result.CUSTOMER),
        ((*LOST, Event.GIVE_UP, Event.DEAD), Result.FAULT),
        ((Event.SEND, Event.NOTHING_LEFT), Result.FAULT),
    ],
)
def test_a_payment_counts_by_what_became_of_it(
    hq: Shop, events: tuple[Event, ...], result: Result
) -> None:
    put(hq, *events)
    with hq.database.reading() as connection:
        (seen,) = outcomes.between(connection, NOON, NOON + DAY)
    assert (seen.result, seen.was_unknown) == (result, Event.UNCLEAR in events)


def test_how_long_a_payment_took_counts_from_its_first_byte(hq: Shop) -> None:
    put(hq, *LOST, Event.PAID)
    with hq.database.reading() as connection:
        (seen,) = outcomes.between(connection, NOON, NOON + DAY)
    assert seen.took_s == 2.0


def test_only_the_time_and_the_store_that_are_asked_for_are_read(hq: Shop) -> None:
    inside = put(hq, *PAID)
    put(hq, *PAID, one=replace(attempt(), made_at=NOON - SECOND))
    put(hq, *PAID, one=replace(attempt(), made_at=NOON + DAY))
    put(hq, *PAID, one=replace(attempt(), store=StoreId("other")))
    with hq.database.reading() as connection:
        found = outcomes.between(connection, NOON, NOON + DAY, STORE)
    assert [one.number for one in found] == [inside.number]
