"""A choice of one among a few."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import tokens
from pos_ui.kit.paints import CENTRE, box, fitted

PADDING = 4


class Segment(QWidget):
    """A sunken track with a thumb on the chosen item; at most five items."""

    chosen = Signal(int)

    def __init__(self, items: Sequence[str] = (), height: int = 52) -> None:
        super().__init__()
        self._items: list[str] = []
        self._present = 0
        self._height = height
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        self.setAccessibleName(" / ".join(items))
        self.update()

    def choose(self, item: int) -> None:
        """Choose an item, as a finger would."""
        self._present = item
        self.update()
        self.chosen.emit(item)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a target of finger height for each item."""
        return QSize(80 * max(1, len(self._items)), self._height)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose what was pressed."""
        if self._items:
            share = self.width() / len(self._items)
            self.choose(min(len(self._items) - 1, int(event.position().x() / share)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw track, thumb and words."""
        theme = tokens.current()
        painter = QPainter(self)
        box(painter, self.rect(), 10, theme.sunken)
        share = (self.width() - 2 * PADDING) / max(1, len(self._items))
        for at, item in enumerate(self._items):
            rect = QRect(
                round(PADDING + at * share), PADDING, round(share), self.height() - 2 * PADDING
            )
            is_chosen = at == self._present
            if is_chosen:
                box(painter, rect, 8, theme.surface, theme.border_strong)
            painter.setFont(fitted(item, 15, 700 if is_chosen else 400, rect.width() - 8))
            painter.setPen(theme.text if is_chosen else theme.text2)
            painter.drawText(rect, CENTRE, item)
