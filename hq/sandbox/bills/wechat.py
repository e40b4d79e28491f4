"""WeChat Pay's statements of a day: 交易账单 (ALL, SUCCESS, REFUND) and 资金账单."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.reconciliation.standard import Entry
from app.reconciliation.statements.formats import BY_NAME
from hq.sandbox.bills import rows
from hq.sandbox.bills.rows import Event, Sheet
from hq.sandbox.books import State
from hq.sandbox.money import yuan
from hq.sandbox.watch import china

if TYPE_CHECKING:
    from hq.sandbox.world import World

KINDS = ("ALL", "SUCCESS", "REFUND", "FLOW_BASIC", "FLOW_OPERATION", "FLOW_FEES")


def written(world: "World", day: date, kind: str) -> bytes:
    """Return the statement of a day."""
    if kind.startswith("FLOW_"):
        return _flow(world, day, is_empty=kind != "FLOW_BASIC")
    sheet = Sheet()
    for event in rows.events(world, "wechat"):
        is_wanted = kind == "ALL" or (event.refund is not None) == (kind == "REFUND")
        if event.day == day and is_wanted:
            it = rows.entry(event, world, channel="wechat", account=world.merchant.mchid)
            sheet.add(it, _more(world, event, kind))
    form = BY_NAME[f"wechat_trade_{kind.lower()}"]
    return form.write(sheet.entries, sheet.head(world, day, world.merchant.mchid))


def rows_in(text: bytes) -> int:
    """Count the lines of a statement that are neither headers nor totals."""
    return max(0, text.count(b"\n") - 3)


def _more(world: "World", event: Event, kind: str) -> Mapping[str, str]:
    charge, refund = event.charge, event.refund
    cells = {
        "公众账号ID": world.merchant.appid,
        "交易类型": "NATIVE" if charge.is_shown else "MICROPAY",
        "商品名称": rows.plain(charge.subject),
        "商户数据包": rows.plain(charge.attach),
        "费率": f"{yuan(charge.rate_bps)}%",
    }
    if refund is None:
        return cells
    if refund.is_reversal:
        cells["交易状态"] = "REVOKED"
    if kind == "REFUND" and charge.paid_at:
        cells["交易时间"] = china(charge.paid_at)
        is_done = refund.done_at <= world.watch.now()
        cells["退款成功时间"] = china(refund.done_at) if is_done else ""
    return cells


def _flow(world: "World", day: date, *, is_empty: bool) -> bytes:
    """Write each movement of the account; a fee is a line of its own."""
    sheet, balance = Sheet(), 0
    for event in [] if is_empty else rows.events(world, "wechat"):
        it = rows.entry(event, world, channel="wechat", account=world.merchant.mchid)
        for moved in rows.movements(event, it):
            if event.day == day:
                sheet.add(moved, _name(event, moved))
            elif event.day < day:
                balance += moved.net_fen
    head = sheet.head(world, day, world.merchant.mchid, balance)
    return BY_NAME["wechat_fundflow"].write(sheet.entries, head)


def _name(event: Event, moved: Entry) -> Mapping[str, str]:
    refund = event.refund
    is_undone = refund is not None and refund.is_reversal and moved.gross_fen
    return {"业务名称": "撤销"} if is_undone and event.charge.state is State.REVOKED else {}
