"""Pages of a feed that is applied only whole: they wait here until the last of them has come."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, delete, func, select

from app.storage import rows
from app.storage.columns import Flag, Text, Whole, table

feed_waiting = table(
    "feed_waiting",
    Column("feed", Text, primary_key=True),
    Column("place", Whole, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("version", Whole, nullable=False),
    Column("body", Text, nullable=False),
    Column("is_gone", Flag, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing of a page."""

    id: str
    scope: str
    version: int
    body: bytes
    is_gone: bool


def add(connection: Connection, feed: str, pieces: Sequence[Piece]) -> None:
    """Keep a page behind those that wait already."""
    last = select(func.max(feed_waiting.c.place)).where(feed_waiting.c.feed == feed)
    first = (connection.scalar(last) or 0) + 1
    new = [
        {
            "feed": feed,
            "place": place,
            "id": one.id,
            "scope": one.scope,
            "version": one.version,
            "body": one.body.decode(),
            "is_gone": int(one.is_gone),
        }
        for place, one in enumerate(pieces, start=first)
    ]
    rows.insert(connection, feed_waiting, new)


def count(connection: Connection, feed: str) -> int:
    """Count the things that wait."""
    wanted = select(func.count()).where(feed_waiting.c.feed == feed)
    return connection.scalar(wanted) or 0


def take(connection: Connection, feed: str) -> list[Piece]:
    """Take all pages that wait, in the order in which they came."""
    mine = feed_waiting.c.feed == feed
    found = connection.execute(select(feed_waiting).where(mine).order_by(feed_waiting.c.place))
    pieces = [
        Piece(
            id=row.id,
            scope=row.scope,
            version=row.version,
            body=row.body.encode(),
            is_gone=bool(row.is_gone),
        )
        for row in found
    ]
    connection.execute(delete(feed_waiting).where(mine))
    return pieces
