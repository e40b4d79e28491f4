"""Hearing what HQ publishes: each page and its cursor are applied together or not at all.

A pull writes only what HQ owns; `sync.feeds` knows what to do with the things of each feed.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from app.base.errors import Trouble
from app.shop import Shop
from app.storage import cursors, unapplied
from app.storage.cursors import Cursor
from app.storage.unapplied import Piece
from sync.client import FeedGone, HqClient
from sync.feeds import TAKING, Place
from sync.wire import CATALOGUE_FEED, FeedItem, FeedPage

log = logging.getLogger(__name__)

FEED = CATALOGUE_FEED
PAGE = 500


def pull_catalogue(shop: Shop, hq: HqClient) -> int:
    """Apply all that HQ published since last time; return how many products changed.

    Nothing that was imported here goes before HQ has published a whole catalogue. Raises Trouble
    when HQ is away; what was applied until then stays.
    """
    return pull(shop, hq, CATALOGUE_FEED)


def pull_news(shop: Shop, hq: HqClient, newest: Mapping[str, int]) -> int:
    """Apply every feed, but those of which HQ just said that we have the newest version.

    Where HQ has said nothing yet, one poll asks for the versions of all.
    """
    changed = 0
    is_lost = False  # our place in one feed, so perhaps in all: restored, or a store tagged anew
    hq.newest = dict(newest) or None
    for feed in TAKING:
        with shop.database.reading() as connection:
            known = cursors.read(connection, feed)
        if is_lost or hq.newest is None or hq.newest.get(feed, 0) != known.version:
            try:
                changed += _follow(shop, hq, feed)
            except FeedGone:
                is_lost = True
                changed += _read_whole(shop, hq, feed)
    return changed


def pull(shop: Shop, hq: HqClient, feed: str) -> int:
    """Apply one feed; where HQ has forgotten our place in it, read the whole again."""
    try:
        return _follow(shop, hq, feed)
    except FeedGone:
        return _read_whole(shop, hq, feed)


def _follow(shop: Shop, hq: HqClient, feed: str) -> int:
    """Apply page after page until there is nothing new: asking once more says that we have it."""
    changed = 0
    while True:
        with shop.database.reading() as connection:
            known = cursors.read(connection, feed)
        page = hq.feed(feed, known.cursor, PAGE)
        if page is None:
            version = (hq.newest or {}).get(feed, known.version)
            return changed + _conclude(shop, feed, replace(known, version=version), known)
        _must_move(page, known.cursor)
        applied = _apply(shop, known, page, feed)
        changed += applied
        if not page.more and not applied:
            return changed


def _read_whole(shop: Shop, hq: HqClient, feed: str) -> int:
    """Read a feed from its start; the cursor moves only at the end, so a cut begins it again."""
    log.warning("HQ has forgotten our place in the feed %s: reading it from the start", feed)
    taking = TAKING[feed]
    named: set[Place] = set()
    kept: list[FeedItem] = []  # of a feed that is applied only whole
    cursor = ""
    while True:
        page = hq.feed(feed, cursor, PAGE)
        if page is None:
            raise Trouble("hq_answered_oddly", why="nothing at the start of a feed")
        _must_move(page, cursor)
        named |= {(item.scope, item.id) for item in page.items if not item.is_gone}
        named -= {(item.scope, item.id) for item in page.items if item.is_gone}
        kept += page.items if taking.is_whole else ()
        with shop.database.writing() as connection:
            if not taking.is_whole:
                taking.put(connection, page.items)
            if not page.more:
                unapplied.take(connection, feed)
                taking.put(connection, kept)
                taking.sweep(connection, named, page.version)
                reached = Cursor(cursor=page.cursor, version=page.version)
                cursors.move(connection, feed, reached, shop.clock())
                return len(named)
        cursor = page.cursor


def _apply(shop: Shop, known: Cursor, page: FeedPage, feed: str = CATALOGUE_FEED) -> int:
    if page.cursor == known.cursor and not page.items:
        return _conclude(shop, feed, replace(known, version=page.version), known)
    taking = TAKING[feed]
    is_first_whole = known.version == 0 and not page.more and page.version > 0
    version = known.version if page.more else page.version
    with shop.database.writing() as connection:
        if page.more and taking.is_whole:
            unapplied.add(connection, feed, [_piece(item) for item in page.items])
        else:
            taking.put(connection, [*_waiting(connection, feed), *page.items])
        if is_first_whole:
            taking.finish(connection)
        reached = Cursor(cursor=page.cursor, version=version)
        cursors.move(connection, feed, reached, shop.clock())
    return len(page.items)


def _conclude(shop: Shop, feed: str, reached: Cursor, known: Cursor) -> int:
    """Apply what waits for more, now that there is no more of it: HQ may have taken some back."""
    with shop.database.reading() as connection:
        if reached == known and not unapplied.count(connection, feed):
            return 0
    with shop.database.writing() as connection:
        waiting = _waiting(connection, feed)
        TAKING[feed].put(connection, waiting)
        if not known.version and reached.version:
            TAKING[feed].finish(connection)
        cursors.move(connection, feed, reached, shop.clock())
    return len(waiting)


def _must_move(page: FeedPage, cursor: str) -> None:
    if page.more and page.cursor == cursor:
        raise Trouble("hq_answered_oddly", why="a feed that stands still")


def _waiting(connection: Any, feed: str) -> Sequence[FeedItem]:  # noqa: ANN401 - app.storage's
    if not TAKING[feed].is_whole:
        return ()
    return [
        FeedItem(
            id=one.id,
            version=one.version,
            body=msgspec.Raw(one.body),
            is_gone=one.is_gone,
            scope=one.scope,
        )
        for one in unapplied.take(connection, feed)
    ]


def _piece(item: FeedItem) -> Piece:
    return Piece(
        id=item.id,
        scope=item.scope,
        version=item.version,
        body=bytes(item.body),
        is_gone=item.is_gone,
    )
