"""Why something comes back: a number key, a touch, or words of one's own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_ui.kit.button import Button
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.note import Note
from pos_ui.kit.words import t

REASONS = ("quality", "unwanted", "mistaken", "price", "expiring", "other")
DIGITS = {Qt.Key(Qt.Key.Key_1 + at): name for at, name in enumerate(REASONS)}
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
COLUMNS = 2
STEPS = {
    Qt.Key.Key_Up: -COLUMNS,
    Qt.Key.Key_Down: COLUMNS,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
}
LONGEST = 60


class ReasonSheet(QWidget):
    """Offers the usual reasons; `chosen` carries the words that stand on the bill."""

    chosen = Signal(str)

    def __init__(self, about: str) -> None:
        super().__init__()
        self.text = Field(t("reason.hint"))
        self.text.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)
        self.text.setMaxLength(LONGEST)
        self._note = Note(self.text)
        grid = QGridLayout()
        grid.setSpacing(10)
        self.buttons = []
        for at, name in enumerate(REASONS):
            button = Button(t(f"reason.{name}"), key=str(at + 1), height=56, takes_focus=True)
            button.clicked.connect(lambda _=False, name=name: self.choose(name))
            grid.addWidget(button, at // COLUMNS, at % COLUMNS)
            self.buttons.append(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Label(about, 15, 400, "text2", wraps=True))
        layout.addLayout(grid)
        layout.addWidget(self.text)
        layout.addWidget(self._note)

    def choose(self, name: str) -> None:
        """Answer with a usual reason, or ask for the words of another one."""
        if name == "other":
            self.text.setFocus()
        else:
            self.chosen.emit(t(f"reason.{name}"))

    def on_key(self, event: QKeyEvent) -> bool:
        """Choose by digit or arrows; in the field Enter answers."""
        key = Qt.Key(event.key())
        if self.text.hasFocus():
            return self._on_field(key)
        if key in DIGITS:
            self.choose(DIGITS[key])
        elif key in STEPS:
            at = next((at for at, it in enumerate(self.buttons) if it.hasFocus()), None)
            wanted = 0 if at is None else at + STEPS[key]
            if 0 <= wanted < len(self.buttons):
                self.buttons[wanted].setFocus()
        else:
            return False
        return True

    def _on_field(self, key: Qt.Key) -> bool:
        if key not in ENTERS:
            return False
        words = self.text.text().strip()
        self.text.error("" if words else t("reason.missing"))
        if words:
            self.chosen.emit(words)
        return True
