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
from pos_ui.kit.paints import RIGHT
from pos_ui.kit.words import t
from pos_ui.selling.amount import Amount
from pos_ui.selling.text import Text


class LastSaleCard(Card):
    """Says what the last sale was, for the customer who comes back to the counter."""

    def __init__(self) -> None:
        super().__init__()
        self.has_sale = False
        self._title = Text(13, 600)
        self._number = Text(13, 400, "text2")
        self._reprint = Text(13, 600, "primary", RIGHT)
        self._given = Text(14, 400, "text2")
        self._change_name = Text(14, 400, "text2", RIGHT)
        self._change = Amount(20, 20)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 11, 14, 9)
        layout.setSpacing(8)
        layout.addLayout(row(self._title, self._number, None, self._reprint))
        layout.addLayout(row(self._given, None, self._change_name, self._change))

    def show_sale(self, sale: Sale | None, zone: ZoneInfo) -> None:
        """Show this sale; without one, nothing is shown."""
        self.has_sale = sale is not None
        self.setVisible(self.has_sale)
        self._title.set(t("last.title"))
        self._reprint.set(t("last.reprint"))
        self._change_name.set(t("change"))
        if sale is None:
            return
        self._number.set(f"{short_number(sale)} · {sale.completed_at.astimezone(zone):%H:%M}")
        self._given.set(t("last.given", amount=sale.paid.grouped()))
        self._change.set(sale.change, name=t("change"))


class TotalsCard(Card):
    """Counts the articles and says what is due, the largest thing on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = Text(14, 600)
        self._subtotal_name = Text(14, 400, "text2")
        self._subtotal = Text(15, 600, "text", RIGHT)
        self._due_name = Text(16, 600, "text2")
        self.due = Amount(52, 24)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(row(self.pieces, None))
        layout.addLayout(row(self._subtotal_name, None, self._subtotal))
        layout.addStretch(1)
        layout.addWidget(Rule())
        layout.addLayout(row(self._due_name, None))
        layout.addWidget(self.due)

    def show_cart(self, cart: Cart | None) -> None:
        """Show the sums of this cart."""
        due = cart.total if cart else Money(0)
        pieces = cart.pieces if cart else 0
        self.pieces.set(t("totals.pieces", count=pieces))
        self._subtotal_name.set(t("totals.subtotal"))
        self._subtotal.set(due.grouped())
        self._due_name.set(t("due"))
        self.due.set(due, "text" if cart and cart.lines else "text2", name=t("due"))


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
