"""抖音 动账明细: every movement of a shop's account, by part of an order.

Source: the export of 抖店, whose columns say 动账 or 动帐. Exports of overlapping days repeat rows;
动帐流水号 names them. It states no sums: direction and sign must agree.
"""

from collections.abc import Mapping

from app.base.errors import Refusal
from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import cells
from app.reconciliation.statements.control import Totals
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.table import Checks, NoFoot, Table

COLUMNS = (
    "动账时间,动账流水号,动账方向,动账金额,动账账户,动账场景,计费类型,子订单号,订单号,售后编号,下单时间,"
    "商品ID,商品名称,达人ID,达人名称,订单类型,订单实付应结,运费实付,实际平台补贴_运费,实际平台补贴,"
    "其他平台补贴,以旧换新抵扣,政府补贴平台垫资,实际达人补贴,实际抖音支付补贴,"
    "实际抖音月付营销补贴,银行补贴,订单退款,平台服务费,佣金,服务商佣金,渠道分成,招商服务费,站外推广费,"
    "其他分成,是否免佣,免佣金额,商户主体名称,备注"
)
FEES = ("平台服务费", "佣金", "服务商佣金", "渠道分成", "招商服务费", "站外推广费", "其他分成")
SIGNS = {"入账": 1, "收入": 1, "出账": -1, "支出": -1}


def fold(name: str) -> str:
    """Put a column's name in one spelling."""
    return name.replace("动帐", "动账").removesuffix("(元)").removesuffix("（元）")


def entry(row: Row) -> Entry:
    """Read one movement; amounts may be written with a sign or without."""
    moved = abs(row.fen("动账金额")) * row.choice("动账方向", SIGNS, 1)
    words = f"{row.text('动账场景')}{row.text('计费类型')}"
    kind = _kind(words, moved)
    on_order = kind in {Kind.PAY, Kind.REFUND}
    fee = -sum(row.fen(it) for it in FEES) if on_order else 0
    if kind in {Kind.FEE, Kind.FEE_RETURN}:
        fee = -moved
    paid = row.fen("订单实付应结" if kind is Kind.PAY else "订单退款") if on_order else 0
    at_ms = row.time("动账时间")
    if not row.number("动账流水号"):
        row.note("动账流水号", Refusal("import_missing"))
    return Entry(
        channel="douyin",
        account=row.text("动账账户"),
        kind=kind,
        channel_no=row.number("动账流水号"),
        order_no=row.number("子订单号") or row.number("订单号"),
        refund_no=row.number("售后编号") if kind is Kind.REFUND else "",
        original_no=row.number("订单号"),
        gross_fen=(abs(paid) or abs(moved + fee)) * (1 if moved >= 0 else -1) if on_order else 0,
        fee_fen=fee,
        net_fen=moved,
        fee_milli=fee * 1000,
        at_ms=at_ms,
        biz_date=cells.china_day(at_ms),
        line=row.line,
        raw=row.raw,
    )


def written(it: Entry, _balance: int) -> Mapping[str, str]:
    """Write one movement."""
    words = {
        Kind.PAY: "订单结算",
        Kind.REFUND: "订单退款",
        Kind.FEE: "扣除服务费",
        Kind.WITHDRAW: "提现",
    }
    on_order = it.kind in {Kind.PAY, Kind.REFUND}
    return {
        "动账时间": cells.china_text(it.at_ms),
        "动账流水号": it.channel_no,
        "动账方向": "入账" if it.net_fen >= 0 else "出账",
        "动账金额": cells.yuan(it.net_fen),
        "动账账户": it.account,
        "动账场景": words.get(it.kind, "其他"),
        "子订单号": it.order_no,
        "订单号": it.original_no,
        "售后编号": it.refund_no,
        "订单实付应结": cells.yuan(it.gross_fen if it.kind is Kind.PAY else 0),
        "订单退款": cells.yuan(it.gross_fen if it.kind is Kind.REFUND else 0),
        "平台服务费": cells.yuan(-it.fee_fen if on_order else 0),
    }


def _kind(words: str, moved: int) -> Kind:
    if "提现" in words:
        return Kind.WITHDRAW
    if "退款" in words or "售后" in words:
        return Kind.REFUND if moved < 0 else Kind.ADJUST
    if "服务费" in words or "佣金" in words:
        return Kind.FEE if moved < 0 else Kind.FEE_RETURN
    if ("结算" in words or "订单" in words or "货款" in words) and moved >= 0:
        return Kind.PAY
    return Kind.ADJUST


FORM = Table(
    name="douyin",
    channel="douyin",
    columns=tuple(COLUMNS.split(",")),
    needed=frozenset({"动账时间", "动账流水号", "动账方向", "动账金额", "子订单号"}),
    fold=fold,
    aliases={"账户方向": "动账方向"},
    entry=entry,
    cells=written,
    checks=lambda: Checks(Totals({}, frozenset())),
    foot=NoFoot(),
)
