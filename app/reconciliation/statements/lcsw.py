"""利楚扫呗 lcsw: a text without a header, 28 cells a line, fen, codes instead of words.

Source: help.lcsw.cn, 「对账单接口」. It states no sums: each row must agree with itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.base.errors import Refusal
from app.reconciliation.problem import Problem
from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import cells
from app.reconciliation.statements.control import differs
from app.reconciliation.statements.dialect import CSV
from app.reconciliation.statements.form import Found, Head
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.source import Part

_ALL = (
    "商户号,终端号,交易时间,退款完成时间,交易金额,手续费金额,退款金额,结余金额,支付方式,支付类型,"
    "交易状态,交易单号,退款原单号,终端流水号,渠道订单号,交易日期,用户标识,银行卡类型,附加数据,"
    "商家优惠金额,商家实收金额,用户实付金额,平台优惠金额,订单备注,自定义设备编号,支付银行标识,"
    "门店名称,通道类型"
)
COLUMNS = tuple(_ALL.split(","))
AT = {name: place for place, name in enumerate(COLUMNS)}
NUMBERS = ("交易金额", "手续费金额", "退款金额", "结余金额", "支付方式", "交易状态")
REMARK = AT["订单备注"]


@dataclass(frozen=True, slots=True)
class Text:
    """The one format of lcsw."""

    name: str = "lcsw"
    channel: str = "lcsw"

    def sees(self, part: Part) -> bool:
        """Say whether the first line has 28 cells with numbers where there must be some."""
        if part.is_book:
            return False
        values = _cut(next(iter(part.first_lines(1)), ""))
        row = Row(AT, values, [])
        is_one = len(values) == len(COLUMNS) and all(row.text(it).isdigit() for it in NUMBERS)
        return is_one and row.text("商户号").isdigit()

    def read(self, parts: Sequence[Part], found: Found) -> Iterator[Entry]:
        """Read the rows."""
        (part,) = [it for it in parts if self.sees(it)][:1]
        for line, text in part.lines():
            if not text.strip():
                continue
            values = _cut(text)
            if len(values) != len(COLUMNS):
                why = Refusal("statement_columns", found=len(values), expected=len(COLUMNS))
                found.add(Problem(line=line, why=why))
                continue
            yield _entry(Row(AT, values, found.problems, line, text))

    def write(self, entries: Iterable[Entry], head: Head) -> bytes:
        """Write the lines."""
        lines: list[str] = []
        for it in entries:
            values = {**_cells(it), **head.more(it)}
            lines.append(CSV.join([values.get(name, "") for name in COLUMNS]))
        return "".join(f"{it}\n" for it in lines).encode()


def _entry(row: Row) -> Entry:
    back, fee, paid = (_fen(row, it) for it in ("退款金额", "手续费金额", "交易金额"))
    original = row.number("退款原单号")
    is_back = bool(original) or back > 0
    sign = -1 if is_back else 1
    gross = -back if is_back else paid
    received = _fen(row, "商家实收金额") if row.text("商家实收金额") else abs(gross)
    if _fen(row, "结余金额") not in {paid - back, paid - back - fee, received - fee}:
        row.note("结余金额", differs(_fen(row, "结余金额"), paid - back))
    at_ms = row.time("退款完成时间") or row.time("交易时间")
    number = row.number("交易单号")
    trace = row.number("终端流水号")
    return Entry(
        channel="lcsw",
        account=row.number("商户号"),
        store=row.text("门店名称"),
        terminal=row.text("终端号"),
        kind=Kind.REFUND if is_back else Kind.PAY,
        channel_no=number,
        order_no="" if is_back else trace,
        refund_no=trace if is_back else "",
        original_no=original,
        gross_fen=gross,
        fee_fen=sign * fee,
        net_fen=(received if not is_back else gross) - sign * fee,
        fee_milli=sign * fee * 1000,
        at_ms=at_ms,
        biz_date=row.day("交易日期") or cells.china_day(at_ms),
        payer=row.text("用户标识"),
        line=row.line,
        raw=row.raw,
    )


def _cells(it: Entry) -> Mapping[str, str]:
    is_back = it.kind is Kind.REFUND
    fen = str(abs(it.gross_fen))
    at = cells.china_text(it.at_ms)
    return {
        "商户号": it.account,
        "终端号": it.terminal,
        "交易时间": at,
        "退款完成时间": at if is_back else "",
        "交易金额": fen,
        "手续费金额": str(abs(it.fee_fen)),
        "退款金额": fen if is_back else "0",
        "结余金额": "0" if is_back else fen,
        "支付方式": "1",
        "支付类型": "6",
        "交易状态": "2" if is_back else "1",
        "交易单号": it.channel_no,
        "退款原单号": it.original_no,
        "终端流水号": it.refund_no if is_back else it.order_no,
        "交易日期": cells.china_text(it.at_ms, "%Y-%m-%d"),
        "用户标识": it.payer,
        "商家优惠金额": "0",
        "商家实收金额": "0" if is_back else str(it.net_fen + it.fee_fen),
        "用户实付金额": fen,
        "平台优惠金额": "0",
        "门店名称": it.store,
        "通道类型": "1",
    }


def _fen(row: Row, name: str) -> int:
    text = row.text(name)
    return (row.read(name, cells.whole, text) or 0) if text else 0


def _cut(text: str) -> list[str]:
    """Cut at commas; those that the remark holds are given back to it."""
    values = CSV.cut(text, 0)
    extra = len(values) - len(COLUMNS)
    if extra > 0:
        values[REMARK : REMARK + extra + 1] = [",".join(values[REMARK : REMARK + extra + 1])]
    return values


FORM = Text()
