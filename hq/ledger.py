"""Every fact HQ has kept: the only thing that tells a repeat from news.

It holds each fact's own bytes, so that the whole chain of a till can be proved again. Two copies of
a till's disk may send the same thing under two numbers: the books have it once, the ledger in both
places, so that each chain stays whole.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Column, Connection, UniqueConstraint, func, select, tuple_

from app.base import clock
from app.base.ids import StoreId, TillId
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table
from app.storage.facts import Fact, of_row, to_row

AT_ONCE = 1000

AGAIN = "\n"  # in the id of an entry: what follows is the hash; no fact's id can have it

Place = tuple[str, int]  # epoch and number


@dataclass(frozen=True, slots=True)
class Chain:
    """What a till's chain has at the places of a push and beside them.

    `kept` are the hashes in these places; `named` are those that the facts after them name.
    """

    kept: Mapping[Place, str]
    named: Mapping[Place, str]

    def has(self, fact: Fact) -> bool:
        """Whether this very fact is kept in its place."""
        return self.kept.get((fact.epoch, fact.sequence)) == fact.hash

    def has_room(self, fact: Fact) -> bool:
        """Whether its place is free, and what is kept beside it is what it belongs between."""
        place, before = (fact.epoch, fact.sequence), (fact.epoch, fact.sequence - 1)
        is_next = self.kept.get(before, fact.prev_hash) == fact.prev_hash
        return is_next and place not in self.kept and self.named.get(place, fact.hash) == fact.hash


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

NAMES = (
    "id", "store", "till", "kind", "schema", "epoch", "sequence", "prev_hash", "hash", "body",
    "received_at_ms",
)  # fmt: skip


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
    at_ms = clock.to_ms(at)
    values = [
        (
            fact.id,
            store,
            till,
            fact.kind,
            fact.schema,
            fact.epoch,
            fact.sequence,
            fact.prev_hash,
            fact.hash,
            bytes(fact.body).decode(),
            at_ms,
        )
        for fact in facts
    ]
    rows.insert_ordered(connection, ledger, NAMES, values)


def add_again(
    connection: Connection, store: StoreId, till: TillId, facts: Sequence[Fact], at: datetime
) -> None:
    """Enter facts whose content is here under another number of this till."""
    add(connection, store, till, [replace(it, id=f"{it.id}{AGAIN}{it.hash}") for it in facts], at)


def hashes(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the hash kept under each of these ids."""
    found = connection.execute(select(ledger.c.id, ledger.c.hash).where(ledger.c.id.in_(ids)))
    return {row.id: row.hash for row in found}


def has_content(connection: Connection, store: StoreId, till: TillId, fact: Fact) -> bool:
    """Say whether this till sent the same thing before, byte for byte, whatever its number."""
    wanted = select(ledger).where(
        ledger.c.id == fact.id, ledger.c.store == store, ledger.c.till == till
    )
    row = connection.execute(wanted).one_or_none()
    return row is not None and of_row(row).content == fact.content


def bodies(connection: Connection, ids: Sequence[str]) -> list[tuple[str, bytes]]:
    """Return the id and the exact body of these facts, as far as they are kept here."""
    found = []
    for at in range(0, len(ids), AT_ONCE):
        wanted = select(ledger.c.id, ledger.c.body).where(ledger.c.id.in_(ids[at : at + AT_ONCE]))
        found += [(row.id, row.body.encode()) for row in connection.execute(wanted)]
    return found


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
    """Return what is kept in the places of these facts, just before them and just after."""
    kept: dict[Place, str] = {}
    named: dict[Place, str] = {}
    for epoch in {fact.epoch for fact in sent}:
        numbers = [fact.sequence for fact in sent if fact.epoch == epoch]
        for first, last in _stretches(numbers):
            found = connection.execute(
                select(ledger.c.sequence, ledger.c.hash, ledger.c.prev_hash).where(
                    ledger.c.store == store,
                    ledger.c.till == till,
                    ledger.c.epoch == epoch,
                    ledger.c.sequence.between(first - 1, last + 1),
                )
            ).all()
            kept |= {(epoch, row.sequence): row.hash for row in found}
            named |= {(epoch, row.sequence - 1): row.prev_hash for row in found}
    return Chain(kept, named)


def end_of(
    connection: Connection, store: StoreId, till: TillId, epoch: str, first: int
) -> int | None:
    """Return the last number of the stretch without a gap that begins with this one."""
    after = ledger.alias()
    place = (ledger.c.store == store, ledger.c.till == till, ledger.c.epoch == epoch)
    follows = (
        select(after.c.id)
        .where(after.c.store == store, after.c.till == till, after.c.epoch == epoch)
        .where(after.c.sequence == ledger.c.sequence + 1)
    )
    wanted = select(func.min(ledger.c.sequence)).where(
        *place, ledger.c.sequence >= first, ~follows.exists()
    )
    has_first = hash_at(connection, store, till, epoch, first) is not None
    return connection.scalar(wanted) if has_first else None


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


def again(connection: Connection, store: StoreId, till: TillId) -> set[str]:
    """Return the hashes of the facts of a till that the books have by another place."""
    repeats = ledger.c.id.contains(AGAIN)
    wanted = select(ledger.c.hash).where(ledger.c.store == store, ledger.c.till == till, repeats)
    return set(connection.scalars(wanted))


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
        for row in found:
            yield replace(of_row(row), id=row.id.partition(AGAIN)[0])
        if len(found) < AT_ONCE:
            return
        epoch, sequence = found[-1].epoch, found[-1].sequence
