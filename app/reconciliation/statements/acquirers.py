"""Statements of acquirers: 通联 Allinpay, 利楚扫呗 lcsw; and the key of 拉卡拉 Lakala.

Sources: prodoc.allinpay.com/doc/1403 (34 columns, amounts in yuan, day and time apart; what it says
of the card's holder is not kept); help.lcsw.cn (28 columns without a header, fen, codes). Neither
states sums: each row must agree with itself.
"""

from collections.abc import Mapping

from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import cells
from app.reconciliation.statements.control import Totals, differs
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.table import Checks, NoFoot, Table

ALLINPAY = (
    "商户号,门店名称,终端号,交易时间,交易类型,交易批次号,凭证号,参考号,卡号,卡类别,发卡行机构代码,"
    "发卡行名称,交易金额,手续费,交易日期,交易单号,订单号,商户备注,对接应用号,原始金额,结算金额,"
    "产品类型,分期贴息,交易完成时间,持卡人姓名,持卡人身份证,分期数,优惠金额,实付金额,原交易单,"
    "渠道交易类型,出金方账户名称,门店编号,交易完成日期"
)
PRIVATE = ("持卡人姓名", "持卡人身份证")
LOG_DIGITS = 14
BACK = ("退", "撤", "冲")
LAST = 4


def lakala_log_no(trade_no: str) -> str:
    """Return what Lakala's statement calls a payment: the last 14 digits of its trade_no."""
    return trade_no[-LOG_DIGITS:]


def allinpay(row: Row) -> Entry:
    """Read a row of Allinpay's; 结算金额 is the amount less the fee."""
    is_back = any(it in row.text("交易类型") for it in BACK)
    sign = -1 if is_back else 1
    gross, fee, settled = (row.fen(it) for it in ("交易金额", "手续费", "结算金额"))
    gross, fee, settled = sign * abs(gross), sign * abs(fee), sign * abs(settled)
    if gross - fee - settled not in {0, sign * row.fen("优惠金额"), sign * row.fen("分期贴息")}:
        row.note("结算金额", differs(settled, gross - fee))
    at_ms = row.read("交易时间", cells.china_ms, f"{row.text('交易日期')} {row.text('交易时间')}")
    order = row.number("订单号")
    original = row.number("原交易单")
    return Entry(
        channel="allinpay",
        account=row.number("商户号"),
        store=row.text("门店编号") or row.text("门店名称"),
        terminal=row.text("终端号"),
        kind=Kind.REFUND if is_back else Kind.PAY,
        channel_no=row.number("交易单号"),
        order_no="" if is_back else order,
        refund_no=order if is_back else "",
        original_no=original if is_back else "",
        gross_fen=gross,
        fee_fen=fee,
        net_fen=settled,
        fee_milli=fee * 1000,
        at_ms=at_ms or 0,
        biz_date=row.day("交易日期"),
        last4=_last4(row.text("卡号")),
        line=row.line,
        raw=_without(row, PRIVATE),
    )


def allinpay_written(it: Entry, _balance: int) -> Mapping[str, str]:
    """Write a row of Allinpay's."""
    is_back = it.kind is Kind.REFUND
    return {
        "商户号": it.account,
        "终端号": it.terminal,
        "门店编号": it.store,
        "交易时间": cells.china_text(it.at_ms, "%H:%M:%S"),
        "交易日期": cells.china_text(it.at_ms, "%Y-%m-%d"),
        "交易类型": "退货" if is_back else "消费",
        "卡号": f"622848******{it.last4}" if it.last4 else "",
        "交易金额": cells.yuan(it.gross_fen),
        "原始金额": cells.yuan(it.gross_fen),
        "手续费": cells.yuan(it.fee_fen),
        "结算金额": cells.yuan(it.net_fen),
        "交易单号": it.channel_no,
        "订单号": it.refund_no if is_back else it.order_no,
        "原交易单": it.original_no,
        "优惠金额": "0.00",
    }


def _last4(card: str) -> str:
    return card[-LAST:] if card[-LAST:].isdigit() else ""


def _without(row: Row, names: tuple[str, ...]) -> str:
    """Return the raw line without what these cells say."""
    raw = row.raw
    for name in names:
        if text := row.text(name):
            raw = raw.replace(text, "*")
    return raw


FORMS = (
    Table(
        name="allinpay",
        channel="allinpay",
        columns=tuple(ALLINPAY.split(",")),
        needed=frozenset(
            {"商户号", "终端号", "参考号", "交易单号", "交易金额", "手续费", "结算金额"}
        ),
        entry=allinpay,
        cells=allinpay_written,
        checks=lambda: Checks(Totals({}, frozenset())),
        foot=NoFoot(),
    ),
)
