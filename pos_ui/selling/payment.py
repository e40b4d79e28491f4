"""Taking the money: what is owed, how it is paid, and the keypad."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.base import money
from app.base.errors import Told
from app.base.money import Money
from app.selling.cart import Cart
from app.selling.rounding import Rounding, taken_off
from app.selling.tender import Tender, TenderKind
from pos_ui.kit import style, tokens, words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.keypad import Keypad
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.paints import RIGHT, SMALLEST, box
from pos_ui.kit.words import t
from pos_ui.selling.entry import DIGITS, Entry
from pos_ui.selling.entry_box import EntryBox
from pos_ui.selling.register import Register
from pos_ui.selling.screen import severity
from pos_ui.selling.side_panel import Rule, row, spoken
from pos_ui.selling.tender_tile import TenderTile

SUMMARY, KEYPAD = 340, 400
QUICK, GAP = 52, 8
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
ZERO = Money(0)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to pay: its key, its picture, and whether this till can take it yet."""

    name: str
    key: str
    icon: str
    is_ready: bool = False


WAYS = (
    Way("cash", "F1", "banknote", is_ready=True),
    Way("customer_code", "F2", "scan-line"),
    Way("payment_qr", "F3", "qr-code"),
    Way("card", "F4", "credit-card"),
    Way("instalments", "F5", "calculator"),
    Way("ecny", "F6", "landmark"),
    Way("stored_value", "F7", "wallet"),
    Way("coupon", "F8", "ticket-percent"),
)


class PaymentScreen(QWidget):
    """Takes cash for the cart; Enter completes, Esc goes back."""

    left = Signal()

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self._due = ZERO
        self._cart: Cart | None = None
        self._rounding = Rounding.NONE
        self._entry = Entry()
        self._summary = _Summary()
        self._tenders = _Tenders()
        self.entry_box = EntryBox()
        self._quick = _QuickCash()
        self.keypad = Keypad()
        self._back = Button("", kind="secondary", icon="undo-2", key="Esc", height=44)
        self._title = Label("", 20, 700)
        self._line = Label("", 14, 400, "text2")
        self.banner = Banner()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        money_side = QVBoxLayout()
        money_side.setSpacing(10)
        money_side.addWidget(self.entry_box)
        money_side.addWidget(self._quick)
        money_side.addWidget(self.keypad, 1)
        self.entry_box.setMinimumWidth(KEYPAD)
        self.keypad.setMaximumWidth(KEYPAD)
        self._quick.setMaximumWidth(KEYPAD)
        self.entry_box.setMaximumWidth(KEYPAD)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self._summary)
        columns.addWidget(self._tenders, 1)
        columns.addLayout(money_side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(row(self._back, self._title, self._line, None, spacing=14))
        layout.addWidget(self.banner)
        layout.addLayout(columns, 1)
        self.banner.hide()

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self.keypad.digit.connect(self._type)
        self.keypad.backspace.connect(self._erase)
        self.keypad.clear.connect(self._clear)
        self.keypad.confirm.connect(self.confirm)
        self._quick.chosen.connect(self._suggest)
        self._tenders.rounding_asked.connect(self.round_off)
        self._register.told.connect(self._tell)

    def begin(self, cart: Cart) -> None:
        """Ask for what this cart owes, the exact sum suggested."""
        services = self._register.services
        assert services is not None
        self._cart = cart
        self._rounding = Rounding.NONE
        self.banner.hide()
        self._owe()
        self.retitle()

    def round_off(self) -> None:
        """Leave the small change off in the shop's way, or ask for all of it again."""
        services = self._register.services
        if services is not None and self._cart is not None:
            is_off = self._rounding is Rounding.NONE
            self._rounding = Rounding(services.settings.rounding) if is_off else Rounding.NONE
            self._owe()

    def _owe(self) -> None:
        services = self._register.services
        assert services is not None
        assert self._cart is not None
        off = taken_off(self._cart.total, self._rounding)
        self._due = self._cart.total - off
        self._quick.offer(services.quick_cash(self._due))
        self._summary.show_cart(self._cart, off)
        self._tenders.say(off)
        self._suggest(self._due)

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self._back.setText(t("pay.back"))
        self._title.setText(t("pay.title"))
        self._line.setText(t("pay.line"))
        self.keypad.rename()
        off = taken_off(self._cart.total, self._rounding) if self._cart else ZERO
        self._tenders.say(off)
        if self._cart is not None:
            self._summary.show_cart(self._cart, off)
        self._quick.say()
        self._show()

    def on_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks; every key belongs to this screen."""
        key = event.key()
        if key in ENTERS:
            if not event.isAutoRepeat():
                self.confirm()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Backspace:
            self._erase()
        elif key == Qt.Key.Key_Delete:
            self._clear()
        elif key == Qt.Key.Key_F10:
            self.round_off()
        elif key == Qt.Key.Key_F12:
            self._suggest(self._due)
        elif event.text() and event.text() in DIGITS + ".":
            self._type(event.text())
        else:
            return key in range(Qt.Key.Key_F1, Qt.Key.Key_F12)
        return True

    def confirm(self) -> None:
        """Complete the sale with what was handed over."""
        if self._cart is not None:
            off = taken_off(self._cart.total, self._rounding)
            self._register.complete([Tender(TenderKind.CASH, self._given())], off)

    def _given(self) -> Money:
        return money.parse(self._entry.text) if self._entry.text else ZERO

    def _type(self, signs: str) -> None:
        self._entry = self._entry.typed(signs)
        self._show()

    def _erase(self) -> None:
        self._entry = self._entry.erased()
        self._show()

    def _clear(self) -> None:
        self._entry = self._entry.cleared()
        self._show()

    def _suggest(self, amount: Money) -> None:
        self._entry = Entry().filled(amount.text())
        self._show()

    def _show(self) -> None:
        given = self._given()
        self.entry_box.show_given(self._entry.text, given, self._due)
        self._quick.mark(given)

    def refuse_scan(self, code: str) -> None:
        """Say that a scan adds nothing while money is taken."""
        self.banner.say("warn", t("pay.no_scans"), t("pay.no_scans_line", code=code))

    def _tell(self, told: Told) -> None:
        if self.isVisible():
            self.banner.say(severity(told), told.text(words.language()))


class _Summary(Card):
    """What is owed, and what is still to pay."""

    def __init__(self) -> None:
        super().__init__()
        self._due_name, self._due = Label("", 15, 400, "text2"), Label("", 18, 600, align=RIGHT)
        self._pieces = Label("", 13, 400, "text3")
        self._rounded = Label("", 13, 600, "primary", RIGHT)
        self._left_name, self._left = Label("", 15, 600, "text2"), MoneyLabel(48, 32, 24)
        self.setFixedWidth(SUMMARY)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 12, 1, 6)
        layout.setSpacing(0)
        layout.addLayout(_padded(row(self._due_name, self._due)))
        layout.addSpacing(1)
        layout.addLayout(_padded(row(self._pieces, self._rounded)))
        layout.addSpacing(13)
        layout.addWidget(Rule())
        layout.addStretch(1)
        layout.addWidget(Rule())
        layout.addSpacing(12)
        layout.addLayout(_padded(row(self._left_name, None)))
        layout.addLayout(_padded(row(self._left)))

    def show_cart(self, cart: Cart, off: Money) -> None:
        """Show the sum and what rounding takes `off`; no tender was taken yet: all is to pay."""
        left = cart.total - off
        self._due_name.setText(t("due"))
        self._due.setText(f"¥{cart.total.grouped()}")
        self._pieces.setText(t("totals.pieces", count=cart.pieces))
        self._rounded.setText(f"{t('pay.round_off')} {(-off).grouped()}" if off.fen else "")
        self._left_name.setText(t("pay.left"))
        self._left.show_amount(left.grouped(), spoken(t("pay.left"), left))


class _Tenders(QWidget):
    """The ways to pay, two by four, and the two keys below them."""

    rounding_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", 14, 600, "text2")
        self._tiles = {way: TenderTile(way.key, way.icon) for way in WAYS}
        self._split = Button("", kind="secondary", icon="arrow-right-left", key="F9")
        self._round = Button("", kind="secondary", icon="badge-percent", key="F10")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        grid.addWidget(self._title, 0, 0, 1, 2)
        for at, (way, tile) in enumerate(self._tiles.items()):
            grid.addWidget(tile, 1 + at // 2, at % 2)
            grid.setRowStretch(1 + at // 2, 1)
            tile.setEnabled(way.is_ready)
            tile.setChecked(way.is_ready)
            tile.setCheckable(way.is_ready)
            tile.clicked.connect(lambda _=False, tile=tile: tile.setChecked(True))
        for column, button in enumerate((self._split, self._round)):
            grid.addWidget(button, 5, column)
            grid.setColumnStretch(column, 1)

        self._split.setEnabled(False)
        self._round.clicked.connect(self.rounding_asked)

    def say(self, off: Money) -> None:
        """Name the ways; one that this till cannot take says why."""
        self._title.setText(t("pay.choose"))
        for way, tile in self._tiles.items():
            reason = t(f"tender_line.{way.name}") if way.is_ready else t("not_yet")
            tile.say(t(f"tender.{way.name}"), reason)
        self._split.setText(t("pay.split"))
        self._round.kind = "tint" if off.fen else "secondary"
        amount = f" {(-off).grouped()}" if off.fen else ""
        self._round.setText(t("pay.round_off") + amount)


class _QuickCash(QWidget):
    """What the customer is likely to hand over, at one touch."""

    chosen = Signal(Money)

    def __init__(self) -> None:
        super().__init__()
        self._offers: list[tuple[Money, _Offer]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self.setFixedHeight(QUICK)

    def offer(self, amounts: Sequence[Money]) -> None:
        """Offer these sums, the exact one first, as many as there is room for."""
        for _, button in self._offers:
            self._row.removeWidget(button)
            button.deleteLater()
        self._offers = [(amount, _Offer(height=QUICK)) for amount in _fitting(amounts)]
        for at, (amount, button) in enumerate(self._offers):
            button.clicked.connect(lambda _=False, amount=amount: self.chosen.emit(amount))
            self._row.addWidget(button, 3 if at else 4)
        self.say()

    def say(self) -> None:
        """Name the sums."""
        for at, (amount, button) in enumerate(self._offers):
            button.setText(_offer_words(at, amount))
            button.setMinimumWidth(_least_width(button.text()))

    def mark(self, given: Money) -> None:
        """Show which of the sums is entered."""
        for amount, button in self._offers:
            button.is_chosen = amount == given
            button.update()


class _Offer(Button):
    """A sum at one touch; the one that is entered looks chosen."""

    is_chosen = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw a plain button, or the choice."""
        if not self.is_chosen:
            super().paintEvent(event)
            return
        theme, painter = tokens.current(), QPainter(self)
        box(painter, self.rect(), 8, theme.primary_tint, theme.primary, 2)
        self._write(painter, theme.primary)


def _padded(inside: QLayout) -> QLayout:
    inside.setContentsMargins(15, 0, 15, 0)
    return inside


def _fitting(amounts: Sequence[Money]) -> Sequence[Money]:
    """Leave out the largest offers until the rest fit, never the exact sum."""
    widths = [_least_width(_offer_words(at, amount)) + GAP for at, amount in enumerate(amounts)]
    most = len(amounts)
    while most > 1 and sum(widths[:most]) - GAP > KEYPAD:
        most -= 1
    return amounts[:most]


def _offer_words(at: int, amount: Money) -> str:
    if at:
        return amount.grouped().removesuffix(".00")
    return t("pay.exact", amount=amount.grouped())


def _least_width(text: str) -> int:
    return QFontMetrics(style.font(SMALLEST, 600)).horizontalAdvance(text) + 18
