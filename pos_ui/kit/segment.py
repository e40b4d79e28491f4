"""A choice of one among a few."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import style, tokens
from pos_ui.kit.paints import CENTRE, box, fitted, ring, write

PADDING = 4
PX = 15
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Segment(QWidget):
    """A sunken track with a thumb on the chosen item; at most five items.

    One that `takes_focus` is reached by Tab and moved by the left and right keys.
    """

    chosen = Signal(int)

    def __init__(
        self, items: Sequence[str] = (), height: int = 52, *, takes_focus: bool = False
    ) -> None:
        super().__init__()
        self._items: list[str] = []
        self._present = 0
        self._height = height
        policy = Qt.FocusPolicy.TabFocus if takes_focus else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_items(items)

    @property
    def present(self) -> int:
        """The chosen item."""
        return self._present

    def show_items(self, items: Sequence[str], present: int = 0) -> None:
        """Offer other items."""
        self._items = list(items)
        self._present = min(present, max(0, len(items) - 1))
        self._speak()

    def choose(self, item: int) -> None:
        """Choose an item, as a finger would."""
        self._present = item
        self._speak()
        self.chosen.emit(item)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a target of finger height for each item."""
        return QSize(80 * max(1, len(self._items)), self._height)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose what was pressed."""
        if self._items:
            share = self.width() / len(self._items)
            self.choose(min(len(self._items) - 1, int(event.position().x() / share)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move to the neighbour; other keys mean something else."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
        elif 0 <= self._present + step < len(self._items):
            self.choose(self._present + step)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw track, thumb and words."""
        theme = tokens.current()
        painter = QPainter(self)
        box(painter, self.rect(), 10, theme.sunken)
        share = (self.width() - 2 * PADDING) / max(1, len(self._items))
        px = self._fitting_px(round(share) - 8)
        for at, item in enumerate(self._items):
            rect = QRect(
                round(PADDING + at * share), PADDING, round(share), self.height() - 2 * PADDING
            )
            self._item(painter, rect, item, px, is_chosen=at == self._present)
        if self.hasFocus():
            ring(painter, self.rect(), 10, inner=False)

    def _fitting_px(self, room: int) -> int:
        """Choose one size for all items, whichever is chosen."""
        return min((fitted(item, PX, 700, room).pixelSize() for item in self._items), default=PX)

    def _item(self, painter: QPainter, rect: QRect, item: str, px: int, *, is_chosen: bool) -> None:
        theme = tokens.current()
        if is_chosen:  # on a dark track the surface would hardly stand out
            fill = theme.pressed if tokens.is_dark() else theme.surface
            box(painter, rect, 8, fill, theme.border_strong)
        room = rect.adjusted(4, 0, -4, 0)
        font = style.font(px, 700 if is_chosen else 400)
        write(painter, room, item, font, theme.text if is_chosen else theme.text2, CENTRE)

    def _speak(self) -> None:
        self.setAccessibleName(" / ".join(self._items))
        self.setAccessibleDescription(self._items[self._present] if self._items else "")
        self.update()
