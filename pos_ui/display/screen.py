"""The customer's display: welcome, the bill, what is due, thanks.

It is fed with values and shows nothing else: no error, no cost, no other customer.
"""

from enum import Enum, auto

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.base.money import Money
from app.selling.cart import Cart
from app.selling.sale import Sale
from pos_ui.display.bill_head import BillFoot, BillHead, Member
from pos_ui.display.bill_lines import BillLines, Say
from pos_ui.display.due_panel import Due, DuePanel
from pos_ui.display.greeting import Thanks, Welcome
from pos_ui.display.promo import read
from pos_ui.display.promo_panel import PromoPanel
from pos_ui.kit.words import t

MARGIN, GAP, SLOT_GAP = 24, 12, 20
SLOT, NARROW_SLOT = 480, 360
WIDE, LEAST_WIDE = 1280, 960  # px from which the slot has this width; below there is one column
THANKS_MS = 8000
SOON_MS = 30  # the cashier's own screen is drawn before
NOTHING_DUE = Due(amount=Money(0))
ANY = 16_777_215  # Qt's own largest width


class State(Enum):
    """What the customer sees."""

    IDLE = auto()
    BILL = auto()
    PAYING = auto()
    PAID = auto()


class CustomerDisplay(QWidget):
    """A window for the customer that never takes the focus, a key or a touch."""

    def __init__(self, shop: str, promo: str = "", say: Say = t) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setObjectName("screen")
        self.setWindowTitle(shop)
        self.state = State.IDLE
        self._cart: Cart | None = None
        self._next: Cart | None = None
        self._promo = read(promo)
        self.head, self.lines, self.foot = BillHead(say, shop), BillLines(say), BillFoot(say)
        self.welcome, self.thanks = Welcome(say, shop), Thanks(say)
        self.promo, self.due = PromoPanel(self._promo), DuePanel(say)
        self._thanked = QTimer(self, singleShot=True, interval=THANKS_MS)
        self._thanked.timeout.connect(self.show_idle)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.catch_up)
        self._lay_out()
        self._turn_to(State.IDLE)

    def _lay_out(self) -> None:
        self.bill = QWidget()
        inside = QVBoxLayout(self.bill)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        for part in (self.head, self.lines, self.foot):
            inside.addWidget(part)
        self.pages, self.slot = QStackedWidget(), QStackedWidget()
        for page in (self.bill, self.welcome, self.thanks):
            self.pages.addWidget(page)
        for page in (self.promo, self.due):
            self.slot.addWidget(page)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(SLOT_GAP)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.slot)

    def stand_on(self, screen: QScreen) -> None:
        """Fill a screen, without becoming the active window as Qt's own showFullScreen does."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def show_idle(self) -> None:
        """Welcome whoever comes; forget the bill that was shown."""
        self._forget()
        self._turn_to(State.IDLE)

    def show_cart(self, cart: Cart) -> None:
        """Show a bill; an empty one leaves the thanks for a while.

        What changes on a bill that is shown is drawn a moment later, after the cashier's screen.
        """
        if cart.is_empty:
            if self.state is not State.PAID:
                self.show_idle()
        elif self._cart is None or cart.id != self._cart.id:
            self._forget()
            self._show(cart, is_new=True)
        else:
            self._next = cart
            if not self._soon.isActive():
                self._soon.start()

    def catch_up(self) -> None:
        """Draw now what was to be drawn in a moment."""
        self._soon.stop()
        if self._next is not None:
            self._show(self._next, is_new=False)

    def _show(self, cart: Cart, *, is_new: bool) -> None:
        self._cart, self._next = cart, None
        self.lines.show_cart(cart, is_new=is_new)
        is_paying = self.state is State.PAYING and not is_new
        self._turn_to(State.PAYING if is_paying else State.BILL)

    def show_member(self, member: Member | None) -> None:
        """Show whose bill this is, masked, until the next bill."""
        self.head.show_member(member)

    def show_due(self, due: Due) -> None:
        """Ask for money, the bill beside it."""
        self.catch_up()
        if self._cart is not None:
            self.due.show_due(due)
            self._turn_to(State.PAYING)

    def show_bill(self) -> None:
        """Go back from asking for money to the bill."""
        self.catch_up()
        if self.state is State.PAYING:
            self._turn_to(State.BILL)

    def show_paid(self, sale: Sale) -> None:
        """Thank for a sale, until some seconds passed or the next bill begins."""
        self._forget()
        self.thanks.show_sale(sale)
        self._turn_to(State.PAID)
        self._thanked.start()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self.lines.forget_pictures()
        self._turn_to(self.state)
        for part in self.findChildren(QWidget):
            part.update()

    def _forget(self) -> None:
        """Keep nothing of a customer's bill."""
        self._thanked.stop()
        self._soon.stop()
        self._cart = self._next = None
        self.lines.clear()
        self.head.show_member(None)
        self.due.show_due(NOTHING_DUE)

    def _turn_to(self, state: State) -> None:
        self.state = state
        if self._cart is not None:
            self.foot.show_cart(self._cart, is_due=state is State.BILL)
        pages = {State.IDLE: self.welcome, State.PAID: self.thanks}
        self.pages.setCurrentWidget(pages.get(state, self.bill))
        self.slot.setCurrentWidget(self.due if state is State.PAYING else self.promo)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the slot its width, or the only column to what matters now."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_paying = self.state is State.PAYING
        is_wide = self.width() >= LEAST_WIDE
        self.pages.setVisible(is_wide or not is_paying)
        self.slot.setVisible(is_paying or (is_wide and bool(self._promo)))
        if is_wide:
            self.slot.setFixedWidth(SLOT if self.width() >= WIDE else NARROW_SLOT)
        else:
            self.slot.setMinimumWidth(0)
            self.slot.setMaximumWidth(ANY)
