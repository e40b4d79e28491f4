"""What the customer sees on a second screen: made when there is one, and kept with the bill."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.base.money import Money
from app.settings import Settings
from pos_ui.display.placing import SecondScreen
from pos_ui.selling.register import Register

if TYPE_CHECKING:
    from pos_ui.display.screen import CustomerDisplay


class CustomerSide:
    """Lets the customer's display follow the register, as long as it has a screen of its own."""

    def __init__(self, window: QWidget, settings: Settings, register: Register) -> None:
        self._settings, self._register = settings, register
        self._second = SecondScreen(window, settings.display, self._make)

    @property
    def is_seen(self) -> bool:
        """Whether there is a screen for the customer."""
        return self._second.display is not None

    def show_code(self, amount: Money, code: str, left_s: int) -> None:
        """Show a code to scan for this amount, and how long it may be."""
        from pos_ui.display.due_panel import Due  # noqa: PLC0415 - only where there is a screen

        if self._second.display is not None:
            timed = left_s if code and left_s > 0 else None
            self._second.display.show_due(Due(amount=amount, code=code, left_s=timed))

    def show_bill(self) -> None:
        """Show the bill again, after a payment that was left."""
        if self._second.display is not None:
            self._second.display.show_bill()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        if self._second.display is not None:
            self._second.display.retitle()

    def close(self) -> None:
        """Take the display away for good."""
        self._second.close()

    def _make(self) -> "CustomerDisplay":
        from pos_ui.display.due_panel import Due  # noqa: PLC0415 - only where there is a screen
        from pos_ui.display.screen import CustomerDisplay  # noqa: PLC0415

        display = CustomerDisplay(self._settings.shop_name, self._settings.promo)
        self._register.changed.connect(display.show_cart)  # also a new bill, hold and recall
        self._register.completed.connect(display.show_paid)
        self._register.owed.connect(lambda amount: display.show_due(Due(amount=amount)))
        if self._register.cart is not None:
            display.show_cart(self._register.cart)
        return display
