"""Publishing with care: see what would change, let some tills have it first, widen it, go back.

What only some tills are to have stands in scopes of its own, which only they see; widening puts it
there anew, so that those who join see it too, and the end puts it where it belongs. A feed has one
such publication at a time: what comes after is known only once it is released or taken back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.ids import ProductId, StoreId
from app.catalogue import products
from app.catalogue.product import Product
from app.shop import Shop
from app.storage import facts
from hq import acks, acts, feeds, publications, tags, tills
from hq.acts import Act
from hq.feeds import Entry
from hq.publications import ALL, Change, Publication, Stage
from sync.wire import CATALOGUE_FEED

FIRST_ROWS = 10

Making = Callable[[Connection], Sequence[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a publication would change, and the first of it."""

    feed: str
    new: int
    changed: int
    gone: int
    alike: int
    first: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a till has come, and how far it is to come."""

    store: StoreId
    till: str
    wanted: int
    has: int

    @property
    def is_there(self) -> bool:
        """Whether it has all that it is to have."""
        return self.has >= self.wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A feed: what was published last, and where every till stands."""

    feed: str
    published: tuple[Publication, ...]
    tills: tuple[Standing, ...]


def preview(shop: Shop, feed: str, make: Making, *, is_complete: bool = False) -> Preview:
    """Say what would change; nothing does."""
    with shop.database.reading() as connection:
        entries = make(connection)
        changes = changes_of(connection, feed, entries, is_complete=is_complete)
    gone = [it for it in changes if it.body is None]
    new = [it for it in changes if it.body is not None and it.before is None]
    return Preview(
        feed=feed,
        new=len(new),
        changed=len(changes) - len(new) - len(gone),
        gone=len(gone),
        alike=len(entries) - (len(changes) - len(gone)),
        first=tuple(changes[:FIRST_ROWS]),
    )


def start(
    shop: Shop,
    feed: str,
    make: Making,
    *,
    is_complete: bool = False,
    per_mille: int = ALL,
    stores: Sequence[StoreId] = (),
) -> Publication:
    """Publish what differs as the next version, to some of the tills or to all.

    Raises Refusal where nothing differs, or another publication of the feed is under way.
    """
    _must_be_a_share(per_mille)
    with shop.database.writing() as connection:
        version = feeds.next_version(connection, feed)  # publishers take turns from here on
        must_stand_still(connection, feed)
        changes = changes_of(connection, feed, make(connection), is_complete=is_complete)
        if not changes:
            raise Refusal("nothing_to_publish", feed=feed)
        new = replace(_new(shop, feed, version), per_mille=per_mille, stores=tuple(stores))
        publications.add(connection, new, changes)
        return _stage(shop, connection, new, changes)


def widen(
    shop: Shop, feed: str, *, per_mille: int | None = None, stores: Sequence[StoreId] = ()
) -> Publication:
    """Let more tills have what some have; raises Refusal where nothing is under way, or fewer."""
    with shop.database.writing() as connection:
        feeds.lock(connection, feed)
        old = publications.rolling(connection).get(feed)
        if old is None:
            raise Refusal("nothing_rolling", feed=feed)
        wanted = old.per_mille if per_mille is None else per_mille
        _must_be_a_share(wanted)
        if wanted < old.per_mille:
            raise Refusal("rollout_narrower", percent=f"{old.per_mille / 10:g}")
        named = tuple(dict.fromkeys((*old.stores, *stores)))
        wider = replace(old, per_mille=wanted, stores=named, staged_at=shop.clock())
        return _stage(shop, connection, wider, publications.changes(connection, feed, old.version))


def roll_back(shop: Shop, feed: str, to: int | None = None) -> Publication:
    """Publish what there was in an earlier version, the one before the last, as a new one.

    Raises Refusal where that is not known any more.
    """
    with shop.database.writing() as connection:
        version = feeds.next_version(connection, feed)
        published = publications.of_feed(connection, feed)
        newest = published[0].version if published else 0
        target = newest - 1 if to is None else to
        undone = [it for it in published if it.version > target]
        oldest = publications.oldest_kept(connection, feed)
        if not undone or not oldest or target < oldest - 1:
            raise Refusal("version_not_kept", feed=feed, version=target, oldest=max(oldest - 1, 0))
        for one in undone:
            if one.stage is Stage.ROLLING:
                taken = replace(one, stage=Stage.TAKEN_BACK, staged_at=shop.clock())
                publications.put(connection, taken)
        now_there = feeds.bodies(connection, feed)
        before = publications.before(connection, feed, {it.version for it in undone})
        changes = [
            Change(*place, body, now_there.get(place)) for place, body in sorted(before.items())
        ]
        new = replace(_new(shop, feed, version), back_to=target)
        publications.add(connection, new, changes)
        return _stage(shop, connection, new, changes)


def report(shop: Shop, feed: str) -> Report:
    """Say what was published of a feed and which tills have it."""
    with shop.database.reading() as connection:
        published = publications.of_feed(connection, feed)
        rolling = publications.rolling(connection).get(feed)
        tagged = tags.everywhere(connection)
        head = feeds.head(connection, feed)
        has = {it.till: it.version for it in acks.of_feed(connection, feed)}
        known = [key.owner for key in tills.everyone(connection) if not key.is_revoked]
    standings = []
    for till in known:
        wave = rolling.version if rolling is not None and rolling.is_for(till) else None
        wanted = head.version_of(feeds.scopes_of(till, tagged.get(till.store, ()), wave))
        standing = Standing(store=till.store, till=till.till, wanted=wanted, has=has.get(till, 0))
        standings.append(standing)
    return Report(feed=feed, published=tuple(published), tills=tuple(standings))


def changes_of(
    connection: Connection, feed: str, entries: Sequence[Entry], *, is_complete: bool
) -> list[Change]:
    """Compare with what stands in a feed; a complete list also takes away what it does not name."""
    there = feeds.bodies(connection, feed)
    wanted = {(it.scope, it.id): None if it.body is None else it.body.decode() for it in entries}
    if is_complete:
        wanted |= {place: None for place in there if place not in wanted}
    return [
        Change(*place, body, there.get(place))
        for place, body in sorted(wanted.items())
        if body != there.get(place)
    ]


def record(
    shop: Shop, connection: Connection, feed: str, version: int, entries: Sequence[Entry]
) -> None:
    """Keep on record what is being published to everybody, before it is put into the feed."""
    changes = changes_of(connection, feed, entries, is_complete=False)
    publications.add(connection, replace(_new(shop, feed, version), stage=Stage.RELEASED), changes)


def must_stand_still(connection: Connection, feed: str) -> None:
    """Raise Refusal while only some tills have what was published last."""
    under_way = publications.rolling(connection).get(feed)
    if under_way is not None:
        raise Refusal("publication_under_way", feed=feed, version=under_way.version)


def _new(shop: Shop, feed: str, version: int) -> Publication:
    now = shop.clock()
    return Publication(
        feed=feed,
        version=version,
        stage=Stage.ROLLING,
        per_mille=ALL,
        stores=(),
        back_to=None,
        made_at=now,
        staged_at=now,
    )


def _stage(
    shop: Shop, connection: Connection, new: Publication, changes: Sequence[Change]
) -> Publication:
    """Put a publication where those see it who are to have it, and on record."""
    words = f"{new.feed} {new.version}: {new.per_mille / 10:g}% {' '.join(new.stores)}".rstrip()
    acts.record(connection, Act.PUBLISHED, shop.clock(), about=words)
    if new.per_mille < ALL:
        publications.put(connection, new)
        staged = [
            Entry(
                id=it.id,
                body=None if it.body is None else it.body.encode(),
                scope=feeds.wave_scope(new.version, it.scope),
            )
            for it in changes
        ]
        feeds.put(connection, new.feed, staged, new.version, shop.clock())
        return new
    released = replace(new, stage=Stage.RELEASED)
    publications.put(connection, released)
    entries = [
        Entry(id=it.id, body=None if it.body is None else it.body.encode(), scope=it.scope)
        for it in changes
    ]
    feeds.put(connection, new.feed, entries, new.version, shop.clock())
    feeds.end_wave(connection, new.feed)  # only now: the new places come after its own
    if new.feed == CATALOGUE_FEED:
        _keep_products(connection, changes, new.version)
    return released


def _keep_products(connection: Connection, changes: Sequence[Change], version: int) -> None:
    """Keep head office's own list in step with what every till has."""
    everyones = [it for it in changes if it.scope == feeds.EVERYONE]
    listed = [facts.decode(it.body.encode(), Product) for it in everyones if it.body is not None]
    products.put(connection, listed, version)
    gone = [ProductId(it.id) for it in everyones if it.body is None]
    products.withdraw(connection, gone, version)


def _must_be_a_share(per_mille: int) -> None:
    if not 0 <= per_mille <= ALL:
        raise Refusal("rollout_share", text=f"{per_mille / 10:g}")
