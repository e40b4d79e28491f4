"""The requests that were answered lately, so that none is obeyed a second time."""

from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Index, delete

from app.base import clock
from app.storage import rows
from app.storage.columns import Text, UtcMs, table

CLOCK_SLACK = timedelta(minutes=5)  # how far a signature's time may be from ours
KEPT_FOR = CLOCK_SLACK * 3

nonce = table(
    "request_nonce",
    Column("id", Text, primary_key=True),  # the key's name and the request's nonce
    Column("at_ms", UtcMs, nullable=False),
)
Index("ix_request_nonce_at", nonce.c.at_ms)


class SeenBefore(Exception):  # noqa: N818 - no failure of ours
    """This very request was answered already."""


def use(connection: Connection, key: str, word: str, at: datetime) -> None:
    """Use a nonce up, in the transaction of what it allows; raises SeenBefore."""
    row = {"id": f"{key}.{word}", "at_ms": clock.to_ms(at)}
    if not rows.add_new(connection, nonce, [row]):
        raise SeenBefore


def forget(connection: Connection, now: datetime) -> int:
    """Let go of what is too old to be accepted anyway; return how many."""
    old = nonce.c.at_ms < clock.to_ms(now - KEPT_FOR)
    return connection.execute(delete(nonce).where(old)).rowcount
