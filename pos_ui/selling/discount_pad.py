"""Asking for a discount: on the marked line or on the whole bill, in one of three ways."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.money import Money
from app.base.quantity import Quantity
from app.selling.cart import ALL_OFF, NOTHING
from pos_ui.kit import words
from pos_ui.kit.dialog import RINGED
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t
from pos_ui.selling.number_pad import NumberPad

WHERE = ("line", "all")
HOW = ("share", "amount", "target")
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
TURNS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
TEN_ZHE = 10_000  # 10 折, in thousandths: nothing is taken off


@dataclass(frozen=True, slots=True)
class Discount:
    """What somebody asked for: `is_all` for the whole bill, `target` for what shall be paid."""

    is_all: bool
    per_mille: int = 0
    amount: Money = NOTHING
    target: Money | None = None


class DiscountPad(QWidget):
    """← → choose how, ↑ ↓ line or bill; digits and Enter give the number."""

    given = Signal(object)  # a Discount
    given_up = Signal()

    def __init__(self, *, has_line: bool = True) -> None:
        super().__init__()
        self.setProperty(RINGED, True)
        self._where = Segment()
        self._where.show_items([t(f"discount.{where}") for where in WHERE], int(not has_line))
        self._how = Segment([t(f"discount.{how}") for how in HOW])
        self._pad = NumberPad(places=2, unit="", may_be_zero=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(self._where, 2)
        choices.addWidget(self._how, 3)
        layout.addLayout(choices)
        self._where.setVisible(has_line)  # not before: shown without a parent it were a window
        layout.addWidget(self._pad)
        self._how.chosen.connect(self._turn)
        self._pad.given.connect(self._give)
        self._pad.given_up.connect(self.given_up)
        self._turn(0)

    def on_key(self, event: QKeyEvent) -> bool:
        """Choose, or type."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self._how.choose((self._how.present + STEPS[key]) % len(HOW))
        elif key in TURNS and not self._where.isHidden():
            self._where.choose((self._where.present + TURNS[key]) % len(WHERE))
        else:
            return self._pad.on_key(event)
        return True

    def _turn(self, at: int) -> None:
        unit = t("unit.off") if HOW[at] == "share" else t("unit.yuan")
        self._pad.ask(unit, may_be_zero=HOW[at] != "target")  # Enter alone gives nothing away

    def _give(self, number: Quantity) -> None:
        is_all = WHERE[self._where.present] == "all"
        how, yuan = HOW[self._how.present], Money(number.thousandths // 10)
        if how == "share":
            share = per_mille_off(number, words.language())
            self.given.emit(Discount(is_all, per_mille=share))
        elif how == "amount":
            self.given.emit(Discount(is_all, amount=yuan))
        else:
            self.given.emit(Discount(is_all, target=yuan))


def per_mille_off(number: Quantity, language: str) -> int:
    """Read a share as it is said: 8.5 折 and 85 折 pay 85 %, in English 15 takes 15 % off.

    Nothing typed takes nothing off, so that Enter alone gives nothing away.
    """
    typed = number.thousandths
    if not typed:
        return 0
    if language != "zh_CN":
        return typed // 100
    if typed > TEN_ZHE:  # said without its point, as in 85 折
        typed //= 10
    return ALL_OFF - typed // 10
