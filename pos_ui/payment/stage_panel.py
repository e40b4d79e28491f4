"""The panel beside the sums while a payment is under way: what happens, and what may be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_ui.kit.card import Card
from pos_ui.kit.progress import StepBar
from pos_ui.kit.qr_tile import QrTile
from pos_ui.kit.words import t
from pos_ui.payment.dials import Countdown, Spinner
from pos_ui.payment.parts import Actions, BigAmount, FactCard, Sign, centred
from pos_ui.payment.stages import Stage

QR_ROOM, QR_LEAST = 348, 180
BESIDE = 310  # px that everything but the code takes of the height
MIDDLE = Qt.AlignmentFlag.AlignHCenter


class StagePanel(Card):
    """Draws a stage; drawing the same one again touches nothing, a second only its ring."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.stage: Stage | None = None
        self.sign, self.spinner, self.ring = Sign(), Spinner(), Countdown()
        self.title, self.line = centred(26, 700), centred(15, 400, "text2")
        self.amount, self.typed = BigAmount(), centred(15, 600, "text2")
        self.steps, self.facts, self.offers = StepBar(), FactCard(), Actions()
        self._middle = QWidget()
        self.tile = QrTile(self._middle)
        self._lay_out()
        self.offers.asked.connect(self.asked)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(14)
        words.addStretch(1)
        words.addWidget(self.amount)
        words.addWidget(self.ring, 0, MIDDLE)
        words.addWidget(self.typed)
        words.addStretch(1)
        middle = QHBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(24)
        middle.addWidget(self.tile)
        middle.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(self.sign)
        layout.addWidget(self.spinner, 0, MIDDLE)
        layout.addWidget(self.title)
        layout.addWidget(self.line)
        layout.addWidget(self._middle)
        layout.addWidget(self.steps)
        layout.addWidget(self.facts)
        layout.addStretch(3)
        layout.addWidget(self.offers)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the code what room there is."""
        super().resizeEvent(event)
        self._place_code()

    def show_stage(self, stage: Stage) -> None:
        """Show this."""
        before, self.stage = self.stage, stage
        is_ring = stage.dial == "ring"
        self.ring.show_left(stage.left_s, stage.whole_s, t("pay.time_left"))
        if before is not None and _is_same_but_time(before, stage):
            return
        self.sign.setVisible(stage.dial not in ("ring", "spinner"))
        self.sign.show_icon(stage.dial if self.sign.isVisibleTo(self) else "scan-line")
        self.spinner.setVisible(stage.dial == "spinner")
        self.ring.setVisible(is_ring)
        self.title.setText(stage.title)
        self.line.setText(stage.line)
        amount = stage.amount.grouped()
        self.amount.show_amount(amount, f"{stage.title} {amount}")
        self.typed.setText(stage.typed)
        self.typed.setVisible(bool(stage.typed))
        self.steps.setVisible(bool(stage.steps))
        self.steps.show_steps(stage.steps, stage.present)
        self.facts.show_facts(stage.facts)
        self.facts.setVisible(bool(stage.facts))
        self.offers.show_actions(stage.actions)
        self.tile.show_text(stage.shows)
        self._place_code()

    def _place_code(self) -> None:
        if self.stage is None or not self.stage.shows:
            return
        room = min(QR_ROOM, max(QR_LEAST, self.height() - BESIDE))
        side = self.tile.wanted(room)
        self.tile.setFixedSize(side, side)


def _is_same_but_time(one: Stage, other: Stage) -> bool:
    return all(
        getattr(one, name) == getattr(other, name)
        for name in Stage.__slots__
        if name not in ("left_s", "whole_s")
    )
