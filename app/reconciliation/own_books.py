"""Our own books as the till keeps them: payments through a channel, in the standard form."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from app.base import clock
from app.payments.attempt import State
from app.payments.tables import payment_attempt as it
from app.reconciliation.standard import Entry, Kind, Side, Status
from app.selling.tables import sale
from app.shop import Shop

FETCHED = 10_000
STATUSES = {
    State.PAID: Status.SUCCESS,
    State.REFUNDED: Status.SUCCESS,
    State.FAILED: Status.FAILED,
    State.REVERSED: Status.CLOSED,
}
DAY_MS = 86_400_000


def read(connection: Connection, shop: Shop, first_day: int, last_day: int) -> Iterator[Entry]:
    """Read the payments of these days; one that was given back stands there twice."""
    after, before = (_noon_ms(shop, day) for day in (first_day, last_day))
    joined = it.outerjoin(sale, (sale.c.id == it.c.sale) & (sale.c.store == it.c.store))
    wanted = (
        select(it, sale.c.business_date)
        .select_from(joined)
        .where(it.c.made_at_ms.between(after - 2 * DAY_MS, before + 2 * DAY_MS))
    )
    for row in connection.execution_options(yield_per=FETCHED).execute(wanted):
        at = clock.from_ms(row.made_at_ms)
        day = int((row.business_date or shop.day_of(at).isoformat()).replace("-", ""))
        if not first_day <= day <= last_day:
            continue
        amount = row.paid_fen if row.paid_fen is not None else row.amount_fen
        paid = Entry(
            side=Side.OURS,
            channel=row.channel,
            store=row.store,
            terminal=row.till,
            kind=Kind.PAY,
            status=STATUSES.get(State(row.state), Status.PENDING),
            channel_no=row.reference,
            order_no=row.number,
            gross_fen=amount,
            net_fen=amount,
            at_ms=row.made_at_ms,
            biz_date=day,
        )
        yield paid
        if row.state == State.REFUNDED:
            yield _back(paid)


def _back(paid: Entry) -> Entry:
    return Entry(
        side=paid.side,
        channel=paid.channel,
        store=paid.store,
        terminal=paid.terminal,
        kind=Kind.REFUND,
        order_no=paid.order_no,
        original_no=paid.channel_no,
        gross_fen=-paid.gross_fen,
        net_fen=-paid.gross_fen,
        at_ms=paid.at_ms,
        biz_date=paid.biz_date,
    )


def _noon_ms(shop: Shop, day: int) -> int:
    noon = datetime(day // 10000, day // 100 % 100, day % 100, 12, tzinfo=shop.zone)
    return clock.to_ms(noon)
