"""How far something is: a bar for what is counted, a track of steps for what is awaited."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, box, fitted, write

BAR = 8
DOT = 26
LINE = 2


class Progress(QWidget):
    """A bar with a sentence below it, such as "8 of 12"; it never says a number alone."""

    def __init__(self, done: int = 0, whole: int = 1, text: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_done(done, whole, text)

    def show_done(self, done: int, whole: int, text: str) -> None:
        """Show that so many of the whole are done."""
        self._share = min(1.0, max(0.0, done / whole)) if whole else 1.0
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the bar and its sentence."""
        return QSize(200, BAR + 28)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw track, bar and sentence."""
        theme = tokens.current()
        painter = QPainter(self)
        box(painter, QRect(0, 0, self.width(), BAR), BAR // 2, theme.sunken)
        if self._share:
            wide = max(BAR, round(self.width() * self._share))
            box(painter, QRect(0, 0, wide, BAR), BAR // 2, theme.primary)
        below = QRect(0, BAR + 6, self.width(), 20)
        write(painter, below, self._text, style.font(13), theme.text2, LEFT)


class StepBar(QWidget):
    """Steps in a row: those done are ticked, the present one is marked, the others wait."""

    def __init__(self, steps: Sequence[str] = (), present: int = 0) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_steps(steps, present)

    def show_steps(self, steps: Sequence[str], present: int) -> None:
        """Show these steps, the present one counted from 0; one past the end: all are done."""
        self._steps, self._present = tuple(steps), present
        word = self._steps[present] if present < len(self._steps) else ""
        self.setAccessibleName(f"{min(present + 1, len(steps))} / {len(steps)} {word}".strip())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the dots and their names."""
        return QSize(120 * max(1, len(self._steps)), DOT + 32)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw each step and the line to the next one."""
        painter = QPainter(self)
        share = self.width() / max(1, len(self._steps))
        for at, step in enumerate(self._steps):
            centre = round(share * (at + 0.5))
            if at + 1 < len(self._steps):
                self._line(painter, centre, round(share * (at + 1.5)), is_done=at < self._present)
            self._dot(painter, QPoint(centre, DOT // 2), at)
            self._name(painter, QRect(round(share * at), DOT + 6, round(share), 24), step, at)

    def _line(self, painter: QPainter, left: int, right: int, *, is_done: bool) -> None:
        theme = tokens.current()
        gap = DOT // 2 + 6
        line = QRect(left + gap, (DOT - LINE) // 2, right - left - 2 * gap, LINE)
        painter.fillRect(line, theme.primary if is_done else theme.border)

    def _dot(self, painter: QPainter, centre: QPoint, at: int) -> None:
        theme = tokens.current()
        around = QRect(0, 0, DOT, DOT)
        around.moveCenter(centre)
        if at > self._present:
            box(painter, around, DOT // 2, theme.surface, theme.border_strong, 2)
            return
        if at == self._present:
            box(painter, around, DOT // 2, theme.primary_tint, theme.primary, 2)
            box(painter, around.adjusted(8, 8, -8, -8), 5, theme.primary)
            return
        box(painter, around, DOT // 2, theme.primary)
        icons.paint(painter, "check", around.adjusted(5, 5, -5, -5), theme.on_primary)

    def _name(self, painter: QPainter, rect: QRect, step: str, at: int) -> None:
        theme = tokens.current()
        weight = 700 if at == self._present else 400
        ink = theme.text if at <= self._present else theme.text3
        font = fitted(step, 14, weight, rect.width() - 8)
        write(painter, rect, step, font, ink, CENTRE)
