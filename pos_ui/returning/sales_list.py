"""Sales that may be the one something comes back of, the newest first."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from app.selling.sale import Sale
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import LEFT, RIGHT, fitted, write
from pos_ui.kit.words import t
from pos_ui.returning.row_list import RowList
from pos_ui.selling.side_panel import short_number

ROW, PAD, AMOUNT, ICON = 64, 16, 110, 16
NAMES = 3


class SalesList(RowList):
    """Number, time, what was sold, and the amount."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__(ROW)
        self.zone = zone
        self.now = datetime.now(zone)
        self.sales: tuple[Sale, ...] = ()

    @property
    def sale(self) -> Sale | None:
        """The sale that is marked."""
        return self.sales[self.at] if self.sales else None

    def show_sales(self, sales: Sequence[Sale], now: datetime) -> None:
        """Show these."""
        self.sales, self.now = tuple(sales), now.astimezone(self.zone)
        self.setAccessibleName(", ".join(short_number(sale) for sale in self.sales))
        self.show_rows(len(self.sales))

    def mark_sale(self, sale: Sale) -> None:
        """Mark this sale, where it is listed."""
        at = next((at for at, it in enumerate(self.sales) if it.id == sale.id), None)
        if at is not None:
            self.mark(at)

    def paint_row(self, painter: QPainter, at: int, place: QRect) -> None:
        """Paint a sale."""
        theme, sale = tokens.current(), self.sales[at]
        inside = place.adjusted(PAD, 0, -PAD, 0)
        amount = QRect(inside.right() - AMOUNT, inside.top(), AMOUNT, ROW)
        text = sale.total.grouped()
        write(painter, amount, text, fitted(text, 17, 700, AMOUNT), theme.text, RIGHT)
        left = inside.adjusted(0, 0, -AMOUNT - 8, 0)
        title = left.adjusted(0, 10, 0, -30)
        number = short_number(sale)
        font = style.font(16, 700 if at == self.at else 600)
        write(painter, title, number, font, theme.text, LEFT)
        after = QFontMetrics(font).horizontalAdvance(number) + 10
        when = title.adjusted(after, 0, 0, 0)
        write(painter, when, self._when(sale), style.font(14), theme.text2, LEFT)
        below = left.adjusted(0, 34, 0, -8)
        if sale.returns:
            spot = QRect(below.left(), below.top() + 3, ICON, ICON)
            icons.paint(painter, "undo-2", spot, theme.warn)
            below.adjust(ICON + 6, 0, 0, 0)
        write(painter, below, contents(sale), style.font(13), theme.text2, LEFT)

    def _when(self, sale: Sale) -> str:
        at = sale.completed_at.astimezone(self.zone)
        return f"{at:%H:%M}" if at.date() == self.now.date() else f"{at:%m-%d %H:%M}"


def contents(sale: Sale) -> str:
    """Say what was sold, or brought back where nothing was."""
    names = [line.name for line in sale.lines] or [one.name for one in sale.returns]
    listed = t("held.comma").join(names[:NAMES])
    count = len(names)
    return listed if count <= NAMES else t("returns.and_more", names=listed, count=count)
