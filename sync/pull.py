"""Hearing what HQ publishes: each page and its cursor are applied together or not at all."""

from app.base.errors import Trouble
from app.catalogue import products
from app.shop import Shop
from app.storage import cursors
from app.storage.cursors import Cursor
from sync.client import HqClient
from sync.wire import CataloguePage

FEED = "catalogue"
PAGE = 500


def pull_catalogue(shop: Shop, hq: HqClient) -> int:
    """Apply all that HQ published since last time; return how many products changed.

    Nothing that was imported here goes before HQ has published a whole catalogue. Raises Trouble
    when HQ is away; what was applied until then stays.
    """
    changed = 0
    while True:
        with shop.database.reading() as connection:
            known = cursors.read(connection, FEED)
        page = hq.catalogue(known.cursor, PAGE)
        if page.more and page.cursor == known.cursor:
            raise Trouble("hq_answered_oddly", why="a feed that stands still")
        changed += _apply(shop, known, page)
        if not page.more:
            return changed


def _apply(shop: Shop, known: Cursor, page: CataloguePage) -> int:
    if page.cursor == known.cursor and page.version == known.version:
        return 0
    is_first_whole = known.version == 0 and not page.more and page.version > 0
    with shop.database.writing() as connection:
        if page.products:
            products.put(connection, page.products, max(page.version, 1))
        products.withdraw(connection, page.withdrawn, max(page.version, 1))
        if is_first_whole:
            products.withdraw_imported_here(connection)
        reached = Cursor(cursor=page.cursor, version=0 if page.more else page.version)
        cursors.move(connection, FEED, reached, shop.clock())
    return len(page.products) + len(page.withdrawn)
