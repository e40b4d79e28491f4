"""What to do with a code that nothing carries: find the product, add it, or sell it unlisted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base import money
from app.base.errors import Refusal
from app.base.money import Money
from pos_ui.kit import words
from pos_ui.kit.button import Button
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.note import Note
from pos_ui.kit.words import t

CHOICES = (("search", "search"), ("quick_add", "plus"), ("unlisted", "shopping-basket"))
DIGITS = {Qt.Key(Qt.Key.Key_1 + at): name for at, (name, _) in enumerate(CHOICES)}
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class UnknownSheet(QWidget):
    """Three choices, by digit, arrows and Enter, or touch; `chosen` carries the name of one."""

    chosen = Signal(str)

    def __init__(self, code: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Label(t("unknown.line", code=code), 15, 400, "text2", wraps=True))
        self.buttons = []
        for number, (name, icon) in enumerate(CHOICES, start=1):
            button = Button(
                t(f"unknown.{name}"), icon=icon, key=str(number), height=56, takes_focus=True
            )
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            layout.addWidget(button)
            self.buttons.append(button)

    def on_key(self, event: QKeyEvent) -> bool:
        """Choose by digit, or move among the choices."""
        key = Qt.Key(event.key())
        if key in DIGITS:
            self.chosen.emit(DIGITS[key])
        elif key in STEPS:
            at = next((at for at, it in enumerate(self.buttons) if it.hasFocus()), -STEPS[key])
            self.buttons[(at + STEPS[key]) % len(self.buttons)].setFocus()
        else:
            return False
        return True


class QuickAddForm(QWidget):
    """Name and price of what nobody listed; Enter goes on, then answers."""

    given = Signal(str, object)  # the name, the price as Money

    def __init__(self, code: str) -> None:
        super().__init__()
        self.name = Field(t("quick_add.name"))
        self.name.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)
        self.price = Field(t("quick_add.price"))
        name_note, price_note = Note(self.name), Note(self.price)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Label(t("quick_add.code", code=code), 14, 400, "text2"))
        for part in (self.name, name_note, self.price, price_note):
            layout.addWidget(part)

    def on_key(self, event: QKeyEvent) -> bool:
        """Go from the name to the price, then answer."""
        if Qt.Key(event.key()) not in ENTERS:
            return False
        if self.name.hasFocus():
            self.price.setFocus()
        else:
            self.answer()
        return True

    def answer(self) -> None:
        """Give name and price, or say what is wrong with them."""
        name = self.name.text().strip()
        self.name.error("" if name else t("quick_add.no_name"))
        price = self._price()
        if name and price is not None:
            self.given.emit(name, price)

    def _price(self) -> Money | None:
        try:
            price = money.parse(self.price.text() or "0")
        except Refusal as refusal:
            self.price.error(refusal.text(words.language()))
            return None
        self.price.error("" if price > Money(0) else t("quick_add.no_price"))
        return price if price > Money(0) else None


class NoteForm(QWidget):
    """A note on a line; an empty one takes it off."""

    given = Signal(str)

    def __init__(self, present: str) -> None:
        super().__init__()
        self.text = Field(t("note.hint"))
        self.text.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)
        self.text.setMaxLength(60)
        self.text.setText(present)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)

    def on_key(self, event: QKeyEvent) -> bool:
        """Answer with Enter."""
        if Qt.Key(event.key()) not in ENTERS:
            return False
        self.given.emit(self.text.text())
        return True
