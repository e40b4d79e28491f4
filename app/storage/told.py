"""What head office says of this till by name, as settings and switches: the nearest word counts.

What is said of this very till wins over what is said of its store, that over its store's tags, and
that over what is said to everyone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, delete, select

from app.storage import rows
from app.storage.columns import Text, Whole, table

RANKS = {"": 0, "tag": 1, "store": 2, "till": 3}

told_value = table(
    "told_value",
    Column("feed", Text, primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("rank", Whole, nullable=False),
    Column("version", Whole, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that was said, in JSON, and to whom."""

    id: str
    scope: str
    body: bytes
    version: int


def rank(scope: str) -> int:
    """Say how near a scope is to this till: the nearer wins."""
    return RANKS.get(scope.partition(":")[0], 0)


def put(connection: Connection, feed: str, said: Sequence[Told]) -> None:
    """Keep what was said; the same name in the same scope replaces what was said before."""
    new = [
        {
            "feed": feed,
            "scope": one.scope,
            "id": one.id,
            "body": one.body.decode(),
            "rank": rank(one.scope),
            "version": one.version,
        }
        for one in said
    ]
    rows.put(connection, told_value, new)


def forget(connection: Connection, feed: str, gone: Collection[tuple[str, str]]) -> None:
    """Let go of what is said no more, by scope and name."""
    for scope, name in gone:
        mine = (told_value.c.feed == feed, told_value.c.scope == scope, told_value.c.id == name)
        connection.execute(delete(told_value).where(*mine))


def places(connection: Connection, feed: str) -> set[tuple[str, str]]:
    """Name all that is said in a feed, by scope and name."""
    wanted = select(told_value.c.scope, told_value.c.id).where(told_value.c.feed == feed)
    return {(row.scope, row.id) for row in connection.execute(wanted)}


def nearest(connection: Connection, feed: str) -> dict[str, bytes]:
    """Return what counts here: of each name what the nearest scope says."""
    found = connection.execute(
        select(told_value)
        .where(told_value.c.feed == feed)
        .order_by(told_value.c.rank, told_value.c.version, told_value.c.scope)
    )
    return {row.id: row.body.encode() for row in found}
