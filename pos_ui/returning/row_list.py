"""Painted rows of one height with a head, one of them marked; what does not fit scrolls."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import tokens
from pos_ui.kit.paints import box

DRAG = 12  # px that a finger moves before it scrolls
BAR = 4


class RowList(QWidget):
    """Marks by key and touch, scrolls by wheel and finger; those who inherit paint a row."""

    marked = Signal(int)
    touched = Signal(int, int)  # a row, and where from its left edge

    def __init__(self, row: int, head: int = 0) -> None:
        super().__init__()
        self.row, self.head = row, head
        self.at = 0
        self._count = self._top = 0
        self._pressed: tuple[int, int] | None = None  # where a finger is, and the top row then
        self._is_dragged = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def shown(self) -> int:
        """How many whole rows fit."""
        return max(1, (self.height() - self.head) // self.row)

    def show_rows(self, count: int, at: int = 0) -> None:
        """Show other rows."""
        self._count = count
        self._top = 0
        self.mark(min(at, max(0, count - 1)))

    def mark(self, at: int) -> None:
        """Mark a row and bring it into view."""
        self.at = at
        self._scroll(min(max(self._top, at - self.shown + 1), at))
        self.marked.emit(at)

    def step(self, by: int) -> None:
        """Mark the row below or above."""
        if self._count:
            self.mark(min(max(self.at + by, 0), self._count - 1))

    def place(self, at: int) -> QRect:
        """Say where a row is."""
        return QRect(0, self.head + (at - self._top) * self.row, self.width(), self.row)

    def paint_head(self, painter: QPainter) -> None:
        """Paint what stands above the rows."""

    def paint_row(self, painter: QPainter, at: int, place: QRect) -> None:
        """Paint one row on its ground."""
        raise NotImplementedError

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll by rows."""
        self._scroll(self._top + (-1 if event.angleDelta().y() > 0 else 1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the marked row in view."""
        super().resizeEvent(event)
        self._scroll(min(max(self._top, self.at - self.shown + 1), self.at))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a touch or a pull."""
        self._pressed = (round(event.position().y()), self._top)
        self._is_dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Pull the rows."""
        if self._pressed is None:
            return
        began, top = self._pressed
        moved = began - round(event.position().y())
        self._is_dragged = self._is_dragged or abs(moved) > DRAG
        if self._is_dragged:
            self._scroll(top + round(moved / self.row))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Mark and choose what was touched, unless it was pulled."""
        self._pressed = None
        y = round(event.position().y())
        at = self._top + (y - self.head) // self.row
        if y >= self.head and at < self._count and not self._is_dragged:
            self.mark(at)
            self.touched.emit(at, round(event.position().x()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the head, the rows in view, and how far they are scrolled."""
        theme = tokens.current()
        painter = QPainter(self)
        self.paint_head(painter)
        painter.setClipRect(0, self.head, self.width(), self.shown * self.row)
        for at in range(self._top, min(self._count, self._top + self.shown)):
            place = self.place(at)
            painter.save()
            if at == self.at:
                painter.fillRect(place, theme.primary_tint)
                painter.fillRect(QRect(0, place.top(), 4, self.row), theme.primary)
            painter.fillRect(QRect(0, place.bottom(), self.width(), 1), theme.border)
            self.paint_row(painter, at, place)
            painter.restore()
        if self._count > self.shown:
            high = self.shown * self.row
            thumb = max(24, high * self.shown // self._count)
            top = (high - thumb) * self._top // (self._count - self.shown)
            bar = QRect(self.width() - BAR - 1, self.head + top, BAR, thumb)
            box(painter, bar, BAR // 2, theme.border_strong)

    def _scroll(self, top: int) -> None:
        self._top = min(max(0, top), max(0, self._count - self.shown))
        self.update()


def keys_step(key: Qt.Key, page: int) -> int | None:
    """Say by how many rows a key moves the mark."""
    return {
        Qt.Key.Key_Up: -1,
        Qt.Key.Key_Down: 1,
        Qt.Key.Key_PageUp: -page,
        Qt.Key.Key_PageDown: page,
    }.get(key)
