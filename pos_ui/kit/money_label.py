"""An amount that is never elided and never clipped."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import style, tokens
from pos_ui.kit.paints import RIGHT


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
        """Draw it as large as it fits."""
        painter = QPainter(self)
        sizes = range(self._px, self._least, -1)
        px = next((size for size in sizes if self._wide(size) <= self.width()), self._least)
        font = style.font(px, 700)
        painter.setPen(QColor(getattr(tokens.current(), self._colour)))
        painter.setFont(font)
        painter.drawText(self.rect(), RIGHT, self._text)
        wide = QFontMetrics(font).horizontalAdvance(self._text)
        painter.setFont(style.font(self._sign_px, 600))
        sign = QRect(0, 0, self.width() - wide - 8, self.height())
        painter.drawText(sign.adjusted(0, round(px * 0.18), 0, 0), RIGHT, "¥")

    def _wide(self, px: int) -> int:
        digits = QFontMetrics(style.font(px, 700)).horizontalAdvance(self._text)
        return digits + QFontMetrics(style.font(self._sign_px, 600)).horizontalAdvance("¥") + 12
