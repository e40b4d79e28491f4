"""What was published of each feed: in which version, to whom so far, and what was there before."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, delete, func, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table
from hq.tills import KnownTill

ALL = 1000  # per mille
KEPT = 10  # publications of a feed that can be gone back behind

publication = table(
    "feed_publication",
    Column("feed", Text, primary_key=True),
    Column("version", Whole, primary_key=True, autoincrement=False),
    Column("stage", Text, nullable=False),
    Column("per_mille", Whole, nullable=False),
    Column("stores", Text, nullable=False),  # named ones, with spaces between
    Column("back_to", Whole),  # the version whose content this has again
    Column("made_at_ms", UtcMs, nullable=False),
    Column("staged_at_ms", UtcMs, nullable=False),
)
entry = table(
    "feed_publication_entry",
    Column("feed", Text, primary_key=True),
    Column("version", Whole, primary_key=True, autoincrement=False),
    Column("scope", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("body", Text),  # without one it goes
    Column("before", Text),  # without one it was not there
)


class Stage(StrEnum):
    """How far a publication has come."""

    ROLLING = "rolling"  # some tills have it, to see whether it is good
    RELEASED = "released"  # everybody's
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One version of a feed, and which tills are to have it so far."""

    feed: str
    version: int
    stage: Stage
    per_mille: int
    stores: tuple[str, ...]
    back_to: int | None
    made_at: datetime
    staged_at: datetime

    def is_for(self, till: KnownTill) -> bool:
        """Say whether this till has it already; one that has it keeps it while it is widened."""
        if till.store in self.stores:
            return True
        name = hashlib.sha256(f"{self.feed}/{self.version}/{till.store}/{till.till}".encode())
        return int.from_bytes(name.digest()[:4]) % ALL < self.per_mille


@dataclass(frozen=True, slots=True)
class Change:
    """One thing of a publication: what it becomes (nothing: it goes) and what it was."""

    scope: str
    id: str
    body: str | None
    before: str | None


def add(connection: Connection, new: Publication, changes: Sequence[Change]) -> None:
    """Keep a publication, and let go of what the oldest ones changed."""
    put(connection, new)
    place = {"feed": new.feed, "version": new.version}
    made = [
        {**place, "scope": it.scope, "id": it.id, "body": it.body, "before": it.before}
        for it in changes
    ]
    rows.insert(connection, entry, made)
    oldest = sorted((it.version for it in of_feed(connection, new.feed)), reverse=True)[KEPT - 1 :]
    if oldest:
        old = (entry.c.feed == new.feed) & (entry.c.version < oldest[0])
        connection.execute(delete(entry).where(old))


def put(connection: Connection, changed: Publication) -> None:
    """Keep how far a publication has come."""
    row = {
        "feed": changed.feed,
        "version": changed.version,
        "stage": str(changed.stage),
        "per_mille": changed.per_mille,
        "stores": " ".join(changed.stores),
        "back_to": changed.back_to,
        "made_at_ms": clock.to_ms(changed.made_at),
        "staged_at_ms": clock.to_ms(changed.staged_at),
    }
    rows.put(connection, publication, [row])


def of_feed(connection: Connection, feed: str) -> list[Publication]:
    """Return what was published of a feed, the newest first."""
    found = select(publication).where(publication.c.feed == feed)
    newest = found.order_by(publication.c.version.desc())
    return [_publication(row) for row in connection.execute(newest)]


def feeds(connection: Connection) -> list[str]:
    """Name every feed that something was published of."""
    names = select(publication.c.feed).distinct().order_by(publication.c.feed)
    return list(connection.scalars(names))


def rolling(connection: Connection) -> Mapping[str, Publication]:
    """Return what only some tills have so far, by feed; there is one of each at most."""
    found = select(publication).where(publication.c.stage == str(Stage.ROLLING))
    return {row.feed: _publication(row) for row in connection.execute(found)}


def changes(connection: Connection, feed: str, version: int) -> list[Change]:
    """Return what a publication changes."""
    found = (
        select(entry)
        .where(entry.c.feed == feed, entry.c.version == version)
        .order_by(entry.c.scope, entry.c.id)
    )
    return [Change(it.scope, it.id, it.body, it.before) for it in connection.execute(found)]


def before(
    connection: Connection, feed: str, versions: Collection[int]
) -> dict[tuple[str, str], str | None]:
    """Say what was there, by scope and id, before the first of these publications together."""
    return {
        (it.scope, it.id): it.before
        for version in sorted(versions, reverse=True)
        for it in changes(connection, feed, version)
    }


def oldest_kept(connection: Connection, feed: str) -> int:
    """Return the oldest version of which it is still known what it changed; 0 for none."""
    wanted = select(func.min(entry.c.version)).where(entry.c.feed == feed)
    return connection.scalar(wanted) or 0


def _publication(row: DbRow[tuple[object, ...]]) -> Publication:
    return Publication(
        feed=row.feed,
        version=row.version,
        stage=Stage(row.stage),
        per_mille=row.per_mille,
        stores=tuple(row.stores.split()),
        back_to=row.back_to,
        made_at=clock.from_ms(row.made_at_ms),
        staged_at=clock.from_ms(row.staged_at_ms),
    )
