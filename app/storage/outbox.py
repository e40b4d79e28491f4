"""What HQ must hear of: each fact exactly as it was made, kept after HQ has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Index, UniqueConstraint, bindparam, func, select

from app.base import clock
from app.storage import facts, rows
from app.storage.columns import Text, UtcMs, Whole, table
from app.storage.facts import Fact

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


def add(connection: Connection, made: Sequence[Fact], at: datetime) -> None:
    """Promise to tell HQ; call this in the transaction that made the change."""
    rows.insert(connection, outbox, [_row(fact, clock.to_ms(at)) for fact in made])


def oldest(connection: Connection, limit: int) -> list[Fact]:
    """Return what to send next, in the order in which it happened."""
    found = _oldest.read(connection, most=limit)
    return [facts.of_row(row) for row in found]


def newest(connection: Connection, kind: str) -> str | None:
    """Return the id of the last fact of this kind in the present epoch; the clock has no say."""
    epoch = facts.head(connection).epoch
    wanted = select(outbox.c.id).where(outbox.c.epoch == epoch, outbox.c.kind == kind)
    return connection.scalar(wanted.order_by(outbox.c.sequence.desc()).limit(1))


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


def retry_refused(connection: Connection) -> int:
    """Let everything that HQ refused wait to be sent again; return how many."""
    again = outbox.update().where(outbox.c.refused_because.is_not(None))
    return connection.execute(again.values(refused_because=None)).rowcount


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
