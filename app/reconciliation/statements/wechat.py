"""WeChat Pay's 交易账单: ALL, SUCCESS, REFUND, and the layout that old merchants still get.

Source: 「下载交易账单」 of pay.weixin.qq.com, and v2 of it for the old layout. UTF-8, a back-tick
before every value, no quoting; sums by name in the last two lines; the fee has five decimals.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.base.errors import Refusal
from app.reconciliation.standard import Entry, Kind, Status
from app.reconciliation.statements import cells
from app.reconciliation.statements.control import (
    Totals,
    counted,
    differs,
    summed,
    summed_milli,
)
from app.reconciliation.statements.dialect import TICKED
from app.reconciliation.statements.form import Head
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.source import Line
from app.reconciliation.statements.table import Checks, Table

HEAD = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,"
    "交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额"
)
BACK = "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态"
TAIL = "商品名称,商户数据包,手续费,费率,订单金额"
OLD_HEAD = HEAD.replace("应结订单金额,代金券金额", "总金额,企业红包金额")
OLD_BACK = BACK.replace("充值券退款金额", "企业红包退款金额")
ALL = f"{HEAD},{BACK},{TAIL},申请退款金额,费率备注"
SUCCESS = f"{HEAD},{TAIL},费率备注"
REFUND = f"{HEAD},退款申请时间,退款成功时间,{BACK},{TAIL},申请退款金额,费率备注"
OLD = f"{OLD_HEAD},{OLD_BACK},商品名称,商户数据包,手续费,费率"

ALIASES = {
    "服务商的APPID": "公众账号ID",
    "公众账号 ID": "公众账号ID",
    "子商户号": "特约商户号",
    "企业红包金额": "代金券金额",
    "代金券或立减优惠金额": "代金券金额",
    "企业红包退款金额": "充值券退款金额",
    "代金券或立减优惠退款金额": "充值券退款金额",
}
TOTALS = {
    "总交易单数": counted(),
    "应结订单总金额": summed("应结订单金额"),
    "退款总金额": summed("退款金额"),
    "充值券退款总金额": summed("充值券退款金额"),
    "手续费总金额": summed_milli("手续费"),
    "订单总金额": summed("订单金额"),
    "申请退款总金额": summed("申请退款金额"),
}
OLD_TOTALS = {
    "总交易单数": counted(),
    "总交易额": summed("总金额"),
    "总退款金额": summed("退款金额"),
    "总代金券或立减优惠退款金额": summed("充值券退款金额"),
    "总企业红包退款金额": summed("充值券退款金额"),
    "手续费总金额": summed_milli("手续费"),
}
REFUND_STATES = {
    "SUCCESS": Status.SUCCESS,
    "PROCESSING": Status.PENDING,
    "CHANGE": Status.PENDING,  # the card is gone: somebody must pay it out
    "FAIL": Status.FAILED,
    "FAILED": Status.FAILED,
    "ABNORMAL": Status.PENDING,
    "CLOSED": Status.CLOSED,
    "": Status.SUCCESS,
}
STATES = {"SUCCESS": Kind.PAY, "REFUND": Kind.REFUND, "REVOKED": Kind.REFUND}
WORDS = {Status.SUCCESS: "SUCCESS", Status.PENDING: "PROCESSING", Status.FAILED: "FAIL"}


def entry(row: Row) -> Entry:
    """Read a row of any of the four layouts."""
    refund_no = row.number("商户退款单号")
    kind = row.choice("交易状态", STATES, Kind.PAY)
    if kind is Kind.REFUND or row.number("微信退款单号"):
        return _refund(row, refund_no)
    at_ms = row.time("交易时间")
    milli = row.milli("手续费")
    settled = row.fen("应结订单金额" if row.has("应结订单金额") else "总金额")
    gross = row.fen("订单金额") if row.has("订单金额") else settled
    if not gross - row.fen("代金券金额") <= settled <= gross and row.has("订单金额"):
        row.note("应结订单金额", differs(settled, gross))
    return Entry(
        channel="wechat",
        account=_merchant(row),
        terminal=row.text("设备号"),
        kind=Kind.PAY,
        channel_no=row.number("微信订单号"),
        order_no=row.number("商户订单号"),
        gross_fen=gross,
        fee_fen=cells.to_fen(milli),
        net_fen=settled - cells.to_fen(milli),
        fee_milli=milli,
        currency=row.text("货币种类") or "CNY",
        at_ms=at_ms,
        biz_date=cells.china_day(at_ms),
        payer=row.text("用户标识"),
        line=row.line,
        raw=row.raw,
    )


def _refund(row: Row, refund_no: str) -> Entry:
    """Read a refund: in REFUND the column 交易时间 holds the time of the payment."""
    at_ms = row.time("退款申请时间" if row.has("退款申请时间") else "交易时间")
    milli = row.milli("手续费")
    back = row.fen("退款金额")
    asked = row.fen("申请退款金额") if row.has("申请退款金额") else back
    if not 0 <= back <= asked:
        row.note("退款金额", differs(back, asked))
    if not asked:  # a number of a refund where nothing went back
        row.note("微信退款单号", differs(row.fen("订单金额"), asked))
    settled = row.fen("应结订单金额")  # 0 but where a payment and its refund share the row
    return Entry(
        channel="wechat",
        account=_merchant(row),
        terminal=row.text("设备号"),
        kind=Kind.REFUND,
        status=row.choice("退款状态", REFUND_STATES, Status.PENDING),
        channel_no=row.number("微信退款单号"),
        order_no=row.number("商户订单号"),
        refund_no=refund_no,
        original_no=row.number("微信订单号"),
        gross_fen=-asked,
        fee_fen=cells.to_fen(milli),
        net_fen=settled - back - cells.to_fen(milli),
        fee_milli=milli,
        currency=row.text("货币种类") or "CNY",
        at_ms=at_ms,
        biz_date=cells.china_day(at_ms),
        payer=row.text("用户标识"),
        line=row.line,
        raw=row.raw,
    )


def written(it: Entry, _balance: int) -> Mapping[str, str]:
    """Write a row; the table takes what its layout has."""
    is_refund = it.kind is Kind.REFUND
    settled = it.net_fen + it.fee_fen
    paid, back = (0, -settled) if is_refund else (settled, 0)
    gross = 0 if is_refund else it.gross_fen
    at = cells.china_text(it.at_ms)
    return {
        "交易时间": at,
        "公众账号ID": "wx0000000000000000",
        "商户号": it.account,
        "特约商户号": "0",
        "设备号": it.terminal,
        "微信订单号": it.original_no if is_refund else it.channel_no,
        "商户订单号": it.order_no,
        "用户标识": it.payer,
        "交易类型": "MICROPAY",
        "交易状态": "REFUND" if is_refund else "SUCCESS",
        "付款银行": "OTHERS",
        "货币种类": it.currency,
        "应结订单金额": cells.yuan(paid),
        "总金额": cells.yuan(paid),
        "代金券金额": "0.00",
        "企业红包金额": "0.00",
        "退款申请时间": at,
        "退款成功时间": at if it.status is Status.SUCCESS else "",
        "微信退款单号": it.channel_no if is_refund else "0",
        "商户退款单号": it.refund_no if is_refund else "0",
        "退款金额": cells.yuan(back),
        "充值券退款金额": "0.00",
        "企业红包退款金额": "0.00",
        "退款类型": "ORIGINAL" if is_refund else "",
        "退款状态": WORDS.get(it.status, "CLOSED") if is_refund else "",
        "手续费": cells.yuan(it.fee_milli, 5),
        "费率": "0.60%",
        "订单金额": cells.yuan(gross),
        "申请退款金额": cells.yuan(-it.gross_fen if is_refund else 0),
    }


@dataclass(frozen=True, slots=True)
class Foot:
    """The last two lines: names, and behind back-ticks what they come to."""

    names: tuple[str, ...]

    def starts(self, text: str) -> bool:
        """Say whether the sums begin here."""
        return text.startswith((self.names[0], f"`{self.names[0]}"))

    def read(self, lines: Iterator[Line], totals: Totals) -> None:
        """Read both lines; nothing else may follow. Raises Refusal."""
        filled = ((line, text) for line, text in lines if text.strip(", \t"))
        _, names = next(filled)
        line, sums = next(filled, (0, ""))
        for name, value in zip(TICKED.cut(names, 0), TICKED.cut(sums, 0), strict=False):
            totals.state(name, value, line)
        for more, _ in filled:
            raise Refusal("statement_after_footer", line=more)

    def write(self, totals: Totals, _: Head) -> list[str]:
        """Write both lines."""
        return [",".join(self.names), TICKED.join([totals.text(it) for it in self.names])]


def _merchant(row: Row) -> str:
    return row.number("特约商户号") or row.number("商户号")


def _table(name: str, columns: str, needed: str, never: str = "", *, is_old: bool = False) -> Table:
    measures = OLD_TOTALS if is_old else TOTALS
    names = tuple(it for it in measures if it != "总代金券或立减优惠退款金额")
    needed_sums = frozenset({"总交易单数", "手续费总金额"})
    return Table(
        name=name,
        channel="wechat",
        columns=tuple(columns.split(",")),
        needed=frozenset(needed.split(",")),
        never=frozenset(filter(None, never.split(","))),
        aliases=ALIASES,
        entry=entry,
        cells=written,
        checks=lambda: Checks(Totals(measures, needed_sums)),
        foot=Foot(names),
        dialect=TICKED,
    )


_KEYS = "交易时间,商户号,微信订单号,商户订单号,交易状态"
FORMS = (
    _table("wechat_trade_all", ALL, f"{_KEYS},应结订单金额,微信退款单号", "退款申请时间,总金额"),
    _table("wechat_trade_success", SUCCESS, f"{_KEYS},应结订单金额", "微信退款单号,总金额"),
    _table(
        "wechat_trade_refund", REFUND, f"{_KEYS},应结订单金额,退款申请时间,微信退款单号", "总金额"
    ),
    _table("wechat_trade_old", OLD, f"{_KEYS},总金额", "应结订单金额", is_old=True),
)
