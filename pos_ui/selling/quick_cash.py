"""What the customer is likely to hand over, at one touch."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.base.money import Money
from pos_ui.kit import style, tokens
from pos_ui.kit.button import Button
from pos_ui.kit.label import Label
from pos_ui.kit.paints import SMALLEST, box
from pos_ui.kit.words import t

WIDE, HIGH, GAP = 400, 52, 8
EDGE = 9  # px beside the words of an offer


class QuickCash(QWidget):
    """Offers a few sums, the exact one first; a hint takes their place where none would help."""

    chosen = Signal(Money)

    def __init__(self) -> None:
        super().__init__()
        self._hint = Label("", 14, 400, "text2", wraps=True)
        self.offers: list[tuple[Money, Offer]] = []
        self._amounts: tuple[Money, ...] = ()
        self._wide = WIDE
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self._hint)
        self._hint.hide()
        self.setFixedHeight(HIGH)

    def widen(self, wide: int) -> None:
        """Fit into this width."""
        self._wide = wide
        self.offer(self._amounts)

    def offer(self, amounts: Sequence[Money]) -> None:
        """Offer these sums, as many as there is room for."""
        self._amounts = tuple(amounts)
        for _, button in self.offers:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.offers = [(amount, Offer(height=HIGH)) for amount in _fitting(amounts, self._wide)]
        for at, (amount, button) in enumerate(self.offers):
            button.clicked.connect(lambda _=False, amount=amount: self.chosen.emit(amount))
            self._row.addWidget(button, 3 if at else 4)
        self.say()

    def say(self) -> None:
        """Name the sums in the language of now."""
        for at, (amount, button) in enumerate(self.offers):
            button.setText(_words(at, amount))
            button.setMinimumWidth(_least_width(button.text()))

    def hint(self, text: str) -> None:
        """Say this instead of the sums; nothing shows the sums again."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        for _, button in self.offers:
            button.setVisible(not text)

    def mark(self, given: Money) -> None:
        """Show which of the sums is entered."""
        for amount, button in self.offers:
            button.is_chosen = amount == given
            button.update()


class Offer(Button):
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


def _fitting(amounts: Sequence[Money], wide: int) -> Sequence[Money]:
    """Leave out the largest offers until the rest fit, never the exact sum."""
    widths = [_least_width(_words(at, amount)) + GAP for at, amount in enumerate(amounts)]
    most = len(amounts)
    while most > 1 and sum(widths[:most]) - GAP > wide:
        most -= 1
    return amounts[:most]


def _words(at: int, amount: Money) -> str:
    if at:
        return amount.grouped().removesuffix(".00")
    return t("pay.exact", amount=amount.grouped())


def _least_width(text: str) -> int:
    return QFontMetrics(style.font(SMALLEST, 600)).horizontalAdvance(text) + 2 * EDGE
