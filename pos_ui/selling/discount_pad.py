"""Asking for a discount: on the marked line or on the whole bill, as a share or an amount."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.money import Money
from app.base.quantity import Quantity
from app.selling.cart import ALL_OFF, NOTHING
from pos_ui.kit import words
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t
from pos_ui.selling.number_pad import NumberPad

KINDS = ("line_share", "line_amount", "all_share", "all_amount")
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
TEN_ZHE = 10_000  # 10 折, in thousandths: nothing is taken off


@dataclass(frozen=True, slots=True)
class Discount:
    """What somebody asked for: `is_all` for the whole bill."""

    is_all: bool
    per_mille: int = 0
    amount: Money = NOTHING


class DiscountPad(QWidget):
    """← → choose the kind, digits and Enter give the number."""

    given = Signal(object)  # a Discount
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kinds = Segment([t(f"discount.{kind}") for kind in KINDS])
        self._pad = NumberPad(places=2, unit="", may_be_zero=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._kinds)
        layout.addWidget(self._pad)
        self._kinds.chosen.connect(self._turn)
        self._pad.given.connect(self._give)
        self._pad.given_up.connect(self.given_up)
        self._turn(0)

    def on_key(self, event: QKeyEvent) -> bool:
        """Choose the kind, or type."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            return self._pad.on_key(event)
        self._kinds.choose((self._kinds.present + step) % len(KINDS))
        return True

    def _turn(self, at: int) -> None:
        is_share = KINDS[at].endswith("share")
        self._pad.ask(t("unit.off") if is_share else t("unit.yuan"))

    def _give(self, number: Quantity) -> None:
        kind = KINDS[self._kinds.present]
        is_all = kind.startswith("all")
        if kind.endswith("share"):
            self.given.emit(Discount(is_all, per_mille=per_mille_off(number, words.language())))
        else:
            self.given.emit(Discount(is_all, amount=Money(number.thousandths // 10)))


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
