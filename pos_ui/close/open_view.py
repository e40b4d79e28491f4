"""Opening a shift: how much cash is in the drawer to begin with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.errors import Refusal
from app.base.money import Money, parse
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.field import Field
from pos_ui.kit.keypad import Keypad
from pos_ui.kit.label import Label
from pos_ui.kit.note import Note
from pos_ui.kit.words import t

KEY = Qt.Key
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
WIDE, PAD = 460, 400
MOST_SIGNS = 9


class OpenView(QWidget):
    """An amount and a keypad; Enter opens the shift."""

    given = Signal(object)  # the float
    reopen_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._left: Money | None = None
        self._number = 0
        self._title, self._line = Label("", 22, 700), Label("", 15, 400, "text2", wraps=True)
        self._name = Label("", 14, 600, "text2")
        self.amount = Field("", "banknote", px=24, height=64)
        self.amount.setMaxLength(MOST_SIGNS)
        self.note = Note(self.amount)
        self.suggested = Button("", key="F2", height=56)
        self.open = Button("", "primary", "check", "F12", px=18, height=64)
        self.reopen = Button("", "ghost", "undo-2", height=44)
        self.keypad = Keypad()
        self.keypad.confirm_key.kind = "tint"  # the primary button is another
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        card = Card()
        card.setFixedWidth(WIDE)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(10)
        for widget in (self._title, self._line, self._name, self.amount, self.note):
            inside.addWidget(widget)
        inside.addWidget(self.suggested)
        inside.addStretch(1)
        inside.addWidget(self.reopen)
        inside.addWidget(self.open)
        self.keypad.setFixedWidth(PAD)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addWidget(card)
        layout.addWidget(self.keypad)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.keypad.digit.connect(self.amount.insert)
        self.keypad.backspace.connect(self.amount.backspace)
        self.keypad.clear.connect(self.amount.clear)
        self.keypad.confirm.connect(self._give)
        self.open.clicked.connect(self._give)
        self.suggested.clicked.connect(self._suggest)
        self.reopen.clicked.connect(self.reopen_wanted)
        self.amount.textChanged.connect(lambda _: self.amount.error())

    def begin(self, left: Money | None, number: int = 0) -> None:
        """Ask for the float; `left` is what the last shift left, `number` a Z that stands."""
        self._left, self._number = left, number
        self.amount.clear()
        self.amount.error()
        self.retitle()

    def show_busy(self, *, on: bool) -> None:
        """Open once."""
        self.open.setEnabled(not on)

    def focus(self) -> None:
        """Give the focus to the amount."""
        self.amount.setFocus()

    def on_key(self, event: QKeyEvent) -> bool:
        """Open with Enter or F12, take the suggestion with F2; the rest is typed."""
        key = KEY(event.key())
        if key in ENTERS or key == KEY.Key_F12:
            self._give()
        elif key == KEY.Key_F2 and self._left is not None:
            self._suggest()
        else:
            self.amount.setFocus()
            return False
        return True

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self._title.setText(t("close.open_title"))
        self._line.setText(t("close.open_line"))
        self._name.setText(t("close.float"))
        self.amount.setPlaceholderText("0.00")
        self.amount.setAccessibleName(t("close.float"))
        self.open.setText(t("close.open"))
        self.suggested.setVisible(self._left is not None)
        if self._left is not None:
            self.suggested.setText(t("close.float_left", amount=self._left.grouped()))
        self.reopen.setVisible(bool(self._number))
        self.reopen.setText(t("close.reopen", number=f"{self._number:04d}"))
        self.keypad.rename()
        self.keypad.confirm_key.setText(t("close.open"))

    def _suggest(self) -> None:
        if self._left is not None:
            self.amount.setText(self._left.text())

    def _give(self) -> None:
        if not self.open.isEnabled():
            return
        try:
            amount = parse(self.amount.text() or "0")
        except Refusal:
            amount = Money(-1)
        if amount < Money(0):
            self.amount.error(t("close.float_odd"))
            return
        self.given.emit(amount)
