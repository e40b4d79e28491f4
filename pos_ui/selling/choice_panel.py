"""Choosing among a few before a payment begins: whose code to show, in how many months to pay."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.base.money import Money
from pos_ui.kit.card import Card
from pos_ui.kit.words import t
from pos_ui.payment.parts import Actions, BigAmount, centred
from pos_ui.payment.stages import BACK, Action
from pos_ui.selling.tender_tile import TenderTile

COLUMNS, GAP = 2, 10
TILE, WIDEST = 96, 640


@dataclass(frozen=True, slots=True)
class Choice:
    """One of them: its icon, name, and a line about it."""

    icon: str
    name: str
    line: str = ""


class ChoicePanel(Card):
    """Offers choices by digit, Enter for the marked one, arrows, or touch."""

    chosen = Signal(int)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[TenderTile] = []
        self.marked = 0
        self.title, self.line = centred(26, 700), centred(15, 400, "text2")
        self.amount, self.offers = BigAmount(), Actions()
        grid_side = QWidget()
        grid_side.setMaximumWidth(WIDEST)
        self._grid = QGridLayout(grid_side)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        middle = QGridLayout()
        middle.setColumnStretch(0, 1)
        middle.addWidget(grid_side, 0, 1)
        middle.setColumnStretch(1, 100)
        middle.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addStretch(2)
        for part in (self.title, self.line, self.amount):
            layout.addWidget(part)
        layout.addLayout(middle)
        layout.addStretch(3)
        layout.addWidget(self.offers)
        self.offers.asked.connect(self.asked)

    def offer(self, title: str, line: str, amount: Money, choices: Sequence[Choice]) -> None:
        """Offer these, the first one marked."""
        self.title.setText(title)
        self.line.setText(line)
        self.amount.show_amount(amount.grouped(), f"{title} {amount.grouped()}")
        while len(self.tiles) > len(choices):
            tile = self.tiles.pop()
            tile.hide()
            tile.deleteLater()
        for at, choice in enumerate(choices):
            if at == len(self.tiles):
                self._add_tile(at)
            self.tiles[at].show_as(choice.icon)
            self.tiles[at].say(choice.name, choice.line)
        self.mark(0)
        self.offers.show_actions((Action(BACK, "Esc", "undo-2", t("pay.other_way")),))

    def mark(self, at: int) -> None:
        """Mark one of them."""
        self.marked = min(max(at, 0), len(self.tiles) - 1)
        for other, tile in enumerate(self.tiles):
            tile.setChecked(other == self.marked)

    def choose(self, at: int) -> None:
        """Choose one of them, where there is one."""
        if 0 <= at < len(self.tiles):
            self.mark(at)
            self.chosen.emit(at)

    def _add_tile(self, at: int) -> None:
        tile = TenderTile(str(at + 1), "")
        tile.setFixedHeight(TILE)
        tile.clicked.connect(lambda _=False: self.choose(at))
        self._grid.addWidget(tile, at // COLUMNS, at % COLUMNS)
        self.tiles.append(tile)
