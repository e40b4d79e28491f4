"""Some people at a time, on the digits from 1 on; further pages behind Page Down."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.base.ids import PersonId
from app.staff.person import Person
from pos_ui.kit.button import Button
from pos_ui.kit.words import t
from pos_ui.staff.person_tile import PersonTile

KEY = Qt.Key
ACROSS = 3
STEPS = {KEY.Key_Left: -1, KEY.Key_Right: 1, KEY.Key_Up: -ACROSS, KEY.Key_Down: ACROSS}
TURNS = {KEY.Key_PageUp: -1, KEY.Key_PageDown: 1}


class PeopleTiles(QWidget):
    """Shows people as tiles; `chosen` carries the Person."""

    chosen = Signal(object)

    def __init__(
        self, people: Sequence[Person], *, on_duty: PersonId | None, rows: int, tall: int
    ) -> None:
        super().__init__()
        self._people, self._on_duty = tuple(people), on_duty
        self._on_page, self._tall = rows * ACROSS, tall
        self._page = self._at = 0
        self._has_ring = True
        self._chosen: Person | None = None
        self.tiles: list[PersonTile] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self.turn = Button("", icon="chevron-right", key="PgDn")
        self.turn.clicked.connect(lambda: self.turn_page(1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        ids = [one.id for one in self._people]
        if on_duty in ids:
            self._page, self._at = divmod(ids.index(on_duty), self._on_page)
        self._fill()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self._people) // self._on_page))

    def ring(self, *, on: bool) -> None:
        """Show that keys choose here, or that they are typed elsewhere."""
        self._has_ring = on
        self._mark()

    def choose(self, person: Person | None) -> None:
        """Show who is chosen; nobody, where none is."""
        self._chosen = person
        self._mark()

    def on_key(self, key: Qt.Key) -> bool:
        """Choose by digit or Enter, move with the arrows, turn the page."""
        at = key - KEY.Key_1
        if 0 <= at < len(self.tiles):
            self.chosen.emit(self.tiles[at].person)
        elif key in {KEY.Key_Return, KEY.Key_Enter} and self.tiles:
            self.chosen.emit(self.tiles[self._at].person)
        elif key in STEPS:
            self._move(STEPS[key])
        elif key in TURNS:
            self.turn_page(TURNS[key])
        elif key in {KEY.Key_Tab, KEY.Key_Backtab}:
            self._move(1 if key == KEY.Key_Tab else -1)
        else:
            return False
        return True

    def turn_page(self, by: int) -> None:
        """Show the next page, or the one before; after the last comes the first."""
        self._page = (self._page + by) % self.pages
        self._at = 0
        self._fill()

    def _move(self, by: int) -> None:
        wanted = self._at + by
        if 0 <= wanted < len(self.tiles):
            self._at = wanted
            self._mark()

    def _fill(self) -> None:
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        first = self._page * self._on_page
        self.tiles = []
        for at, person in enumerate(self._people[first : first + self._on_page]):
            note = t("sign_in.on_duty") if person.id == self._on_duty else ""
            tile = PersonTile(person, str(at + 1), note)
            tile.setFixedHeight(self._tall)
            tile.clicked.connect(lambda _=False, one=person: self.chosen.emit(one))
            self._grid.addWidget(tile, at // ACROSS, at % ACROSS)
            self.tiles.append(tile)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)
        self.turn.setVisible(self.pages > 1)
        self.turn.setText(t("sign_in.page", page=self._page + 1, pages=self.pages))
        self._mark()

    def _mark(self) -> None:
        for at, tile in enumerate(self.tiles):
            is_chosen = self._chosen is not None and tile.person.id == self._chosen.id
            tile.mark(is_marked=self._has_ring and at == self._at, is_chosen=is_chosen)
