"""The ringed field of the payment screen: an amount, or the number on a slip or voucher."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.base.money import Money
from pos_ui.kit import tokens
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.paints import RIGHT, box, fitted, ring, write
from pos_ui.kit.words import t
from pos_ui.selling.entry import grouped
from pos_ui.selling.side_panel import row, spoken

RADIUS = 10
CODE_PX, CODE_LEAST, CODE_HIGH = 32, 12, 50


class EntryBox(QWidget):
    """Shows what is typed, and below it what follows: change, what is short, or what is next."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Label("", 15, 600, "text2")
        self.given = MoneyLabel(40, 24, 22)
        self.code = _CodeLabel()
        self._below = Label("", 15, 600, "text2")
        self.change = Label("", 22, 700, "primary", RIGHT)
        self.short = Label("", 22, 700, "danger", RIGHT)
        self.plain = Label("", 17, 600, "text", RIGHT)
        self.setFixedHeight(98)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 10)
        layout.setSpacing(2)
        layout.addLayout(row(self._name, self.given, self.code))
        layout.addLayout(row(self._below, self.change, self.short, self.plain))

    def show_cash(self, text: str, given: Money, due: Money) -> None:
        """Show what was typed and the change; too little shows what is still to pay."""
        self._show_amount(t("pay.received"), text, given)
        if given < due:
            self._follow(t("pay.short"), short=f"¥{(due - given).grouped()}")
        else:
            self._follow(t("change"), change=f"¥{(given - due).grouped()}")

    def show_part(self, name: str, text: str, given: Money, left: Money, then: str) -> None:
        """Show an amount that gives no change, and what is short or what comes `then`."""
        self._show_amount(name, text, given)
        if given < left:
            self._follow(t("pay.short"), short=f"¥{(left - given).grouped()}")
        else:
            self._follow(then)

    def show_code(self, name: str, code: str, below: str, amount: Money) -> None:
        """Show the number that is typed for an amount."""
        self._call(name)
        self.code.show_text(code)
        self.code.setAccessibleName(f"{name} {code}".strip())
        self._turn_to(self.code)
        self._follow(below, plain=f"¥{amount.grouped()}")

    def _show_amount(self, name: str, text: str, given: Money) -> None:
        self._call(name)
        colour = "text" if text else "text3"
        self.given.show_amount(grouped(text) or "0.00", spoken(name, given), colour)
        self._turn_to(self.given)

    def _call(self, name: str) -> None:
        self._name.setText(name)
        self._name.setMinimumWidth(self._name.sizeHint().width())  # what is typed steps down

    def _turn_to(self, shown: QWidget) -> None:
        for field in (self.given, self.code):
            field.setVisible(field is shown)

    def _follow(self, name: str, *, change: str = "", short: str = "", plain: str = "") -> None:
        self._below.setText(name)
        for label, text in ((self.change, change), (self.short, short), (self.plain, plain)):
            label.setText(text)
            label.setVisible(bool(text))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the field with the one focus ring of this screen."""
        painter = QPainter(self)
        box(painter, self.rect(), RADIUS, tokens.current().surface)
        ring(painter, self.rect(), RADIUS, inner=False)


class _CodeLabel(QWidget):
    """A number at the right edge that steps down until it fits."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the number."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show this number; a caret stands for one that nobody has typed yet."""
        self._text = text
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Take whatever the name leaves."""
        return QSize(240, CODE_HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the number and the caret behind it."""
        painter, theme = QPainter(self), tokens.current()
        room = self.rect().adjusted(0, 0, -6, 0)
        font = fitted(self._text, CODE_PX, 700, room.width(), CODE_LEAST)
        write(painter, room, self._text, font, theme.text, RIGHT)
        painter.fillRect(self.width() - 2, self.height() // 2 - 16, 2, 32, theme.focus)
