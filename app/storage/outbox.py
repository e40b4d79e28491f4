"""What HQ must hear of: each fact exactly as it was made, kept after HQ has it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    Function,
    Index,
    Over,
    UniqueConstraint,
    bindparam,
    func,
    select,
    tuple_,
)

from app.base import clock
from app.storage import facts, rows
from app.storage.columns import Text, UtcMs, Whole, table
from app.storage.facts import Fact

AT_ONCE = 1000  # facts in memory while all are followed

outbox = table(
    "outbox",
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("schema", Whole, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("sequence", Whole, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("made_at_ms", UtcMs, nullable=False),
    Column("acknowledged_at_ms", UtcMs),
    Column("refused_because", Text),
    UniqueConstraint("epoch", "sequence"),
)
waiting = outbox.c.acknowledged_at_ms.is_(None) & outbox.c.refused_because.is_(None)
Index(
    "ix_outbox_waiting",
    outbox.c.epoch,
    outbox.c.sequence,
    sqlite_where=waiting,
)
_oldest = rows.Prepared(
    select(outbox)
    .where(waiting)
    .order_by(outbox.c.epoch, outbox.c.sequence)
    .limit(bindparam("most"))
)
_acknowledge = rows.Prepared(
    outbox.update()
    .where(outbox.c.id == bindparam("fact"))
    .values(acknowledged_at_ms=bindparam("at_ms"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How much HQ has not heard of yet; `refused` is what a person must look at."""

    unsent: int
    oldest: datetime | None
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """A stretch of an epoch that HQ has, as far as it told us; each fact follows the one before.

    `sequence` and `hash` are those of its last fact.
    """

    epoch: str
    first: int
    sequence: int
    hash: str

    @property
    def count(self) -> int:
        """How many facts it has."""
        return self.sequence - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A fact that HQ did not take into its books, and why."""

    id: str
    kind: str
    reason: str
    made_at: datetime


def add(connection: Connection, made: Sequence[Fact], at: datetime) -> None:
    """Promise to tell HQ; call this in the transaction that made the change."""
    rows.insert(connection, outbox, [_row(fact, clock.to_ms(at)) for fact in made])


def oldest(connection: Connection, limit: int) -> list[Fact]:
    """Return what to send next, in the order in which it happened."""
    found = _oldest.read(connection, most=limit)
    return [facts.of_row(row) for row in found]


def chain(connection: Connection) -> Iterator[Fact]:
    """Go through every fact kept here in the order of its epochs and numbers."""
    epoch, sequence = "", 0
    while True:
        found = connection.execute(
            select(outbox)
            .where(tuple_(outbox.c.epoch, outbox.c.sequence) > (epoch, sequence))
            .order_by(outbox.c.epoch, outbox.c.sequence)
            .limit(AT_ONCE)
        ).all()
        yield from (facts.of_row(row) for row in found)
        if len(found) < AT_ONCE:
            return
        epoch, sequence = found[-1].epoch, found[-1].sequence


def newest(connection: Connection, kind: str) -> str | None:
    """Return the id of the last fact of this kind in the present epoch; the clock has no say."""
    epoch = facts.head(connection).epoch
    wanted = select(outbox.c.id).where(outbox.c.epoch == epoch, outbox.c.kind == kind)
    return connection.scalar(wanted.order_by(outbox.c.sequence.desc()).limit(1))


def bodies(connection: Connection, ids: Sequence[str]) -> list[tuple[str, bytes]]:
    """Return the id and the exact body of these facts, as far as they are kept here."""
    found = []
    for at in range(0, len(ids), AT_ONCE):
        wanted = select(outbox.c.id, outbox.c.body).where(outbox.c.id.in_(ids[at : at + AT_ONCE]))
        found += [(row.id, row.body.encode()) for row in connection.execute(wanted)]
    return found


def depth(connection: Connection) -> Depth:
    """Count what waits and what HQ refused."""
    unsent = connection.scalar(select(func.count()).select_from(outbox).where(waiting)) or 0
    first = select(outbox.c.made_at_ms).where(waiting).order_by(outbox.c.epoch, outbox.c.sequence)
    oldest_ms = connection.scalar(first.limit(1))
    refused = select(func.count()).where(outbox.c.refused_because.is_not(None))
    return Depth(
        unsent=unsent,
        oldest=None if oldest_ms is None else clock.from_ms(oldest_ms),
        refused=connection.scalar(refused) or 0,
    )


def acknowledge(connection: Connection, ids: Sequence[str], at: datetime) -> None:
    """Mark what HQ has committed; the rows stay, for whoever must prove it later."""
    if ids:
        at_ms = clock.to_ms(at)
        _acknowledge.write(connection, *({"fact": it, "at_ms": at_ms} for it in ids))


def refuse(connection: Connection, subject: str, reason: str) -> None:
    """Set one fact aside for a person to look at, so that the rest can flow."""
    connection.execute(outbox.update().where(outbox.c.id == subject).values(refused_because=reason))


def retry_refused(connection: Connection, only: Collection[str] = ()) -> int:
    """Let what HQ refused, or only some of it, wait to be sent again; return how many."""
    again = outbox.update().where(outbox.c.refused_because.is_not(None))
    if only:
        again = again.where(outbox.c.id.in_(only))
    return connection.execute(again.values(refused_because=None)).rowcount


def set_aside(connection: Connection) -> list[SetAside]:
    """Return what a person must look at, in the order in which it happened."""
    found = connection.execute(
        select(outbox.c.id, outbox.c.kind, outbox.c.refused_because, outbox.c.made_at_ms)
        .where(outbox.c.refused_because.is_not(None))
        .order_by(outbox.c.epoch, outbox.c.sequence)
    )
    return [
        SetAside(
            id=row.id,
            kind=row.kind,
            reason=row.refused_because,
            made_at=clock.from_ms(row.made_at_ms),
        )
        for row in found
    ]


def number_anew(connection: Connection, subject: str, at: datetime) -> None:
    """Let a fact wait under the next number of the present epoch, which must be another one."""
    row = connection.execute(select(outbox).where(outbox.c.id == subject)).one()
    again = facts.make_again(connection, facts.of_row(row), at)
    moved = outbox.update().where(outbox.c.id == subject)
    connection.execute(moved.values(**facts.to_row(again), refused_because=None))


def acknowledged(connection: Connection) -> list[Acknowledged]:
    """Say what HQ has by what it acknowledged, in the order of epochs and numbers."""
    every = (
        select(
            outbox.c.epoch,
            outbox.c.sequence,
            outbox.c.prev_hash,
            outbox.c.hash,
            _beside(func.lag(outbox.c.hash)).label("before"),
            _beside(func.lead(outbox.c.prev_hash)).label("named"),
        )
        .where(outbox.c.acknowledged_at_ms.is_not(None))
        .subquery()
    )
    begins = every.c.before.is_(None) | (every.c.before != every.c.prev_hash)
    ends = every.c.named.is_(None) | (every.c.named != every.c.hash)
    edges = select(every, begins.label("begins"), ends.label("ends")).where(begins | ends)
    stretches = []
    first = 0
    for row in connection.execute(edges.order_by(every.c.epoch, every.c.sequence)):
        first = row.sequence if row.begins else first
        if row.ends:
            one = Acknowledged(epoch=row.epoch, first=first, sequence=row.sequence, hash=row.hash)
            stretches.append(one)
    return stretches


def _beside(function: Function[str]) -> Over[str]:
    return function.over(partition_by=outbox.c.epoch, order_by=outbox.c.sequence)


def has_acknowledged(connection: Connection, epoch: str, sequence: int) -> bool:
    """Say whether HQ told us that it has the fact with this number."""
    wanted = select(outbox.c.acknowledged_at_ms).where(
        outbox.c.epoch == epoch, outbox.c.sequence == sequence
    )
    return connection.scalar(wanted) is not None


def hash_at(connection: Connection, epoch: str, sequence: int) -> str | None:
    """Return the hash of the fact with this number; None when it is not here (any more)."""
    wanted = select(outbox.c.hash).where(outbox.c.epoch == epoch, outbox.c.sequence == sequence)
    return connection.scalar(wanted)


def send_again(connection: Connection, epoch: str, after: int, until: int) -> int:
    """Let what HQ had of a stretch, and lost, wait again; return how many."""
    lost = outbox.update().where(
        outbox.c.epoch == epoch,
        outbox.c.sequence > after,
        outbox.c.sequence <= until,
        outbox.c.acknowledged_at_ms.is_not(None),
    )
    return connection.execute(lost.values(acknowledged_at_ms=None)).rowcount


def refused(connection: Connection) -> list[tuple[str, str]]:
    """Return the id and the reason of every fact that was set aside."""
    found = select(outbox.c.id, outbox.c.refused_because).where(
        outbox.c.refused_because.is_not(None)
    )
    return [(row.id, row.refused_because) for row in connection.execute(found)]


def _row(fact: Fact, made_at_ms: int) -> rows.Row:
    return {
        **facts.to_row(fact),
        "made_at_ms": made_at_ms,
        "acknowledged_at_ms": None,
        "refused_because": None,
    }
