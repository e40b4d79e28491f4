"""How far each till has applied each feed, by the cursor that it asked with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import StoreId, TillId
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table
from hq.tills import KnownTill

feed_ack = table(
    "feed_ack",
    Column("store", Text, primary_key=True),
    Column("till", Text, primary_key=True),
    Column("feed", Text, primary_key=True),
    Column("version", Whole, nullable=False),
    Column("cursor", Text, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """What a till said last: it has this version of a feed, since then."""

    till: KnownTill
    feed: str
    version: int
    cursor: str
    at: datetime


def read(connection: Connection, till: KnownTill, feed: str) -> Ack | None:
    """Return what a till said of a feed; None when it never asked for more."""
    wanted = select(feed_ack).where(
        feed_ack.c.store == till.store, feed_ack.c.till == till.till, feed_ack.c.feed == feed
    )
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _ack(row)


def of_feed(connection: Connection, feed: str) -> Sequence[Ack]:
    """Return what every till said of a feed."""
    wanted = select(feed_ack).where(feed_ack.c.feed == feed)
    found = connection.execute(wanted.order_by(feed_ack.c.store, feed_ack.c.till))
    return [_ack(row) for row in found]


def put(connection: Connection, new: Ack) -> None:
    """Keep what a till said."""
    row = {
        "store": new.till.store,
        "till": new.till.till,
        "feed": new.feed,
        "version": new.version,
        "cursor": new.cursor,
        "at_ms": clock.to_ms(new.at),
    }
    rows.put(connection, feed_ack, [row])


def _ack(row: DbRow[tuple[object, ...]]) -> Ack:
    return Ack(
        till=KnownTill(StoreId(row.store), TillId(row.till)),
        feed=row.feed,
        version=row.version,
        cursor=row.cursor,
        at=clock.from_ms(row.at_ms),
    )
