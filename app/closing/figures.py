"""What shifts come to: one pure function for X, Z and head office, so that they cannot drift."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.base.ids import ShiftId, TillId
from app.base.money import Money, total
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from app.shifts.shift import Move, MoveKind, Shift

NOTHING = Money(0)
CASH = str(TenderKind.CASH)


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderSum:
    """What one way of paying took; `amount` is less what went back, for cash less change too."""

    kind: str
    count: int
    amount: Money
    backs: int = 0  # how many of them paid something back,
    back: Money = NOTHING  # and how much


@dataclass(frozen=True, slots=True, kw_only=True)
class CashierSum:
    """What one person took at the tills that are looked at."""

    id: str
    name: str
    bills: int
    net: Money
    cash: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxSum:
    """The tax that the prices of one rate contain."""

    per_mille: int
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """The cash of one shift: what went in and out, and what was counted at its end."""

    shift: ShiftId
    till: TillId
    place: int
    name: str
    opened_at: datetime
    opening_float: Money
    cash: Money  # of sales, less change and what was paid back
    cash_in: Money
    cash_out: Money
    drops: Money
    counted: Money | None = None

    @property
    def expected(self) -> Money:
        """What should be in it."""
        return self.opening_float + self.cash + self.cash_in - self.cash_out - self.drops

    @property
    def over(self) -> Money:
        """How much more was counted; below zero it is short, zero as long as nobody counted."""
        return NOTHING if self.counted is None else self.counted - self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The sums of some shifts: gross - savings - given back - rounding = net = all tenders.

    A bill that sells and takes back counts among `sold` and among `took_back`.
    """

    bills: int = 0
    sold: int = 0
    took_back: int = 0
    pieces: int = 0
    gross: Money = NOTHING
    savings: Money = NOTHING
    given_back: Money = NOTHING
    rounding: Money = NOTHING
    net: Money = NOTHING
    first: str = ""
    last: str = ""
    tenders: tuple[TenderSum, ...] = ()
    cashiers: tuple[CashierSum, ...] = ()
    taxes: tuple[TaxSum, ...] = ()
    drawers: tuple[Drawer, ...] = ()

    @property
    def tendered(self) -> Money:
        """What all ways of paying took together."""
        return total(one.amount for one in self.tenders)

    @property
    def over(self) -> Money:
        """How much more cash was counted than expected, over all drawers."""
        return total(one.over for one in self.drawers)

    def expected_of(self, shift: ShiftId) -> Money:
        """Return what should be in the drawer of one of the shifts."""
        [found] = (one.expected for one in self.drawers if one.shift == shift)
        return found

    def with_count(self, shift: ShiftId, counted: Money) -> "Figures":
        """Say what was counted in the drawer of one of the shifts."""
        drawers = (
            replace(one, counted=counted) if one.shift == shift else one for one in self.drawers
        )
        return replace(self, drawers=tuple(drawers))

    def agree(self) -> bool:
        """Say whether sales, reductions, tenders, cashiers and drawers come to the same."""
        cash = total(one.amount for one in self.tenders if one.kind == CASH)
        return (
            self.gross - self.savings - self.given_back - self.rounding == self.net
            and self.tendered == self.net
            and total(one.net for one in self.cashiers) == self.net
            and sum(one.bills for one in self.cashiers) == self.bills
            and total(one.cash for one in self.drawers) == cash
            and total(one.cash for one in self.cashiers) == cash
        )


def channel(tender: Tender) -> str:
    """Name the way of paying that a tender is summed up under."""
    return str(tender.kind)


def cash_of(sale: Sale) -> Money:
    """Return what a sale put into the drawer; below zero it took out."""
    cash = (one.amount for one in sale.tenders if one.kind is TenderKind.CASH)
    return total(cash) - sale.change


def figures(
    shifts: Sequence[Shift],
    sales: Sequence[Sale],
    moves: Iterable[Move] = (),
    counted: Mapping[ShiftId, Money] | None = None,
) -> Figures:
    """Add up the sales and cash moves of some shifts, and compare with what was counted."""
    ordered = sorted(sales, key=lambda sale: sale.id)
    return Figures(
        bills=len(ordered),
        sold=sum(bool(sale.lines) for sale in ordered),
        took_back=sum(bool(sale.returns) for sale in ordered),
        pieces=sum(sale.pieces for sale in ordered),
        gross=total(sale.gross for sale in ordered),
        savings=total(sale.savings for sale in ordered),
        given_back=total(sale.given_back for sale in ordered),
        rounding=total(sale.rounding for sale in ordered),
        net=total(sale.total for sale in ordered),
        first=ordered[0].number if ordered else "",
        last=ordered[-1].number if ordered else "",
        tenders=_tenders(ordered),
        cashiers=_cashiers(ordered),
        taxes=_taxes(ordered),
        drawers=_drawers(shifts, ordered, list(moves), counted or {}),
    )


@dataclass(slots=True)
class _Sums:
    """Sums by key that are still being made."""

    count: Counter[str] = field(default_factory=Counter)
    fen: Counter[str] = field(default_factory=Counter)
    backs: Counter[str] = field(default_factory=Counter)
    back_fen: Counter[str] = field(default_factory=Counter)


def _tenders(sales: Sequence[Sale]) -> tuple[TenderSum, ...]:
    sums = _Sums()
    for sale in sales:
        sums.fen[CASH] -= sale.change.fen
        for one in sale.tenders:
            kind = channel(one)
            sums.count[kind] += 1
            sums.fen[kind] += one.amount.fen
            sums.backs[kind] += one.amount < NOTHING
            sums.back_fen[kind] -= min(one.amount.fen, 0)
    return tuple(
        TenderSum(
            kind=kind,
            count=sums.count[kind],
            amount=Money(sums.fen[kind]),
            backs=sums.backs[kind],
            back=Money(sums.back_fen[kind]),
        )
        for kind in sorted(sums.count, key=lambda kind: (kind != CASH, kind))
    )


def _cashiers(sales: Sequence[Sale]) -> tuple[CashierSum, ...]:
    bills: Counter[str] = Counter()
    net: Counter[str] = Counter()
    cash: Counter[str] = Counter()
    names: dict[str, str] = {}
    for sale in sales:
        bills[sale.cashier] += 1
        net[sale.cashier] += sale.total.fen
        cash[sale.cashier] += cash_of(sale).fen
        names[sale.cashier] = sale.cashier_name
    return tuple(
        CashierSum(
            id=one, name=names[one], bills=bills[one], net=Money(net[one]), cash=Money(cash[one])
        )
        for one in sorted(bills)
    )


def _taxes(sales: Sequence[Sale]) -> tuple[TaxSum, ...]:
    net: Counter[int] = Counter()
    tax: Counter[int] = Counter()
    for one in (tax for sale in sales for tax in sale.taxes):
        net[one.per_mille] += one.net.fen
        tax[one.per_mille] += one.tax.fen
    return tuple(
        TaxSum(per_mille=rate, net=Money(net[rate]), tax=Money(tax[rate])) for rate in sorted(net)
    )


def _drawers(
    shifts: Sequence[Shift],
    sales: Sequence[Sale],
    moves: Sequence[Move],
    counted: Mapping[ShiftId, Money],
) -> tuple[Drawer, ...]:
    cash: Counter[str] = Counter()
    moved: Counter[tuple[str, MoveKind]] = Counter()
    for sale in sales:
        cash[sale.shift] += cash_of(sale).fen
    for move in moves:
        moved[move.shift, move.kind] += move.amount.fen
    return tuple(
        Drawer(
            shift=one.id,
            till=one.till,
            place=one.place,
            name=one.name,
            opened_at=one.opened_at,
            opening_float=one.opening_float,
            cash=Money(cash[one.id]),
            cash_in=Money(moved[one.id, MoveKind.IN]),
            cash_out=Money(moved[one.id, MoveKind.OUT]),
            drops=Money(moved[one.id, MoveKind.DROP]),
            counted=counted.get(one.id),
        )
        for one in sorted(shifts, key=lambda one: (one.till, one.id))
    )
