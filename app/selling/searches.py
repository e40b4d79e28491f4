"""Looking a sale up by what a customer remembers of it: how much, when, and what."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from app.base import clock, money
from app.base.errors import Refusal
from app.base.ids import ProductId, StoreId
from app.base.money import Money
from app.selling import sales, tables
from app.selling.sale import Sale

RECENT = 3000  # sales in which goods are looked for: a few busy days
DAYS = 7  # in which a time of day is looked for
AROUND = timedelta(minutes=15)
SHORTEST_BARCODE = 4
_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What sales are looked for; one that fits any of these is found, all of them without any."""

    ending: str = ""  # of the number
    amount: Money | None = None
    times: tuple[tuple[datetime, datetime], ...] = ()
    barcode: str = ""
    name: str = ""
    products: frozenset[ProductId] = frozenset()


def read(typed: str, zone: ZoneInfo, now: datetime, products: Collection[ProductId] = ()) -> Wanted:
    """Say what somebody means who types this."""
    text = "".join(filter(str.isprintable, typed)).strip()
    if at := _TIME.fullmatch(text):
        return Wanted(times=_times(time(int(at[1]), int(at[2])), zone, now))
    is_code = text.isascii() and len(text) >= SHORTEST_BARCODE
    return Wanted(
        ending=text,
        amount=_amount(text),
        barcode=text if is_code else "",
        name="" if text.isdigit() else text,
        products=frozenset(products),
    )


def newest(connection: Connection, store: StoreId, wanted: Wanted, limit: int) -> list[Sale]:
    """Return the newest sales that fit."""
    it = tables.sale
    chosen = select(it.c.id).where(it.c.store == store)
    if found := _fits(store, wanted):
        chosen = chosen.where(or_(*found))
    chosen = chosen.order_by(it.c.completed_at_ms.desc(), it.c.id.desc()).limit(limit)
    return sales.find_all(connection, store, list(connection.scalars(chosen)))


def _fits(store: StoreId, wanted: Wanted) -> list[ColumnElement[bool]]:
    it = tables.sale
    found: list[ColumnElement[bool]] = []
    if wanted.ending:
        found.append(it.c.number.endswith(wanted.ending, autoescape=True))
    if wanted.amount is not None:
        found.append(func.abs(it.c.total_fen) == wanted.amount.fen)
    for since, until in wanted.times:
        found.append(it.c.completed_at_ms.between(clock.to_ms(since), clock.to_ms(until)))
    if (goods := _goods(store, wanted)) is not None:
        found.append(it.c.id.in_(goods))
    return found


def _goods(store: StoreId, wanted: Wanted) -> Select[tuple[str]] | None:
    """Look into the lines of the newest sales: nothing is indexed there."""
    it, line = tables.sale, tables.sale_line
    fits: list[ColumnElement[bool]] = []
    if wanted.barcode:
        fits.append(line.c.barcode == wanted.barcode)
    if wanted.name:
        fits.append(line.c.name.contains(wanted.name, autoescape=True))
    if wanted.products:
        fits.append(line.c.product.in_(sorted(wanted.products)))
    if not fits:
        return None
    newest_first = it.c.completed_at_ms.desc()
    recent = select(it.c.id).where(it.c.store == store).order_by(newest_first).limit(RECENT)
    mine = and_(line.c.store == store, line.c.sale.in_(recent))
    return select(line.c.sale).where(mine, or_(*fits))


def _times(at: time, zone: ZoneInfo, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
    today = now.astimezone(zone).date()
    days = (datetime.combine(today - timedelta(days=ago), at, zone) for ago in range(DAYS))
    return tuple((one - AROUND, one + AROUND) for one in days)


def _amount(text: str) -> Money | None:
    try:
        return money.parse(text) if text else None
    except Refusal:
        return None
