"""The steps at the left: those done are ticked, the present one is marked."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, box, fitted, write

WIDE = 228
EDGE, INSIDE = 12, 24
TOP, ROW, GAP = 96, 48, 8
DOT = 26
FOOT = 52


class StepList(QWidget):
    """Steps that may be gone to are touched, or reached by Ctrl and their number."""

    chosen = Signal(int)
    helped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = self._line = self._help = ""
        self._steps: tuple[str, ...] = ()
        self.present = self.done = 0
        self.reach = 0  # the last step that may be gone to
        self.setFixedWidth(WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def name(self, title: str, line: str, steps: Sequence[str], help_: str) -> None:
        """Say what stands here, in the language of now."""
        self._title, self._line, self._steps, self._help = title, line, tuple(steps), help_
        self._speak()

    def show_step(self, present: int, done: int, reach: int) -> None:
        """Mark the present step; those before `done` are ticked."""
        self.present, self.done, self.reach = present, done, reach
        self._speak()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for all steps and the foot."""
        return QSize(WIDE, TOP + len(self._steps) * (ROW + GAP) + FOOT)

    def place(self, at: int) -> QRect:
        """Say where a step is."""
        return QRect(EDGE, TOP + at * (ROW + GAP), WIDE - 2 * EDGE - 1, ROW)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to a step, or to the help of this one."""
        point = event.position().toPoint()
        if point.y() > self.height() - FOOT:
            self.helped.emit()
        for at in range(len(self._steps)):
            if self.place(at).contains(point) and at <= self.reach:
                self.chosen.emit(at)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the list."""
        theme = tokens.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.surface)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), theme.border)
        room = self.width() - 2 * INSIDE
        title = QRect(INSIDE, 22, room, 30)
        write(painter, title, self._title, fitted(self._title, 20, 700, room), theme.text, LEFT)
        line = QRect(INSIDE, 52, room, 20)
        write(painter, line, self._line, fitted(self._line, 13, 400, room), theme.text2, LEFT)
        for at, step in enumerate(self._steps):
            self._step(painter, at, step)
        foot = self.height() - 44
        icons.paint(painter, "circle-question-mark", QRect(INSIDE, foot, 18, 18), theme.text2)
        place = QRect(INSIDE + 26, foot - 1, room - 26, 20)
        write(painter, place, self._help, fitted(self._help, 14, 400, room), theme.text2, LEFT)

    def _step(self, painter: QPainter, at: int, step: str) -> None:
        theme = tokens.current()
        place = self.place(at)
        is_present, is_done = at == self.present, at < self.done
        if is_present:
            box(painter, place, 8, theme.primary_tint)
        dot = QRect(place.left() + 12, place.top() + (ROW - DOT) // 2, DOT, DOT)
        number = str(at + 1)
        if is_done and not is_present:
            box(painter, dot, DOT // 2, theme.primary)
            icons.paint(painter, "check", dot.adjusted(4, 4, -4, -4), theme.on_primary)
        else:
            line = theme.primary if is_present else theme.border_strong
            ink = theme.primary if is_present else theme.text3
            box(painter, dot, DOT // 2, theme.surface if is_present else "", line, 2)
            write(painter, dot, number, style.font(13, 700), ink, CENTRE)
        ink = theme.primary if is_present else theme.text if at <= self.reach else theme.text3
        weight = 700 if is_present else 400
        room = QRect(dot.right() + 12, place.top(), place.right() - dot.right() - 16, ROW)
        write(painter, room, step, fitted(step, 15, weight, room.width()), ink, LEFT)

    def _speak(self) -> None:
        step = self._steps[self.present] if self.present < len(self._steps) else ""
        self.setAccessibleName(f"{self.present + 1} / {len(self._steps)} {step}")
        self.update()
