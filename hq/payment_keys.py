"""Idempotency keys of money requests, and what was answered to each, byte for byte.

After draft-ietf-httpapi-idempotency-key-header-07: the same key with the same request is answered
the same; with another request it is refused. Kept for longer than any refund may take.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Index, bindparam, delete, select

from app.base import clock
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table

KEPT_FOR = timedelta(days=400)
PENDING = 0

it = table(
    "payment_key",
    Column("id", Text, primary_key=True),  # store, till and key
    Column("number", Text, nullable=False),  # of the attempt that its answer waits for
    Column("fingerprint", Text, nullable=False),
    Column("status", Whole, nullable=False),  # of HTTP; 0 while there is no answer
    Column("body", Text, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
)
Index("ix_payment_key_number", it.c.number)
Index("ix_payment_key_at", it.c.at_ms)
_find = rows.Prepared(
    select(it.c.number, it.c.fingerprint, it.c.status, it.c.body).where(it.c.id == bindparam("key"))
)
_finish = rows.Prepared(
    it.update()
    .where(it.c.number == bindparam("of_number"), it.c.status == PENDING)
    .values(status=bindparam("to_status"), body=bindparam("to_body"))
)


@dataclass(frozen=True, slots=True)
class Known:
    """A key that was used, for what, and what was answered."""

    number: str
    fingerprint: str
    status: int
    body: str


def find(connection: Connection, key: str) -> Known | None:
    """Return what a key was used for; None for a new one."""
    row = _find.one(connection, key=key)
    return None if row is None else Known(*row)


def add(
    connection: Connection,
    key: str,
    fingerprint: str,
    at: datetime,
    *,
    number: str = "",
    status: int = PENDING,
    body: str = "",
) -> None:
    """Use a key, in the transaction of what it is for; raises rows.Clash for a known one."""
    row = {
        "id": key,
        "number": number,
        "fingerprint": fingerprint,
        "status": status,
        "body": body,
        "at_ms": clock.to_ms(at),
    }
    rows.insert(connection, it, [row])


def finish(connection: Connection, number: str, status: int, body: str) -> None:
    """Keep the answer to the request that made an attempt, once."""
    _finish.write(connection, {"of_number": number, "to_status": status, "to_body": body})


def forget(connection: Connection, now: datetime) -> int:
    """Let go of what nobody asks for any more; return how many."""
    old = it.c.at_ms < clock.to_ms(now - KEPT_FOR)
    return connection.execute(delete(it).where(old, it.c.status != PENDING)).rowcount
