"""A device on one card: what it is, where it is, how it is, and a button to try it."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from devices.checkup import State
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.button import Button
from pos_ui.kit.chip import Chip
from pos_ui.kit.paints import LEFT, box, elided, fitted, write

HIGH = 88
ICON = 26
EDGE = 16
TEXT = 56
GAP = 12
BUTTON = 44
CHIPS = {
    State.OK: ("ok", "check"),
    State.WARN: ("warn", "triangle-alert"),
    State.FAULT: ("danger", "x"),
    State.ABSENT: ("neutral", "minus"),
}


class DeviceCard(QWidget):
    """Its outline takes the colour of what is wrong; word and icon say it, too."""

    pressed = Signal()

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._title = self._first = self._second = self._code = ""
        self.state: State | None = None
        self.chip = Chip()
        self.chip.setParent(self)
        self.button = Button("", takes_focus=True, height=BUTTON, parent=self)
        self.button.clicked.connect(self.pressed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def texts(self) -> tuple[str, str, str]:
        """Return what it says: title, first and second line."""
        return self._title, self._first, f"{self._second}{self._code}"

    def say(
        self,
        title: str,
        first: str,
        second: str,
        *,
        chip: str,
        state: State | None,
        button: str,
        code: str = "",
    ) -> None:
        """Say how the device is; None is a device that was not tried yet. A code is never cut."""
        self._title, self._first, self._second, self.state = title, first, second, state
        self._code = code
        kind, icon = CHIPS[state] if state is not None else ("neutral", "minus")
        self.chip.say(chip, kind, icon)
        self.button.setText(button)
        self.button.setAccessibleName(f"{title}: {button}")
        self.setAccessibleName(f"{title}, {chip}, {first}, {second} {code}".strip())
        self._place()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for three lines."""
        return QSize(360, HIGH)

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802
        """Keep chip and button in their places."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the card."""
        theme = tokens.current()
        painter = QPainter(self)
        line = {State.WARN: theme.warn_line, State.FAULT: theme.danger_line}
        outline = theme.border if self.state is None else line.get(self.state, theme.border)
        box(painter, self.rect(), 10, theme.surface, outline)
        icon = QRect(EDGE, (self.height() - ICON) // 2, ICON, ICON)
        icons.paint(painter, self._icon, icon, theme.text2)
        room = self._room()
        title = QRect(TEXT, 10, room - self.chip.width() - 8, 28)
        font = fitted(self._title, 16, 700, title.width())
        write(painter, title, self._title, font, theme.text, LEFT)
        small = style.font(13)
        write(painter, QRect(TEXT, 38, room, 20), self._first, small, theme.text2, LEFT)
        inks = {State.WARN: theme.warn, State.FAULT: theme.danger}
        ink = theme.text3 if self.state is None else inks.get(self.state, theme.text3)
        kept = QFontMetrics(small).horizontalAdvance(self._code)
        font = fitted(self._second, 13, 400, room - kept)
        said = elided(self._second, font, room - kept) + self._code
        write(painter, QRect(TEXT, 58, room, 20), said, font, ink, LEFT)

    def _room(self) -> int:
        return self.width() - TEXT - self.button.width() - EDGE - GAP

    def _place(self) -> None:
        wide = max(72, min(self.button.sizeHint().width(), self.width() // 3))
        self.button.setGeometry(
            self.width() - wide - GAP, (self.height() - BUTTON) // 2, wide, BUTTON
        )
        hint = self.chip.sizeHint()
        title = QFontMetrics(style.font(16, 700)).horizontalAdvance(self._title)
        left = TEXT + min(title + 9, self._room() - hint.width())
        self.chip.setGeometry(left, 12, hint.width(), hint.height())
