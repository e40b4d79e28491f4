"""Typing a PIN or a staff number: a box with the ring, and digits for fingers."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_ui.kit import style, tokens
from pos_ui.kit.keypad import Key
from pos_ui.kit.paints import LEFT, box, fitted, ring, write
from pos_ui.kit.words import t

HIGH = 56
DOT, GAP = 12, 8
ROWS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"))


class SecretBox(QWidget):
    """Shows a dot for each digit of a PIN, or a staff number as it is; never a PIN."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HIGH)
        self._hint, self._text, self._dots, self._has_ring = "", "", 0, False

    def show_dots(self, count: int, hint: str) -> None:
        """Show how many digits are typed, and before the first what to type."""
        self._say("", count, hint)

    def show_text(self, text: str, hint: str) -> None:
        """Show what is typed, and before that what to type."""
        self._say(text, 0, hint)

    def ring(self, *, on: bool) -> None:
        """Show whether keys are typed here."""
        self._has_ring = on
        self.update()

    def _say(self, text: str, dots: int, hint: str) -> None:
        self._text, self._dots, self._hint = text, dots, hint
        self.setAccessibleName(f"{hint} {text or dots or ''}".strip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the box."""
        theme = tokens.current()
        painter = QPainter(self)
        line = "" if self._has_ring else theme.border_input
        box(painter, self.rect(), 8, theme.surface, line)
        if self._has_ring:
            ring(painter, self.rect(), 8, inner=False)
        room = self.rect().adjusted(16, 0, -16, 0)
        if self._dots:
            self._draw_dots(painter, room)
        elif self._text:
            write(painter, room, self._text, style.font(24, 600), theme.text, LEFT)
        else:
            font = fitted(self._hint, 15, 400, room.width())
            write(painter, room, self._hint, font, theme.text3, LEFT)

    def _draw_dots(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.current().text))
        whole = self._dots * DOT + (self._dots - 1) * GAP
        left, top = room.center().x() - whole // 2, (self.height() - DOT) // 2
        for at in range(self._dots):
            painter.drawEllipse(left + at * (DOT + GAP), top, DOT, DOT)


class PinPad(QWidget):
    """The box and the digits below it; it has no focus and types nothing by itself."""

    digit = Signal(str)
    erased = Signal()
    confirmed = Signal()

    def __init__(self, tall: int = 0) -> None:
        """Make keys of this height; with 0 they take the height that there is."""
        super().__init__()
        self.box = SecretBox()
        self.confirm = Key("", "primary", hint="" if tall else "Enter")
        self.erase = Key("", "utility", "delete")
        grid = QGridLayout()
        grid.setSpacing(8)
        self.keys: list[Key] = []
        for row, digits in enumerate(ROWS):
            for column, digit in enumerate(digits):
                self._add(grid, digit, row, column)
        grid.addWidget(self.erase, 3, 0)
        self._add(grid, "0", 3, 1)
        grid.addWidget(self.confirm, 3, 2)
        for at in range(3):
            grid.setColumnStretch(at, 1)
        for at in range(4):
            grid.setRowStretch(at, 1)
        if tall:
            for key in (*self.keys, self.erase, self.confirm):
                key.setFixedHeight(tall)
        self.erase.clicked.connect(self.erased)
        self.confirm.clicked.connect(self.confirmed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.box)
        layout.addLayout(grid, 1)
        self.retitle()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self.confirm.setText(t("confirm"))
        self.erase.setAccessibleName(t("keypad.backspace"))

    def lock(self, *, on: bool) -> None:
        """Take no touch while a PIN is checked."""
        for key in (*self.keys, self.erase, self.confirm):
            key.setEnabled(not on)

    def _add(self, grid: QGridLayout, digit: str, row: int, column: int) -> None:
        key = Key(digit)
        key.clicked.connect(lambda: self.digit.emit(digit))
        self.keys.append(key)
        grid.addWidget(key, row, column)
