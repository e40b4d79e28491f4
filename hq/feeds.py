"""What HQ says to its tills: every thing as it is now, in the order of the commits.

A thing has one row; a change moves it to the end, a deletion leaves a tombstone for a while. The
place in a feed is the transaction that wrote a row, and the row within it. A number given out
before the commit (a sequence) would not do: rows become visible in another order than their
numbers, and a reader that passed a number by would miss it. So rows of transactions are shown only
once no older one is under way (PostgreSQL documentation, section 9.27, pg_snapshot_xmin); SQLite
has one writer, which counts for itself.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table
from hq import seals
from hq.tills import KnownTill
from sync.wire import NOTHING, FeedItem, FeedPage

TOMBSTONES_FOR = timedelta(days=90)
EVERYONE, TAG, WAVE = "", "tag:", "wave:"
SCHEMA = 1  # of the cursors

feed_head = table(
    "feed_head",
    Column("id", Text, primary_key=True),  # the feed's name
    Column("version", Whole, nullable=False),
    Column("forgotten_place", Whole, nullable=False),  # tombstones up to here are gone
)
feed_entry = table(
    "feed_entry",
    Column("feed", Text, primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("version", Whole, nullable=False),
    Column("place", Whole, nullable=False),  # the transaction that wrote it
    Column("body", Text),  # without one it is gone
    Column("at_ms", UtcMs, nullable=False),
)
Index(
    "ix_feed_entry_place",
    feed_entry.c.feed,
    feed_entry.c.place,
    feed_entry.c.scope,
    feed_entry.c.id,
)
_held_version = rows.Prepared(
    select(feed_head.c.version).where(feed_head.c.id == bindparam("of_feed")).with_for_update()
)
_set_version = rows.Prepared(
    feed_head.update()
    .where(feed_head.c.id == bindparam("of_feed"))
    .values(version=bindparam("to_version"))
)
_newest = rows.Prepared(
    select(func.max(feed_entry.c.place)).where(feed_entry.c.feed == bindparam("of_feed"))
)
_forgotten_here = rows.Prepared(
    select(feed_head.c.forgotten_place).where(feed_head.c.id == bindparam("of_feed"))
)
Index("ix_feed_entry_version", feed_entry.c.feed, feed_entry.c.version)
VISIBLE_PLACE = literal_column("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", Whole)
PRESENT_PLACE = literal_column("pg_current_xact_id()::text::bigint", Whole)


class BadCursor(ValueError):  # noqa: N818 - no failure of ours
    """A cursor that no HQ ever gave out."""


class Gone(Exception):  # noqa: N818 - no failure of ours
    """What came after this cursor is not known any more: read the feed from its start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to publish; without a body it is gone."""

    id: str
    body: bytes | None
    scope: str = EVERYONE


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a feed: after this row."""

    transaction: int = 0
    scope: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest of a feed: its version, and the last row and the newest version of each scope."""

    version: int = 0
    last: dict[str, Place] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def last_of(self, scopes: Iterable[str]) -> Place:
        """Return the last row that somebody with these scopes may see."""
        places = [self.last[it] for it in scopes if it in self.last]
        return max(places, key=_order, default=Place())

    def version_of(self, scopes: Iterable[str]) -> int:
        """Return the newest version of which somebody with these scopes may see something."""
        return max((self.versions.get(it, 0) for it in scopes), default=0)


def scopes_of(
    till: KnownTill, tags: Sequence[str] = (), wave: int | None = None
) -> tuple[str, ...]:
    """Name the scopes that a till may see: everyone's, its store's and tags', its own.

    With a `wave` it also sees what only some tills have so far of that version.
    """
    tagged = (f"{TAG}{it}" for it in tags)
    ours = (EVERYONE, *tagged, f"store:{till.store}", f"till:{till.store}/{till.till}")
    return ours if wave is None else (*ours, *(wave_scope(wave, it) for it in ours))


def wave_scope(version: int, scope: str) -> str:
    """Name where something stands while only some tills are to have it."""
    return f"{WAVE}{version}/{scope}"


def next_version(connection: Connection, feed: str) -> int:
    """Take the next version of a feed; publishers of one feed take turns here."""
    new = lock(connection, feed) + 1
    _set_version.write(connection, {"of_feed": feed, "to_version": new})
    return new


def lock(connection: Connection, feed: str) -> int:
    """Let nobody else publish this feed until the end of the transaction; return its version."""
    known = _held_version.one(connection, of_feed=feed)
    if known is None:
        rows.add_new(connection, feed_head, [{"id": feed, "version": 0, "forgotten_place": 0}])
        known = _held_version.one(connection, of_feed=feed)
    return int(known[0] if known else 0)


def put(
    connection: Connection, feed: str, entries: Sequence[Entry], version: int, at: datetime
) -> None:
    """Publish things as they are now, in the transaction that changed them."""
    place = _present_place(connection, feed)
    rows.put(
        connection,
        feed_entry,
        [
            {
                "feed": feed,
                "scope": entry.scope,
                "id": entry.id,
                "version": version,
                "place": place,
                "body": None if entry.body is None else entry.body.decode(),
                "at_ms": clock.to_ms(at),
            }
            for entry in entries
        ],
    )


def version(connection: Connection, feed: str) -> int:
    """Return the version that was published last; 0 before the first."""
    return connection.scalar(select(feed_head.c.version).where(feed_head.c.id == feed)) or 0


def versions(connection: Connection) -> dict[str, int]:
    """Return the newest version of every feed."""
    return {row.id: row.version for row in connection.execute(select(feed_head))}


def page(
    connection: Connection, feed: str, scopes: Sequence[str], cursor: str, limit: int
) -> FeedPage:
    """Return what these scopes may see after a cursor; raises BadCursor, or Gone."""
    handle = handle_of(seals.read(connection, seals.FEEDS), scopes)
    after = read_cursor(cursor, handle)
    if after != Place() and after.transaction < _forgotten(connection, feed):
        raise Gone
    found = connection.execute(
        select(feed_entry)
        .where(feed_entry.c.feed == feed, feed_entry.c.scope.in_(scopes), _after(after))
        .where(*_settled(connection))
        .order_by(feed_entry.c.place, feed_entry.c.scope, feed_entry.c.id)
        .limit(limit + 1)
    ).all()
    some, more = found[:limit], len(found) > limit
    last = Place(some[-1].place, some[-1].scope, some[-1].id) if some else after
    return FeedPage(
        items=tuple(_item(row) for row in some),
        cursor=write_cursor(last, handle),
        version=_settled_version(connection, feed, scopes),
        more=more,
    )


def head(connection: Connection, feed: str) -> Head:
    """Return the newest that anybody may see of a feed."""
    last = (
        select(
            feed_entry.c.scope,
            func.max(feed_entry.c.place).label("place"),
            func.max(feed_entry.c.version).label("version"),
        )
        .where(feed_entry.c.feed == feed, *_settled(connection))
        .group_by(feed_entry.c.scope)
        .subquery()
    )
    found = connection.execute(
        select(last.c.scope, last.c.place, last.c.version, func.max(feed_entry.c.id).label("id"))
        .join(
            feed_entry,
            and_(
                feed_entry.c.feed == feed,
                feed_entry.c.scope == last.c.scope,
                feed_entry.c.place == last.c.place,
            ),
        )
        .group_by(last.c.scope, last.c.place, last.c.version)
    ).all()
    return Head(
        version=version(connection, feed),
        last={row.scope: Place(row.place, row.scope, row.id) for row in found},
        versions={row.scope: row.version for row in found},
    )


def bodies(connection: Connection, feed: str) -> dict[tuple[str, str], str]:
    """Return what stands in a feed for good, by scope and id: not what only some tills have."""
    found = connection.execute(
        select(feed_entry.c.scope, feed_entry.c.id, feed_entry.c.body).where(
            feed_entry.c.feed == feed, feed_entry.c.body.is_not(None), ~_of_wave()
        )
    )
    return {(row.scope, row.id): row.body for row in found}


def end_wave(connection: Connection, feed: str) -> None:
    """Remove what only some tills had: it was put where it belongs, or taken back."""
    connection.execute(delete(feed_entry).where(feed_entry.c.feed == feed, _of_wave()))


def newest_place(connection: Connection, feed: str) -> int:
    """Return the newest transaction that anybody may see of a feed; 0 for none."""
    wanted = select(func.max(feed_entry.c.place)).where(
        feed_entry.c.feed == feed, *_settled(connection)
    )
    return connection.scalar(wanted) or 0


def forget_tombstones(connection: Connection, now: datetime) -> int:
    """Let go of old tombstones; a till that was away longer reads its feeds anew."""
    old = feed_entry.c.body.is_(None) & (feed_entry.c.at_ms < clock.to_ms(now - TOMBSTONES_FOR))
    found = connection.execute(
        select(feed_entry.c.feed, func.max(feed_entry.c.place).label("place"))
        .where(old)
        .group_by(feed_entry.c.feed)
    ).all()
    for row in found:
        behind = feed_head.update().where(
            feed_head.c.id == row.feed, feed_head.c.forgotten_place < row.place
        )
        connection.execute(behind.values(forgotten_place=row.place))
    return connection.execute(delete(feed_entry).where(old)).rowcount


def begin_anew(connection: Connection) -> None:
    """Give every cursor up, because this is a restored database: tills read from the start."""
    seals.renew(connection, seals.FEEDS)
    connection.execute(feed_entry.update().values(place=0))
    connection.execute(feed_head.update().values(forgotten_place=0))


def is_from_elsewhere(connection: Connection) -> bool:
    """Say whether rows stem from transactions that this database never had, as in a restored copy.

    A PostgreSQL database that was dumped and loaded elsewhere counts its transactions anew.
    """
    if connection.dialect.name == "sqlite":
        return False
    newest = connection.scalar(select(func.max(feed_entry.c.place))) or 0
    return int(newest) > int(connection.scalar(select(VISIBLE_PLACE)) or 0)


def handle_of(handle: str, scopes: Iterable[str]) -> str:
    """Say whose feed this is, for cursors: a store with other tags sees another, from its start."""
    tags = sorted(it for it in scopes if it.startswith(TAG))
    if not tags:
        return handle
    return hashlib.sha256("\n".join((handle, *tags)).encode()).hexdigest()


def write_cursor(place: Place, handle: str) -> str:
    """Write a place so that nobody is tempted to read it."""
    words = (SCHEMA, handle[:16], place.transaction, place.scope, place.id)
    return base64.urlsafe_b64encode(msgspec.json.encode(words)).decode().rstrip("=")


def read_cursor(cursor: str, handle: str) -> Place:
    """Read a cursor of ours; raises Gone for one of before a restore, BadCursor for any other."""
    if not cursor:
        return Place()
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        words = base64.b64decode(padded, altchars=b"-_", validate=True)
        schema, whose, transaction, scope, name = msgspec.json.decode(
            words, type=tuple[int, str, int, str, str]
        )
    except (ValueError, RecursionError) as error:
        raise BadCursor(str(error)) from error
    if schema != SCHEMA or whose != handle[:16]:
        raise Gone
    if not 0 <= transaction < 2**63 or "\x00" in scope + name:
        raise BadCursor(cursor)
    return Place(transaction, scope, name)


def _item(row: DbRow[tuple[object, ...]]) -> FeedItem:
    if row.body is None:
        gone = FeedItem(id=row.id, version=row.version, body=NOTHING, is_gone=True)
        return replace(gone, scope=_told_scope(row.scope))
    body = msgspec.Raw(row.body.encode())
    return FeedItem(id=row.id, version=row.version, body=body, scope=_told_scope(row.scope))


def _told_scope(scope: str) -> str:
    return scope.partition("/")[2] if scope.startswith(WAVE) else scope


def _of_wave() -> ColumnElement[bool]:
    return feed_entry.c.scope.like(f"{WAVE}%")


def _order(place: Place) -> tuple[int, str, str]:
    return (place.transaction, place.scope, place.id)


def _after(place: Place) -> ColumnElement[bool]:
    it = feed_entry.c
    return or_(
        it.place > place.transaction,
        and_(it.place == place.transaction, it.scope > place.scope),
        and_(it.place == place.transaction, it.scope == place.scope, it.id > place.id),
    )


def _settled(connection: Connection) -> tuple[ColumnElement[bool], ...]:
    if connection.dialect.name == "sqlite":
        return ()
    return (feed_entry.c.place < VISIBLE_PLACE,)


def _settled_version(connection: Connection, feed: str, scopes: Sequence[str]) -> int:
    """Return the newest version of which a reader may see something: never one to come."""
    newest = select(feed_entry.c.version).where(
        feed_entry.c.feed == feed, feed_entry.c.scope.in_(scopes), *_settled(connection)
    )
    return connection.scalar(newest.order_by(feed_entry.c.version.desc()).limit(1)) or 0


def _present_place(connection: Connection, feed: str) -> int:
    """Return the place of this transaction: in SQLite, one after all that its feed has had."""
    if connection.dialect.name != "sqlite":
        return int(connection.scalar(select(PRESENT_PLACE)) or 0)
    found = (_newest.one(connection, of_feed=feed), _forgotten_here.one(connection, of_feed=feed))
    return max(int(row[0] or 0) if row else 0 for row in found) + 1


def _forgotten(connection: Connection, feed: str) -> int:
    wanted = select(feed_head.c.forgotten_place).where(feed_head.c.id == feed)
    return connection.scalar(wanted) or 0
