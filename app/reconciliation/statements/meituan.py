"""美团外卖: the workbook of a settlement, with its rows, its bills by day, its balance.

Source: the merchant centre's export as it comes (2026): sheets 账单明细, 订单明细, 账户余额流水 and
汇总信息, all cells text, "-" for nothing. One order stands on several rows: the order itself, and
insurance and advertisement taken from it. What is owed is 商家应收款 of all rows; it adds up to
账单金额 by store and day, and that is what proves the rows. 汇总信息 may span more days than were
exported: a difference there is only told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.base.errors import Refusal
from app.reconciliation.problem import Problem
from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import book, cells
from app.reconciliation.statements.control import Chain, differs
from app.reconciliation.statements.form import Found, Head
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.source import Part

ORDERS, BILLS, BALANCE, SUMMARY = "订单明细", "账单明细", "账户余额流水", "汇总信息"
_ALL = (
    "门店id,门店名称,结算id,交易类型,交易描述,用户支付方式,订单序号,订单号,下单时间,完成时间,"
    "退款时间,订单状态,配送方式,配送状态,结算状态,账单日期,归属账期,商家应收款,商品总价,打包费,"
    "商家对顾客的活动补贴,美团活动补贴,平台服务费(含佣金和配送服务费),公益捐款,用户支付配送费,"
    "用户线上支付金额,用户线下支付金额,费率,营销活动佣金折扣,保底,分成折扣,商家代金券美团补贴,"
    "商家代金券商家补贴,商家代金券用户支付,商家代金券抽佣比例,佣金(实付),商品总佣金,佣金优惠,"
    "佣金优惠明细,佣金补贴,平台服务费返还,佣金费率,佣金保底,配送服务费(含补贴),固定配送费,"
    "配送服务费封顶,配送服务费优惠,配送服务费优惠明细,配送服务费补贴,技术与运营服务费,"
    "平台技术服务费,（合作商）运营服务费,订单导航里程(公里),距离加价,价格加价,时段增值金额,"
    "无人机机场使用费,无人机云平台服务费,佣金折扣前金额,品类收费,重量收费,特殊日期收费,"
    "基础价格收费,固定结算款,固定结算价,商品数量,关联一起送订单,入账结算id,合作商服务费"
)
COLUMNS = tuple(_ALL.split(","))
_BILL = "结算id,门店id,门店名称,账单日期,账单金额,结算状态,归属账期,结算日期,入账结算设置ID"
BILL_COLUMNS = tuple(_BILL.split(","))
NEEDED = frozenset({"结算id", "交易类型", "交易描述", "订单号", "账单日期", "商家应收款"})
BILL_NEEDED = frozenset({"门店id", "账单日期", "账单金额", "结算日期"})
BALANCE_NEEDED = frozenset({"金额(元)", "现有余额"})
OWED, SERVICE, PAID = "商家应收款", "平台服务费(含佣金和配送服务费)", "用户线上支付金额"
PARTS = ("商品总价", "打包费", "商家对顾客的活动补贴", SERVICE)
ORDER, REFUND = "外卖订单", "退款"
TITLE = "【注】账单明细：门店维度按日汇总的结算数据，当天数据需次日下载查看"
YUAN = re.compile(r"(-?[\d,]+\.\d\d)元")
Day = tuple[str, int]  # store and day


@dataclass(slots=True)
class _Days:
    """What the rows come to by store and day, and which rows do not agree with themselves."""

    owed: Counter[Day] = field(default_factory=Counter)
    suspects: dict[Day, list[Problem]] = field(default_factory=dict)

    def add(self, it: Entry, row: Row) -> None:
        day = it.store, it.biz_date
        self.owed[day] += it.net_fen
        parts = sum(row.fen(name) for name in PARTS)
        if it.kind is Kind.PAY and parts not in {it.net_fen, it.net_fen - row.fen("公益捐款")}:
            why = differs(it.net_fen, parts)
            problem = Problem(line=row.line, column=f"{ORDERS} {OWED}", why=why)
            self.suspects.setdefault(day, []).append(problem)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The one format of 美团外卖."""

    name: str = "meituan"
    channel: str = "meituan"

    def sees(self, part: Part) -> bool:
        """Say whether the workbook has the sheet of orders with these columns."""
        if not part.is_book or ORDERS not in book.names(part):
            return False
        return _columns(part, ORDERS, NEEDED) is not None

    def read(self, parts: Sequence[Part], found: Found) -> Iterator[Entry]:
        """Read the rows, then hold bills, balance and summary against them."""
        (part,) = parts
        days = _Days()
        settled = {day: bill.settled for day, bill in _bills(part, found).items()}
        for row in _rows(part, ORDERS, NEEDED, found):
            if not row.text("订单号") and not row.text(OWED):
                continue
            entry = _entry(row, settled)
            days.add(entry, row)
            yield entry
        _hold_bills(part, days, found)
        _hold_balance(part, found)

    def write(self, entries: Iterable[Entry], head: Head) -> bytes:
        """Write the four sheets."""
        rows = list(entries)
        orders = [COLUMNS, *(_line({**_cells(it), **head.more(it)}, COLUMNS) for it in rows)]
        owed: Counter[Day] = Counter()
        for it in rows:
            owed[it.store, it.biz_date] += it.net_fen
        settled = {(it.store, it.biz_date): it for it in rows}
        bills = [_line(_bill(settled[day], owed[day]), BILL_COLUMNS) for day in sorted(owed)]
        total = sum(owed.values())
        return book.written(
            {
                BILLS: [[TITLE], BILL_COLUMNS, *bills],
                ORDERS: orders,
                BALANCE: _balance(total, head),
                SUMMARY: [["账单信息"], ["账单金额", f"{total / 100:,.2f}元"]],
            }
        )


@dataclass(frozen=True, slots=True)
class _Bill:
    line: int
    fen: int
    settled: int


def _columns(part: Part, sheet: str, needed: frozenset[str]) -> dict[str, int] | None:
    return book.table(book.sheet(part, sheet), needed)


def _rows(part: Part, sheet: str, needed: frozenset[str], found: Found) -> Iterator[Row]:
    rows = book.sheet(part, sheet)
    at = book.table(rows, needed)
    if at is None:
        return
    for line, values in rows:
        if any(values):
            yield Row(at, values, found.problems, line, "\t".join(values))


def _entry(row: Row, settled: Mapping[Day, int]) -> Entry:
    order, words = row.number("订单号"), row.text("交易类型")
    kind = Kind.PAY if words.endswith(ORDER) else Kind.ADJUST
    if REFUND in words and not words.startswith("保险"):
        kind = Kind.REFUND
    owed, store, day = row.fen(OWED), row.text("门店id"), row.day("账单日期")
    paid = row.fen(PAID)
    at_ms = row.time("退款时间") or row.time("下单时间")
    fee = -row.fen(SERVICE)
    return Entry(
        channel="meituan",
        store=store,
        kind=kind,
        channel_no=order if kind is Kind.PAY else f"{order}:{row.text('交易描述')}",
        order_no=order,
        original_no="" if kind is Kind.PAY else order,
        gross_fen=paid if kind is Kind.PAY else -abs(paid) if kind is Kind.REFUND else owed,
        fee_fen=fee,
        net_fen=owed,
        fee_milli=fee * 1000,
        at_ms=at_ms,
        biz_date=day,
        settle_date=settled.get((store, day), 0),
        batch=row.text("结算id"),
        line=row.line,
        raw=row.raw,
    )


def _bills(part: Part, found: Found) -> dict[Day, _Bill]:
    bills: dict[Day, _Bill] = {}
    for row in _rows(part, BILLS, BILL_NEEDED, found):
        day = row.text("门店id"), row.day("账单日期")
        more = bills[day].fen if day in bills else 0
        bills[day] = _Bill(row.line, row.fen("账单金额") + more, row.day("结算日期"))
    return bills


def _hold_bills(part: Part, days: _Days, found: Found) -> None:
    bills = _bills(part, Found())
    if _columns(part, BILLS, BILL_NEEDED) is None:
        found.add(Problem(why=Refusal("statement_no_footer", labels=BILLS)))
        return
    for day in sorted({*bills, *days.owed}):
        stated = bills[day] if day in bills else _Bill(0, 0, 0)
        owed = days.owed[day]
        if stated.fen == owed and day in bills:
            continue
        for suspect in days.suspects.get(day, []):
            found.add(suspect)
        why = Refusal(
            "statement_total",
            stated=cells.yuan(stated.fen),
            found=cells.yuan(owed),
            differs=cells.yuan(owed - stated.fen),
        )
        column = f"{BILLS} {cells.day_text(day[1])} 账单金额"
        found.add(Problem(line=stated.line, column=column, why=why))
    _hold_summary(part, sum(it.fen for it in bills.values()), found)


def _hold_summary(part: Part, billed: int, found: Found) -> None:
    for line, row in book.sheet(part, SUMMARY):
        if "账单金额" not in row:
            continue
        said = YUAN.fullmatch("".join(row[row.index("账单金额") + 1 :][:1]))
        stated = cells.fen(said.group(1).replace(",", "")) if said else 0
        if stated != billed:
            why = Refusal("statement_excerpt", stated=cells.yuan(stated), found=cells.yuan(billed))
            column = f"{SUMMARY} 账单金额"
            found.add(Problem(line=line, column=column, why=why, is_warning=True))


def _hold_balance(part: Part, found: Found) -> None:
    chain = Chain("现有余额", lambda row, _: row.fen("金额(元)"))
    nothing = Entry(channel="", kind=Kind.OTHER, gross_fen=0, net_fen=0)
    for row in _rows(part, BALANCE, BALANCE_NEEDED, found):
        chain.row(row, nothing)
    for problem in chain.end():
        found.add(problem)


def _cells(it: Entry) -> dict[str, str]:
    words = {Kind.PAY: ORDER, Kind.REFUND: "订单退款"}.get(it.kind, "保险")
    described = it.channel_no.partition(":")[2] or ORDER
    at = cells.china_text(it.at_ms)
    is_refund = it.kind is Kind.REFUND
    others = it.net_fen + it.fee_fen
    return {
        "门店id": it.store,
        "门店名称": it.store,
        "结算id": it.batch,
        "交易类型": words,
        "交易描述": described,
        "用户支付方式": "在线支付",
        "订单号": it.order_no,
        "下单时间": at,
        "完成时间": at,
        "退款时间": at if is_refund else "-",
        "订单状态": "订单完成",
        "结算状态": "已入账",
        "账单日期": cells.day_text(it.biz_date),
        OWED: cells.yuan(it.net_fen),
        "商品总价": cells.yuan(max(others, 0)),
        "商家对顾客的活动补贴": cells.yuan(min(others, 0)),
        SERVICE: cells.yuan(-it.fee_fen),
        PAID: cells.yuan(it.gross_fen) if it.kind is not Kind.ADJUST else "0.00",
        "入账结算id": it.batch,
    }


def _bill(it: Entry, owed: int) -> dict[str, str]:
    day = cells.day_text(it.biz_date)
    return {
        "结算id": it.batch,
        "门店id": it.store,
        "门店名称": it.store,
        "账单日期": day,
        "账单金额": cells.yuan(owed),
        "结算状态": "已结算",
        "归属账期": f"{day}~{day}",
        "结算日期": cells.day_text(it.settle_date),
    }


def _balance(total: int, head: Head) -> list[list[str]]:
    at = cells.china_text(head.made_at_ms)
    header = ["门店id", "日期", "类型", "金额(元)", "现有余额", "状态", "交易号"]
    out = [head.account, at, "余额提现", cells.yuan(-total), "0", "交易成功", "1"]
    come = [head.account, at, "账单", cells.yuan(total), cells.yuan(total), "交易成功", "2"]
    return [header, out, come]


def _line(values: Mapping[str, str], columns: Sequence[str]) -> list[str]:
    return [values.get(name, "-") for name in columns]


FORM = Workbook()
