"""The right side of the payment screen: what is typed, by keys or by fingers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base import money
from app.base.money import Money
from app.selling.cart import NOTHING
from pos_ui.kit.keypad import Keypad
from pos_ui.kit.words import t
from pos_ui.selling.entry import DIGITS, Code, Entry, plain
from pos_ui.selling.entry_box import EntryBox
from pos_ui.selling.quick_cash import WIDE, QuickCash
from pos_ui.selling.tender_grid import CASH, Way

KEY = Qt.Key


class MoneySide(QWidget):
    """Holds the amount that is typed for a way to pay, and then the number of a slip or voucher."""

    confirmed = Signal()
    typed = Signal()  # by a person

    def __init__(self) -> None:
        super().__init__()
        self.entry = Entry()
        self.code: Code | None = None  # while it is typed
        self._way, self._left = CASH, NOTHING
        self.box, self.quick, self.keypad = EntryBox(), QuickCash(), Keypad()
        side = QVBoxLayout(self)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(10)
        side.addWidget(self.box)
        side.addWidget(self.quick)
        side.addWidget(self.keypad, 1)
        self.widen(WIDE)
        self.keypad.digit.connect(self.type_in)
        self.keypad.backspace.connect(self._erase)
        self.keypad.clear.connect(self._clear)
        self.keypad.confirm.connect(self.confirmed)
        self.quick.chosen.connect(self.suggest)

    def widen(self, wide: int) -> None:
        """Take this width."""
        self.setFixedWidth(wide)
        self.quick.widen(wide)
        self.show_typed()

    @property
    def given(self) -> Money:
        """The amount that is entered."""
        return money.parse(self.entry.text) if self.entry.text else NOTHING

    @property
    def is_typed(self) -> bool:
        """Whether a person typed the amount; else it was only suggested."""
        return not self.entry.is_fresh

    def ask(self, way: Way, left: Money, offers: Sequence[Money]) -> None:
        """Ask for an amount, all that is left being suggested; below zero it is change."""
        self._way, self._left = way, left
        self.quick.offer(offers)
        self.code = None
        self.exact()

    def ask_code(self) -> None:
        """Ask for the number of the slip or voucher of this amount."""
        self.put(Code())

    def drop_code(self) -> None:
        """Go back from the number to the amount."""
        self.code = None
        self.show_typed()

    def exact(self) -> None:
        """Suggest all that is left."""
        if self.code is None:
            self.suggest(max(self._left, NOTHING))

    def suggest(self, amount: Money) -> None:
        """Enter a sum that the next digit replaces."""
        self.put(Entry().filled(amount.text()))

    def on_key(self, key: Qt.Key, text: str) -> bool:
        """Type or correct; return False for keys that mean something else."""
        text = plain(text)
        if key == KEY.Key_Backspace:
            self._erase()
        elif key == KEY.Key_Delete:
            self._clear()
        elif text and (self.code is not None or text in DIGITS + "."):
            self.type_in(text)
        else:
            return False
        return True

    def type_in(self, signs: str) -> None:
        """Type digits, or what a slip carries."""
        self.put(self._typing().typed(signs))
        self.typed.emit()

    def put(self, typed: Entry | Code) -> None:
        """Show this as typed."""
        if isinstance(typed, Code):
            self.code = typed
        else:
            self.entry = typed
        self.show_typed()

    def show_typed(self) -> None:
        """Show what is typed and what Enter does with it, in the language of now."""
        name, is_cash = self._way.name, self._way is CASH
        self.quick.hint(self._hint())
        self.quick.mark(self.given)
        is_next = not is_cash and self.code is None and self._left > NOTHING
        self.keypad.rename()
        if is_next:
            self.keypad.confirm_key.setText(t("pay.next"))
        if self.code is not None:
            self.box.show_code(
                t(f"pay.code.{name}"), self.code.text, t(f"pay.amount.{name}"), self.given
            )
        elif is_cash or not is_next:
            self.box.show_cash(self.entry.text, self.given, self._left)
        else:
            then = t("pay.code_next", name=t(f"pay.code.{name}"))
            self.box.show_part(
                t(f"pay.amount.{name}"), self.entry.text, self.given, self._left, then
            )

    def _hint(self) -> str:
        if self.code is not None:
            return t(f"pay.code_hint.{self._way.name}")
        return "" if self._left > NOTHING else t("pay.nothing_left")

    def _erase(self) -> None:
        self.put(self._typing().erased())
        self.typed.emit()

    def _clear(self) -> None:
        self.put(self._typing().cleared())
        self.typed.emit()

    def _typing(self) -> Entry | Code:
        return self.entry if self.code is None else self.code
