"""Why the drawer is opened without a sale: a digit or a touch, or in one's own words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_ui.kit.button import Button
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.words import t

REASONS = (
    ("change", "banknote"),
    ("deposit", "wallet"),
    ("check", "search"),
    ("mistake", "undo-2"),
)
DIGITS = {Qt.Key(Qt.Key.Key_1 + at): name for at, (name, _) in enumerate(REASONS)}
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
LONGEST = 60
HIGH = 56


class ReasonSheet(QWidget):
    """Four reasons and a field; `given` carries the reason as it is kept on record."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.own = Field(t("drawer.own"))
        self.own.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)
        self.own.setMaxLength(LONGEST)
        self.buttons = {
            name: Button(
                t(f"drawer.{name}"), icon=icon, key=str(number), height=HIGH, takes_focus=True
            )
            for number, (name, icon) in enumerate(REASONS, start=1)
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(Label(t("drawer.line"), 15, 400, "text2", wraps=True))
        layout.addLayout(self._grid())
        layout.addWidget(self.own)

    def on_key(self, event: QKeyEvent) -> bool:
        """Take a digit, or the words of one's own with Enter."""
        key = Qt.Key(event.key())
        if key in DIGITS and not self.own.hasFocus():
            self.given.emit(t(f"drawer.{DIGITS[key]}"))
            return True
        if key in ENTERS and self.own.text().strip():
            self.given.emit(self.own.text().strip())
            return True
        return False

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, (name, button) in enumerate(self.buttons.items()):
            button.clicked.connect(lambda _=False, name=name: self.given.emit(t(f"drawer.{name}")))
            grid.addWidget(button, at // 2, at % 2)
        return grid
