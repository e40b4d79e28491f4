"""WeChat Pay's statements: 交易账单 (ALL, SUCCESS, REFUND) and 资金账单.

Source: 「下载交易账单」 and 「下载资金账单」 of pay.weixin.qq.com.
UTF-8 with a back-tick before every value, no quoting, totals by name in the last two lines.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from hq.sandbox.books import Charge, Refund, State
from hq.sandbox.money import yuan
from hq.sandbox.watch import CHINA, china

if TYPE_CHECKING:
    from hq.sandbox.world import World

HEAD = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,"
    "交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额"
)
BACK = "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态"
TAIL = "商品名称,商户数据包,手续费,费率,订单金额"
HEADERS = {
    "ALL": f"{HEAD},{BACK},{TAIL},申请退款金额,费率备注",
    "SUCCESS": f"{HEAD},{TAIL},费率备注",
    "REFUND": f"{HEAD},退款申请时间,退款成功时间,{BACK},{TAIL},申请退款金额,费率备注",
}
TOTALS = (
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
)
FLOW = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,"
    "收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号"
)
FLOW_TOTALS = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"
KINDS = ("ALL", "SUCCESS", "REFUND", "FLOW_BASIC", "FLOW_OPERATION", "FLOW_FEES")


def written(world: "World", day: date, kind: str) -> bytes:
    """Return the statement of a day; amounts in yuan, the fee with five decimals."""
    charges = [it for it in world.books if it.provider == "wechat"]
    if kind.startswith("FLOW_"):
        return _flow(charges if kind == "FLOW_BASIC" else [], day)
    events = sorted(_events(charges, day), key=lambda it: it[0])
    wanted = [
        (charge, refund)
        for _, charge, refund in events
        if kind == "ALL" or (refund is not None) == (kind == "REFUND")
    ]
    rows = [_row(world, charge, refund, kind) for charge, refund in wanted]
    sums = _totals(wanted)
    return _text(HEADERS[kind], rows, TOTALS, sums)


def rows_in(text: bytes) -> int:
    """Count the lines of a statement that are neither headers nor totals."""
    return max(0, text.count(b"\n") - 3)


def _events(charges: list[Charge], day: date) -> Iterator[tuple[datetime, Charge, Refund | None]]:
    for charge in charges:
        if charge.paid_at and _on(charge.paid_at, day):
            yield charge.paid_at, charge, None
        for refund in charge.refunds:
            if _on(refund.made_at, day):
                yield refund.made_at, charge, refund


def _row(world: "World", charge: Charge, refund: Refund | None, kind: str) -> list[str]:
    is_there = refund is not None
    paid = 0 if is_there else charge.amount_fen
    back = refund.amount_fen if refund else 0
    fee = -refund.fee_fen if refund else charge.fee_fen
    state = "SUCCESS"
    if refund:
        state = "REVOKED" if refund.is_reversal else "REFUND"
    at = refund.made_at if refund and kind == "ALL" else charge.paid_at
    head = [
        china(at) if at else "",
        world.merchant.appid,
        world.merchant.mchid,
        "0",
        charge.device,
        charge.trade_no,
        charge.number,
        charge.payer,
        "NATIVE" if charge.is_shown else "MICROPAY",
        state,
        "OTHERS",
        "CNY",
        yuan(paid),
        "0.00",
    ]
    tail = [_plain(charge.subject), _plain(charge.attach), f"{yuan(fee)}000"]
    tail += [f"{yuan(charge.rate_bps)}%", yuan(paid)]
    if kind == "SUCCESS":
        return [*head, *tail, ""]
    if refund is None:
        return [*head, "0", "0", "0.00", "0.00", "", "", *tail, "0.00", ""]
    is_done = refund.done_at <= world.watch.now()
    times = [china(refund.made_at), china(refund.done_at) if is_done else ""]
    middle = [refund.reference, refund.number, yuan(back), "0.00", "ORIGINAL"]
    middle.append("SUCCESS" if is_done else "PROCESSING")
    return [*head, *(times if kind == "REFUND" else []), *middle, *tail, yuan(back), ""]


def _totals(wanted: list[tuple[Charge, Refund | None]]) -> list[str]:
    paid = sum(charge.amount_fen for charge, refund in wanted if refund is None)
    back = sum(refund.amount_fen for _, refund in wanted if refund)
    fees = sum(-refund.fee_fen if refund else charge.fee_fen for charge, refund in wanted)
    return [
        str(len(wanted)),
        yuan(paid),
        yuan(back),
        "0.00",
        f"{yuan(fees)}000",
        yuan(paid),
        yuan(back),
    ]


def _flow(charges: list[Charge], day: date) -> bytes:
    """Write each movement of the account; a fee is a line of its own."""
    lines = sorted(_movements(charges), key=lambda it: it[0])
    balance = sum(fen for at, fen, *_ in lines if at.astimezone(CHINA).date() < day)
    rows: list[list[str]] = []
    came: list[int] = []
    went: list[int] = []
    for at, fen, name, kind, business, flow, voucher in lines:
        if not _on(at, day):
            continue
        balance += fen
        (came if fen > 0 else went).append(abs(fen))
        side = "收入" if fen > 0 else "支出"
        sums_of = (side, yuan(abs(fen)), yuan(balance), "system", "", voucher)
        rows.append([china(at), business, flow, name, kind, *sums_of])
    sums = [str(len(rows)), str(len(came)), yuan(sum(came)), str(len(went)), yuan(sum(went))]
    return _text(FLOW, rows, FLOW_TOTALS, sums)


def _movements(
    charges: list[Charge],
) -> Iterator[tuple[datetime, int, str, str, str, str, str]]:
    for it in charges:
        if it.paid_at is None:
            continue
        yield it.paid_at, it.amount_fen, "交易", "交易", it.trade_no, it.trade_no, it.number
        if it.fee_fen:
            fee = ("扣除交易手续费", "扣除交易手续费", it.trade_no, it.trade_no, it.number)
            yield it.paid_at, -it.fee_fen, *fee
        for back in it.refunds:
            name = "撤销" if back.is_reversal and it.state is State.REVOKED else "退款"
            shown = (back.reference, it.trade_no, back.number)
            yield back.made_at, -back.amount_fen, name, "退款", *shown
            if back.fee_fen:
                yield back.made_at, back.fee_fen, "退还交易手续费", "退还交易手续费", *shown


def _text(head: str, rows: list[list[str]], totals: str, sums: list[str]) -> bytes:
    lines = [head, *(_ticked(row) for row in rows), totals, _ticked(sums)]
    return "".join(f"{it}\n" for it in lines).encode()


def _ticked(values: list[str]) -> str:
    return ",".join(f"`{it}" for it in values)


def _plain(text: str) -> str:
    return "".join(it if it.isprintable() and it != "`" else " " for it in text)


def _on(at: datetime, day: date) -> bool:
    return at.astimezone(CHINA).date() == day
