"""Alipay's statements of a day: 业务明细 (trade) and 账务明细 (signcustomer)."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.reconciliation.statements.formats import BY_NAME
from hq.sandbox.bills import rows
from hq.sandbox.bills.rows import Event, Sheet

if TYPE_CHECKING:
    from hq.sandbox.world import World

KINDS = ("trade", "signcustomer")
PAYER = "*某(159****5620)"


def written(world: "World", day: date, kind: str) -> bytes:
    """Return the statement of a day."""
    return _account(world, day) if kind == "signcustomer" else _trade(world, day)


def _trade(world: "World", day: date) -> bytes:
    account = f"{world.merchant.alipay_pid}0156"
    sheet = Sheet()
    for event in rows.events(world, "alipay"):
        if event.day == day:
            it = rows.entry(event, world, channel="alipay", account=account)
            trade_no = event.charge.trade_no  # Alipay has no number of its own for a refund
            sheet.add(replace(it, channel_no=trade_no, payer=PAYER), _words(event))
    return BY_NAME["alipay_trade"].write(sheet.entries, sheet.head(world, day, account))


def _words(event: Event) -> dict[str, str]:
    charge, refund = event.charge, event.refund
    reason = refund.reason if refund else charge.subject
    return {"商品名称": rows.plain(charge.subject), "备注": rows.plain(reason)}


def _account(world: "World", day: date) -> bytes:
    account = f"{world.merchant.alipay_pid}0156"
    sheet, balance = Sheet(), 0
    for event in rows.events(world, "alipay"):
        it = rows.entry(event, world, channel="alipay", account=account)
        for moved in rows.movements(event, it):
            if event.day == day:
                flow = f"{day:%Y%m%d}{len(sheet.entries) + 1:012}"
                words = _words(event) | {
                    "备注": moved.refund_no or rows.plain(event.charge.subject)
                }
                sheet.add(replace(moved, channel_no=flow, payer=PAYER), words)
            elif event.day < day:
                balance += moved.net_fen
    return BY_NAME["alipay_account"].write(sheet.entries, sheet.head(world, day, account, balance))
