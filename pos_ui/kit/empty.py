"""Nothing here yet: an icon, a title, and how to begin."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import CENTRE, write

ICON = 48


class EmptyState(QWidget):
    """Stands in the middle of its place."""

    def __init__(self, icon: str, title: str, line: str) -> None:
        super().__init__()
        self._icon = icon
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
        middle = self.rect().center()
        top = middle.y() - 70
        icons.paint(
            painter, self._icon, QRect(middle.x() - ICON // 2, top, ICON, ICON), theme.text3
        )
        title = QRect(0, top + 60, self.width(), 32)
        write(painter, title, self._title, style.font(22, 700), theme.text, CENTRE)
        line = QRect(0, top + 96, self.width(), 24)
        write(painter, line, self._line, style.font(15), theme.text3, CENTRE)
