"""What happened, as exact bytes: each fact is numbered and names the one before it.

The numbers of an epoch have no gaps and every hash covers the one before, so HQ can prove that
nothing is missing or altered. An epoch begins when a till is made and after a restore: a
restored or cloned disk that went on under its old epoch would show as a clash.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlalchemy import Column, Connection, bindparam, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import EpochId, new_id
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table

T = TypeVar("T")

SCHEMA = 4  # of the bodies made here; HQ reads this and the one before

chain_head = table(  # one row: the last fact made here
    "chain_head",
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("epoch", Text, nullable=False),
    Column("sequence", Whole, nullable=False),
    Column("hash", Text, nullable=False),
    Column("made_at_ms", UtcMs, nullable=False),
)
_the_head = rows.Prepared(select(chain_head))
_move_head = rows.Prepared(
    chain_head.update()
    .where(chain_head.c.epoch == bindparam("of_epoch"))
    .values(
        sequence=bindparam("to_sequence"), hash=bindparam("to_hash"), made_at_ms=bindparam("at_ms")
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened; `body` is its JSON, never encoded a second time."""

    id: str
    kind: str
    schema: int
    epoch: str
    sequence: int
    prev_hash: str
    hash: str
    body: msgspec.Raw

    @property
    def content(self) -> tuple[str, int, bytes]:
        """What happened, without its place in the chain: kind, schema and the exact bytes."""
        return self.kind, self.schema, bytes(self.body)

    def is_whole(self) -> bool:
        """Say whether everything is as it was when the fact was made."""
        return self.hash == hash_of(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last fact made here: where the chain goes on."""

    epoch: str
    sequence: int
    hash: str
    made_at: datetime


def begin_epoch(connection: Connection, at: datetime) -> EpochId:
    """Start a new chain: at set-up, and whenever this may not be the only copy of the disk."""
    epoch = EpochId(new_id())
    head = {"id": 1, "epoch": epoch, "sequence": 0, "hash": "", "made_at_ms": clock.to_ms(at)}
    rows.put(connection, chain_head, [head])
    return epoch


def head(connection: Connection) -> Head:
    """Return the end of the chain; raises LookupError before the first epoch began."""
    row = _the_head.one(connection)
    if row is None:
        raise LookupError("no epoch has begun")
    _, epoch, sequence, hash_, made_at_ms = row
    return Head(epoch=epoch, sequence=sequence, hash=hash_, made_at=clock.from_ms(made_at_ms))


def make(connection: Connection, kind: str, subject: str, value: object, at: datetime) -> Fact:
    """Make the next fact of the chain; do so in the transaction that it is about."""
    return _append(connection, subject, kind, SCHEMA, msgspec.Raw(encode(value)), at)


def make_again(connection: Connection, fact: Fact, at: datetime) -> Fact:
    """Give what happened the next number, because HQ keeps another fact under its old one."""
    return _append(connection, fact.id, fact.kind, fact.schema, fact.body, at)


def _append(
    connection: Connection, subject: str, kind: str, schema: int, body: msgspec.Raw, at: datetime
) -> Fact:
    last = head(connection)
    unsigned = Fact(
        id=subject,
        kind=kind,
        schema=schema,
        epoch=last.epoch,
        sequence=last.sequence + 1,
        prev_hash=last.hash,
        hash="",
        body=body,
    )
    fact = replace(unsigned, hash=hash_of(unsigned))
    moved = {
        "to_sequence": fact.sequence,
        "to_hash": fact.hash,
        "at_ms": clock.to_ms(at),
        "of_epoch": fact.epoch,
    }
    _move_head.write(connection, moved)
    return fact


def of_row(row: DbRow[tuple[object, ...]]) -> Fact:
    """Read a fact from a row that names its parts as they are named here."""
    return Fact(
        id=row.id,
        kind=row.kind,
        schema=row.schema,
        epoch=row.epoch,
        sequence=row.sequence,
        prev_hash=row.prev_hash,
        hash=row.hash,
        body=msgspec.Raw(row.body.encode()),
    )


def to_row(fact: Fact) -> dict[str, object]:
    """Write a fact as the parts of a row."""
    return {
        "id": fact.id,
        "kind": fact.kind,
        "schema": fact.schema,
        "epoch": fact.epoch,
        "sequence": fact.sequence,
        "prev_hash": fact.prev_hash,
        "hash": fact.hash,
        "body": bytes(fact.body).decode(),
    }


def hash_of(fact: Fact) -> str:
    """Return the SHA-256, in hexadecimal, of all of the fact but `hash` itself."""
    place = (fact.id, fact.kind, fact.schema, fact.epoch, fact.sequence, fact.prev_hash)
    return hashlib.sha256(encode(place) + bytes(fact.body)).hexdigest()


def encode(value: object) -> bytes:
    """Write dataclasses as JSON; equal values give equal bytes, times in ISO 8601."""
    return msgspec.json.encode(value, order="sorted")


def decode(data: bytes | msgspec.Raw, kind: type[T]) -> T:
    """Read JSON as this type; raises ValueError saying what is wrong and where."""
    try:
        return msgspec.json.decode(data, type=kind)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
