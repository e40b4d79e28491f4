"""What is owed while money is taken: the bill, its rounding, and what was taken already."""

from dataclasses import dataclass

from app.base.money import Money
from app.selling.cart import NOTHING, Cart
from app.selling.rounding import Rounding, taken_off
from app.selling.tender import TenderKind
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Owing:
    """A bill that is being paid, `off` being what rounding leaves off the whole of it."""

    cart: Cart
    off: Money = NOTHING  # below zero where it is rounded up

    @property
    def due(self) -> Money:
        """What the bill comes to."""
        return self.cart.total - self.off

    @property
    def left(self) -> Money:
        """What is still to pay; below zero where more was taken than is due now."""
        return self.due - self.cart.tendered

    @property
    def is_refund(self) -> bool:
        """Whether money goes back to the customer."""
        return self.cart.total < NOTHING

    def may_round(self, settings: Settings, kind: TenderKind | None) -> bool:
        """Say whether this bill may be rounded, with the next part paid in this `kind`.

        Where only cash is rounded, all of the bill must be cash: rounding is on its total.
        """
        kinds = {kind, *(tender.kind for tender in self.cart.tenders)}
        is_fit = settings.rounding_for == "all" or kinds == {TenderKind.CASH}
        return is_fit and self.is_rounded(settings)

    def is_rounded(self, settings: Settings) -> bool:
        """Say whether the shop rounds at all, and this bill has something to round."""
        return Rounding(settings.rounding) is not Rounding.NONE and self.cart.total > NOTHING

    def small_change(self, settings: Settings) -> Money:
        """Return what the shop's way of rounding leaves off this bill."""
        return taken_off(self.cart.total, Rounding(settings.rounding))
