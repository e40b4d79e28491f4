"""Giving the keys other meanings: ↑ ↓ choose an action, F1 to F12 give it that key."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT, keycap, write
from pos_ui.kit.words import t
from pos_ui.selling.keymap import ACTIONS, KEYS, Keymap

ROW = 44
COLUMNS = 2
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
FUNCTION_KEYS = {Qt.Key(Qt.Key.Key_F1 + at): key for at, key in enumerate(KEYS)}


class KeysSheet(QWidget):
    """Shows every action with its key; `changed` carries the new map at each change."""

    changed = Signal(object)  # a Keymap

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self.map = keymap
        self.at = 0
        self.setAccessibleName(t("ask.keys"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a row for each pair of actions."""
        return QSize(640, ROW * -(-len(ACTIONS) // COLUMNS))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Be shown whole."""
        return self.sizeHint()

    def on_key(self, event: QKeyEvent) -> bool:
        """Move the mark, or give what is marked a key."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.at = (self.at + STEPS[key]) % len(ACTIONS)
        elif key in FUNCTION_KEYS and not event.isAutoRepeat():
            self.map = self.map.swapped(FUNCTION_KEYS[key], ACTIONS[self.at])
            self.changed.emit(self.map)
        else:
            return False
        self.update()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Mark what is touched."""
        rows = self._rows()
        column = int(event.position().x() * COLUMNS // max(1, self.width()))
        at = column * rows + int(event.position().y()) // ROW
        if 0 <= at < len(ACTIONS):
            self.at = at
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the actions in two columns."""
        painter = QPainter(self)
        theme = tokens.current()
        wide, rows = self.width() // COLUMNS, self._rows()
        for at, action in enumerate(ACTIONS):
            place = QRect((at // rows) * wide, (at % rows) * ROW, wide - 12, ROW - 2)
            if at == self.at:
                painter.fillRect(place, theme.primary_tint)
                painter.fillRect(QRect(place.left(), place.top(), 4, place.height()), theme.primary)
            name = place.adjusted(16, 0, -70, 0)
            write(painter, name, t(f"key.{action}"), style.font(16), theme.text, LEFT)
            middle = place.center().y()
            keycap(painter, place.right() - 12, middle, self.map.key(action), theme.text2)

    def _rows(self) -> int:
        return -(-len(ACTIONS) // COLUMNS)
