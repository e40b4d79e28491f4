"""How far each feed of HQ has been applied here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, select

from app.base import clock
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table

feed_cursor = table(
    "feed_cursor",
    Column("feed", Text, primary_key=True),
    Column("cursor", Text, nullable=False),
    Column("version", Whole, nullable=False),
    Column("moved_at_ms", UtcMs, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where to go on in a feed: HQ's own word, and the version that it stands for."""

    cursor: str = ""
    version: int = 0


def read(connection: Connection, feed: str) -> Cursor:
    """Return the place reached in this feed; the beginning when it was never read."""
    found = connection.execute(select(feed_cursor).where(feed_cursor.c.feed == feed)).one_or_none()
    return Cursor() if found is None else Cursor(cursor=found.cursor, version=found.version)


def move(connection: Connection, feed: str, to: Cursor, at: datetime) -> None:
    """Remember the place reached, in the transaction that applied what came before it."""
    row = {
        "feed": feed,
        "cursor": to.cursor,
        "version": to.version,
        "moved_at_ms": clock.to_ms(at),
    }
    rows.put(connection, feed_cursor, [row])
