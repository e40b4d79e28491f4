"""The lines of the bill as the customer reads them; only the rows in view are drawn."""

from collections.abc import Callable
from itertools import compress, count
from operator import is_not

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.base.money import Money
from app.catalogue.product import Unit
from app.selling.cart import Cart, Line
from app.selling.given_back import Return
from pos_ui.display.lettering import Ground, advance, letter
from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT, RIGHT, write

HEAD, PAD, FOOT = 50, 20, 6  # the foot keeps square rows out of the round corners
ROW, LEAST_ROW = 66, 58  # px: whole rows fill the room
NAME, SAVED = 26, 20  # px of height, one above the other
AMOUNT, QUANTITY, GAP = 120, 104, 12
MARK = 4
MOST_PICTURES = 100  # of rows
LEAST_AMOUNT = 18  # px; a longer amount takes room from the name
Say = Callable[..., str]


class BillLines(Ground):
    """Shows whole rows from the first that fits, the newest marked and always in view."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._goods: tuple[Line | Return, ...] = ()
        self._off = Money(0)  # what is taken off the whole bill: a row of its own
        self.newest = -1
        self.first = 0
        self._drawn: dict[int, tuple[Line | Return, QPixmap]] = {}
        self._look: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_cart(self, cart: Cart, *, is_new: bool) -> None:
        """Show the lines of a cart; of one that `is_new` the last line is the newest."""
        old, before = self._goods, (self.newest, self.first, self._off)
        self._goods, self._off = (*cart.lines, *cart.returns), cart.order_off
        last = len(self._goods) - 1
        self.newest = last if is_new else _newest(old, self._goods, self.newest)
        self._scroll()
        if is_new or before[1:] != (self.first, self._off) or self.newest < 0:
            self.update(self.inside())
        else:
            self._update_rows({before[0], self.newest, last})

    def clear(self) -> None:
        """Forget every line."""
        self._goods, self._off = (), Money(0)
        self.newest, self.first = -1, 0
        self.forget_pictures()

    def forget_pictures(self) -> None:
        """Draw every row anew: the words have changed."""
        self._drawn.clear()
        self.update()

    def rows_in_view(self) -> int:
        """Count the rows that fit as a whole."""
        return max(1, (self.height() - HEAD - FOOT) // LEAST_ROW)

    def row_height(self) -> int:
        """Return how high a row is in this room, px."""
        return min(ROW, max(LEAST_ROW, (self.height() - HEAD - FOOT) // self.rows_in_view()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the newest line in view."""
        super().resizeEvent(event)
        self._scroll()

    def _scroll(self) -> None:
        """Move as little as brings the newest row into view; the last one brings what follows."""
        rows, room = self._rows(), self.rows_in_view()
        least = max(0, rows - room)
        if self.newest == len(self._goods) - 1:
            self.first = least
        elif self.newest >= 0 and not self.first <= self.newest < self.first + room:
            self.first = max(0, self.newest - room + 1)
        self.first = min(self.first, least)

    def _rows(self) -> int:
        return len(self._goods) + bool(self._off.fen)

    def _update_rows(self, rows: set[int]) -> None:
        for row in rows:
            self.update(self._rect(row))

    def _rect(self, row: int) -> QRect:
        high = self.row_height()
        return QRect(1, HEAD + (row - self.first) * high, self.width() - 2, high)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the head where it is asked for, and the rows that are."""
        super().paintEvent(event)
        painter, asked = QPainter(self), event.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if asked.top() < HEAD:
            self._paint_head(painter)
        for row in range(self.first, min(self._rows(), self.first + self.rows_in_view())):
            if self._rect(row).intersects(asked):
                self._paint_row(painter, row)

    def _paint_head(self, painter: QPainter) -> None:
        rect = QRect(1, 0, self.width() - 2, HEAD)
        name, quantity, amount = columns(rect, AMOUNT)
        above = f" · {self._say('display.above', count=self.first)}" if self.first else ""
        for place, text, side in (
            (name, self._say("cart.item") + above, LEFT),
            (quantity, self._say("cart.quantity"), RIGHT),
            (amount, self._say("cart.amount"), RIGHT),
        ):
            letter(painter, place, text, px=15, weight=600, colour="text3", side=side)
        _rule(painter, rect)

    def _paint_row(self, painter: QPainter, row: int) -> None:
        theme, rect = tokens.current(), self._rect(row)
        if row == self.newest:
            painter.fillRect(rect, QColor(theme.primary_tint))
            bar = QRect(rect.left(), rect.top(), MARK, rect.height() - 1)
            painter.fillRect(bar, QColor(theme.primary))
        if row < len(self._goods):
            painter.drawPixmap(rect.topLeft(), self._picture(self._goods[row], rect))
        else:
            self._paint_off(painter, rect)
        _rule(painter, rect)

    def _picture(self, one: Line | Return, rect: QRect) -> QPixmap:
        """Return a row's words, drawn once: rows that only move cost next to nothing."""
        dpr = self.devicePixelRatio()
        look = (rect.size(), dpr, tokens.current())
        if look != self._look or len(self._drawn) > MOST_PICTURES:
            self._look, self._drawn = look, {}
        if id(one) not in self._drawn:
            picture = QPixmap(rect.size() * dpr)
            picture.setDevicePixelRatio(dpr)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._paint_goods(painter, QRect(QPoint(), rect.size()), one)
            painter.end()
            self._drawn[id(one)] = (one, picture)  # kept with the line: its id stays its own
        return self._drawn[id(one)][1]

    def _paint_goods(self, painter: QPainter, rect: QRect, one: Line | Return) -> None:
        if isinstance(one, Line):
            title, money, saved = one.name, one.amount, one.discount.grouped()
            below = self._say("display.line_saved", amount=saved) if one.discount.fen else ""
        else:
            title, money, below = self._say("display.returned", name=one.name), -one.money, ""
        sum_ = money.grouped()
        name, quantity, amount = columns(rect, _wide(sum_))
        if below:
            name.adjust(0, (name.height() - NAME - SAVED) // 2, 0, 0)
            name.setHeight(NAME)
            small = QRect(name.left(), name.bottom() + 1, name.width(), SAVED)
            letter(painter, small, below, px=14, weight=600, colour="primary", side=LEFT)
        write(painter, name, title, style.font(20), tokens.current().text, LEFT)
        letter(painter, quantity, quantity_words(one), px=18, colour="text2", side=RIGHT)
        letter(painter, amount, sum_, px=23, weight=600, side=RIGHT)

    def _paint_off(self, painter: QPainter, rect: QRect) -> None:
        sum_, title = (-self._off).grouped(), self._say("display.order_off")
        name, _, amount = columns(rect, _wide(sum_))
        letter(painter, name, title, px=20, colour="primary", side=LEFT)
        letter(painter, amount, sum_, px=23, weight=600, colour="primary", side=RIGHT)


def quantity_words(line: Line | Return) -> str:
    """Write how much: "× 6", "0.685 kg"."""
    is_kg = line.unit is Unit.KG
    return f"{line.quantity.weight()} kg" if is_kg else f"× {line.quantity.text()}"


def columns(rect: QRect, amount: int) -> tuple[QRect, QRect, QRect]:
    """Part a row in name, quantity and amount; the name gets the rest."""
    right = rect.right() - PAD + 1
    last = QRect(right - amount, rect.top(), amount, rect.height() - 1)
    middle = QRect(last.left() - GAP - QUANTITY, rect.top(), QUANTITY, rect.height() - 1)
    left = rect.left() + PAD
    first = QRect(left, rect.top(), middle.left() - GAP - left, rect.height() - 1)
    return first, middle, last


def _wide(amount: str) -> int:
    """Return the width for an amount that stays large enough to read."""
    return max(AMOUNT, advance(amount, style.font(LEAST_AMOUNT, 600)))


def _newest(old: tuple[object, ...], new: tuple[object, ...], before: int) -> int:
    """Find what is new or changed; a line that is not touched is the same object."""
    if len(new) < len(old):
        return -1
    otherwise = before if len(new) == len(old) else len(old)
    return next(compress(count(), map(is_not, old, new)), otherwise)


def _rule(painter: QPainter, rect: QRect) -> None:
    line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
    painter.fillRect(line, QColor(tokens.current().border))
