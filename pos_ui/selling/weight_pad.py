"""Weighing an article: the scale's weight as it stands still, or one typed by hand."""

from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.base.errors import Told
from app.base.money import Money
from app.base.quantity import Quantity
from devices.scales.acceptance import Verdict
from devices.scales.weighing import Command, Weighing
from pos_ui.kit import words
from pos_ui.kit.button import Button
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.selling.entry import DIGITS, plain
from pos_ui.selling.live_weight import LiveWeight
from pos_ui.selling.number_pad import ENTERS, GRAMS, NumberPad

LOOK_MS = 100
TARE, ZERO, TURN = Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4


class OnScale(Protocol):
    """What is asked of the scale; each is quick enough for the UI thread."""

    def weighing(self) -> Weighing:
        """Say what lies on it now."""

    def take(self, shown_g: int) -> int:
        """Sell by the weight that was shown, once; raises Refusal."""

    def ask(self, command: Command) -> None:
        """Have it zero or tare; raises Refusal."""


class WeightPad(QWidget):
    """Shows what lies on the scale until its weight is taken, or one is typed.

    `taken` carries a weight of the scale, `given` one that somebody typed.
    """

    taken = Signal(Quantity)
    given = Signal(Quantity)
    given_up = Signal()

    def __init__(self, price: Money, scale: OnScale) -> None:
        super().__init__()
        self._scale = scale
        self._dialog: Dialog | None = None
        self.live = LiveWeight(price)
        self.hint = Label("", 14, 400, "text2", wraps=True)
        self.hint.setFixedHeight(44)
        self.tare = Button(t("weigh.do_tare"), key="F2", takes_focus=True)
        self.zero = Button(t("weigh.do_zero"), key="F3", takes_focus=True)
        self.turn = Button(t("weigh.by_hand"), icon="keyboard", key="F4", takes_focus=True)
        self.pad = NumberPad(places=GRAMS, unit=t("unit.kg"))
        self.pages = QStackedLayout()
        self._scale_page = self._live_page()
        self.pages.addWidget(self._scale_page)
        self.pages.addWidget(self.pad)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self.pages)
        layout.addLayout(self._row())
        self.tare.clicked.connect(lambda: self._command(Command.TARE))
        self.zero.clicked.connect(lambda: self._command(Command.ZERO))
        self.turn.clicked.connect(lambda: self.by_hand(on=not self.is_by_hand))
        self.pad.given.connect(self.given)
        self.pad.given_up.connect(self.given_up)
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        self.by_hand(on=False)

    @property
    def is_by_hand(self) -> bool:
        """Whether a weight is typed."""
        return self.pages.currentWidget() is self.pad

    def stand_in(self, dialog: Dialog) -> None:
        """Take the dialog's yes for the weight of the scale."""
        self._dialog = dialog
        dialog.yes_button.clicked.disconnect()
        dialog.yes_button.clicked.connect(self.take)
        self.look()

    def by_hand(self, *, on: bool) -> None:
        """Type a weight, or go back to the scale's."""
        self.pages.setCurrentWidget(self.pad if on else self._scale_page)
        self.turn.setText(t("weigh.by_scale") if on else t("weigh.by_hand"))
        self.turn.icon_name = "scale" if on else "keyboard"
        self.look()

    def look(self) -> None:
        """Show what lies there now."""
        known = self._scale.weighing()
        if known != self.live.known or not self.hint.text():
            self.live.show_weighing(known)
            self.hint.setText(self.live.hint())
        self.tare.setVisible(known.may_tare and not self.is_by_hand)
        self.zero.setVisible(known.may_zero and not self.is_by_hand)
        if self._dialog is not None:
            self._dialog.yes_button.setVisible(not self.is_by_hand)
            self._dialog.yes_button.setEnabled(known.verdict is Verdict.READY)

    def take(self) -> None:
        """Sell by the weight that is shown; say why not where that may not be."""
        try:
            grams = self._scale.take(self.live.known.grams)
        except Told as told:
            self.hint.setText(told.text(words.language()))
            return
        self.taken.emit(Quantity(grams))

    def on_key(self, event: QKeyEvent) -> bool:
        """Take, tare, zero, or type; a focused button keeps its own Enter."""
        key = Qt.Key(event.key())
        if key == TURN:
            self.by_hand(on=not self.is_by_hand)
        elif self.is_by_hand:
            return key != Qt.Key.Key_Tab and self.pad.on_key(event)
        elif key in {TARE, ZERO}:
            self._command(Command.TARE if key == TARE else Command.ZERO)
        elif (text := plain(event.text())) and text in DIGITS + ".":
            self.by_hand(on=True)
            return self.pad.on_key(event)
        elif key in ENTERS and not isinstance(self.window().focusWidget(), Button):
            self.take()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            return False
        return True

    def _command(self, command: Command) -> None:
        try:
            self._scale.ask(command)
        except Told as told:
            self.hint.setText(told.text(words.language()))

    def _live_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.live)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        return page

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.tare, self.zero, self.turn):
            row.addWidget(button)
        row.addStretch(1)
        return row
