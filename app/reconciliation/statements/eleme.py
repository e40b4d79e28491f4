"""淘宝闪购 (before: 饿了么): the workbook of a settlement, sheet 外卖账单明细.

Source: the merchant centre's export as it comes (2026), "--" for nothing. It states no sums: each
order must agree with itself, 结算金额 = 商品金额 + 打包费 + 平台服务费 + what the shop subsidises.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.base.errors import Refusal
from app.reconciliation.problem import Problem
from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import book, cells
from app.reconciliation.statements.control import differs
from app.reconciliation.statements.form import Found, Head
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.source import Part

SHEET = "外卖账单明细"
_ALL = (
    "结算日期,账户ID,门店ID,门店名称,账单日期,订单类型,订单子类型,接单序号,订单编号,结算金额,"
    "订单创建时间,订单完成时间,业务类型,子业务类型,商品金额,打包费,平台服务费,技术服务费,抽佣费率,"
    "抽佣保底价,折扣系数,配送服务费,距离收费,用户实付金额（现金）,商家活动补贴,商家代金券补贴,"
    "平台活动补贴,商家呼单配送费,骑手小费,配送方式,备注"
)
COLUMNS = tuple(_ALL.split(","))
NEEDED = frozenset(
    {"结算日期", "账户ID", "门店ID", "订单编号", "结算金额", "商品金额", "平台服务费"}
)
OWED, PAID = "结算金额", "用户实付金额（现金）"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The one format of 淘宝闪购."""

    name: str = "eleme"
    channel: str = "eleme"

    def sees(self, part: Part) -> bool:
        """Say whether the workbook has the sheet with these columns."""
        if not part.is_book or SHEET not in book.names(part):
            return False
        return book.table(book.sheet(part, SHEET), NEEDED) is not None

    def read(self, parts: Sequence[Part], found: Found) -> Iterator[Entry]:
        """Read the rows; each must agree with itself."""
        (part,) = parts
        rows = book.sheet(part, SHEET)
        at = book.table(rows, NEEDED) or {}
        subsidies = [it for it in at if it.startswith("商家") and it.endswith("补贴")]
        for line, values in rows:
            if not any(values):
                continue
            row = Row(at, values, found.problems, line, "\t".join(values))
            if not row.text("订单编号"):
                found.add(Problem(line=line, column="订单编号", why=Refusal("import_missing")))
                continue
            yield _entry(row, subsidies)

    def write(self, entries: Iterable[Entry], head: Head) -> bytes:
        """Write the sheet."""
        lines: list[Sequence[str]] = [COLUMNS]
        for it in entries:
            values = {**_cells(it), **head.more(it)}
            lines.append([values.get(name, "--") for name in COLUMNS])
        return book.written({SHEET: lines})


def _entry(row: Row, subsidies: Sequence[str]) -> Entry:
    order, owed, fee = row.number("订单编号"), row.fen(OWED), -row.fen("平台服务费")
    words = f"{row.text('订单类型')}{row.text('订单子类型')}"
    kind = Kind.REFUND if "退" in words else Kind.PAY
    if kind is Kind.PAY and "订单" not in words and not row.fen("商品金额"):
        kind = Kind.ADJUST
    parts = row.fen("商品金额") + row.fen("打包费") - fee + sum(row.fen(it) for it in subsidies)
    if kind is not Kind.ADJUST and parts != owed:
        row.note(OWED, differs(owed, parts))
    paid = row.fen(PAID)
    at_ms = row.time("订单创建时间")
    return Entry(
        channel="eleme",
        account=row.text("账户ID"),
        store=row.text("门店ID"),
        kind=kind,
        channel_no=order if kind is Kind.PAY else f"{order}:{words}",
        order_no=order,
        original_no="" if kind is Kind.PAY else order,
        gross_fen=paid if kind is Kind.PAY else -abs(paid) if kind is Kind.REFUND else owed,
        fee_fen=fee,
        net_fen=owed,
        fee_milli=fee * 1000,
        at_ms=at_ms,
        biz_date=row.day("账单日期"),
        settle_date=row.day("结算日期"),
        line=row.line,
        raw=row.raw,
    )


def _cells(it: Entry) -> dict[str, str]:
    words = {Kind.PAY: "订单", Kind.REFUND: "退单"}.get(it.kind, "扣款")
    others = it.net_fen + it.fee_fen
    at = cells.china_text(it.at_ms)
    return {
        "结算日期": cells.day_text(it.settle_date),
        "账户ID": it.account,
        "门店ID": it.store,
        "账单日期": cells.day_text(it.biz_date),
        "订单类型": words,
        "订单子类型": it.channel_no.partition(":")[2].removeprefix(words) or "--",
        "订单编号": it.order_no,
        OWED: cells.yuan(it.net_fen),
        "订单创建时间": at,
        "订单完成时间": at,
        "商品金额": cells.yuan(others) if it.kind is not Kind.ADJUST else "0.00",
        "打包费": "0.00",
        "平台服务费": cells.yuan(-it.fee_fen),
        PAID: cells.yuan(it.gross_fen) if it.kind is not Kind.ADJUST else "0.00",
        "商家活动补贴": "0.00",
        "商家代金券补贴": "0.00",
    }


FORM = Workbook()
