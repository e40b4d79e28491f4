"""Saying what is for sale: each publication has the next version, and the feed says what it is."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.catalogue import products
from app.catalogue.importing import keep_ids
from app.catalogue.product import Product
from app.shop import Shop
from app.storage import facts
from hq import acts, feeds, rolling
from hq.acts import Act
from hq.feeds import Entry
from sync.wire import CATALOGUE_FEED


def publish(shop: Shop, listed: Sequence[Product], *, is_complete: bool = False) -> int:
    """Put products into the next version of the catalogue and return it.

    A known barcode keeps its product, so that tills see a change and not another product. Raises
    Refusal while only some tills have what was published last.

    A complete list also withdraws what it does not name.
    """
    with shop.database.writing() as connection:
        new = feeds.next_version(connection, CATALOGUE_FEED)
        rolling.must_stand_still(connection, CATALOGUE_FEED)
        settled = keep_ids(listed, products.ids_of_codes(connection))
        products.put(connection, settled, new)
        entries = [Entry(id=one.id, body=facts.encode(one)) for one in settled]
        if is_complete:
            named = {one.id for one in settled}
            gone = {one.id for one in products.all_for_sale(connection)} - named
            products.withdraw(connection, gone, new)
            entries += [Entry(id=one, body=None) for one in sorted(gone)]
        rolling.record(shop, connection, CATALOGUE_FEED, new, entries)
        feeds.put(connection, CATALOGUE_FEED, entries, new, shop.clock())
        acts.record(connection, Act.PUBLISHED, shop.clock(), about=f"{CATALOGUE_FEED} {new}")
        return new


def entries_of(connection: Connection, listed: Sequence[Product]) -> list[Entry]:
    """Write products as things of the feed, each with the identity that its barcode has."""
    settled = keep_ids(listed, products.ids_of_codes(connection))
    return [Entry(id=one.id, body=facts.encode(one)) for one in settled]


def version(connection: Connection) -> int:
    """Return the version that was published last; 0 before the first."""
    return feeds.version(connection, CATALOGUE_FEED)


def adopt(shop: Shop) -> int:
    """Put into the feed what was published before there was one; return how many products."""
    with shop.database.reading() as connection:
        known = version(connection)
        is_missing = known and feeds.head(connection, CATALOGUE_FEED).last == {}
        listed = products.all_for_sale(connection) if is_missing else []
    if not listed:
        return 0
    entries = [Entry(id=one.id, body=facts.encode(one)) for one in listed]
    with shop.database.writing() as connection:
        feeds.put(connection, CATALOGUE_FEED, entries, known, shop.clock())
    return len(entries)
