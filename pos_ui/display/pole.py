"""What a line display shows of the bill: price, total, received, change; nothing else, ever."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.base.money import Money, total
from app.selling.cart import Cart, Line
from app.selling.sale import Sale
from devices.displays.shown import CLEAR, Lamp, Shown
from pos_ui.selling.register import Register

PRICE_MS = 1500  # then the total
RECEIVED_MS = 1500  # then the change

Show = Callable[[Shown], None]


class PoleFollower(QObject):
    """Follows the register; what a customer got back stays until the next bill begins."""

    def __init__(self, register: Register, show: Show) -> None:
        super().__init__(register)
        self._show = show
        self._is_paid = False
        self._next = CLEAR
        self._then = QTimer(self, singleShot=True)
        self._then.timeout.connect(lambda: self._show(self._next))
        register.changed.connect(self.show_cart)
        register.scanned.connect(self.show_line)
        register.owed.connect(self.show_due)
        register.completed.connect(self.show_paid)
        if register.cart is not None:
            self.show_cart(register.cart)

    def show_cart(self, cart: Cart) -> None:
        """Show what the bill comes to; an empty one leaves the change where it is."""
        if not cart.is_empty:
            self._is_paid = False
            self._now(_amount(Lamp.TOTAL, cart.total))
        elif not self._is_paid:
            self._now(CLEAR)

    def show_line(self, line: Line) -> None:
        """Show a price for a moment, then the total again."""
        price = Shown(lamp=Lamp.PRICE, amount=line.unit_price, text=line.name)
        self._now(price, self._next, PRICE_MS)

    def show_due(self, amount: Money) -> None:
        """Show what is still to pay."""
        self._now(_amount(Lamp.TOTAL, amount))

    def show_paid(self, sale: Sale) -> None:
        """Show what was received, then what goes back."""
        self._is_paid = True
        received = _amount(Lamp.RECEIVED, total(it.amount for it in sale.tenders))
        self._now(received, _amount(Lamp.CHANGE, sale.change), RECEIVED_MS)

    def _now(self, shown: Shown, then: Shown | None = None, after_ms: int = 0) -> None:
        self._then.stop()
        self._next = then if then is not None else shown
        self._show(shown)
        if then is not None:
            self._then.start(after_ms)


def _amount(lamp: Lamp, amount: Money) -> Shown:
    return Shown(lamp=lamp, amount=amount)
