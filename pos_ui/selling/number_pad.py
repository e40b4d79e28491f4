"""Asking for a number: pieces, kilograms, or yuan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base import quantity
from app.base.errors import Refusal
from app.base.quantity import Quantity
from pos_ui.kit import words
from pos_ui.kit.dialog import RINGED
from pos_ui.kit.keypad import Keypad
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.selling.entry import DIGITS, Entry, plain
from pos_ui.selling.number_box import NumberBox

ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
GRAMS = 3


class NumberPad(QWidget):
    """A number and the keys for it; `given` carries the Quantity once it is confirmed."""

    given = Signal(Quantity)
    given_up = Signal()

    def __init__(
        self, *, places: int, unit: str, suggested: str = "", may_be_zero: bool = False
    ) -> None:
        super().__init__()
        self.setProperty(RINGED, True)
        self._may_be_zero = may_be_zero
        self._entry = Entry(places=places, most_digits=5).filled(suggested)
        self.box = NumberBox(unit)
        self._error = Label("", 13, 400, "danger")
        self._keypad = Keypad()
        self._keypad.setFixedHeight(300)
        self._keypad.confirm_key.setText(t("confirm"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.box)
        layout.addWidget(self._error)
        layout.addWidget(self._keypad)
        self._keypad.digit.connect(self._type)
        self._keypad.backspace.connect(lambda: self._show(self._entry.erased()))
        self._keypad.clear.connect(lambda: self._show(self._entry.cleared()))
        self._keypad.confirm.connect(self.confirm)
        self._show(self._entry)

    def ask(self, unit: str, *, may_be_zero: bool = True) -> None:
        """Ask for a number of something else."""
        self._may_be_zero = may_be_zero
        self.box.name(unit)
        self._show(self._entry.cleared())

    def on_key(self, event: QKeyEvent) -> bool:
        """Type, correct, confirm or give up."""
        key, text = event.key(), plain(event.text())
        if key in ENTERS:
            self.confirm()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key == Qt.Key.Key_Backspace:
            self._show(self._entry.erased())
        elif key == Qt.Key.Key_Delete:
            self._show(self._entry.cleared())
        elif text and text in DIGITS + ".":
            self._type(text)
        return True

    def confirm(self) -> None:
        """Answer with the number; an empty or impossible one says why."""
        try:
            self.given.emit(self._number())
        except Refusal as refusal:
            self._error.setText(refusal.text(words.language()))

    def _number(self) -> Quantity:
        number = quantity.parse(self._entry.text or "0")
        if number < Quantity(0) or (number == Quantity(0) and not self._may_be_zero):
            raise Refusal("quantity_out_of_range", text="0", limit="99999.999")
        return number

    def _type(self, signs: str) -> None:
        self._show(self._entry.typed(signs))

    def _show(self, entry: Entry) -> None:
        self._entry = entry
        self._error.setText("")
        self.box.show_text(entry.text or "0", is_fresh=entry.is_fresh)
