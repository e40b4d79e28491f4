"""What the shop offers, in letters only: headline, condition, three prices."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_ui.display.lettering import advance, letter
from pos_ui.display.promo import Promo
from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT, RIGHT, box, fitted

PAD, RADIUS = 32, 10
ABOVE, GAP, TWO_LINES = 32, 12, 56
ROW, LOW_ROW, LOW = 76, 60, 640
HEADLINE, LEAST_HEADLINE = 54, 22
CONDITION, LEAST_CONDITION = 18, 14
PRICE, NAME, NOTE = 38, 24, 16
NARROW = 400  # px: below it the condition stands under the name
WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class PromoPanel(QWidget):
    """Draws an offer on a tinted ground."""

    def __init__(self, promo: Promo) -> None:
        super().__init__()
        self.promo = promo

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw it: words from the top, prices at the foot."""
        painter = QPainter(self)
        box(painter, self.rect(), RADIUS, tokens.current().primary_tint)
        room = self.rect().adjusted(PAD, PAD, -PAD, -PAD // 2)
        row = LOW_ROW if self.height() < LOW else ROW
        foot = room.bottom() + 1 - row * len(self.promo.prices)
        self._paint_words(painter, QRect(room.left(), room.top(), room.width(), foot - room.top()))
        if self.promo.prices:
            prices = QRect(room.left(), foot, room.width(), row * len(self.promo.prices))
            self._paint_prices(painter, prices, row)

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        promo, theme = self.promo, tokens.current()
        top = room.top()
        if promo.above:
            place = QRect(room.left(), top, room.width(), ABOVE)
            letter(painter, place, promo.above, px=20, weight=700, colour="primary", side=LEFT)
            top += ABOVE + GAP
        below = TWO_LINES + GAP if promo.condition else 0
        place = QRect(room.left(), top, room.width(), room.bottom() - top - below - GAP)
        font = _sized(promo.headline, HEADLINE, LEAST_HEADLINE, 700, place)
        top += _wrapped(painter, place, promo.headline, font, theme.text) + GAP
        if promo.condition:
            place = QRect(room.left(), top, room.width(), below - GAP)
            font = _sized(promo.condition, CONDITION, LEAST_CONDITION, 400, place)
            _wrapped(painter, place, promo.condition, font, theme.text2)

    def _paint_prices(self, painter: QPainter, room: QRect, high: int) -> None:
        """Draw the prices in rows of one look: names of one size, prices never shortened."""
        prices = self.promo.prices
        price_wide = _widest((it.text for it in prices), style.font(PRICE, 700), room.width() // 2)
        is_narrow = room.width() < NARROW
        noted = _widest((it.note for it in prices), style.font(NOTE), room.width() // 4)
        note_wide = 0 if is_narrow or not noted else noted + GAP
        name_wide = room.width() - price_wide - note_wide - GAP
        px = min(fitted(it.name, NAME, 600, name_wide).pixelSize() for it in prices)
        for at, price in enumerate(prices):
            row = QRect(room.left(), room.top() + at * high, room.width(), high)
            line = QRect(row.topLeft(), row.topRight())
            painter.fillRect(line, QColor(tokens.current().primary_line))
            amount = QRect(row.right() - price_wide + 1, row.top(), price_wide, high)
            letter(painter, amount, price.text, px=PRICE, weight=700, colour="primary", side=RIGHT)
            name = QRect(row.left(), row.top(), name_wide, high)
            note = QRect(name.right() + 1, row.top(), note_wide, high)
            if is_narrow and price.note:
                name.setHeight(high // 2 + 3)
                note = QRect(row.left(), name.bottom() - 1, name_wide, high - name.height() - 4)
            letter(painter, name, price.name, px=px, weight=600, side=LEFT)
            side = LEFT if is_narrow else RIGHT
            letter(painter, note, price.note, px=NOTE, colour="text2", side=side)


def _widest(texts: Iterable[str], font: QFont, most: int) -> int:
    return min(max((advance(text, font) for text in texts), default=0) + 1, most)


def _wrapped(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str) -> int:
    """Write a text over some lines; return its height."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, WRAPS, text)
    return _bounds(text, font, rect).height()


def _sized(text: str, px: int, least: int, weight: int, rect: QRect) -> QFont:
    """Step a font down until the wrapped text fits into a rectangle, no word cut in two."""
    for size in range(px, least, -1):
        bounds = _bounds(text, style.font(size, weight), rect)
        if bounds.height() <= rect.height() and bounds.width() <= rect.width():
            return style.font(size, weight)
    return style.font(least, weight)


def _bounds(text: str, font: QFont, rect: QRect) -> QRect:
    return QFontMetrics(font).boundingRect(rect, WRAPS, text)
