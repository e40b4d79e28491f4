"""Letting a sale go on before its payment is proven: why, and who answers for it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.payments.attempt import Attempt
from pos_ui.kit.button import Button
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.note import Note
from pos_ui.kit.words import t
from pos_ui.payment import wording
from pos_ui.selling.asking import Question

REASONS = ("phone_says_paid", "known_customer", "other")
DIGITS = {Qt.Key(Qt.Key.Key_1 + at): name for at, name in enumerate(REASONS)}
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
LONGEST, WIDE = 60, 560


class ReleaseSheet(QWidget):
    """Offers the usual reasons by digit; `chosen` carries the words that go on record."""

    chosen = Signal(str)

    def __init__(self, about: str) -> None:
        super().__init__()
        self.text = Field(t("release.hint"))
        self.text.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)
        self.text.setMaxLength(LONGEST)
        note = Note(self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Label(about, 15, 400, "text2", wraps=True))
        self.buttons = []
        for at, name in enumerate(REASONS):
            button = Button(t(f"release.{name}"), key=str(at + 1), height=52, takes_focus=True)
            button.clicked.connect(lambda _=False, name=name: self.choose(name))
            layout.addWidget(button)
            self.buttons.append(button)
        layout.addWidget(self.text)
        layout.addWidget(note)

    def choose(self, name: str) -> None:
        """Answer with a usual reason, or ask for the words of another one."""
        if name == "other":
            self.text.setFocus()
        else:
            self.chosen.emit(t(f"release.{name}"))

    def on_key(self, event: QKeyEvent) -> bool:
        """Choose by digit or arrows; in the field Enter answers."""
        key = Qt.Key(event.key())
        if self.text.hasFocus():
            return self._on_field(key)
        if key in DIGITS:
            self.choose(DIGITS[key])
        elif key in STEPS:
            at = next((at for at, it in enumerate(self.buttons) if it.hasFocus()), -STEPS[key])
            self.buttons[(at + STEPS[key]) % len(self.buttons)].setFocus()
        else:
            return False
        return True

    def _on_field(self, key: Qt.Key) -> bool:
        if key not in ENTERS:
            return False
        said = self.text.text().strip()
        self.text.error("" if said else t("release.missing"))
        if said:
            self.chosen.emit(said)
        return True


def release_question(
    attempt: Attempt, then: Callable[[str], None], opened: Callable[[Dialog], None]
) -> Question:
    """Ask why the goods go before the money is proven; `opened` learns of the dialog."""
    amount = attempt.amount.grouped()
    sheet = ReleaseSheet(t("release.about", amount=amount, number=wording.tail(attempt.number)))

    def ready(dialog: Dialog) -> None:
        def given(reason: str) -> None:
            dialog.accept()
            then(reason)

        sheet.chosen.connect(given)
        opened(dialog)

    return Question(
        title=t("release.title"),
        body=sheet,
        no=t("cancel"),
        width=WIDE,
        keys=sheet.on_key,
        ready=ready,
    )
