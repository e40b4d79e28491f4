"""Goods that a till is about to take back: claimed first, so that two tills cannot both.

A claim is a promise for a while. When the fact of the refund arrives it counts instead; a claim
whose refund never came lapses.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Index, delete, func, select

from app.base import clock
from app.base.ids import SaleId, StoreId
from app.base.quantity import Quantity
from app.selling import sales
from app.selling.tables import sale as sale_table
from app.selling.tables import sale_return
from app.storage import rows
from app.storage.columns import Text, Thousandths, UtcMs, Whole, table
from hq.tills import KnownTill
from sync.wire import ClaimAnswer, ClaimedLine, ReturnClaim, SoldAnswer

LAPSES_AFTER = timedelta(hours=1)

claim = table(
    "return_claim",
    Column("store", Text, primary_key=True),
    Column("refund", Text, primary_key=True),
    Column("sale", Text, primary_key=True),
    Column("line", Whole, primary_key=True, autoincrement=False),
    Column("quantity_thousandths", Thousandths, nullable=False),
    Column("till", Text, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
)
Index("ix_return_claim_sale", claim.c.store, claim.c.sale)


def find(connection: Connection, store: StoreId, wanted: str, now: datetime) -> SoldAnswer:
    """Return a sale of this store by id or number, with what came back or is claimed of it."""
    sale = sales.find(connection, SaleId(wanted))
    if sale is None or sale.store != store:
        sale = sales.find_by_number(connection, store, wanted)
    if sale is None:
        return SoldAnswer(sale=None, returned=())
    return SoldAnswer(sale=sale, returned=_taken(connection, store, sale.id, "", now))


def take(
    connection: Connection, till: KnownTill, wanted: ReturnClaim, now: datetime
) -> ClaimAnswer:
    """Grant a claim where all of it is left, else none of it; the same claim is granted again.

    Claims on one sale take turns on its row.
    """
    _forget(connection, till.store, wanted.refund)
    short = []
    for sale in sorted({line.sale for line in wanted.lines}):
        if _lock(connection, till.store, sale) is None:
            return ClaimAnswer(granted=False, is_known=False)
        short += _short(connection, till.store, sale, wanted, now)
    if short:
        return ClaimAnswer(granted=False, left=tuple(short))
    at = clock.to_ms(now)
    rows.insert(connection, claim, [_row(till, wanted.refund, it, at) for it in wanted.lines])
    return ClaimAnswer(granted=True)


def settle(connection: Connection, store: StoreId, refunds: Sequence[str]) -> None:
    """Let the claims of refunds go whose facts have arrived and count instead."""
    for refund in refunds:
        _forget(connection, store, refund)


def _lock(connection: Connection, store: StoreId, sale: SaleId) -> str | None:
    wanted = select(sale_table.c.id).where(sale_table.c.store == store, sale_table.c.id == sale)
    return connection.scalar(wanted.with_for_update())


def _short(
    connection: Connection, store: StoreId, sale: SaleId, wanted: ReturnClaim, now: datetime
) -> list[ClaimedLine]:
    known = sales.find(connection, sale)
    assert known is not None, "it was just locked"
    taken = {one.line: one.quantity for one in _taken(connection, store, sale, wanted.refund, now)}
    sold = {line.position: line.quantity.thousandths for line in known.lines}
    asked: dict[int, int] = {}
    for one in wanted.lines:
        if one.sale == sale:
            asked[one.line] = asked.get(one.line, 0) + one.quantity.thousandths
    left = {line: sold.get(line, 0) - taken.get(line, Quantity(0)).thousandths for line in asked}
    return [
        ClaimedLine(sale=sale, line=line, quantity=Quantity(max(0, left[line])))
        for line, quantity in sorted(asked.items())
        if quantity > left[line]
    ]


def _taken(
    connection: Connection, store: StoreId, sale: SaleId, but: str, now: datetime
) -> tuple[ClaimedLine, ...]:
    """Return what came back of each line, with what others than `but` have claimed."""
    taken = {
        line: quantity.thousandths
        for line, quantity in sales.returned(connection, store, sale, but=but).items()
    }
    alive = clock.to_ms(now - LAPSES_AFTER)
    done = select(sale_return.c.sale).where(sale_return.c.store == store)
    claimed = connection.execute(
        select(claim.c.line, func.sum(claim.c.quantity_thousandths))
        .where(claim.c.store == store, claim.c.sale == sale, claim.c.refund != but)
        .where(claim.c.at_ms > alive, claim.c.refund.not_in(done))
        .group_by(claim.c.line)
    )
    for line, quantity in claimed:
        taken[line] = taken.get(line, 0) + int(quantity)
    return tuple(
        ClaimedLine(sale=sale, line=line, quantity=Quantity(thousandths))
        for line, thousandths in sorted(taken.items())
    )


def _forget(connection: Connection, store: StoreId, refund: str) -> None:
    connection.execute(delete(claim).where(claim.c.store == store, claim.c.refund == refund))


def _row(till: KnownTill, refund: str, line: ClaimedLine, at_ms: int) -> rows.Row:
    return {
        "store": till.store,
        "refund": refund,
        "sale": line.sale,
        "line": line.line,
        "quantity_thousandths": line.quantity.thousandths,
        "till": till.till,
        "at_ms": at_ms,
    }
