"""Alipay's 账务明细 (bill_type=signcustomer): every movement of the account and its balance."""

import re
from collections.abc import Mapping

from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import alipay, cells
from app.reconciliation.statements.alipay import Foot, Packed
from app.reconciliation.statements.control import Chain, Measure, Totals
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.table import Checks, Table

COLUMNS = (
    "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,"
    "账户余额（元）,交易渠道,业务类型,备注"
)
KINDS = {
    "在线支付": Kind.PAY,
    "交易付款": Kind.PAY,
    "当面付": Kind.PAY,
    "交易退款": Kind.REFUND,
    "退款": Kind.REFUND,
    "退款（交易退款）": Kind.REFUND,
    "收费": Kind.FEE,
    "服务费": Kind.FEE,
    "退费": Kind.FEE_RETURN,
    "提现": Kind.WITHDRAW,
}
WORDS = {
    Kind.PAY: "在线支付",
    Kind.REFUND: "交易退款",
    Kind.FEE: "收费",
    Kind.FEE_RETURN: "退费",
    Kind.WITHDRAW: "提现",
}
ON_ORDERS = frozenset({Kind.PAY, Kind.REFUND})
ON_FEES = frozenset({Kind.FEE, Kind.FEE_RETURN})


def entry(row: Row) -> Entry:
    """Read one movement; what goes out may be written with a sign or without."""
    kind = KINDS.get(row.text("业务类型"), Kind.OTHER)
    moved = row.fen("收入金额") - abs(row.fen("支出金额"))
    at_ms = row.time("发生时间")
    return Entry(
        channel="alipay_account",
        account=row.account,
        kind=kind,
        channel_no=row.number("账务流水号"),
        original_no=row.number("业务流水号"),
        order_no=row.number("商户订单号").removeprefix("T200P"),
        gross_fen=moved if kind in ON_ORDERS else 0,
        fee_fen=-moved if kind in ON_FEES else 0,
        fee_milli=-moved * 1000 if kind in ON_FEES else 0,
        net_fen=moved,
        at_ms=at_ms,
        biz_date=cells.china_day(at_ms),
        payer=row.text("对方账号"),
        line=row.line,
        raw=row.raw,
    )


def written(it: Entry, balance: int) -> Mapping[str, str]:
    """Write one movement and the balance behind it."""
    return {
        "账务流水号": f"{it.channel_no}\t",
        "业务流水号": f"{it.original_no}\t",
        "商户订单号": f"{it.order_no}\t",
        "发生时间": cells.china_text(it.at_ms),
        "对方账号": f"{it.payer}\t",
        "收入金额": cells.yuan(max(it.net_fen, 0)),
        "支出金额": cells.yuan(min(it.net_fen, 0)),
        "账户余额": cells.yuan(balance),
        "交易渠道": "支付宝",
        "业务类型": WORDS.get(it.kind, "其它"),
    }


def _of(sign: int, *, many: bool) -> Measure:
    def of(_: Row, entry: Entry) -> int:
        if entry.net_fen * sign < 0 or (entry.net_fen == 0 and sign < 0):
            return 0
        return 1 if many else abs(entry.net_fen)

    return Measure(of, 0 if many else 2)


_STATED = {
    re.compile(r"#支出合计：(\d+)笔，共(-?[\d.,]+)元"): ("支出笔数", "支出合计"),
    re.compile(r"#收入合计：(\d+)笔，共(-?[\d.,]+)元"): ("收入笔数", "收入合计"),
}
_WRITTEN = ("#支出合计：{}笔，共-{}元", "#收入合计：{}笔，共{}元")
_MEASURES = {
    "支出笔数": _of(-1, many=True),
    "支出合计": _of(-1, many=False),
    "收入笔数": _of(1, many=True),
    "收入合计": _of(1, many=False),
}

FORM = Packed(
    Table(
        name="alipay_account",
        channel="alipay_account",
        columns=tuple(COLUMNS.split(",")),
        needed=frozenset(
            {"账务流水号", "业务流水号", "发生时间", "收入金额", "支出金额", "账户余额"}
        ),
        fold=alipay.fold,
        entry=entry,
        cells=written,
        checks=lambda: Checks(
            Totals(_MEASURES, frozenset(_MEASURES)), Chain("账户余额", lambda _, it: it.net_fen)
        ),
        foot=Foot("账务明细", _STATED, _WRITTEN),
        above=lambda head: alipay.above("账务明细", head),
        account_in=alipay.account_in,
        dialect=alipay.DIALECT,
    ),
    "账务明细",
)
