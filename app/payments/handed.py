"""Payments that this till handed to HQ, and what HQ last said of each: a copy to read, no journal.

A row is on the disk before anything goes to HQ. As long as it is open, its sale takes no other
payment, wherever that would go.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, Index, select

from app.base import clock
from app.base.ids import SaleId
from app.payments.attempt import Attempt
from app.storage import facts, rows
from app.storage.columns import Flag, Text, UtcMs, table

it = table(
    "payment_handed",
    Column("number", Text, primary_key=True),
    Column("sale", Text, nullable=False),
    Column("is_open", Flag, nullable=False),
    Column("body", Text, nullable=False),  # the attempt, as it is at HQ
    Column("at_ms", UtcMs, nullable=False),
)
Index("ix_payment_handed_sale", it.c.sale)
Index("ix_payment_handed_open", it.c.at_ms, sqlite_where=it.c.is_open == 1)


def put(connection: Connection, attempts: Sequence[Attempt], at: datetime) -> None:
    """Keep how attempts stand at HQ."""
    rows.put(
        connection,
        it,
        [
            {
                "number": one.number,
                "sale": one.sale,
                "is_open": int(not one.is_final),
                "body": facts.encode(one).decode(),
                "at_ms": clock.to_ms(at),
            }
            for one in attempts
        ],
    )


def forget(connection: Connection, number: str) -> None:
    """Forget an attempt that never left for HQ and goes another way."""
    connection.execute(it.delete().where(it.c.number == number))


def find(connection: Connection, number: str) -> Attempt | None:
    """Return an attempt that was handed over; None for one that was not."""
    body = connection.scalar(select(it.c.body).where(it.c.number == number))
    return None if body is None else _attempt(body)


def of_sale(connection: Connection, sale: SaleId) -> list[Attempt]:
    """Return what was handed over for a sale, the first one first."""
    found = select(it.c.body).where(it.c.sale == sale).order_by(it.c.number)
    return [_attempt(body) for body in connection.scalars(found)]


def still_open(connection: Connection) -> list[Attempt]:
    """Return what HQ has not told the end of."""
    found = select(it.c.body).where(it.c.is_open == 1).order_by(it.c.number)
    return [_attempt(body) for body in connection.scalars(found)]


def _attempt(body: str) -> Attempt:
    return facts.decode(body.encode(), Attempt)
