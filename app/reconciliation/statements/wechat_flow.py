"""WeChat Pay's 资金账单: every movement of the account, a fee in a row of its own.

Source: 「下载资金账单」 of pay.weixin.qq.com. 微信支付业务单号 is the order's number, of a refund
the refund's (微信退款单号 of the 交易账单), and 业务凭证号 is our number of the same.
"""

from collections.abc import Mapping

from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import cells
from app.reconciliation.statements.control import Chain, Measure, Totals, counted
from app.reconciliation.statements.dialect import TICKED
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.table import Checks, Table
from app.reconciliation.statements.wechat import Foot

COLUMNS = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,"
    "收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号"
)
KINDS = {
    "交易": Kind.PAY,
    "扣除交易手续费": Kind.FEE,
    "退款": Kind.REFUND,
    "退还交易手续费": Kind.FEE_RETURN,
    "退款关闭": Kind.ADJUST,
    "提现": Kind.WITHDRAW,
}
WORDS = {kind: word for word, kind in KINDS.items()}
SIDES = {"收入": 1, "支出": -1}
ON_ORDERS = frozenset({Kind.PAY, Kind.REFUND})
ON_REFUNDS = frozenset({Kind.REFUND, Kind.FEE_RETURN})
ON_FEES = frozenset({Kind.FEE, Kind.FEE_RETURN})


def fold(name: str) -> str:
    """Put a column's name in one spelling."""
    return name.replace("（", "(").replace("）", ")").removesuffix("(元)")


def entry(row: Row) -> Entry:
    """Read one movement."""
    kind = KINDS.get(row.text("业务类型"), Kind.OTHER)
    moved = row.fen("收支金额") * row.choice("收支类型", SIDES, 1)
    voucher = row.number("业务凭证号")
    at_ms = row.time("记账时间")
    return Entry(
        channel="wechat_account",
        kind=kind,
        channel_no=row.number("微信支付业务单号"),
        original_no=row.number("资金流水单号"),
        order_no="" if kind in ON_REFUNDS else voucher,
        refund_no=voucher if kind in ON_REFUNDS else "",
        gross_fen=moved if kind in ON_ORDERS else 0,
        fee_fen=-moved if kind in ON_FEES else 0,
        fee_milli=-moved * 1000 if kind in ON_FEES else 0,
        net_fen=moved,
        at_ms=at_ms,
        biz_date=cells.china_day(at_ms),
        line=row.line,
        raw=row.raw,
    )


def written(it: Entry, balance: int) -> Mapping[str, str]:
    """Write one movement and the balance behind it."""
    word = WORDS.get(it.kind, "其他")
    return {
        "记账时间": cells.china_text(it.at_ms),
        "微信支付业务单号": it.channel_no,
        "资金流水单号": it.original_no,
        "业务名称": word,
        "业务类型": word,
        "收支类型": "收入" if it.net_fen >= 0 else "支出",
        "收支金额": cells.yuan(abs(it.net_fen)),
        "账户结余": cells.yuan(balance),
        "资金变更提交申请人": "system",
        "业务凭证号": it.refund_no if it.kind in ON_REFUNDS else it.order_no,
    }


def _of(side: str, *, many: bool) -> Measure:
    def of(row: Row, entry: Entry) -> int:
        if row.text("收支类型") != side:
            return 0
        return 1 if many else abs(entry.net_fen)

    return Measure(of, 0 if many else 2)


TOTALS = {
    "资金流水总笔数": counted(),
    "收入笔数": _of("收入", many=True),
    "收入金额": _of("收入", many=False),
    "支出笔数": _of("支出", many=True),
    "支出金额": _of("支出", many=False),
}

FORMS = (
    Table(
        name="wechat_fundflow",
        channel="wechat_account",
        columns=tuple(COLUMNS.split(",")),
        needed=frozenset({"记账时间", "微信支付业务单号", "资金流水单号", "收支金额", "账户结余"}),
        fold=fold,
        entry=entry,
        cells=written,
        checks=lambda: Checks(
            Totals(TOTALS, frozenset(TOTALS)), Chain("账户结余", lambda _, it: it.net_fen)
        ),
        foot=Foot(tuple(TOTALS)),
        dialect=TICKED,
    ),
)
