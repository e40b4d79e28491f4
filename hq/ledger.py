"""Every fact HQ has kept, once: the only thing that tells a repeat from news.

It holds each fact's own bytes, so that the whole chain of a till can be proved again.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, UniqueConstraint, select, tuple_

from app.base import clock
from app.base.ids import StoreId, TillId
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table
from app.storage.facts import Fact, of_row, to_row

AT_ONCE = 1000

Chain = dict[tuple[str, int], str]  # hashes by epoch and number

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


def add(
    connection: Connection, store: StoreId, till: TillId, facts: Sequence[Fact], at: datetime
) -> None:
    """Enter facts of which none is here; raises IntegrityError when one is."""
    place = {"store": store, "till": till, "received_at_ms": clock.to_ms(at)}
    rows.insert(connection, ledger, [{**to_row(fact), **place} for fact in facts])


def hashes(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the hash kept under each of these ids."""
    found = connection.execute(select(ledger.c.id, ledger.c.hash).where(ledger.c.id.in_(ids)))
    return {row.id: row.hash for row in found}


def hash_at(
    connection: Connection, store: StoreId, till: TillId, epoch: str, sequence: int
) -> str | None:
    """Return the hash kept under a till's number; None when there is none."""
    return connection.scalar(
        select(ledger.c.hash).where(
            ledger.c.store == store,
            ledger.c.till == till,
            ledger.c.epoch == epoch,
            ledger.c.sequence == sequence,
        )
    )


def around(connection: Connection, store: StoreId, till: TillId, sent: Sequence[Fact]) -> Chain:
    """Return the hashes that are kept under the numbers of these facts, and just before them."""
    known: Chain = {}
    for epoch in {fact.epoch for fact in sent}:
        numbers = [fact.sequence for fact in sent if fact.epoch == epoch]
        for first, last in _stretches(numbers):
            found = connection.execute(
                select(ledger.c.sequence, ledger.c.hash).where(
                    ledger.c.store == store,
                    ledger.c.till == till,
                    ledger.c.epoch == epoch,
                    ledger.c.sequence.between(first - 1, last),
                )
            )
            known |= {(epoch, row.sequence): row.hash for row in found}
    return known


def _stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Put numbers together that follow one another: their first and last."""
    stretches: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if stretches and number <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    return stretches


def tills(connection: Connection) -> list[tuple[StoreId, TillId]]:
    """Name every till that ever sent something."""
    found = connection.execute(
        select(ledger.c.store, ledger.c.till).distinct().order_by(ledger.c.store, ledger.c.till)
    )
    return [(StoreId(row.store), TillId(row.till)) for row in found]


def chain(connection: Connection, store: StoreId, till: TillId) -> Iterator[Fact]:
    """Go through every fact of a till in the order of its epochs and numbers."""
    epoch, sequence = "", 0
    while True:
        found = connection.execute(
            select(ledger)
            .where(ledger.c.store == store, ledger.c.till == till)
            .where(tuple_(ledger.c.epoch, ledger.c.sequence) > (epoch, sequence))
            .order_by(ledger.c.epoch, ledger.c.sequence)
            .limit(AT_ONCE)
        ).all()
        yield from (of_row(row) for row in found)
        if len(found) < AT_ONCE:
            return
        epoch, sequence = found[-1].epoch, found[-1].sequence
