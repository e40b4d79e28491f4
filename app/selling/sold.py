"""A sale that is looked up because something of it comes back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from app.base.errors import Refusal
from app.base.ids import SaleId
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.catalogue.product import Unit
from app.selling.cart import NOTHING, Cart, Line
from app.selling.given_back import Return, part
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind

NONE = Quantity(0)


@dataclass(frozen=True, slots=True)
class Claim:
    """What HQ keeps of a line for a bill that is open somewhere, and may become this refund."""

    refund: SaleId
    line: int
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """A sale, and the sales that took something of it back before, in order.

    `claims` are HQ's promises to bills that are open. A sale of another till `is_granted` once HQ
    keeps the goods for us, or a manager stands in for HQ.
    """

    sale: Sale
    takers: tuple[Sale, ...] = ()
    claims: tuple[Claim, ...] = ()
    is_ours: bool = True  # this till keeps it; otherwise HQ told us
    is_granted: bool = False

    def returned(self, position: int) -> Quantity:
        """Return how much of a line came back before."""
        return Quantity(sum(one.quantity.thousandths for one in self._back(position)))

    def promised(self, position: int, bill: SaleId) -> Quantity:
        """Return how much of a line HQ keeps for other bills than this."""
        done = {bill, *(taker.id for taker in self.takers)}
        claims = (it for it in self.claims if it.line == position and it.refund not in done)
        return Quantity(sum(one.quantity.thousandths for one in claims))

    def left(self, line: Line, cart: Cart) -> Quantity:
        """Return how much of a line may still come back, beyond what this cart has of it."""
        here = sum(one.quantity.thousandths for one in self._here(line.position, cart))
        return Quantity(max(0, self.free(line, cart.id).thousandths - here))

    def free(self, line: Line, bill: SaleId) -> Quantity:
        """Return how much of a line may come back in this bill; below zero if too much did."""
        taken = self.returned(line.position) + self.promised(line.position, bill)
        return Quantity(line.quantity.thousandths - taken.thousandths)

    def bring_back(self, cart: Cart, position: int, quantity: Quantity, reason: str) -> Return:
        """Say what a part of a line is worth; raises Refusal for more than is left of it.

        It is worth what was paid for everything up to it, less what went back before: however a
        line comes back, all its parts together are worth exactly what was paid for the whole.
        """
        line = next(one for one in self.sale.lines if one.position == position)
        left = self.left(line, cart)
        if not NONE < quantity <= left:
            raise Refusal("returned_too_much", name=line.name, left=left.text())
        if line.unit is Unit.PIECE and not quantity.is_whole:
            raise Refusal("whole_pieces", name=line.name)
        upto = Quantity(line.quantity.thousandths - left.thousandths) + quantity
        share = self.sale.roundings()[self.sale.lines.index(line)]
        back = tuple(self._back(position))
        known, open_elsewhere = self.returned(position), self.promised(position, cart.id)
        before = (*back, *self._here(position, cart))

        def worth(whole: Money, gone: Money) -> Money:
            claimed = part(whole, line.quantity, known + open_elsewhere)
            claimed -= part(whole, line.quantity, known)  # it has no amount before it is paid
            return part(whole, line.quantity, upto) - claimed - gone

        return Return(
            sale=self.sale.id,
            number=self.sale.number,
            line=line.position,
            product=line.product,
            barcode=line.barcode,
            name=line.name,
            unit=line.unit,
            quantity=quantity,
            amount=max(NOTHING, worth(line.amount, total(one.amount for one in before))),
            rounding=worth(share, total(one.rounding for one in before)),
            tax_per_mille=line.tax_per_mille,
            reason=reason,
        )

    def refundable(self) -> list[Tender]:
        """Return what can still go back to each tender but cash, in the order of payment."""
        gone = [tender for taker in self.takers for tender in taker.tenders]
        return [
            Tender(one.kind, left, one.reference)
            for one in self.sale.tenders
            if one.kind is not TenderKind.CASH
            if (left := one.amount + total(it.amount for it in gone if _is_back(it, one))) > NOTHING
        ]

    def told(self, takers: Iterable[Sale], claims: Iterable[Claim]) -> "Sold":
        """Return this with what HQ knows besides: it may have heard of more, or of less."""
        known = {one.id: one for one in (*takers, *self.takers)}
        together = sorted(known.values(), key=attrgetter("id"))
        return replace(self, takers=tuple(together), claims=tuple(claims))

    def _back(self, position: int) -> Iterator[Return]:
        for taker in self.takers:
            yield from self._of(taker.returns, position)

    def _here(self, position: int, cart: Cart) -> Iterator[Return]:
        return self._of(cart.returns, position)

    def _of(self, returns: Iterable[Return], position: int) -> Iterator[Return]:
        wanted = (self.sale.id, position)
        return (one for one in returns if (one.sale, one.line) == wanted)


def _is_back(given: Tender, tender: Tender) -> bool:
    is_same = (given.kind, given.reference) == (tender.kind, tender.reference)
    return is_same and given.amount < NOTHING
