"""A short list of which one is chosen; the others are tried by a touch, or by Enter."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import LEFT, box, ring, write
from pos_ui.returning.row_list import RowList, keys_step

ROW = 44
DOT = 18
KEY = Qt.Key
TAKES = {KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: its value, its name, and a word more."""

    value: str
    title: str
    line: str = ""


class ChoiceList(RowList):
    """Shows at most as many rows as it has room for; `chosen` carries a value."""

    chosen = Signal(str)

    def __init__(self, rows: int = 4) -> None:
        super().__init__(ROW)
        self._rows = rows
        self.choices: tuple[Choice, ...] = ()
        self.present = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ROW * rows)
        self.touched.connect(lambda at, _: self._choose(at))

    def offer(self, choices: Sequence[Choice], present: str) -> None:
        """Offer these; the present one is marked as chosen."""
        self.choices, self.present = tuple(choices), present
        at = next((at for at, it in enumerate(choices) if it.value == present), 0)
        self.show_rows(len(choices), at)
        self._speak()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the rows."""
        return QSize(300, ROW * self._rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move the mark, or choose what is marked."""
        step = keys_step(KEY(event.key()), self.shown)
        if step is not None:
            self.step(step)
            self._speak()
        elif event.key() in TAKES:
            self._choose(self.at)
        else:
            event.ignore()

    def paint_row(self, painter: QPainter, at: int, place: QRect) -> None:
        """Paint a dot, the name, and what more is known."""
        theme = tokens.current()
        it = self.choices[at]
        dot = QRect(place.left() + 12, place.top() + (ROW - DOT) // 2, DOT, DOT)
        if it.value == self.present:
            box(painter, dot, DOT // 2, theme.primary)
            icons.paint(painter, "check", dot.adjusted(2, 2, -2, -2), theme.on_primary)
        else:
            box(painter, dot, DOT // 2, "", theme.border_strong, 2)
        left = dot.right() + 12
        room = place.right() - left - 12
        title = QRect(left, place.top() + (3 if it.line else 0), room, 22 if it.line else ROW)
        weight = 600 if it.value == self.present else 400
        write(painter, title, it.title, style.font(15, weight), theme.text, LEFT)
        if it.line:
            below = QRect(left, place.top() + 23, room, 18)
            write(painter, below, it.line, style.font(12), theme.text3, LEFT)
        if at == self.at and self.hasFocus():
            ring(painter, place.adjusted(1, 1, -1, -1), 8, inner=False)

    def _choose(self, at: int) -> None:
        if at < len(self.choices):
            self.chosen.emit(self.choices[at].value)

    def _speak(self) -> None:
        marked = self.choices[self.at].title if self.choices else ""
        self.setAccessibleName(", ".join(it.title for it in self.choices))
        self.setAccessibleDescription(marked)
        self.update()
