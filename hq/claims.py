"""Goods that a till is about to take back: claimed first, so that two tills cannot both.

A claim is a promise for a while. When the fact of the refund arrives it counts instead; a claim
whose refund never came lapses.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Index, delete, select

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
    sale = sales.find(connection, store, SaleId(wanted))
    if sale is None:
        sale = sales.find_by_number(connection, store, wanted)
    if sale is None:
        return SoldAnswer(sale=None)
    return SoldAnswer(
        sale=sale,
        takers=tuple(sales.takers_back(connection, store, sale.id)),
        claims=_standing(connection, store, sale.id, now),
    )


def take(
    connection: Connection, till: KnownTill, wanted: ReturnClaim, now: datetime
) -> ClaimAnswer:
    """Grant a claim where all of it is left, else none of it; it takes the place of the one before.

    One that is not granted changes nothing. Claims on one sale take turns on its row.
    """
    if any(line.quantity.thousandths <= 0 for line in wanted.lines):
        return ClaimAnswer(granted=False)
    short, unknown = [], []
    for sale in sorted({line.sale for line in wanted.lines}):
        if _lock(connection, till.store, sale) is None:
            unknown.append(sale)
        else:
            short += _short(connection, till.store, sale, wanted, now)
    if short:
        return ClaimAnswer(granted=False, left=tuple(short), unknown=tuple(unknown))
    _forget(connection, till.store, wanted.refund)
    at = clock.to_ms(now)
    lines = (it for it in _together(wanted.lines) if it.sale not in unknown)
    rows.insert(connection, claim, [_row(till, wanted.refund, it, at) for it in lines])
    return ClaimAnswer(granted=True, unknown=tuple(unknown))


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
    known = sales.find(connection, store, sale)
    assert known is not None, "it was just locked"
    taken = _taken(connection, store, sale, wanted.refund, now)
    left = {line.position: line.quantity.thousandths - taken[line.position] for line in known.lines}
    return [
        replace(one, quantity=Quantity(max(0, left.get(one.line, 0))))
        for one in _together(wanted.lines)
        if one.sale == sale and one.quantity.thousandths > left.get(one.line, 0)
    ]


def _together(lines: Sequence[ClaimedLine]) -> list[ClaimedLine]:
    """Add up what is claimed of the same line."""
    sums: Counter[tuple[SaleId, int]] = Counter()
    for one in lines:
        sums[one.sale, one.line] += one.quantity.thousandths
    return [
        ClaimedLine(sale=sale, line=line, quantity=Quantity(thousandths))
        for (sale, line), thousandths in sorted(sums.items())
    ]


def _taken(
    connection: Connection, store: StoreId, sale: SaleId, but: str, now: datetime
) -> Counter[int]:
    """Count what came back of each line, with what others than `but` have claimed."""
    taken = Counter(
        {
            line: quantity.thousandths
            for line, quantity in sales.returned(connection, store, sale, but=but).items()
        }
    )
    for standing in _standing(connection, store, sale, now):
        if standing.refund != but:
            taken.update({one.line: one.quantity.thousandths for one in standing.lines})
    return taken


def _standing(
    connection: Connection, store: StoreId, sale: SaleId, now: datetime
) -> tuple[ReturnClaim, ...]:
    """Return the claims on a sale that have neither lapsed nor become a refund."""
    alive = clock.to_ms(now - LAPSES_AFTER)
    done = select(sale_return.c.sale).where(
        sale_return.c.store == store, sale_return.c.sold_in == sale
    )
    found = connection.execute(
        select(claim)
        .where(claim.c.store == store, claim.c.sale == sale, claim.c.at_ms > alive)
        .where(claim.c.refund.not_in(done))
        .order_by(claim.c.refund, claim.c.line)
    )
    lines: dict[SaleId, list[ClaimedLine]] = {}
    for row in found:
        quantity = Quantity(row.quantity_thousandths)
        one = ClaimedLine(sale=sale, line=row.line, quantity=quantity)
        lines.setdefault(SaleId(row.refund), []).append(one)
    return tuple(ReturnClaim(refund=it, lines=tuple(some)) for it, some in lines.items())


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
