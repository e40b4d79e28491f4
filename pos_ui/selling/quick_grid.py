"""Goods without a barcode, a touch away, by category."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.catalogue.product import Product, Unit
from pos_ui.kit.segment import Segment
from pos_ui.kit.tile import Tile
from pos_ui.kit.words import t
from pos_ui.selling.services import Shelf

GAP = 8
ROWS = 6
LEAST_ROW = 72
SHOWN = 3  # categories that have a place of their own beside "more"
WIDTHS = {2: 212, 3: 316, 4: 424}
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class QuickGrid(QWidget):
    """Shows the shelves; the fourth segment lists the categories that have no segment."""

    chosen = Signal(Product)

    def __init__(self) -> None:
        super().__init__()
        self._shelves: tuple[Shelf, ...] = ()
        self._at = 0
        self._columns = 3
        self._segment = Segment()
        self._segment.chosen.connect(self._choose)
        self._tiles = _Tiles()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._segment)
        layout.addWidget(self._tiles, 1)
        self.set_columns(3)

    def set_columns(self, columns: int) -> None:
        """Take the width of so many tiles."""
        self._columns = columns
        self.setFixedWidth(WIDTHS[columns])
        self._tiles.set_columns(columns)

    def show_shelves(self, shelves: Sequence[Shelf]) -> None:
        """Show these categories and their goods."""
        self._shelves = tuple(shelves)
        self._at = min(self._at, max(len(shelves) - 1, 0))
        self.retitle()

    def retitle(self) -> None:
        """Name the segments in the language of now."""
        names = [name or t("quick.other") for name, _ in self._shelves]
        if len(names) > SHOWN + 1:
            names = [*names[:SHOWN], t("quick.more")]
        self._segment.show_items(names, min(self._at, SHOWN))
        self._segment.setVisible(bool(names))
        self._fill()

    def enter(self) -> None:
        """Ring the first tile: from now on arrows move, Enter takes, Tab turns the shelf."""
        if self._tiles.tiles:
            self._tiles.ring(0)

    def on_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks while a tile has the ring; return False for what is not for tiles."""
        at, key = self._tiles.ringed(), Qt.Key(event.key())
        if at is None:
            return False
        if key in STEPS:
            across, down = STEPS[key]
            self._tiles.ring(at + across + down * self._columns)
        elif key in ENTERS:
            self._tiles.tiles[at].click()
        elif key in TABS:
            self._segment.choose((self._segment.present + TABS[key]) % self._segment_count())
        else:
            return False
        return True

    def _segment_count(self) -> int:
        return max(1, min(len(self._shelves), SHOWN + 1))

    def _choose(self, at: int) -> None:
        if at == SHOWN and len(self._shelves) > SHOWN + 1:
            self._list_categories()
            return
        self._at = at
        self._fill()

    def _list_categories(self) -> None:
        is_ringed = self._tiles.ringed() is not None
        self._tiles.clear()
        for at in range(SHOWN, len(self._shelves)):
            name, goods = self._shelves[at]
            tile = self._tiles.add(name or t("quick.other"), t("quick.count", count=len(goods)))
            tile.clicked.connect(lambda _=False, at=at: self._open(at))
        if is_ringed:
            self.enter()

    def _open(self, at: int) -> None:
        self._at = at
        self._fill()

    def _fill(self) -> None:
        is_ringed = self._tiles.ringed() is not None
        self._tiles.clear()
        if not self._shelves:
            return
        for product in self._shelves[self._at][1]:
            tile = self._tiles.add(product.name, price_tag(product))
            tile.clicked.connect(lambda _=False, it=product: self.chosen.emit(it))
        if is_ringed:
            self.enter()

    def tiles(self) -> list[Tile]:
        """Return the tiles now shown."""
        return list(self._tiles.tiles)


class _Tiles(QScrollArea):
    """Tiles in rows of equal height, six to a screen; more of them scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[Tile] = []
        self._columns = 3
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setWidget(self._inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)

    def set_columns(self, columns: int) -> None:
        """Put so many tiles beside each other."""
        self._columns = columns
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
        self._fit()

    def clear(self) -> None:
        """Take all tiles away."""
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = []
        self._fit()

    def add(self, name: str, line: str) -> Tile:
        """Add a tile behind the others."""
        tile = Tile(name, line)
        at = len(self.tiles)
        self.tiles.append(tile)
        self._grid.addWidget(tile, at // self._columns, at % self._columns)
        self._fit()
        return tile

    def ringed(self) -> int | None:
        """Say which tile has the ring."""
        return next((at for at, tile in enumerate(self.tiles) if tile.hasFocus()), None)

    def ring(self, at: int) -> None:
        """Give a tile the ring, if there is one at this place, and bring it into view."""
        if 0 <= at < len(self.tiles):
            self.tiles[at].setFocus()
            self.ensureWidgetVisible(self.tiles[at], 0, GAP)

    def _fit(self) -> None:
        height, width = self.viewport().height(), self.viewport().width()
        shown = max(1, min(ROWS, (height + GAP) // (LEAST_ROW + GAP)))
        each = QSize(
            (width - GAP * (self._columns - 1)) // self._columns,
            (height - GAP * (shown - 1)) // shown,
        )
        for tile in self.tiles:
            tile.setFixedSize(each)
        rows = -(-len(self.tiles) // self._columns)
        self._inside.setFixedSize(width, max(0, rows * (each.height() + GAP) - GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep six rows on the screen."""
        super().resizeEvent(event)
        self._fit()


def price_tag(product: Product) -> str:
    """Write the price as on a shelf: "¥7.96/kg" for what is weighed."""
    return f"¥{product.price.grouped()}" + ("/kg" if product.unit is Unit.KG else "")
