"""Cash in, cash out, a drop into the safe: how much, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.errors import Refusal
from app.base.money import Money, parse
from app.shifts.shift import MoveKind
from pos_ui.kit.button import Button
from pos_ui.kit.field import Field
from pos_ui.kit.keypad import Keypad
from pos_ui.kit.note import Note
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t

KEY = Qt.Key
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
KINDS = tuple(MoveKind)
F_KEYS = {KEY.Key_F1: 0, KEY.Key_F2: 1, KEY.Key_F3: 2}
REASONS = {
    MoveKind.IN: ("change", "found"),
    MoveKind.OUT: ("delivery", "expense"),
    MoveKind.DROP: ("too_much", "bank"),
}
PAD = 320
LONGEST = 60


class MoveSheet(QWidget):
    """`given` carries kind, amount and reason once all three are there."""

    given = Signal(object, object, str)

    def __init__(self) -> None:
        super().__init__()
        self.kind = Segment([t(f"move.{kind}") for kind in KINDS], height=48)
        self.amount = Field("0.00", "banknote", px=24, height=60)
        self.amount.setMaxLength(9)
        self.note = Note(self.amount)
        self.reasons = [Button("", height=52), Button("", height=52)]
        self.own = Field(t("move.reason"))
        self.own.setMaxLength(LONGEST)
        self.own.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)
        self.keypad = Keypad()
        self.keypad.confirm_key.kind = "tint"  # the primary button is another
        self.keypad.confirm_key.setText(t("close.next_row"))
        self._lay_out()
        self._connect()
        self._show(0)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.kind)
        left.addWidget(self.amount)
        left.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self.reasons:
            buttons.addWidget(button, 1)
        left.addLayout(buttons)
        left.addWidget(self.own)
        left.addStretch(1)
        self.keypad.setFixedWidth(PAD)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addWidget(self.keypad)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._show)
        self.keypad.digit.connect(self.amount.insert)
        self.keypad.backspace.connect(self.amount.backspace)
        self.keypad.clear.connect(self.amount.clear)
        self.keypad.confirm.connect(self._go_on)
        for button in self.reasons:
            button.clicked.connect(lambda _=False, it=button: self.own.setText(it.text()))
        self.amount.textChanged.connect(lambda _: self.amount.error())
        self.own.textChanged.connect(lambda _: self.own.error())

    def on_key(self, event: QKeyEvent) -> bool:
        """Choose the kind by F1 to F3; Enter goes from the amount to the reason, and answers."""
        key = KEY(event.key())
        if key in F_KEYS:
            self.kind.choose(F_KEYS[key])
        elif key in ENTERS:
            self._go_on()
        else:
            return False
        return True

    def answer(self) -> None:
        """Give what was entered, or say what is missing."""
        amount = self._amount()
        reason = self.own.text().strip()
        if amount <= Money(0):
            self.amount.error(t("move.amount_odd"))
            self.amount.setFocus()
        elif not reason:
            self.own.error(t("move.reason_missing"))
            self.own.setFocus()
        else:
            self.given.emit(KINDS[self.kind.present], amount, reason)

    def _amount(self) -> Money:
        try:
            return parse(self.amount.text() or "0")
        except Refusal:
            return Money(0)

    def _go_on(self) -> None:
        if self.amount.hasFocus() and self._amount() > Money(0) and not self.own.text():
            self.own.setFocus()
        else:
            self.answer()

    def _show(self, at: int) -> None:
        for button, name in zip(self.reasons, REASONS[KINDS[at]], strict=True):
            button.setText(t(f"move.why_{name}"))
        self.amount.setFocus()
