"""Every fact HQ has kept, once: the only thing that tells a repeat from news.

It holds each fact's own bytes, so that the whole chain of a till can be proved again.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, UniqueConstraint, select, tuple_

from app.base import clock
from app.base.ids import StoreId, TillId
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table
from app.storage.facts import Fact, of_row, to_row
from sync.wire import Gap

ledger = table(
    "fact_ledger",
    Column("id", Text, primary_key=True),
    Column("store", Text, nullable=False),
    Column("till", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("schema", Whole, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("sequence", Whole, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("received_at_ms", UtcMs, nullable=False),
    UniqueConstraint("store", "till", "epoch", "sequence"),
)


def add_new(
    connection: Connection, store: StoreId, till: TillId, facts: Sequence[Fact], at: datetime
) -> set[str]:
    """Enter the facts that are news and return their ids.

    Raises IntegrityError when a till's number is taken by another fact.
    """
    place = {"store": store, "till": till, "received_at_ms": clock.to_ms(at)}
    entries = [{**to_row(fact), **place} for fact in facts]
    return rows.add_new(connection, ledger, entries)


def hashes(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the hash kept under each of these ids."""
    found = connection.execute(select(ledger.c.id, ledger.c.hash).where(ledger.c.id.in_(ids)))
    return {row.id: row.hash for row in found}


def gaps(
    connection: Connection, store: StoreId, till: TillId, kept: Sequence[Fact]
) -> tuple[Gap, ...]:
    """Say which of these kept facts follow a missing fact, or another than the one they name."""
    before = {(fact.epoch, fact.sequence - 1): fact.prev_hash for fact in kept if fact.sequence > 1}
    found = connection.execute(
        select(ledger.c.epoch, ledger.c.sequence, ledger.c.hash).where(
            ledger.c.store == store,
            ledger.c.till == till,
            tuple_(ledger.c.epoch, ledger.c.sequence).in_(list(before)),
        )
    )
    known = {(row.epoch, row.sequence): row.hash for row in found}
    return tuple(
        Gap(epoch, sequence + 1)
        for (epoch, sequence), prev_hash in before.items()
        if known.get((epoch, sequence)) != prev_hash
    )


def chain(connection: Connection, store: StoreId, till: TillId) -> list[Fact]:
    """Return every fact of a till in the order of its epochs and numbers."""
    found = connection.execute(
        select(ledger)
        .where(ledger.c.store == store, ledger.c.till == till)
        .order_by(ledger.c.epoch, ledger.c.sequence)
    )
    return [of_row(row) for row in found]
