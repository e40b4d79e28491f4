"""How money goes back: to where it came from, or all of it in cash."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.money import Money, total
from app.selling.tender import Tender, TenderKind
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.selling.tender_list import TenderList, back_line
from pos_ui.selling.tender_tile import TenderTile

KEYS = {
    Qt.Key.Key_F1: True,  # all in cash
    Qt.Key.Key_Right: True,
    Qt.Key.Key_F4: False,
    Qt.Key.Key_Left: False,
}
TILE, CONFIRM, CONFIRM_WIDE = 96, 64, 400


class RefundPanel(QWidget):
    """Lists what goes back and how; where cards or vouchers do, all of it may be cash instead."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._proposed: tuple[Tender, ...] = ()
        self.is_cash = False
        self._title = Label("", 14, 600, "text2")
        self.original, self.cash = TenderTile("F4", "undo-2"), TenderTile("F1", "banknote")
        self.rows = TenderList(back_line, may_go=False)
        self.confirm = Button("", "primary", "undo-2", "Enter", px=18, height=CONFIRM)
        self.confirm.rings = True
        self._lay_out()
        self.original.clicked.connect(lambda: self.choose(is_cash=False))
        self.cash.clicked.connect(lambda: self.choose(is_cash=True))
        self.confirm.clicked.connect(self.confirmed)

    def _lay_out(self) -> None:
        tiles, below = QHBoxLayout(), QHBoxLayout()
        tiles.setSpacing(10)
        for tile in (self.original, self.cash):
            tile.setFixedHeight(TILE)
            tiles.addWidget(tile, 1)
        below.addStretch(1)
        below.addWidget(self.confirm)
        self.confirm.setMinimumWidth(CONFIRM_WIDE)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self.rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addLayout(tiles)
        layout.addWidget(card, 1)
        layout.addLayout(below)

    @property
    def tenders(self) -> tuple[Tender, ...]:
        """What goes back, each below zero."""
        if not self.is_cash:
            return self._proposed
        return (Tender(TenderKind.CASH, total(one.amount for one in self._proposed)),)

    def show_proposed(self, proposed: Sequence[Tender]) -> None:
        """Propose this."""
        self._proposed = tuple(proposed)
        is_mixed = any(one.kind is not TenderKind.CASH for one in proposed)
        self.original.setVisible(is_mixed)
        self.cash.setVisible(is_mixed)
        self.choose(is_cash=False)

    def choose(self, *, is_cash: bool) -> None:
        """Give all of it back in cash, or to where it came from."""
        self.is_cash = is_cash
        self.retitle()

    def on_key(self, key: Qt.Key) -> bool:
        """Choose by key; return False for keys that mean something else."""
        if key in KEYS:
            self.choose(is_cash=KEYS[key])
        return key in KEYS

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self._title.setText(t("refund.ways"))
        self.original.say(t("refund.original"), t("refund.original_line"))
        self.cash.say(t("refund.all_cash"), t("refund.all_cash_line"))
        self.original.setChecked(not self.is_cash)
        self.cash.setChecked(self.is_cash)
        self.rows.show_tenders(self.tenders)
        amount: Money = -total(one.amount for one in self._proposed)
        self.confirm.setText(t("refund.confirm", amount=amount.grouped()))
