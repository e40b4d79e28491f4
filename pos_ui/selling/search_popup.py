"""The products that match what is being typed, below the scan box."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.catalogue.product import Product
from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT, RIGHT, box, write
from pos_ui.selling.quick_grid import price_tag

ROW = 52
MOST = 8
PRICE = 110


class SearchPopup(QWidget):
    """Lists products over the cart; ↑ ↓ move, Enter or a touch chooses."""

    chosen = Signal(Product)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: tuple[Product, ...] = ()
        self.at = 0
        self.is_moved = False
        self.hide()

    def show_found(self, found: Sequence[Product], place: QRect) -> None:
        """Show these below `place`; nothing found hides the list."""
        self.found = tuple(found[:MOST])
        self.at, self.is_moved = 0, False
        if not self.found:
            self.hide()
            return
        self.setGeometry(place.left(), place.bottom() + 5, place.width(), self._height())
        self.raise_()
        self.show()
        self.update()

    def move_by(self, step: int) -> None:
        """Mark the product below or above."""
        self.at = (self.at + step) % len(self.found)
        self.is_moved = True
        self.update()

    def product(self) -> Product | None:
        """Return the marked product."""
        return self.found[self.at] if self.found and self.isVisible() else None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the product that is touched."""
        at = int(event.position().y() - 6) // ROW
        if 0 <= at < len(self.found):
            self.chosen.emit(self.found[at])

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the list."""
        theme = tokens.current()
        painter = QPainter(self)
        box(painter, self.rect(), 10, theme.surface, theme.border_strong)
        for at, product in enumerate(self.found):
            self._row(painter, QRect(6, 6 + at * ROW, self.width() - 12, ROW), product, at)

    def _row(self, painter: QPainter, rect: QRect, product: Product, at: int) -> None:
        theme = tokens.current()
        if at == self.at:
            box(painter, rect, 6, theme.primary_tint)
        name = rect.adjusted(12, 4, -PRICE, -22)
        font = style.font(16, 600 if at == self.at else 400)
        write(painter, name, product.name, font, theme.text, LEFT)
        code = product.barcode or product.short_code
        about = " · ".join(it for it in (code, product.category) if it)
        place = rect.adjusted(12, 28, -PRICE, -6)
        write(painter, place, about, style.font(12), theme.text3, LEFT)
        price = rect.adjusted(rect.width() - PRICE, 0, -12, 0)
        write(painter, price, price_tag(product), style.font(15, 600), theme.text, RIGHT)

    def _height(self) -> int:
        return len(self.found) * ROW + 12
