"""What tills sent and HQ could not take into the books: its bytes and why, never thrown away."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, func, select

from app.base import clock
from app.base.ids import StoreId, TillId
from app.storage import rows
from app.storage.columns import Text, UtcMs, table

quarantine = table(
    "quarantine",
    Column("id", Text, primary_key=True),  # SHA-256 of store, till and content: a repeat is one row
    Column("store", Text, nullable=False),
    Column("till", Text, nullable=False),
    Column("fact", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("received_at_ms", UtcMs, nullable=False),
)


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
        }
        for fact, content, reason in items
    }
    rows.add_new(connection, quarantine, list(found.values()))


def count(connection: Connection) -> int:
    """Count what waits for a person to look at."""
    return connection.scalar(select(func.count()).select_from(quarantine)) or 0


def _plain(text: str) -> str:
    """Write what no database takes, such as a NUL, in a way that every one does."""
    return text.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()


def _id(store: StoreId, till: TillId, content: bytes) -> str:
    return hashlib.sha256(f"{store}\n{till}\n".encode() + content).hexdigest()
