"""A completed sale: a fact that never changes, the same value at a till and at HQ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.base.errors import Refusal
from app.base.ids import SaleId, StoreId, TillId
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.selling.cart import ALL_OFF, NOTHING, Line

MOST_ROUNDING = Money(100)  # a yuan: more is a discount, and says so


class TenderKind(StrEnum):
    """How a customer pays."""

    CASH = "cash"


@dataclass(frozen=True, slots=True)
class Tender:
    """Money handed over: for cash all of it, the change included."""

    kind: TenderKind
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """What was sold and how it was paid, with the sums that receipt, Z and HQ show.

    `number` is for people; `id` is the identity. `change` is what went back in cash.
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

    def must_add_up(self) -> None:
        """Raise Refusal unless lines, tenders, total and change agree to the fen."""
        if not self.lines:
            raise Refusal("nothing_scanned")
        if self.completed_at.utcoffset() != timedelta(0):
            raise Refusal("sale_does_not_add_up", why="completed_at is not in UTC")
        if len({line.position for line in self.lines}) < len(self.lines):
            raise Refusal("sale_does_not_add_up", why="two lines share a position")
        if any(not _is_fair(line) for line in self.lines):
            raise Refusal("sale_does_not_add_up", why="a discount below zero or above its line")
        if abs(self.rounding.fen) >= MOST_ROUNDING.fen or self.total < NOTHING:
            raise Refusal("sale_does_not_add_up", why="rounding of a yuan or more")
        if total(line.amount for line in self.lines) - self.rounding != self.total:
            raise Refusal("sale_does_not_add_up", why="lines and total differ")
        if change_of(self.total, self.tenders) != self.change:
            raise Refusal("sale_does_not_add_up", why="tenders and change differ")


def _is_fair(line: Line) -> bool:
    own = line.gross.times(Quantity(line.per_mille_off)) + line.amount_off
    return (
        line.unit_price >= NOTHING
        and line.quantity.thousandths > 0
        and 0 <= line.per_mille_off <= ALL_OFF
        and min(line.amount_off, line.order_off) >= NOTHING
        and min(line.gross, own) + line.order_off <= line.gross
    )


def change_of(due: Money, tenders: Iterable[Tender]) -> Money:
    """Return what goes back to the customer; raises Refusal while money is still due."""
    amounts = [tender.amount for tender in tenders]
    if any(amount <= Money(0) for amount in amounts):
        raise Refusal("sale_does_not_add_up", why="a tender of nothing")
    change = total(amounts) - due
    if change < Money(0):
        raise Refusal("cash_short", short=(-change).text())
    return change
