"""The tills that may speak to HQ, each by the public half of a key that never leaves it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Index, select

from app.base import clock
from app.base.ids import StoreId, TillId
from app.storage import rows
from app.storage.columns import Text, UtcMs, table

till_key = table(
    "till_key",
    Column("id", Text, primary_key=True),  # SHA-256 of the public half
    Column("store", Text, nullable=False),
    Column("till", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("enrolled_at_ms", UtcMs, nullable=False),
    Column("revoked_at_ms", UtcMs),
    Column("revoked_because", Text, nullable=False, server_default=""),
)
Index("ix_till_key_till", till_key.c.store, till_key.c.till)


@dataclass(frozen=True, slots=True)
class KnownTill:
    """Who is speaking."""

    store: StoreId
    till: TillId


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """A key and the till that has it; `public` is raw ed25519 in base64."""

    id: str
    owner: KnownTill
    public: str
    enrolled_at: datetime
    is_revoked: bool


def key(connection: Connection, key_id: str) -> KnownKey | None:
    """Return a key by its name, revoked or not; None when nobody has it."""
    row = connection.execute(select(till_key).where(till_key.c.id == key_id)).one_or_none()
    if row is None:
        return None
    return KnownKey(
        id=row.id,
        owner=KnownTill(StoreId(row.store), TillId(row.till)),
        public=row.public_key,
        enrolled_at=clock.from_ms(row.enrolled_at_ms),
        is_revoked=row.revoked_at_ms is not None,
    )


def keys(connection: Connection, owner: KnownTill) -> list[KnownKey]:
    """Return every key that a till ever had, the newest first."""
    found = connection.scalars(
        select(till_key.c.id)
        .where(till_key.c.store == owner.store, till_key.c.till == owner.till)
        .order_by(till_key.c.enrolled_at_ms.desc(), till_key.c.id)
    )
    return [known for it in found.all() if (known := key(connection, it)) is not None]


def admit(connection: Connection, owner: KnownTill, key_id: str, public: str, at: datetime) -> None:
    """Let a till speak by this key, and by no other that it had."""
    revoke(connection, owner, at, "another key took its place")
    row = {
        "id": key_id,
        "store": owner.store,
        "till": owner.till,
        "public_key": public,
        "enrolled_at_ms": clock.to_ms(at),
        "revoked_at_ms": None,
        "revoked_because": "",
    }
    rows.insert(connection, till_key, [row])


def revoke(connection: Connection, owner: KnownTill, at: datetime, why: str) -> int:
    """Listen to a till no more; return how many of its keys this ends."""
    alive = (
        till_key.c.store == owner.store,
        till_key.c.till == owner.till,
        till_key.c.revoked_at_ms.is_(None),
    )
    ends = till_key.update().where(*alive)
    return connection.execute(
        ends.values(revoked_at_ms=clock.to_ms(at), revoked_because=why)
    ).rowcount


def revoked_since(connection: Connection, at: datetime) -> Collection[str]:
    """Return the names of the keys that were revoked since a moment."""
    lately = select(till_key.c.id).where(till_key.c.revoked_at_ms >= clock.to_ms(at))
    return frozenset(connection.scalars(lately))


def everyone(connection: Connection) -> list[KnownKey]:
    """Return the newest key of every till, revoked or not, by store and till."""
    found = connection.execute(
        select(till_key.c.store, till_key.c.till)
        .distinct()
        .order_by(till_key.c.store, till_key.c.till)
    ).all()
    return [keys(connection, KnownTill(StoreId(it.store), TillId(it.till)))[0] for it in found]
