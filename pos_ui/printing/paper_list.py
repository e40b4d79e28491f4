"""The papers that are not done, one a row: ↑ ↓ or a touch marks one."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.selling.unprinted import Unprinted
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, RIGHT, box, fitted, write
from pos_ui.kit.words import t
from pos_ui.selling.side_panel import short_number

ROW = 64
MOST = 3  # rows to be seen at once; more of them scroll
ICON, AMOUNT, CHIP, CHIP_HIGH = 52, 130, 132, 26


class PaperList(QWidget):
    """Shows each paper's number and amount, when it was asked for, and whether it may be out."""

    marked = Signal()

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self._items: tuple[Unprinted, ...] = ()
        self._at = self._top = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def item(self) -> Unprinted | None:
        """The paper that is marked."""
        return self._items[self._at] if self._items else None

    def show_items(self, items: Sequence[Unprinted]) -> None:
        """Show these; the mark stays with its paper as long as that is there."""
        before = self.item
        self._items = tuple(items)
        ids = [it.job.id for it in self._items]
        kept = before is not None and before.job.id in ids
        self._at = ids.index(before.job.id) if kept and before is not None else 0
        self.setAccessibleName(", ".join(map(_title, self._items)))
        self.updateGeometry()
        self.mark(self._at)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a row for each, up to as many as fit."""
        return QSize(640, ROW * min(MOST, max(1, len(self._items))))

    def step(self, by: int) -> None:
        """Mark the next one, or the one before; round and round."""
        if self._items:
            self.mark((self._at + by) % len(self._items))

    def mark(self, at: int) -> None:
        """Mark a row and bring it into view."""
        self._at = at
        self._top = min(max(self._top, at - MOST + 1), at)
        self.update()
        self.marked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll by rows."""
        most = max(0, len(self._items) - MOST)
        by = -1 if event.angleDelta().y() > 0 else 1
        self._top = min(max(0, self._top + by), most)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Mark what is touched."""
        at = self._top + int(event.position().y()) // ROW
        if at < len(self._items):
            self.mark(at)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the rows."""
        painter = QPainter(self)
        for place, item in enumerate(self._items[self._top : self._top + MOST]):
            row = QRect(0, place * ROW, self.width(), ROW)
            self._row(painter, row, item, is_marked=self._top + place == self._at)

    def _row(self, painter: QPainter, row: QRect, item: Unprinted, *, is_marked: bool) -> None:
        theme = tokens.current()
        if is_marked:
            painter.fillRect(row, theme.primary_tint)
            painter.fillRect(QRect(0, row.top(), 4, ROW), theme.primary)
        painter.fillRect(QRect(0, row.bottom(), row.width(), 1), theme.border)
        name, ink = ("triangle-alert", theme.warn) if item.is_unknown else ("clock", theme.text2)
        icons.paint(painter, name, QRect(18, row.top() + 21, 22, 22), ink)
        room = row.width() - ICON - AMOUNT - CHIP - 24
        title = QRect(ICON, row.top() + 8, room, 26)
        write(painter, title, _title(item), fitted(_title(item), 17, 700, room), theme.text, LEFT)
        about = self._about(item)
        place = QRect(ICON, row.top() + 34, room, 22)
        write(painter, place, about, fitted(about, 14, 400, room), theme.text2, LEFT)
        amount = item.sale.total.grouped() if item.sale else ""
        right = QRect(row.width() - AMOUNT - CHIP - 24, row.top(), AMOUNT, ROW)
        write(painter, right, amount, fitted(amount, 17, 700, AMOUNT), theme.text, RIGHT)
        self._chip(painter, row, item)

    def _chip(self, painter: QPainter, row: QRect, item: Unprinted) -> None:
        theme = tokens.current()
        fill, ink = (
            (theme.warn_tint, theme.warn) if item.is_unknown else (theme.sunken, theme.text2)
        )
        waits = "papers.late" if item.is_late else "papers.waiting"
        text = t("papers.unknown" if item.is_unknown else waits)
        font = style.font(13, 600)
        wide = min(CHIP, QFontMetrics(font).horizontalAdvance(text) + 24)
        top = row.top() + (ROW - CHIP_HIGH) // 2
        place = QRect(row.width() - wide - 12, top, wide, CHIP_HIGH)
        box(painter, place, 6, fill)
        write(painter, place, text, fitted(text, 13, 600, wide - 12), ink, CENTRE)

    def _about(self, item: Unprinted) -> str:
        begun = item.sale.completed_at if item.sale else item.job.made_at
        at = begun.astimezone(self._zone)
        tries = t("papers.tries", count=item.job.attempts) if item.job.attempts > 1 else ""
        return " · ".join(part for part in (f"{at:%H:%M}", tries, item.job.printer) if part)


def _title(item: Unprinted) -> str:
    number = f" {short_number(item.sale)}" if item.sale else ""
    again = f" · {t('papers.copy')}" if item.job.copy or item.job.earlier else ""
    kind = t(f"papers.{item.job.kind}")
    return f"{kind}{number}{again}"
