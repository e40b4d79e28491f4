"""A completed sale: a fact that never changes, the same value at a till and at HQ."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.base.errors import Refusal
from app.base.ids import SaleId, ShiftId, StoreId, TillId
from app.base.money import Money, total
from app.selling.cart import ALL_OFF, NOTHING, Line, tax_in
from app.selling.given_back import Return
from app.selling.tender import Tender, TenderKind, change_of

__all__ = ["MOST_ROUNDING", "Sale", "Tax", "Tender", "TenderKind", "change_of"]

NO_SHIFT = ShiftId("")
MOST_ROUNDING = Money(100)  # a yuan: more is a discount, and says so


@dataclass(frozen=True, slots=True)
class Tax:
    """The tax that the prices of one rate contain."""

    per_mille: int
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """What was sold and how it was paid, with the sums that receipt, Z and HQ show.

    `number` is for people; `id` is the identity. `change` is what went back in cash. A sale may
    also take goods back (`returns`): then `total` may be below zero and the tenders go back.
    """

    id: SaleId
    number: str
    store: StoreId
    till: TillId
    business_date: date
    completed_at: datetime
    lines: tuple[Line, ...]
    tenders: tuple[Tender, ...]
    total: Money
    change: Money
    rounding: Money = NOTHING  # what was left off the bill; below zero where it was rounded up
    returns: tuple[Return, ...] = ()
    cashier: str = ""  # who took the money
    cashier_name: str = ""
    shift: ShiftId = NO_SHIFT  # at a till without shifts

    @property
    def gross(self) -> Money:
        """What the lines cost before discounts and rounding."""
        return total(line.gross for line in self.lines)

    @property
    def savings(self) -> Money:
        """Every discount together, without rounding."""
        return total(line.discount for line in self.lines)

    @property
    def paid(self) -> Money:
        """What the customer handed over, before change."""
        return self.total + self.change

    @property
    def pieces(self) -> int:
        """How many articles were sold; a weighed line counts one."""
        return sum(line.pieces for line in self.lines)

    @property
    def given_back(self) -> Money:
        """What was credited for goods that were brought back."""
        return total(one.money for one in self.returns)

    @property
    def taxes(self) -> tuple[Tax, ...]:
        """The tax in what was sold less what was brought back, a part for each rate."""
        sums: Counter[int] = Counter()
        for line in self.lines:
            sums[line.tax_per_mille] += line.amount.fen
        for one in self.returns:
            sums[one.tax_per_mille] -= one.amount.fen
        return tuple(_tax(rate, Money(fen)) for rate, fen in sorted(sums.items()) if rate)

    def roundings(self) -> tuple[Money, ...]:
        """Share the rounding out over the lines, as it is given back with them."""
        weights = [line.amount.fen for line in self.lines]
        if not self.rounding.fen or not sum(weights):
            return tuple(NOTHING for _ in self.lines)
        return tuple(self.rounding.split(weights))

    def must_be_sound(self) -> None:
        """Raise Refusal unless lines, returns, tenders, total and change agree to the fen."""
        if not self.lines and not self.returns:
            raise Refusal("nothing_scanned")
        for is_odd, why in self._oddities():
            if is_odd:
                raise Refusal("sale_does_not_add_up", why=why)
        if change_of(self.total, self.tenders) != self.change:
            raise Refusal("sale_does_not_add_up", why="tenders and change differ")

    def _oddities(self) -> tuple[tuple[bool, str], ...]:
        positions = [line.position for line in self.lines] + [it.position for it in self.returns]
        goods = sum(line.amount_fen for line in self.lines) - self.given_back.fen
        return (
            (self.completed_at.utcoffset() != timedelta(0), "completed_at is not in UTC"),
            (len(set(positions)) < len(positions), "two lines share a position"),
            (not all(map(_is_fair, self.lines)), "a discount below zero or above its line"),
            (not all(map(_is_sound, self.returns)), "a return of nothing, or below zero"),
            (abs(self.rounding.fen) >= MOST_ROUNDING.fen, "rounding of a yuan or more"),
            (goods - self.rounding.fen != self.total.fen, "lines and total differ"),
            (not self.returns and self.total < NOTHING, "a total below zero"),
        )


def _tax(per_mille: int, amount: Money) -> Tax:
    tax = tax_in(amount, per_mille)
    return Tax(per_mille, amount - tax, tax)


def _is_sound(one: Return) -> bool:
    is_known = bool(one.sale) == bool(one.line)
    is_some = one.quantity.thousandths > 0 and one.amount >= NOTHING
    return is_known and is_some and abs(one.rounding.fen) < MOST_ROUNDING.fen


def _is_fair(line: Line) -> bool:
    gross, own = line.in_fen()
    amount_off, order_off = line.amount_off.fen, line.order_off.fen
    return (
        gross >= 0
        and line.unit_price.fen >= 0
        and line.quantity.thousandths > 0
        and line.pack > 0
        and 0 <= line.tax_per_mille <= ALL_OFF
        and 0 <= line.per_mille_off <= ALL_OFF
        and amount_off >= 0
        and order_off >= 0
        and min(gross, own) + order_off <= gross
    )
