"""Where we are on the way through a day close: ticked, present and future steps in one line."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, box, write

DOT, GAP, LINE = 26, 8, 28
HIGH = 44
PX = 15


class Steps(QWidget):
    """Draws the steps; it is nothing to press."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._present = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, names: Sequence[str], present: int) -> None:
        """Name the steps; those before the present one are done."""
        self._names, self._present = tuple(names), present
        if present < len(self._names):
            self.setAccessibleName(f"{present + 1} / {len(self._names)} {self._names[present]}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for all of them in a line."""
        return QSize(self._wide(self._names), HIGH)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Accept a line where only the present one is named."""
        return QSize(len(self._names) * (DOT + GAP + LINE) + 120, HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw dots, names and the lines between, ending at the right edge."""
        painter = QPainter(self)
        every = self._wide(self._names) <= self.width()
        shown = [
            name if every or at == self._present else "" for at, name in enumerate(self._names)
        ]
        left = max(0, self.width() - self._wide(shown))
        for at, name in enumerate(shown):
            left = self._step(painter, left, at, name)

    def _step(self, painter: QPainter, left: int, at: int, name: str) -> int:
        theme = tokens.current()
        middle = self.height() // 2
        if at:
            painter.fillRect(QRect(left, middle, LINE - GAP, 1), theme.border_strong)
            left += LINE
        dot = QRect(left, middle - DOT // 2, DOT, DOT)
        if at < self._present:
            box(painter, dot, DOT // 2, theme.primary)
            icons.paint(painter, "check", dot.adjusted(5, 5, -5, -5), theme.on_primary)
        else:
            is_now = at == self._present
            fill, line = (
                (theme.primary_tint, theme.primary) if is_now else ("", theme.border_strong)
            )
            box(painter, dot, DOT // 2, fill, line, 2)
            ink = theme.primary if is_now else theme.text3
            write(painter, dot, str(at + 1), style.font(13, 700), ink, CENTRE)
        left += DOT + GAP
        wide = self._name_wide(name)
        weight = 700 if at == self._present else 400
        ink = theme.text if at <= self._present else theme.text3
        room = QRect(left, 0, wide, self.height())
        write(painter, room, name, style.font(PX, weight), ink, LEFT)
        return left + wide + (GAP if name else 0)

    def _name_wide(self, name: str) -> int:
        return QFontMetrics(style.font(PX, 700)).horizontalAdvance(name) + 2 if name else 0

    def _wide(self, names: Sequence[str]) -> int:
        parts = (DOT + GAP + self._name_wide(name) + (GAP if name else 0) for name in names)
        return sum(parts) + LINE * max(0, len(names) - 1)
