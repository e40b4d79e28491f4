"""What tills sent and HQ could not take into the books: its bytes and why, never thrown away."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Index, func, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import StoreId, TillId
from app.storage import facts, rows
from app.storage.columns import Text, UtcMs, table
from app.storage.facts import Fact

quarantine = table(
    "quarantine",
    Column("id", Text, primary_key=True),  # SHA-256 of store, till and content: a repeat is one row
    Column("store", Text, nullable=False),
    Column("till", Text, nullable=False),
    Column("fact", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("received_at_ms", UtcMs, nullable=False),
    Column("settled_at_ms", UtcMs),  # the fact came again and was kept, or a person saw to it
)
Index("ix_quarantine_fact", quarantine.c.store, quarantine.c.till, quarantine.c.fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Something that waits for a person to look at."""

    id: str
    store: StoreId
    till: TillId
    fact: str
    reason: str
    received_at: datetime


def add(
    connection: Connection,
    store: StoreId,
    till: TillId,
    items: Sequence[tuple[str, bytes, str]],
    at: datetime,
) -> None:
    """Keep items as (fact id, its bytes, why); the same content again changes nothing."""
    found = {
        _id(store, till, content): {
            "id": _id(store, till, content),
            "store": store,
            "till": till,
            "fact": _plain(fact),
            "reason": _plain(reason),
            "content": _plain(content.decode("utf-8", "backslashreplace")),
            "received_at_ms": clock.to_ms(at),
            "settled_at_ms": None,
        }
        for fact, content, reason in items
    }
    rows.add_new(connection, quarantine, list(found.values()))


def count(connection: Connection) -> int:
    """Count what waits for a person to look at."""
    waiting = select(func.count()).where(quarantine.c.settled_at_ms.is_(None))
    return connection.scalar(waiting) or 0


def settle(
    connection: Connection, store: StoreId, till: TillId, kept: Sequence[Fact], at: datetime
) -> None:
    """Let go of what was set aside under another number and is in the books now, the very same.

    Other content under the same id waits for a person still.
    """
    named = {fact.id: fact.content for fact in kept}
    aside = connection.execute(
        select(quarantine.c.id, quarantine.c.fact, quarantine.c.content).where(
            quarantine.c.store == store,
            quarantine.c.till == till,
            quarantine.c.fact.in_(named),
            quarantine.c.settled_at_ms.is_(None),
        )
    )
    same = [row.id for row in aside if _content(row.content) == named[row.fact]]
    if same:
        again = quarantine.update().where(quarantine.c.id.in_(same))
        connection.execute(again.values(settled_at_ms=clock.to_ms(at)))


def _content(text: str) -> tuple[str, int, bytes] | None:
    try:
        return facts.decode(text.encode(), Fact).content
    except ValueError:
        return None


def count_of(connection: Connection, store: StoreId, till: TillId) -> int:
    """Count what one till sent that waits for a person to look at."""
    mine = (quarantine.c.store == store, quarantine.c.till == till)
    waiting = select(func.count()).where(*mine, quarantine.c.settled_at_ms.is_(None))
    return connection.scalar(waiting) or 0


def waiting(connection: Connection, most: int = 1000) -> list[Aside]:
    """Return what waits for a person, the oldest first."""
    found = connection.execute(
        select(quarantine)
        .where(quarantine.c.settled_at_ms.is_(None))
        .order_by(quarantine.c.received_at_ms, quarantine.c.id)
        .limit(most)
    )
    return [_aside(row) for row in found]


def find(connection: Connection, begins: str) -> list[Aside]:
    """Return what waits under an id that begins so; two at the most, for there must be one."""
    waits = select(quarantine).where(quarantine.c.settled_at_ms.is_(None))
    alike = quarantine.c.id.startswith(begins, autoescape=True)
    return [_aside(row) for row in connection.execute(waits.where(alike).limit(2))]


def content(connection: Connection, one: Aside) -> str:
    """Return what a till sent; bytes that are no text are written as backslashes."""
    wanted = select(quarantine.c.content).where(quarantine.c.id == one.id)
    return str(connection.scalar(wanted) or "")


def see_to(connection: Connection, one: Aside, at: datetime) -> None:
    """Let a person say that they looked at it; its bytes stay."""
    mine = quarantine.update().where(quarantine.c.id == one.id)
    connection.execute(mine.values(settled_at_ms=clock.to_ms(at)))


def _aside(row: DbRow[tuple[object, ...]]) -> Aside:
    return Aside(
        id=row.id,
        store=StoreId(row.store),
        till=TillId(row.till),
        fact=row.fact,
        reason=row.reason,
        received_at=clock.from_ms(row.received_at_ms),
    )


def _plain(text: str) -> str:
    """Write what no database takes, such as a NUL, in a way that every one does."""
    return text.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()


def _id(store: StoreId, till: TillId, content: bytes) -> str:
    return hashlib.sha256(f"{store}\n{till}\n".encode() + content).hexdigest()
