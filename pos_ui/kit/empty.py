"""Nothing here yet: an icon, a title, and how to begin."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_ui.kit import icons, tokens
from pos_ui.kit.paints import CENTRE, fitted, write

LARGE_PX = 48  # an icon this large has a title as large as a page's


class EmptyState(QWidget):
    """Stands in the middle of its place."""

    def __init__(self, icon: str, title: str, line: str, *, icon_px: int = LARGE_PX) -> None:
        super().__init__()
        self._icon, self._icon_px = icon, icon_px
        self.say(title, line)

    def say(self, title: str, line: str) -> None:
        """Say something else."""
        self._title, self._line = title, line
        self.setAccessibleName(f"{title} {line}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        theme = tokens.current()
        painter = QPainter(self)
        is_large = self._icon_px >= LARGE_PX
        title_px, line_px, side = (22, 15, self._icon_px) if is_large else (16, 13, self._icon_px)
        high = side + 12 + round(title_px * 1.5) + 4 + round(line_px * 1.6)
        top = (self.height() - high) // 2
        icon = QRect((self.width() - side) // 2, top, side, side)
        icons.paint(painter, self._icon, icon, theme.text3)
        title = QRect(0, icon.bottom() + 13, self.width(), round(title_px * 1.5))
        font = fitted(self._title, title_px, 700, title.width())
        write(painter, title, self._title, font, theme.text, CENTRE)
        line = QRect(0, title.bottom() + 5, self.width(), round(line_px * 1.6))
        font = fitted(self._line, line_px, 400, line.width())
        write(painter, line, self._line, font, theme.text3, CENTRE)
