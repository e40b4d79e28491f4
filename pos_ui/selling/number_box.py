"""The ringed field that shows a number while it is typed."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT, RIGHT, box, fitted, ring, write

RADIUS = 8


class NumberBox(QWidget):
    """Paints a large number with its unit; a suggested one stands on a tint."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit
        self._text = "0"
        self._is_fresh = True
        self.setFixedHeight(64)

    def name(self, unit: str) -> None:
        """Say what is counted."""
        self._unit = unit
        self.update()

    def text(self) -> str:
        """Return the number as shown."""
        return self._text

    def show_text(self, text: str, *, is_fresh: bool) -> None:
        """Show this number."""
        self._text, self._is_fresh = text, is_fresh
        self.setAccessibleName(f"{text} {self._unit}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint ring, number and unit."""
        theme = tokens.current()
        painter = QPainter(self)
        box(painter, self.rect(), RADIUS, theme.surface)
        ring(painter, self.rect(), RADIUS, inner=False)
        inside = self.rect().adjusted(16, 0, -16, 0)
        write(painter, inside, self._unit, style.font(16, 600), theme.text2, LEFT)
        room = inside.adjusted(60, 0, 0, 0)
        font = fitted(self._text, 36, 700, room.width())
        if self._is_fresh:
            width = QFontMetrics(font).horizontalAdvance(self._text) + 8
            mark = QRect(room.right() - width + 5, 10, width, self.height() - 20)
            painter.fillRect(mark, QColor(theme.info_tint))
        write(painter, room, self._text, font, theme.text, RIGHT)
