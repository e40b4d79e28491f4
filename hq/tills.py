"""The tills that may speak to HQ, each by its own bearer credential, kept only as a hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, UniqueConstraint, select

from app.base import clock
from app.base.errors import Refusal
from app.base.ids import StoreId, TillId
from app.storage import rows
from app.storage.columns import Text, UtcMs, table

till_credential = table(
    "till_credential",
    Column("store", Text, primary_key=True),
    Column("till", Text, primary_key=True),
    Column("secret_hash", Text, nullable=False),
    Column("added_at_ms", UtcMs, nullable=False),
    UniqueConstraint("secret_hash"),
)


@dataclass(frozen=True, slots=True)
class KnownTill:
    """Who is speaking."""

    store: StoreId
    till: TillId


def add(
    connection: Connection, store: StoreId, till: TillId, at: datetime, *, again: bool = False
) -> str:
    """Admit a till and return its credential, which is shown once and not kept.

    Raises Refusal when the till is known already, unless it is admitted `again`.
    """
    known = select(till_credential).where(
        till_credential.c.store == store, till_credential.c.till == till
    )
    if not again and connection.execute(known).first() is not None:
        raise Refusal("till_exists", store=store, till=till)
    credential = secrets.token_hex(32)  # never begins with a dash, as URL-safe text may
    row = {
        "store": store,
        "till": till,
        "secret_hash": _hash(credential),
        "added_at_ms": clock.to_ms(at),
    }
    rows.put(connection, till_credential, [row])
    return credential


def known_by(connection: Connection, credential: str) -> KnownTill | None:
    """Say whose credential this is; None when nobody's."""
    row = connection.execute(
        select(till_credential).where(till_credential.c.secret_hash == _hash(credential))
    ).one_or_none()
    return None if row is None else KnownTill(StoreId(row.store), TillId(row.till))


def _hash(credential: str) -> str:
    # A random 256-bit secret cannot be guessed, so a plain hash protects it.
    return hashlib.sha256(credential.encode()).hexdigest()
