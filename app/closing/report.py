"""What a report says, section by section, as values: screen, paper, PDF and XLSX show the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.base.errors import CHINESE
from app.base.money import Money
from app.closing.closed import LooseEnds, Reopening, ShiftClose, Z
from app.closing.count import Count
from app.closing.figures import CASH, NOTHING, Drawer, Figures
from app.closing.reviewing import X
from app.shifts.shift import Move, Shift

Value = Money | int | str

_WORDS = {
    "z": ("日结单（Z 报告）", "Day close (Z report)"),
    "x": ("X 报告（未关班）", "X report (still open)"),
    "shift": ("交接班单", "Shift handover"),
    "number": ("第 {number:04d} 号", "No. {number:04d}"),
    "reversed": ("** 已冲回 **", "** REVERSED **"),
    "reversed_for": ("冲回原因", "Reversed because"),
    "day": ("营业日", "Business day"),
    "till": ("收银机 / 班次", "Till / shift"),
    "till_value": ("{till} / 第 {places} 班", "{till} / {places}"),
    "cashier": ("收银员", "Cashier"),
    "hours": ("开班—关班", "Open – close"),
    "sales": ("销售", "Sales"),
    "bills": ("销售笔数", "Bills"),
    "pieces": ("商品件数", "Items"),
    "gross": ("销售额", "Gross sales"),
    "given_back": ("退货（{count} 笔）", "Returns ({count})"),
    "savings": ("优惠合计", "Discounts"),
    "rounding": ("抹零合计", "Rounding"),
    "net": ("净销售", "Net sales"),
    "first": ("首单", "First bill"),
    "last": ("末单", "Last bill"),
    "tenders": ("收款方式", "Tenders"),
    "cash": ("现金", "Cash"),
    "card": ("银行卡", "Bank card"),
    "voucher": ("代金券", "Voucher"),
    "of_count": ("{name}（{count} 笔）", "{name} ({count})"),
    "backs": ("  其中退回（{count} 笔）", "  of it paid back ({count})"),
    "cashiers": ("按收银员", "By cashier"),
    "nobody": ("未登录", "not signed in"),
    "taxes": ("税额（含在价内）", "Tax (in the prices)"),
    "tax": ("税率 {rate:g}%", "Rate {rate:g}%"),
    "drawer": ("钱箱", "Cash drawer"),
    "drawer_of": ("钱箱 · {till} 第 {place} 班 {name}", "Drawer · {till} shift {place} {name}"),
    "float": ("备用金", "Opening float"),
    "cash_sales": ("现金收款", "Cash taken"),
    "cash_in": ("补入", "Cash in"),
    "cash_out": ("支出", "Cash out"),
    "drops": ("缴款", "Cash drops"),
    "expected": ("应有现金", "Expected cash"),
    "counted": ("实点现金", "Counted cash"),
    "over": ("长款", "Over"),
    "short": ("短款", "Short"),
    "even": ("长短款", "Over/short"),
    "blind": ("点数提交后才显示", "Shown once the drawer is counted"),
    "why": ("原因", "Reason"),
    "why.change": ("找零错误", "Wrong change"),
    "why.float": ("备用金不符", "Float was wrong"),
    "why.counterfeit": ("假币", "Counterfeit"),
    "why.unrecorded": ("漏记支出", "Unrecorded payout"),
    "why.other": ("其他", "Other"),
    "approver": ("授权", "Approved by"),
    "loose": ("关班时没完的事", "Not settled at the close"),
    "held": ("挂单未取", "Held carts"),
    "unknown": ("结果未知的收款（{count} 笔）", "Unknown payments ({count})"),
    "unsent": ("未上传", "Unsent"),
    "refused": ("总部退回", "Refused by HQ"),
    "unprinted": ("没打好的小票", "Papers not printed"),
    "times": ("{count} 笔", "{count}"),
    "papers": ("{count} 张", "{count}"),
    "seal": ("销售指纹", "Seal of the sales"),
    "reprint": ("** 重打 {copy} **", "** Reprint {copy} **"),
    "training": ("培训 TRAINING · 练习用", "TRAINING 培训 · for practice"),
    "sign": ("签字：____________", "Signed: ____________"),
    "slip.in": ("现金补入单", "Cash in"),
    "slip.out": ("现金支出单", "Cash out"),
    "slip.drop": ("缴款单（入保险柜）", "Cash drop (to the safe)"),
    "at": ("时间", "Time"),
    "amount": ("金额", "Amount"),
    "reason": ("原因", "Reason"),
    "deposit": ("缴款单", "Deposit slip"),
    "kept": ("留作备用金", "Stays in the drawer"),
    "to_deposit": ("缴款金额", "To deposit"),
    "piles": ("实点明细", "As counted"),
    "pile": ("{worth} 元 × {pieces}", "{worth} × {pieces}"),
    "count_place": ("第 {place} 次点数", "Count {place}"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A label with what it comes to; `strong` is what the eye looks for."""

    label: str
    value: Value
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one report or slip says, in one language."""

    title: str
    number: str = ""
    mark: str = ""  # what must not be overlooked: that it was reversed
    head: tuple[Row, ...]
    sections: tuple[Section, ...] = ()
    foot: str = ""


class Words:
    """The words of reports in one language, and how times are written."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self._column = 0 if language == CHINESE else 1
        self._zone = zone

    def __call__(self, key: str, **values: object) -> str:
        """Write a word or a sentence."""
        return _WORDS[key][self._column].format(**values)

    def tender(self, kind: str) -> str:
        """Name a way of paying; one that has no name here goes by its own."""
        return self(kind) if kind in _WORDS else kind

    def time(self, at: datetime) -> str:
        """Write a moment of the day."""
        return f"{at.astimezone(self._zone):%H:%M}"

    def moment(self, at: datetime) -> str:
        """Write a moment with its date."""
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"


def of_z(z: Z, undone: Reopening | None, words: Words) -> Report:
    """Say what a Z says; one that was reversed says so first."""
    reason = (Row(words("reversed_for"), undone.reason),) if undone else ()
    drawers = z.figures.drawers
    return Report(
        title=words("z"),
        number=words("number", number=z.number),
        mark=words("reversed") if undone else "",
        head=(*_head(z.business_date, drawers, z.name, z.at, words), *reason),
        sections=(*_sections(z.figures, words), *_loose(z.loose_ends, words), _seal(z, words)),
        foot=words("sign"),
    )


def of_x(x: X, words: Words) -> Report:
    """Say what the day comes to so far; a blind one leaves out what tells of the cash."""
    if not x.is_blind:
        return of_figures(x.shift, x.figures, words)
    head = _head(x.shift.business_date, x.figures.drawers, x.shift.name, None, words)
    return Report(title=words("x"), head=head, sections=tuple(_blind(x.figures, words)))


def of_figures(shift: Shift, found: Figures, words: Words) -> Report:
    """Say what a day comes to that is not closed yet."""
    head = _head(shift.business_date, found.drawers, shift.name, None, words)
    return Report(title=words("x"), head=head, sections=tuple(_sections(found, words)))


def of_shift(close: ShiftClose, shift: Shift, found: Figures, words: Words) -> Report:
    """Say what a shift came to that was handed over."""
    explained = _explained(close, words)
    return Report(
        title=words("shift"),
        head=_head(shift.business_date, found.drawers, close.name, close.at, words),
        sections=(*_sections(found, words), *explained),
        foot=words("sign"),
    )


def of_move(move: Move, words: Words) -> Report:
    """Say what cash went in or out."""
    return Report(
        title=words(f"slip.{move.kind}"),
        head=(
            Row(words("at"), words.moment(move.at)),
            *((Row(words("cashier"), move.name),) if move.name else ()),
            Row(words("reason"), move.reason),
            Row(words("amount"), move.amount, strong=True),
        ),
        foot=words("sign"),
    )


def of_deposit(close: ShiftClose, count: Count, words: Words) -> Report:
    """Say what leaves the drawer for the safe or the bank, and what was counted."""
    piles = (
        Row(words("pile", worth=pile.worth.text(), pieces=pile.pieces), pile.amount)
        for pile in count.piles
    )
    return Report(
        title=words("deposit"),
        head=(
            Row(words("at"), words.moment(close.at)),
            *((Row(words("cashier"), close.name),) if close.name else ()),
            Row(words("counted"), close.counted),
            Row(words("kept"), close.kept),
            Row(words("to_deposit"), close.deposit, strong=True),
        ),
        sections=(Section(words("piles"), tuple(piles)),),
        foot=words("sign"),
    )


def over_row(over: Money, words: Words) -> Row:
    """Say by name whether cash is over or short, and by how much."""
    key = "even" if over == NOTHING else "over" if over > NOTHING else "short"
    return Row(words(key), over, strong=True)


def _head(
    day: date, drawers: Sequence[Drawer], name: str, end: datetime | None, words: Words
) -> tuple[Row, ...]:
    places = ", ".join(str(one.place) for one in drawers)
    begin = min((one.opened_at for one in drawers), default=None)
    hours = "—".join(words.time(it) for it in (begin, end) if it is not None)
    till = words("till_value", till=drawers[0].till if drawers else "", places=places)
    return (
        Row(words("day"), day.isoformat()),
        Row(words("till"), till),
        *((Row(words("cashier"), name),) if name else ()),
        Row(words("hours"), hours),
    )


def _sections(found: Figures, words: Words) -> list[Section]:
    sections = [_sales(found, words), _tenders(found, words)]
    if len(found.cashiers) > 1:
        sections.append(_cashiers(found, words))
    if found.taxes:
        sections.append(_taxes(found, words))
    is_one = len(found.drawers) == 1
    return sections + [_drawer(one, words, is_one=is_one) for one in found.drawers]


def _sales(found: Figures, words: Words) -> Section:
    reductions = (
        (words("given_back", count=found.took_back), found.given_back, found.took_back),
        (words("savings"), found.savings, found.savings.fen),
        (words("rounding"), found.rounding, found.rounding.fen),
    )
    return Section(
        words("sales"),
        (
            Row(words("bills"), found.bills),
            Row(words("pieces"), found.pieces),
            Row(words("gross"), found.gross),
            *(Row(label, -amount) for label, amount, is_some in reductions if is_some),
            Row(words("net"), found.net, strong=True),
        ),
    )


def _tenders(found: Figures, words: Words) -> Section:
    rows = []
    for one in found.tenders:
        label = words("of_count", name=words.tender(one.kind), count=one.count)
        rows.append(Row(label, one.amount))
        if one.backs:
            rows.append(Row(words("backs", count=one.backs), -one.back))
    return Section(words("tenders"), tuple(rows))


def _cashiers(found: Figures, words: Words) -> Section:
    rows = (
        Row(words("of_count", name=one.name or words("nobody"), count=one.bills), one.net)
        for one in found.cashiers
    )
    return Section(words("cashiers"), tuple(rows))


def _taxes(found: Figures, words: Words) -> Section:
    rows = (Row(words("tax", rate=one.per_mille / 10), one.tax) for one in found.taxes)
    return Section(words("taxes"), tuple(rows))


def _drawer(one: Drawer, words: Words, *, is_one: bool) -> Section:
    title = words("drawer_of", till=one.till, place=one.place, name=one.name)
    moves = (("cash_in", one.cash_in), ("cash_out", -one.cash_out), ("drops", -one.drops))
    rows = [
        Row(words("float"), one.opening_float),
        Row(words("cash_sales"), one.cash),
        *(Row(words(key), amount) for key, amount in moves if amount.fen),
        Row(words("expected"), one.expected),
    ]
    if one.counted is not None:
        rows += [Row(words("counted"), one.counted), over_row(one.over, words)]
    return Section(words("drawer") if is_one else title, tuple(rows))


def _blind(found: Figures, words: Words) -> list[Section]:
    """Say what may be known before the count: nothing from which the cash can be told."""
    others = (one for one in found.tenders if one.kind != CASH)
    tenders = (
        Row(words("of_count", name=words.tender(one.kind), count=one.count), one.amount)
        for one in others
    )
    counts = (Row(words("bills"), found.bills), Row(words("pieces"), found.pieces))
    return [
        Section(words("sales"), counts),
        Section(words("tenders"), (*tenders, Row(words("cash"), words("blind")))),
    ]


def _explained(close: ShiftClose, words: Words) -> tuple[Section, ...]:
    if not close.why:
        return ()
    rows: list[Row] = [Row(words("why"), words(f"why.{close.why}"))]
    rows += [Row("", close.note)] if close.note else []
    rows += [Row(words("approver"), close.approver_name)] if close.approver else []
    return (Section("", tuple(rows)),)


def _loose(ends: LooseEnds, words: Words) -> Iterable[Section]:
    rows: list[Row] = []
    if ends.unknown:
        rows.append(Row(words("unknown", count=ends.unknown), ends.unknown_amount))
    for key, count, unit in (
        ("held", ends.held, "times"),
        ("unsent", ends.unsent, "times"),
        ("refused", ends.refused, "times"),
        ("unprinted", ends.unprinted, "papers"),
    ):
        if count:
            rows.append(Row(words(key), words(unit, count=count)))
    return [Section(words("loose"), tuple(rows))] if rows else []


def _seal(z: Z, words: Words) -> Section:
    found = z.figures
    ends = (
        Row(words("first"), found.first),
        Row(words("last"), found.last),
    )
    return Section("", (*(ends if found.bills else ()), Row(words("seal"), z.seal[:16])))
