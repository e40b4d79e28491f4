"""Hearing what HQ publishes: each page and its cursor are applied together or not at all.

A pull writes only what HQ owns. Each feed has a room that knows what to do with its things.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.base.errors import Trouble
from app.base.ids import ProductId
from app.catalogue import products
from app.catalogue.product import Product
from app.shop import Shop
from app.storage import cursors, facts
from app.storage.cursors import Cursor
from sync.client import FeedGone, HqClient
from sync.wire import CATALOGUE_FEED, FeedItem, FeedPage

log = logging.getLogger(__name__)

FEED = CATALOGUE_FEED
PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What a room does with its feed, in the transaction that it is handed.

    `put` applies a page, `finish` what only the end of a first whole reading allows, and `sweep`
    takes away what a whole reading did not name.
    """

    put: Callable[[Any, Sequence[FeedItem]], None]
    finish: Callable[[Any], object]
    sweep: Callable[[Any, Collection[str], int], None]


def pull_catalogue(shop: Shop, hq: HqClient) -> int:
    """Apply all that HQ published since last time; return how many products changed.

    Nothing that was imported here goes before HQ has published a whole catalogue. Raises Trouble
    when HQ is away; what was applied until then stays.
    """
    return pull(shop, hq, CATALOGUE_FEED)


def pull_news(shop: Shop, hq: HqClient, newest: Mapping[str, int]) -> int:
    """Apply every feed, but those of which HQ just said that we have the newest version."""
    changed = 0
    for feed in TAKING:
        with shop.database.reading() as connection:
            known = cursors.read(connection, feed)
        if not known.version or newest.get(feed) != known.version:
            changed += pull(shop, hq, feed)
    return changed


def pull(shop: Shop, hq: HqClient, feed: str) -> int:
    """Apply one feed; where HQ has forgotten our place in it, read the whole again."""
    try:
        return _follow(shop, hq, feed)
    except FeedGone:
        log.warning("HQ has forgotten our place in the feed %s: reading it from the start", feed)
        return _read_whole(shop, hq, feed)


def _follow(shop: Shop, hq: HqClient, feed: str) -> int:
    changed = 0
    while True:
        with shop.database.reading() as connection:
            known = cursors.read(connection, feed)
        page = hq.feed(feed, known.cursor, PAGE)
        if page is None:
            return changed
        _must_move(page, known.cursor)
        changed += _apply(shop, known, page, feed)
        if not page.more:
            return changed


def _read_whole(shop: Shop, hq: HqClient, feed: str) -> int:
    """Read a feed from its start; the cursor moves only at the end, so a cut begins it again."""
    named: set[str] = set()
    cursor = ""
    while True:
        page = hq.feed(feed, cursor, PAGE)
        if page is None:
            raise Trouble("hq_answered_oddly", why="nothing at the start of a feed")
        _must_move(page, cursor)
        named |= {item.id for item in page.items if not item.is_gone}
        with shop.database.writing() as connection:
            TAKING[feed].put(connection, page.items)
            if not page.more:
                TAKING[feed].sweep(connection, named, page.version)
                reached = Cursor(cursor=page.cursor, version=page.version)
                cursors.move(connection, feed, reached, shop.clock())
                return len(named)
        cursor = page.cursor


def _apply(shop: Shop, known: Cursor, page: FeedPage, feed: str = CATALOGUE_FEED) -> int:
    if page.cursor == known.cursor and page.version == known.version:
        return 0
    is_first_whole = known.version == 0 and not page.more and page.version > 0
    with shop.database.writing() as connection:
        TAKING[feed].put(connection, page.items)
        if is_first_whole:
            TAKING[feed].finish(connection)
        reached = Cursor(cursor=page.cursor, version=0 if page.more else page.version)
        cursors.move(connection, feed, reached, shop.clock())
    return len(page.items)


def _must_move(page: FeedPage, cursor: str) -> None:
    if page.more and page.cursor == cursor:
        raise Trouble("hq_answered_oddly", why="a feed that stands still")


def _put_products(connection: Any, items: Sequence[FeedItem]) -> None:  # noqa: ANN401 - app.storage's
    for is_gone, version, some in _runs(items):
        if is_gone:
            gone = [ProductId(item.id) for item in some]
            products.withdraw(connection, gone, version)
        else:
            listed = [one for item in some if (one := _product(item)) is not None]
            products.put(connection, listed, version)


def _runs(items: Sequence[FeedItem]) -> list[tuple[bool, int, list[FeedItem]]]:
    """Put neighbours together that are alike, in their order."""
    runs: list[tuple[bool, int, list[FeedItem]]] = []
    for item in items:
        alike = (item.is_gone, max(item.version, 1))
        if not runs or runs[-1][:2] != alike:
            runs.append((*alike, []))
        runs[-1][2].append(item)
    return runs


def _product(item: FeedItem) -> Product | None:
    try:
        return facts.decode(item.body, Product)
    except ValueError:
        log.exception("HQ publishes a product that this till cannot read: %s", item.id)
        return None


def _sweep_products(connection: Any, named: Collection[str], version: int) -> None:  # noqa: ANN401
    gone = [one.id for one in products.all_for_sale(connection) if one.id not in named]
    products.withdraw(connection, gone, max(version, 1))


TAKING: Mapping[str, Taking] = {
    CATALOGUE_FEED: Taking(
        put=_put_products, finish=products.withdraw_imported_here, sweep=_sweep_products
    )
}
