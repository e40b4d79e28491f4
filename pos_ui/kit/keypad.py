"""Digits for fingers; it has no focus of its own and types into the field with the ring."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_ui.kit import icons, tokens
from pos_ui.kit.button import Button
from pos_ui.kit.paints import CENTRE, box, fitted, keycap, keycap_width
from pos_ui.kit.words import t

DIGITS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"), ("00", "0", "."))


class Key(Button):
    """One key; a utility key stands back, the confirm key stands out."""

    def __init__(self, text: str, kind: str = "key", icon: str = "", hint: str = "") -> None:
        super().__init__(text, kind, icon, hint, px=24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a finger's room; more is taken where there is more."""
        return QSize(60, 60)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never be smaller than a finger."""
        return QSize(52, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the key with its text in the middle and its hint below."""
        painter = QPainter(self)
        theme = tokens.current()
        fill, line, ink = self._colours(theme)
        if self.kind == "utility" and self.isEnabled():
            fill, line = (theme.sunken, theme.hover, theme.pressed)[self._state()], theme.border
        box(painter, self.rect(), 8, fill, line)
        if self.icon_name:
            rect = self.rect()
            rect.setSize(QSize(24, 24))
            rect.moveCenter(self.rect().center())
            icons.paint(painter, self.icon_name, rect, ink)
            return
        px = {"key": 24, "primary": 18, "tint": 18}.get(self.kind, 16)
        painter.setFont(
            fitted(self.text(), px, 700 if self.kind == "primary" else 600, self.width() - 12)
        )
        painter.setPen(ink)
        room = self.rect().adjusted(0, 0, 0, -34) if self.key else self.rect()
        painter.drawText(room, CENTRE, self.text())
        if self.key:
            middle = self.rect().center()
            right = middle.x() + keycap_width(self.key) // 2
            keycap(painter, right, middle.y() + 14, self.key, ink)


class Keypad(QWidget):
    """Four by four: digits, backspace, clear, and a confirm key two rows high."""

    digit = Signal(str)
    backspace = Signal()
    clear = Signal()
    confirm = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for row, digits in enumerate(DIGITS):
            for column, digit in enumerate(digits):
                key = Key(digit)
                key.clicked.connect(lambda _=False, it=digit: self.digit.emit(it))
                grid.addWidget(key, row, column)
                self.point_key = key  # the last one
        self.backspace_key = Key("", "utility", "delete")
        self.clear_key = Key("", "utility")
        self.confirm_key = Key("", "primary", hint="Enter")
        self.backspace_key.clicked.connect(self.backspace)
        self.clear_key.clicked.connect(self.clear)
        self.confirm_key.clicked.connect(self.confirm)
        grid.addWidget(self.backspace_key, 0, 3)
        grid.addWidget(self.clear_key, 1, 3)
        grid.addWidget(self.confirm_key, 2, 3, 2, 1)
        for at in range(4):
            grid.setColumnStretch(at, 1)
            grid.setRowStretch(at, 1)

        self.rename()

    def rename(self) -> None:
        """Speak the language of now."""
        self.confirm_key.setText(t("keypad.confirm"))
        self.clear_key.setText(t("keypad.clear"))
        self.backspace_key.setAccessibleName(t("keypad.backspace"))
        self.update()
