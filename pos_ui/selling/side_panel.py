"""The right side of the selling screen: the last sale, and what the customer owes."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.base.money import Money
from app.selling.cart import Cart
from app.selling.sale import Sale
from pos_ui.kit import tokens
from pos_ui.kit.card import Card
from pos_ui.kit.chip import Chip
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.paints import RIGHT
from pos_ui.kit.words import t


class LastSaleCard(Card):
    """Says what the last sale was, for the customer who comes back to the counter."""

    def __init__(self) -> None:
        super().__init__()
        self.has_sale = False
        self.key = "F10"  # that prints it again
        self._title = Label("", 13, 600)
        self._number = Label("", 13, 400, "text2")
        self._reprint = Label("", 13, 600, "primary", RIGHT)
        self._given = Label("", 14, 400, "text2")
        self._change_name = Label("", 14, 400, "text2", RIGHT)
        self._change = Label("", 20, 700, align=RIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 11, 14, 9)
        layout.setSpacing(8)
        layout.addLayout(row(self._title, self._number, None, self._reprint))
        layout.addLayout(row(self._given, None, self._change_name, self._change))
        self.hide()

    def show_sale(self, sale: Sale | None, zone: ZoneInfo) -> None:
        """Show this sale; without one, nothing is shown."""
        self.has_sale = sale is not None
        self.setVisible(self.has_sale)
        self._title.setText(t("last.title"))
        self._reprint.setText(t("last.reprint", key=self.key))
        self._change_name.setText(t("change"))
        if sale is None:
            return
        self._number.setText(f"{short_number(sale)} · {sale.completed_at.astimezone(zone):%H:%M}")
        self._given.setText(t("last.given", amount=sale.paid.grouped()))
        self._change.setText(f"¥{sale.change.grouped()}")


class TotalsCard(Card):
    """Counts the articles and says what is due, the largest thing on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = Label("", 14, 600)
        self._subtotal_name = Label("", 14, 400, "text2")
        self._subtotal = Label("", 15, 600, "text", RIGHT)
        self._saved = Chip("", "ok")
        self._savings_name = Label("", 14, 400, "text2")
        self._savings = Label("", 15, 600, "primary", RIGHT)
        self._back_name = Label("", 14, 400, "text2")
        self._back = Label("", 15, 600, "text", RIGHT)
        self._taken_name = Label("", 14, 400, "text2")
        self._taken = Label("", 15, 600, "text", RIGHT)
        self._due_name = Label("", 16, 600, "text2")
        self.due = MoneyLabel(52, 32, 24)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 11, 16, 4)
        layout.setSpacing(0)
        layout.addLayout(row(self.pieces, None, self._saved))
        layout.addSpacing(9)
        layout.addLayout(row(self._subtotal_name, None, self._subtotal))
        layout.addSpacing(5)
        layout.addLayout(row(self._savings_name, None, self._savings))
        layout.addSpacing(5)
        layout.addLayout(row(self._back_name, None, self._back))
        layout.addSpacing(5)
        layout.addLayout(row(self._taken_name, None, self._taken))
        layout.addStretch(1)
        layout.addWidget(Rule())
        layout.addSpacing(12)
        layout.addLayout(row(self._due_name, None))
        layout.addWidget(self.due)

    def show_cart(self, cart: Cart | None) -> None:
        """Show the sums of this cart."""
        due = cart.total - cart.tendered if cart else Money(0)
        pieces = cart.pieces if cart else 0
        self.pieces.setText(t("totals.pieces", count=pieces))
        self._subtotal_name.setText(t("totals.subtotal"))
        self._subtotal.setText((cart.gross if cart else due).grouped())
        nothing = Money(0)
        self._show_savings(cart.savings if cart else nothing)
        for name, label, key, amount in (
            (self._back_name, self._back, "totals.returned", cart.given_back if cart else nothing),
            (self._taken_name, self._taken, "totals.taken", cart.tendered if cart else nothing),
        ):
            name.setText(t(key))
            label.setText((-amount).grouped())
            name.setVisible(bool(amount.fen))
            label.setVisible(bool(amount.fen))
        called = t("due" if due >= nothing else "due_back")
        self._due_name.setText(called)
        colour = "text" if cart and not cart.is_empty else "text3"
        shown = Money(abs(due.fen))
        self.due.show_amount(shown.grouped(), spoken(called, shown), colour)

    def _show_savings(self, savings: Money) -> None:
        self._savings_name.setText(t("totals.savings"))
        self._savings.setText((-savings).grouped())
        self._saved.say(t("totals.saved", amount=savings.grouped()), "ok")
        for widget in (self._savings_name, self._savings, self._saved):
            widget.setVisible(bool(savings.fen))


class Rule(QWidget):
    """A line between two parts of a card."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), QColor(tokens.current().border))


def row(*parts: QWidget | None, spacing: int = 8) -> QLayout:
    """Put widgets side by side; None is the room that stretches."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    return line


def short_number(sale: Sale) -> str:
    """Return the part of a sale's number that people call out."""
    return sale.number.rpartition("-")[2]


def spoken(name: str, amount: Money) -> str:
    """Write an amount as a screen reader says it."""
    return t("spoken", name=name, amount=amount.text())
