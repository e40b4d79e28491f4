"""What became of payments, in SQL: as it is counted, and what is open now."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select
from sqlalchemy.engine import Row as DbRow

from app.assurance.watching import Result, Seen
from app.base import clock
from app.base.ids import StoreId
from app.base.money import Money
from app.payments.attempt import TERMINAL, Event, State
from app.payments.tables import payment_attempt as it
from app.payments.tables import payment_event as told

_WELL = frozenset({State.CREATED, State.SENDING, State.PAYING})
_is = told.c.event
_history = (
    select(
        told.c.number,
        func.max(case((_is == str(Event.UNCLEAR), 1), else_=0)).label("was_unknown"),
        func.max(case((_is == str(Event.NOTHING_LEFT), 1), else_=0)).label("never_left"),
        func.min(case((told.c.state == str(State.PAID), told.c.at_ms))).label("paid_at_ms"),
    )
    .group_by(told.c.number)
    .subquery()
)
_COLUMNS: list[ColumnElement[Any]] = [
    it.c.number,
    it.c.channel,
    it.c.wallet,
    it.c.store,
    it.c.till,
    it.c.made_at_ms,
    it.c.sent_at_ms,
    it.c.amount_fen,
    it.c.state,
    _history.c.was_unknown,
    _history.c.never_left,
    _history.c.paid_at_ms,
]


def between(
    connection: Connection, start: datetime, end: datetime, store: StoreId | None = None
) -> list[Seen]:
    """Return the payments of a time, start included, in order of time; of one store or of all."""
    found = (
        select(*_COLUMNS)
        .join(_history, _history.c.number == it.c.number)
        .where(it.c.made_at_ms >= clock.to_ms(start), it.c.made_at_ms < clock.to_ms(end))
        .order_by(it.c.made_at_ms, it.c.number)
    )
    if store is not None:
        found = found.where(it.c.store == store)
    return [_seen(row) for row in connection.execute(found)]


def _seen(row: DbRow[tuple[object, ...]]) -> Seen:
    took_s = None
    if row.paid_at_ms is not None and row.sent_at_ms is not None:
        took_s = max(0, row.paid_at_ms - row.sent_at_ms) / 1000
    return Seen(
        number=row.number,
        channel=row.channel,
        wallet=row.wallet,
        store=row.store,
        till=row.till,
        at=clock.from_ms(row.made_at_ms),
        amount=Money(row.amount_fen),
        result=_result(State(row.state), bool(row.was_unknown), bool(row.never_left)),
        was_unknown=bool(row.was_unknown),
        took_s=took_s,
    )


def _result(state: State, was_unknown: bool, never_left: bool) -> Result:  # noqa: FBT001
    if state is State.PAID:
        return Result.TAKEN
    if state in TERMINAL:
        return Result.FAULT if was_unknown or never_left else Result.CUSTOMER
    if state in _WELL and not was_unknown:
        return Result.WAITING
    return Result.UNPROVEN if was_unknown or state is State.ESCALATED else Result.WAITING
