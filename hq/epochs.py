"""How far each epoch of each till has come, and whether two machines sell as one till.

A till that finds HQ ahead of it had its disk put back, or runs on a copy: it goes on in a new
epoch. An epoch that comes back after a newer one began belongs to an older copy of the disk; the
second that does so within a week is another machine, and is asked to enrol for itself.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, Connection, func, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.storage import rows
from app.storage.columns import Flag, Text, UtcMs, Whole, table
from app.storage.facts import Fact
from hq import ledger
from hq.tills import KnownTill
from sync.wire import EpochHead, Hello

PING_PONG = timedelta(days=7)
MOST_HEADS = 1000  # of one hello: a till sends again what no head is answered of

till_epoch = table(
    "till_epoch",
    Column("store", Text, primary_key=True),
    Column("till", Text, primary_key=True),
    Column("epoch", Text, primary_key=True),
    Column("last_sequence", Whole, nullable=False),
    Column("last_hash", Text, nullable=False),
    Column("kept", Whole, nullable=False),
    Column("begun_at_ms", UtcMs, nullable=False),
    Column("superseded_at_ms", UtcMs),
    Column("returned_at_ms", UtcMs),  # it came back after that
    Column("is_frozen", Flag, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What HQ makes of a hello."""

    heads: tuple[EpochHead, ...]
    must_begin_epoch: bool
    is_frozen: bool


def greet(connection: Connection, till: KnownTill, hello: Hello, now: datetime) -> Greeting:
    """Compare where a till stands with what is kept here, and remember which epoch it is in."""
    ours = _lock(connection, till, hello.epoch, now)
    is_frozen = bool(ours.is_frozen)
    has_returned = ours.superseded_at_ms is not None
    if has_returned and not is_frozen:
        is_frozen = _note_return(connection, till, hello.epoch, now)
    elif not is_frozen:
        _supersede_others(connection, till, hello.epoch, now)
    is_ahead = ours.last_sequence > hello.sequence
    kept = ledger.hash_at(connection, till.store, till.till, hello.epoch, hello.sequence)
    return Greeting(
        heads=_heads(connection, till, hello),
        must_begin_epoch=has_returned or is_ahead or kept not in {None, hello.hash},
        is_frozen=is_frozen,
    )


def advance(connection: Connection, till: KnownTill, new: Sequence[Fact], now: datetime) -> None:
    """Count facts that were just entered in the ledger."""
    for epoch in sorted({fact.epoch for fact in new}):
        ours = [fact for fact in new if fact.epoch == epoch]
        last = max(ours, key=lambda fact: fact.sequence)
        known = _lock(connection, till, epoch, now)
        is_further = last.sequence > known.last_sequence
        connection.execute(
            till_epoch.update()
            .where(*_that(till), till_epoch.c.epoch == epoch)
            .values(
                kept=known.kept + len(ours),
                last_sequence=last.sequence if is_further else known.last_sequence,
                last_hash=last.hash if is_further else known.last_hash,
            )
        )


def hold(connection: Connection, till: KnownTill, named: Collection[str], now: datetime) -> None:
    """Let no other push of this till into these epochs before ours is committed."""
    for epoch in sorted(named):
        _lock(connection, till, epoch, now)


def is_frozen(connection: Connection, till: KnownTill, epoch: str) -> bool:
    """Say whether this epoch is that of another machine than the one that goes on."""
    wanted = select(till_epoch.c.is_frozen).where(*_that(till), till_epoch.c.epoch == epoch)
    return bool(connection.scalar(wanted))


def frozen(connection: Connection) -> list[KnownTill]:
    """Return the tills as which two machines sell."""
    found = connection.execute(
        select(till_epoch.c.store, till_epoch.c.till).where(till_epoch.c.is_frozen == 1).distinct()
    )
    return [KnownTill(row.store, row.till) for row in found]


def thaw(connection: Connection, till: KnownTill) -> None:
    """Forget what was suspected, because the till has a new key that only one machine has."""
    fresh = till_epoch.update().where(*_that(till))
    connection.execute(fresh.values(is_frozen=0, returned_at_ms=None))


def _lock(
    connection: Connection, till: KnownTill, epoch: str, now: datetime
) -> DbRow[tuple[object, ...]]:
    wanted = select(till_epoch).where(*_that(till), till_epoch.c.epoch == epoch).with_for_update()
    known = connection.execute(wanted).one_or_none()
    if known is None:
        rows.add_if_free(connection, till_epoch, [_new_row(till, epoch, now)])
        known = connection.execute(wanted).one()
    return known


def _note_return(connection: Connection, till: KnownTill, epoch: str, now: datetime) -> bool:
    """Remember that a superseded epoch came back; return whether another did so lately."""
    lately = till_epoch.c.returned_at_ms >= clock.to_ms(now - PING_PONG)
    others = select(func.count()).where(*_that(till), till_epoch.c.epoch != epoch, lately)
    is_second = bool(connection.scalar(others))
    returned = till_epoch.update().where(*_that(till), till_epoch.c.epoch == epoch)
    connection.execute(returned.values(returned_at_ms=clock.to_ms(now), is_frozen=int(is_second)))
    return is_second


def _supersede_others(connection: Connection, till: KnownTill, epoch: str, now: datetime) -> None:
    older = till_epoch.update().where(
        *_that(till), till_epoch.c.epoch != epoch, till_epoch.c.superseded_at_ms.is_(None)
    )
    connection.execute(older.values(superseded_at_ms=clock.to_ms(now)))


def _heads(connection: Connection, till: KnownTill, hello: Hello) -> tuple[EpochHead, ...]:
    asked = hello.heads[:MOST_HEADS]
    if hello.epoch not in {head.epoch for head in asked}:
        kept = hello.sequence
        here = EpochHead(epoch=hello.epoch, sequence=kept, hash=hello.hash, kept=kept)
        asked = (here, *asked)
    named = {head.epoch for head in asked}
    found = connection.execute(
        select(till_epoch).where(*_that(till), till_epoch.c.epoch.in_(named))
    )
    known = {row.epoch: row for row in found}
    return tuple(_shared(connection, till, known.get(head.epoch), head) for head in asked)


def _shared(
    connection: Connection,
    till: KnownTill,
    known: DbRow[tuple[object, ...]] | None,
    asked: EpochHead,
) -> EpochHead:
    """Say how much of a stretch is here, without a gap; the till compares the hash of its end.

    A till that is one version behind would not compare: it hears of all of it or of nothing.
    """
    first = max(asked.first, 1)
    place = (connection, till.store, till.till, asked.epoch)
    if known is not None and known.kept == known.last_sequence:
        end = known.last_sequence
    else:
        end = ledger.end_of(*place, first) or 0
    sequence = min(end, asked.sequence)
    found = ledger.hash_at(*place, sequence)
    is_all = (sequence, found) == (asked.sequence, asked.hash)
    if found is None or sequence < first or not (is_all or asked.first):
        return EpochHead(epoch=asked.epoch, first=asked.first, sequence=0, hash="", kept=0)
    kept = sequence - first + 1
    return replace(asked, sequence=sequence, hash=found, kept=kept)


def _new_row(till: KnownTill, epoch: str, now: datetime) -> rows.Row:
    return {
        "store": till.store,
        "till": till.till,
        "epoch": epoch,
        "last_sequence": 0,
        "last_hash": "",
        "kept": 0,
        "begun_at_ms": clock.to_ms(now),
        "superseded_at_ms": None,
        "returned_at_ms": None,
        "is_frozen": 0,
    }


def _that(till: KnownTill) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return till_epoch.c.store == till.store, till_epoch.c.till == till.till
