"""The lines of a sale: how much was sold, came back before, may come back, and comes back now."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from app.base import quantity
from app.base.errors import Refusal
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.catalogue.product import Unit
from app.selling.cart import Cart, Line
from app.selling.given_back import Return
from app.selling.sold import Sold
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, RIGHT, box, fitted, ring, write
from pos_ui.kit.words import t
from pos_ui.returning.row_list import RowList, keys_step

ROW, HEAD, PAD = 60, 36, 14
COUNT, NOW, AMOUNT = 76, 138, 104
STEPPER_W, STEPPER_H = 122, 40
NONE = Quantity(0)
ONE = Quantity.pieces(1)
MOST_SIGNS = 9


class SoldTable(RowList):
    """Chooses by key: ↑ ↓ a line, + − how much, digits exactly, space all of it, A everything.

    `changed` tells of every choice, `refused` of a quantity that is too much.
    """

    changed = Signal()
    refused = Signal(object)  # a Refusal

    def __init__(self) -> None:
        super().__init__(ROW, HEAD)
        self._sold: Sold | None = None
        self._cart: Cart | None = None
        self._typed = ""
        self._chosen: dict[int, Quantity] = {}
        self.touched.connect(self._touch)
        self.marked.connect(lambda _: self._forget_typed())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- what is chosen ---------------------------------------------------------------------

    def show_sold(self, sold: Sold, cart: Cart) -> None:
        """Show a sale, or what became known of it: what was chosen stays, as far as it may."""
        is_same = self._sold is not None and self._sold.sale.id == sold.sale.id
        chosen, at = (dict(self._chosen), self.at) if is_same else ({}, -1)
        self._sold, self._cart = sold, cart
        self._chosen = {}
        for line in sold.sale.lines:
            wanted = min(chosen.get(line.position, NONE), self.left(line))
            if wanted > NONE:
                self._chosen[line.position] = wanted
        if at < 0:
            lines = enumerate(sold.sale.lines)
            at = next((index for index, line in lines if self.left(line) > NONE), 0)
        self.show_rows(len(sold.sale.lines), at)
        self._tell()

    @property
    def chosen(self) -> Mapping[int, Quantity]:
        """What comes back now, by position."""
        return dict(self._chosen)

    @property
    def returns(self) -> tuple[Return, ...]:
        """What is chosen, with what it is worth."""
        if self._sold is None or self._cart is None:
            return ()
        cart = self._cart
        for position, wanted in self._chosen.items():
            cart = cart.bring_back(self._sold.bring_back(cart, position, wanted, "?"))
        return cart.returns[len(self._cart.returns) :]

    @property
    def money(self) -> Money:
        """What the customer gets back for what is chosen."""
        return total(one.money for one in self.returns)

    @property
    def line(self) -> Line | None:
        """The line that is marked."""
        lines = self._sold.sale.lines if self._sold is not None else ()
        return lines[self.at] if lines else None

    def left(self, line: Line) -> Quantity:
        """Return how much of a line may still come back."""
        if self._sold is None or self._cart is None:
            return NONE
        return self._sold.left(line, self._cart)

    def choose(self, line: Line, wanted: Quantity) -> None:
        """Choose how much of a line comes back; more than may is told, and changes nothing."""
        left = self.left(line)
        if wanted > left:
            self.refused.emit(Refusal("returned_too_much", name=line.name, left=left.text()))
            return
        if line.unit is Unit.PIECE and not wanted.is_whole:
            self.refused.emit(Refusal("whole_pieces", name=line.name))
            return
        self._chosen.pop(line.position, None)
        if wanted > NONE:
            self._chosen[line.position] = wanted
        self._tell()

    def count(self, barcode: str) -> bool:
        """Count one more of what carries a barcode, as it is scanned; False for none of these."""
        lines = list(enumerate(self._sold.sale.lines)) if self._sold is not None else []
        same = [(at, line) for at, line in lines if line.barcode == barcode]
        for at, line in same:
            has = self._chosen.get(line.position, NONE)
            if has < self.left(line):
                self.mark(at)
                self._add(line, 1)
                return True
        for at, line in same[:1]:
            self.mark(at)
            self.choose(line, self.left(line) + ONE)
        return bool(same)

    def choose_all(self) -> None:
        """Choose all that may come back; where it is chosen already, nothing."""
        lines = self._sold.sale.lines if self._sold is not None else ()
        whole = {line.position: left for line in lines if (left := self.left(line)) > NONE}
        self._chosen = {} if self._chosen == whole else whole
        self._forget_typed()
        self._tell()

    # -- keys and touch -----------------------------------------------------------------------

    def on_key(self, event: QKeyEvent) -> bool:
        """Mark and choose; return False for keys that mean something else."""
        key, text = Qt.Key(event.key()), event.text()
        step, line = keys_step(key, self.shown), self.line
        if step is not None:
            self.step(step)
        elif text.lower() == "a":
            self.choose_all()
        elif line is None:
            return False
        elif key == Qt.Key.Key_Space:
            self._turn(line)
        elif text in {"+", "="} or key == Qt.Key.Key_Right:
            self._add(line, 1)
        elif text == "-" or key == Qt.Key.Key_Left:
            self._add(line, -1)
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._forget_typed()
            self.choose(line, NONE)
        elif text and (text.isdigit() or (text == "." and line.unit is Unit.KG)):
            self._type(line, text)
        else:
            return False
        return True

    def _type(self, line: Line, sign: str) -> None:
        typed = (self._typed + sign)[:MOST_SIGNS]
        try:
            wanted = quantity.parse(typed + "0" if typed.endswith(".") else typed)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        self._typed = typed if wanted <= self.left(line) else ""
        self.choose(line, wanted)

    def _add(self, line: Line, by: int) -> None:
        self._forget_typed()
        has = self._chosen.get(line.position, NONE)
        if line.unit is Unit.KG:
            self.choose(line, self.left(line) if by > 0 else NONE)
            return
        wanted = Quantity(max(0, has.thousandths + by * 1000))
        self.choose(line, wanted)

    def _turn(self, line: Line) -> None:
        self._forget_typed()
        left = self.left(line)
        self.choose(line, NONE if self._chosen.get(line.position) == left else left)

    def _forget_typed(self) -> None:
        self._typed = ""

    def _touch(self, at: int, x: int) -> None:
        if self._sold is None:
            return
        line = self._sold.sale.lines[at]
        cell = self._cells(self.place(at))[-2]
        if x < cell.left():
            self._turn(line)
        elif x <= cell.right():
            self._add(line, -1 if x < cell.center().x() else 1)

    def _tell(self) -> None:
        sums = (f"{line.name} {self._now(line)}" for line in self._lines())
        self.setAccessibleName(", ".join(sums))
        self.update()
        self.changed.emit()

    def _lines(self) -> tuple[Line, ...]:
        return self._sold.sale.lines if self._sold is not None else ()

    def _now(self, line: Line) -> str:
        return amount_of(self._chosen.get(line.position, NONE), line.unit)

    # -- painting -----------------------------------------------------------------------------

    def _cells(self, place: QRect) -> list[QRect]:
        """Cut a row into name, sold, returned, left, now, and amount."""
        count = COUNT if self.width() > 760 else COUNT - 12  # noqa: PLR2004 - a narrow window
        widths = [count, count, count, NOW, AMOUNT]
        name = place.width() - sum(widths) - PAD
        cells, left = [], place.left() + PAD
        for width in (name - PAD, *widths):
            cells.append(QRect(left, place.top(), width, place.height()))
            left += width
        return cells

    def paint_head(self, painter: QPainter) -> None:
        """Name the columns."""
        theme = tokens.current()
        keys = ("item", "sold", "before", "left", "now", "amount")
        cells = self._cells(QRect(0, 0, self.width(), HEAD))
        aligned = (LEFT, CENTRE, CENTRE, CENTRE, CENTRE, RIGHT)
        for key, cell, align in zip(keys, cells, aligned, strict=True):
            text = t(f"returns.{key}")
            font = fitted(text, 13, 600, cell.width() - 4)
            write(painter, cell, text, font, theme.text3, align)
        painter.fillRect(QRect(0, HEAD - 1, self.width(), 1), theme.border)

    def paint_row(self, painter: QPainter, at: int, place: QRect) -> None:
        """Paint a line of the sale."""
        assert self._sold is not None
        theme, line = tokens.current(), self._sold.sale.lines[at]
        left = self.left(line)
        ink = theme.text if left > NONE else theme.text3
        name, sold, before, free, now, amount = self._cells(place)
        weight = 600 if at == self.at else 400
        top = QRect(name.left(), name.top() + 9, name.width() - 8, 24)
        write(painter, top, line.name, style.font(16, weight), ink, LEFT)
        below = QRect(name.left(), name.top() + 33, name.width() - 8, 18)
        faint = theme.text2 if at == self.at else theme.text3
        write(painter, below, about(line), style.font(12), faint, LEFT)
        back = Quantity(line.quantity.thousandths - left.thousandths)
        for cell, much in ((sold, line.quantity), (before, back), (free, left)):
            text = amount_of(much, line.unit) if much > NONE or cell is free else "—"
            write(painter, cell, text, fitted(text, 15, 400, cell.width() - 4), ink, CENTRE)
        self._paint_now(painter, now, line, left, is_ringed=at == self.at and self.hasFocus())
        self._paint_amount(painter, amount, line)

    def _paint_now(
        self, painter: QPainter, cell: QRect, line: Line, left: Quantity, *, is_ringed: bool
    ) -> None:
        theme = tokens.current()
        if left <= NONE:
            text = t("returns.none_left")
            write(painter, cell, text, fitted(text, 13, 600, cell.width()), theme.text3, CENTRE)
            return
        drawn = QRect(0, 0, STEPPER_W, STEPPER_H)
        drawn.moveCenter(cell.center())
        chosen = self._chosen.get(line.position, NONE)
        fill = theme.primary_tint2 if chosen > NONE else theme.surface
        box(painter, drawn, 8, fill, theme.primary if chosen > NONE else theme.border_strong)
        if is_ringed:  # digits go here
            ring(painter, drawn, 8)
        for name, x in (("minus", drawn.left() + 18), ("plus", drawn.right() - 18)):
            spot = QRect(x - 8, drawn.center().y() - 8, 16, 16)
            icons.paint(painter, name, spot, theme.text2)
        text = chosen.text()
        room = drawn.adjusted(32, 0, -32, 0)
        ink = theme.text if chosen > NONE else theme.text3
        write(painter, room, text, fitted(text, 16, 700, room.width()), ink, CENTRE)

    def _paint_amount(self, painter: QPainter, cell: QRect, line: Line) -> None:
        theme = tokens.current()
        back = [one.money for one in self.returns if one.line == line.position]
        text = (-total(back)).grouped() if back else "—"
        room = cell.adjusted(0, 0, -2, 0)
        font = fitted(text, 17, 700 if back else 400, room.width())
        write(painter, room, text, font, theme.text if back else theme.text3, RIGHT)


def amount_of(much: Quantity, unit: Unit) -> str:
    """Write a quantity; a weight with its unit."""
    if unit is Unit.PIECE:
        return much.text()
    return f"{much.thousandths / 1000:.3f} kg" if much > NONE else "0"


def about(line: Line) -> str:
    """Write what was paid for a line: its price, what was taken off, and what that made."""
    price = t("returns.price", price=line.unit_price.grouped(), amount=line.amount.grouped())
    off = t("returns.off", amount=line.discount.grouped()) if line.discount.fen else ""
    return " · ".join(part for part in (line.barcode, price, off) if part)
