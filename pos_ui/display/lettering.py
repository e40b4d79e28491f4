"""Words and amounts that grow smaller before they lose a sign."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent

from app.base.money import Money
from pos_ui.kit import tokens
from pos_ui.kit.card import RADIUS, Card
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.paints import fitted, write

SIGN = 0.45  # of the digits' size
LEAST = 24  # px of an amount


class Ground(Card):
    """A card that redraws a part inside its edge with a plain fill, which costs little."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the whole card, or fill the part that is asked for."""
        if self.inside().contains(event.rect()):
            QPainter(self).fillRect(event.rect(), QColor(tokens.current().surface))
        else:
            super().paintEvent(event)

    def inside(self) -> QRect:
        """Return what lies between the round corners, without the outline."""
        return self.rect().adjusted(1, RADIUS, -1, -RADIUS)


class Amount(MoneyLabel):
    """An amount whose size changes with what is asked: one of them is the big one."""

    def __init__(self, px: int, colour: str = "text") -> None:
        super().__init__(px, LEAST, round(px * SIGN), colour)

    def enlarge(self, px: int) -> None:
        """Draw it in this size from now on, smaller where there is no room."""
        self._px, self._sign_px = px, round(px * SIGN)
        self.updateGeometry()
        self.update()

    def centre_in(self, rect: QRect) -> None:
        """Stand in the middle of a rectangle."""
        wide = min(rect.width(), self.sizeHint().width())
        self.setGeometry(rect.left() + (rect.width() - wide) // 2, rect.top(), wide, rect.height())


def letter(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    px: int,
    side: Qt.AlignmentFlag,
    weight: int = 400,
    colour: str = "text",
) -> None:
    """Write one line in a token's colour, as large as it fits up to `px`."""
    font = fitted(text, px, weight, rect.width())
    write(painter, rect, text, font, getattr(tokens.current(), colour), side)


def advance(text: str, font: QFont) -> int:
    """Return how wide a text is in a font."""
    return QFontMetrics(font).horizontalAdvance(text)


def abs_words(amount: Money) -> str:
    """Write an amount without its sign: a word beside it says which way the money goes."""
    return (amount if amount.fen >= 0 else -amount).grouped()
