"""An amount that is never elided and never clipped."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import style, tokens

GAP = 8
EDGE = 2  # the ink of the sign passes its own width
LIFT = 0.06  # of the digits' size: the small sign stands a little above their line


class MoneyLabel(QWidget):
    """¥ and digits at the right edge; steps down from `px` to `least`, then asks for more width."""

    def __init__(
        self, px: int = 52, least: int = 32, sign_px: int = 24, colour: str = "text"
    ) -> None:
        super().__init__()
        self._px, self._least, self._sign_px, self._colour = px, least, sign_px, colour
        self._text = "0.00"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the amount as it is written."""
        return self._text

    def show_amount(self, text: str, spoken: str = "", colour: str = "") -> None:
        """Show an amount; `spoken` is what a screen reader says."""
        self._text, self._colour = text, colour or self._colour
        self.setAccessibleName(spoken or text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the largest size."""
        return QSize(self._wide(self._px), round(self._px * 1.25))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never accept less than the whole amount in its smallest size."""
        return QSize(self._wide(self._least), round(self._px * 1.25))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw it as large as it fits, the sign before the digits."""
        painter = QPainter(self)
        sizes = range(self._px, self._least, -1)
        px = next((size for size in sizes if self._wide(size) <= self.width()), self._least)
        digits = style.font(px, 700)
        metrics = QFontMetricsF(digits)
        left = self.width() - metrics.horizontalAdvance(self._text)
        line = (self.height() + metrics.capHeight()) / 2
        painter.setPen(QColor(getattr(tokens.current(), self._colour)))
        painter.setFont(digits)
        painter.drawText(QPointF(left, line), self._text)
        sign = style.font(self._sign_px, 600)
        painter.setFont(sign)
        at = left - GAP - QFontMetricsF(sign).horizontalAdvance("¥")
        painter.drawText(QPointF(at, line - px * LIFT), "¥")

    def _wide(self, px: int) -> int:
        digits = QFontMetricsF(style.font(px, 700)).horizontalAdvance(self._text)
        sign = QFontMetricsF(style.font(self._sign_px, 600)).horizontalAdvance("¥")
        return int(digits + sign) + 1 + GAP + EDGE
