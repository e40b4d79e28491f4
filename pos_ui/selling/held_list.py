"""The carts that wait, in a dialog: ↑ ↓ choose, Enter takes one back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.selling.cart import Cart
from app.selling.held import Held
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, RIGHT, box, fitted, write
from pos_ui.kit.words import t

ROW, HEAD = 64, 36
MOST = 6  # rows to be seen at once; more of them scroll
LABEL, AMOUNT, WAITED = 84, 130, 120
OLD = timedelta(minutes=30)  # by then somebody should ask after the customer
NAMES = 2


class HeldList(QWidget):
    """Shows each cart's label, what is in it, its amount and how long it waits."""

    chosen = Signal(object)  # a Held

    def __init__(self, waiting: Sequence[tuple[Held, Cart]], now: datetime, zone: ZoneInfo) -> None:
        super().__init__()
        self._waiting = tuple(waiting)
        self._now, self._zone = now, zone
        self._at = self._top = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(held.label for held, _ in self._waiting))

    @property
    def held(self) -> Held:
        """The cart that is marked."""
        return self._waiting[self._at][0]

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a row for each, up to as many as fit."""
        return QSize(640, HEAD + ROW * min(MOST, len(self._waiting)))

    def on_key(self, event: QKeyEvent) -> bool:
        """Move the mark; return False for keys that mean something else."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.mark((self._at + step) % len(self._waiting))
        return step is not None

    def mark(self, at: int) -> None:
        """Mark a row and bring it into view."""
        self._at = at
        self._top = min(max(self._top, at - MOST + 1), at)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll by rows."""
        most = max(0, len(self._waiting) - MOST)
        step = -1 if event.angleDelta().y() > 0 else 1
        self._top = min(max(0, self._top + step), most)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Mark what is touched."""
        at = self._top + (int(event.position().y()) - HEAD) // ROW
        if event.position().y() >= HEAD and at < len(self._waiting):
            self.mark(at)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Take back what is touched twice."""
        self.chosen.emit(self.held)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the head and the rows."""
        painter = QPainter(self)
        self._head(painter)
        for place, (held, cart) in enumerate(self._waiting[self._top : self._top + MOST]):
            row = QRect(0, HEAD + place * ROW, self.width(), ROW)
            self._row(painter, row, held, cart, is_marked=self._top + place == self._at)

    def _head(self, painter: QPainter) -> None:
        theme, font = tokens.current(), style.font(13, 600)
        middle = self.width() - LABEL - AMOUNT - WAITED
        for left, wide, key, align in (
            (12, LABEL, "held.label", LEFT),
            (LABEL, middle, "held.content", LEFT),
            (LABEL + middle, AMOUNT - 12, "held.amount", RIGHT),
            (self.width() - WAITED, WAITED - 12, "held.waited", RIGHT),
        ):
            write(painter, QRect(left, 0, wide, HEAD), t(key), font, theme.text3, align)
        painter.fillRect(QRect(0, HEAD - 1, self.width(), 1), theme.border)

    def _row(
        self, painter: QPainter, row: QRect, held: Held, cart: Cart, *, is_marked: bool
    ) -> None:
        theme = tokens.current()
        if is_marked:
            painter.fillRect(row, theme.primary_tint)
            painter.fillRect(QRect(0, row.top(), 4, ROW), theme.primary)
        painter.fillRect(QRect(0, row.bottom(), row.width(), 1), theme.border)
        label = row.adjusted(16, 0, 0, 0)
        write(painter, label, held.label, style.font(18, 700), theme.text, LEFT)
        middle = QRect(LABEL, row.top(), row.width() - LABEL - AMOUNT - WAITED, ROW)
        title = middle.adjusted(0, 10, 0, -30)
        write(painter, title, contents(cart), style.font(16), theme.text, LEFT)
        about = middle.adjusted(0, 34, 0, -8)
        write(painter, about, self._about(held), style.font(13), theme.text2, LEFT)
        amount = QRect(middle.right(), row.top(), AMOUNT - 12, ROW)
        text = cart.total.grouped()
        write(painter, amount, text, fitted(text, 17, 700, amount.width()), theme.text, RIGHT)
        self._waited(painter, row, held)

    def _waited(self, painter: QPainter, row: QRect, held: Held) -> None:
        theme = tokens.current()
        waited = self._now - held.held_at
        text = t("held.minutes", count=max(0, int(waited.total_seconds() // 60)))
        place = QRect(self.width() - WAITED, row.top(), WAITED - 12, ROW)
        if waited < OLD:
            write(painter, place, text, style.font(15), theme.text2, RIGHT)
            return
        chip = place.adjusted(place.width() - 96, 20, 0, -20)
        box(painter, chip, 6, theme.warn_tint)
        icons.paint(painter, "clock", QRect(chip.left() + 8, chip.top() + 5, 14, 14), theme.warn)
        write(painter, chip.adjusted(24, 0, -4, 0), text, style.font(13, 600), theme.warn, CENTRE)

    def _about(self, held: Held) -> str:
        at = held.held_at.astimezone(self._zone)
        note = t("held.note", note=held.note) if held.note else ""
        return " · ".join(part for part in (f"{at:%H:%M}", held.cashier, note) if part)


def contents(cart: Cart) -> str:
    """Say what is in a cart: the first words of its first names, and how many articles."""
    names = t("held.comma").join(line.name.split()[0] for line in cart.lines[:NAMES])
    return t("held.contents", names=names, count=cart.pieces)
