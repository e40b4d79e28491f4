"""Counting the drawer: what should be in it is nowhere on this screen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.money import Money
from app.closing.closed import LooseEnds
from app.closing.count import Pile
from pos_ui.close.pile_table import PileTable, bundle_word, pieces_word, worth_word
from pos_ui.close.wording import loose_words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.keypad import Keypad
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.paints import RIGHT
from pos_ui.kit.words import t
from pos_ui.selling.side_panel import row

KEY = Qt.Key
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
STEPS = {KEY.Key_Down: 1, KEY.Key_Tab: 1, KEY.Key_Up: -1, KEY.Key_Backtab: -1}
BUNDLES = {KEY.Key_Period, KEY.Key_Asterisk, KEY.Key_B}
SIDE = 420
SUBMIT = 60


class CountView(QWidget):
    """Rows at the left, a keypad at the right; F12 submits."""

    submitted = Signal(object)  # the piles

    def __init__(self) -> None:
        super().__init__()
        self.table = PileTable()
        self.total = MoneyLabel(36, 22, 20)
        self.keypad = Keypad()
        self.keypad.confirm_key.kind = "tint"  # the primary button is another
        self.banner = Banner()
        self.submit = Button("", "primary", key="F12", px=18, height=SUBMIT)
        self._title, self._hint = Label("", 17, 700), Label("", 14, 400, "text3", RIGHT)
        self._line, self._sum = Label("", 13, 400, "text3"), Label("", 15, 700, "text2")
        self._worth, self._pieces = Label("", 16, 700), Label("", 22, 700, "text", RIGHT)
        self._float = Money(0)
        self._ends = LooseEnds()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 14, 20, 12)
        inside.setSpacing(4)
        inside.addLayout(row(self._title, self._hint))
        inside.addWidget(self._line)
        inside.addWidget(self.table, 1)
        inside.addLayout(row(self._sum, self.total))
        present = Card()
        shown = QHBoxLayout(present)
        shown.setContentsMargins(16, 12, 16, 12)
        shown.addWidget(self._worth, 1)
        shown.addWidget(self._pieces, 2)
        side = QWidget()
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(present)
        column.addWidget(self.keypad, 1)
        column.addWidget(self.banner)
        column.addWidget(self.submit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(card, 1)
        layout.addWidget(side)

    def _connect(self) -> None:
        self.table.changed.connect(self._show)
        self.keypad.digit.connect(self._on_digit)
        self.keypad.backspace.connect(self.table.backspace)
        self.keypad.clear.connect(self.table.clear)
        self.keypad.confirm.connect(lambda: self.table.mark(self.table.at + 1))
        self.submit.clicked.connect(self._submit)

    def begin(self, opening_float: Money, ends: LooseEnds) -> None:
        """Count anew; what is not settled is called out, and stops nobody."""
        self._float, self._ends = opening_float, ends
        self.table.start()
        self.retitle()

    def show_busy(self, *, on: bool) -> None:
        """Take no second submission while the first is kept."""
        self.submit.setEnabled(not on)

    def focus(self) -> None:
        """Give the focus to the rows."""
        self.table.setFocus()

    def on_key(self, event: QKeyEvent) -> bool:
        """Take digits for the marked row, and the keys that move it."""
        key = KEY(event.key())
        if key == KEY.Key_F12:
            self._submit()
        elif key in STEPS:
            self.table.mark(self.table.at + STEPS[key])
        elif key in ENTERS:
            self.table.mark(self.table.at + 1)
        elif key == KEY.Key_Backspace:
            self.table.backspace()
        elif key == KEY.Key_Delete:
            self.table.clear()
        elif key in BUNDLES:
            self.table.bundle()
        elif event.text().isdecimal() and event.text().isascii():
            self.table.type(event.text())
        else:
            return False
        return True

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self._title.setText(t("close.count_title"))
        self._hint.setText(t("close.count_hint"))
        self._line.setText(t("close.count_line", amount=self._float.grouped()))
        self._sum.setText(t("close.counted_total"))
        self.submit.setText(t("close.submit"))
        self.keypad.rename()
        self.keypad.confirm_key.setText(t("close.next_row"))
        titles = loose_words(self._ends)
        if titles:
            self.banner.say(
                "warn", t("close.loose", count=len(titles)), t("close.sep").join(titles)
            )
        else:
            self.banner.hide()
        self._show()

    def _on_digit(self, digit: str) -> None:
        if digit == ".":
            self.table.bundle()
        else:
            self.table.type(digit)

    def _submit(self) -> None:
        if self.submit.isEnabled():
            piles: tuple[Pile, ...] = self.table.piles
            self.submitted.emit(piles)

    def _show(self) -> None:
        marked = self.table.row
        self._worth.setText(worth_word(marked.worth))
        self._pieces.setText(pieces_word(marked))
        amount = self.table.total.grouped()
        self.total.show_amount(amount, f"{t('close.counted_total')} {amount}")
        self.keypad.point_key.setText(bundle_word(marked.worth))
        self.keypad.update()
