"""The lines of the cart: a model that shows differences, and a delegate that paints the rows."""

import time
from itertools import compress, count
from operator import is_not

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.catalogue.product import Unit
from app.selling.cart import Cart, Line
from app.selling.given_back import Return
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, RIGHT, SMALLEST, box, fitted, write
from pos_ui.kit.words import t

NUMBER, NAME, QUANTITY, PRICE, DISCOUNT, AMOUNT = range(6)
WIDTHS = {NUMBER: 40, QUANTITY: 122, PRICE: 80, DISCOUNT: 84, AMOUNT: 108}
ROW, HEAD = 56, 36
PAD = 12
BAR = 10
STEPPER = QSize(114, 36)
FLASH_MS = 600
FRAME_MS = 50
LINE = Qt.ItemDataRole.UserRole
HEADINGS = ("#", "cart.item", "cart.quantity", "cart.price", "cart.discount", "cart.amount")
ALIGNED = (CENTRE, LEFT, CENTRE, RIGHT, RIGHT, RIGHT)
Index = QModelIndex | QPersistentModelIndex
Row = Line | Return  # what is sold, then what is brought back
NOWHERE = QModelIndex()


class CartModel(QAbstractTableModel):
    """The lines of one Cart value; a new value is shown as what differs from the old."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Row, ...] = ()

    def show(self, cart: Cart) -> int | None:
        """Show this cart; return the row that is new or changed, to draw the eye to it."""
        old, new = self.lines, rows_of(cart)
        start = _alike(old, new)
        shared = min(len(old), len(new)) - start
        end = _alike(old[::-1][:shared], new[::-1][:shared]) if shared else 0
        gone, come = len(old) - start - end, len(new) - start - end
        self._replace(new, start, gone, come)
        return start + come - 1 if come else None

    def _replace(self, new: tuple[Row, ...], start: int, gone: int, come: int) -> None:
        if gone == come:
            self.lines = new
            if come:
                last = self.index(start + come - 1, AMOUNT)
                self.dataChanged.emit(self.index(start, 0), last)
            return
        if gone:
            self.beginRemoveRows(NOWHERE, start, start + gone - 1)
            self.lines = self.lines[:start] + self.lines[start + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(NOWHERE, start, start + come - 1)
            self.lines = new
            self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        """Count the columns of the table."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of a cell, or the whole line to the delegate."""
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return cell(line, index.row(), index.column())
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return HEADINGS[section] if section == NUMBER else t(HEADINGS[section])


def rows_of(cart: Cart) -> tuple[Row, ...]:
    """Return what is sold, then what is brought back."""
    return (*cart.lines, *cart.returns) if cart.returns else cart.lines


def cell(line: Row, row: int, column: int) -> str:
    """Write what stands in a cell of the cart."""
    match column:
        case 0:
            return str(row + 1)
        case 1:
            return line.name
        case 2:
            return _quantity_text(line)
        case 3:
            return line.unit_price.grouped() if isinstance(line, Line) else "—"
        case 4:
            return _discount_text(line)
        case _:
            return (line.amount if isinstance(line, Line) else -line.money).grouped()


def beneath(line: Row) -> str:
    """Write the small line under a name: its code, and whatever is special about it."""
    if isinstance(line, Return):
        number = line.number.rsplit("-", 1)[-1]
        parts = [t("cart.returned", number=number) if number else t("cart.returned_unknown")]
        return " · ".join([*parts, line.reason] if line.reason else parts)
    parts = [line.barcode]
    if line.unit is Unit.KG:
        parts = [t("cart.weighed", weight=line.quantity.weight())]
    if line.pack > 1:
        parts.append(t("cart.pack", name=line.pack_name, count=line.pack))
    if line.list_price is not None:
        parts.append(t("cart.listed", price=line.list_price.grouped()))
    return " · ".join(part for part in (*parts, line.note) if part)


def _quantity_text(line: Row) -> str:
    text = f"{line.quantity.weight()} kg" if line.unit is Unit.KG else line.quantity.text()
    return f"-{text}" if isinstance(line, Return) else text


def _discount_text(line: Row) -> str:
    is_less = isinstance(line, Line) and line.discount.fen
    return (-line.discount).grouped() if is_less and isinstance(line, Line) else "—"


def has_stepper(line: Row) -> bool:
    """Say whether pieces of it can be counted up and down."""
    return isinstance(line, Line) and line.unit is Unit.PIECE and line.label_amount is None


def _alike(old: tuple[Row, ...], new: tuple[Row, ...]) -> int:
    """Count the lines that are the same values from the start on."""
    return next(compress(count(), map(is_not, old, new)), min(len(old), len(new)))


class CartDelegate(QStyledItemDelegate):
    """Paints every cell of a row, the stepper included; `flash` is 1 on a new line, then fades."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.flash_row = -1
        self.flash = 0.0

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """Say that all rows are alike."""
        return QSize(40, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        line = index.data(LINE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        painter.save()
        self._ground(painter, rect, index, selected=selected)
        match index.column():
            case 1:
                _name(painter, rect, line, selected=selected)
            case 2:
                _quantity(painter, rect, line)
            case column:
                _figure(painter, rect, column, cell(line, index.row(), column))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, index: Index, *, selected: bool) -> None:
        theme = tokens.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(rect, QColor(theme.primary_tint if selected else theme.surface))
        if index.row() == self.flash_row and self.flash > 0:
            glow = QColor(theme.primary_tint2 if selected else theme.primary_tint)
            glow.setAlphaF(self.flash)
            painter.fillRect(rect, glow)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.border))
        if selected and index.column() == NUMBER:
            painter.fillRect(QRect(rect.left(), rect.top(), 4, ROW - 1), QColor(theme.primary))


def _name(painter: QPainter, rect: QRect, line: Row, *, selected: bool) -> None:
    theme = tokens.current()
    inside = rect.adjusted(PAD, 0, -PAD, 0)
    if isinstance(line, Return):
        place = QRect(inside.left(), rect.top() + 11, 16, 16)
        icons.paint(painter, "undo-2", place, theme.warn)
        inside.adjust(22, 0, 0, 0)
    title = style.font(16, 600 if selected else 400)
    write(painter, _slice(inside, 7, 25), line.name, title, theme.text, LEFT)
    small = theme.text2 if selected else theme.text3
    write(painter, _slice(inside, 29, 18), beneath(line), style.font(12), small, LEFT)


def _quantity(painter: QPainter, rect: QRect, line: Row) -> None:
    theme = tokens.current()
    text = cell(line, 0, QUANTITY)
    if not has_stepper(line):
        font = fitted(text, 15, 600, rect.width() - 8)
        write(painter, rect, text, font, theme.text, CENTRE)
        return
    drawn = stepper(rect)
    box(painter, drawn, 8, theme.surface, theme.border_strong)
    for name, at in (("minus", drawn.left() + 17), ("plus", drawn.right() - 16)):
        place = QRect(at - 8, drawn.center().y() - 7, 16, 16)
        icons.paint(painter, name, place, theme.text2)
    write(painter, drawn, text, fitted(text, 16, 600, 50), theme.text, CENTRE)


def _figure(painter: QPainter, rect: QRect, column: int, text: str) -> None:
    theme = tokens.current()
    size, weight, color = {
        NUMBER: (13, 400, theme.text3),
        PRICE: (15, 400, theme.text2),
        DISCOUNT: (15, 400, theme.text3 if text == "—" else theme.primary),
        AMOUNT: (17, 700, theme.text),
    }[column]
    inside = rect if column == NUMBER else rect.adjusted(2, 0, -PAD, 0)
    font = fitted(text, size, weight, inside.width())
    write(painter, inside, text, font, color, ALIGNED[column])


def stepper(rect: QRect) -> QRect:
    """Place the drawing of the stepper in a quantity cell."""
    box = QRect(QPoint(), STEPPER)
    box.moveCenter(QRect(rect.left(), rect.top(), rect.width(), ROW - 1).center())
    return box


def _slice(rect: QRect, top: int, height: int) -> QRect:
    return QRect(rect.left(), rect.top() + top, rect.width(), height)


class CartHead(QHeaderView):
    """The names of the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEAD)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the names and the line below them."""
        theme = tokens.current()
        painter = QPainter(self.viewport())
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.fillRect(0, HEAD - 1, self.width(), 1, QColor(theme.border))
        for column, aligned in enumerate(ALIGNED):
            rect = QRect(self.sectionViewportPosition(column), 0, self.sectionSize(column), HEAD)
            inside = rect if aligned == CENTRE else rect.adjusted(PAD, 0, -PAD, 0)
            text = str(self.model().headerData(column, self.orientation()))
            font = fitted(text, 13, 600, inside.width())
            write(painter, inside, text, font, theme.text3, aligned)


class _OverBar(QScrollBar):
    """A thin scroll bar over the right margin: no column moves when it comes."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self._hidden = table.verticalScrollBar()
        self._hidden.rangeChanged.connect(self._span)
        self._hidden.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._hidden.setValue)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def place(self) -> None:
        """Stand at the right of the rows."""
        view = self._table.viewport().geometry()
        self.setGeometry(view.right() - BAR + 1, view.top(), BAR, view.height())

    def _span(self, least: int, most: int) -> None:
        self.setRange(least, most)
        self.setPageStep(self._hidden.pageStep())
        self.setSingleStep(ROW)
        self.setVisible(most > least)


class CartTable(QTableView):
    """Shows a cart; keeps one line selected; its steppers answer in their whole cell.

    `stepped` carries a line's position and +1 or -1, `quantity_asked` its position.
    """

    stepped = Signal(int, int)
    quantity_asked = Signal(int)
    selected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cart_model = CartModel(self)
        self.setModel(self.cart_model)
        self._painter = CartDelegate(self)
        self.setItemDelegate(self._painter)
        self._lay_out()
        self.may_move = True
        self._flashed_at = 0.0
        self._fading = QTimer(self, interval=FRAME_MS)
        self._fading.timeout.connect(self._fade)

    def _lay_out(self) -> None:
        self.setHorizontalHeader(CartHead(self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = _OverBar(self)
        self.setAutoScroll(False)
        self.setCornerButtonEnabled(False)
        columns = self.horizontalHeader()
        columns.setMinimumSectionSize(40)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setAccessibleName(t("cart.name"))

    def show_cart(self, cart: Cart) -> None:
        """Show a cart, select what is new in it and bring it into view."""
        row = self.cart_model.show(cart)
        if row is not None:
            self._widen(self.cart_model.lines[row])
            self.select(row)
            self._flash(row)
        elif not cart.is_empty and not self.selectionModel().hasSelection():
            last = len(self.cart_model.lines) - 1
            self.select(min(max(self.currentIndex().row(), 0), last))

    def row(self) -> Row | None:
        """Return what is selected, sold or brought back."""
        rows = self.selectionModel().selectedRows()
        return self.cart_model.lines[rows[0].row()] if rows else None

    def line(self) -> Line | None:
        """Return the selected line, where it is one that is sold."""
        row = self.row()
        return row if isinstance(row, Line) else None

    def select(self, row: int) -> None:
        """Select a row and bring it into view."""
        if 0 <= row < len(self.cart_model.lines):
            index = self.cart_model.index(row, NAME)
            self.selectRow(row)
            self.scrollTo(index)
            self.selected.emit()

    def step(self, by: int) -> None:
        """Select the line below or above."""
        rows = self.selectionModel().selectedRows()
        at = rows[0].row() if rows else -1
        self.select(min(max(at + by, 0), len(self.cart_model.lines) - 1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Answer a touch on a stepper: left takes one off, right adds one, between asks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        self.select(index.row())
        if index.column() == QUANTITY:
            self._touch(self.cart_model.lines[index.row()], index, event.position().x())

    def _touch(self, line: Row, index: QModelIndex, x: float) -> None:
        rect = self.visualRect(index)
        if isinstance(line, Return):
            return
        third = (x - rect.left()) * 3 / rect.width()
        if not has_stepper(line) or 1 <= third < 2:  # noqa: PLR2004 - the middle third
            self.quantity_asked.emit(line.position)
        else:
            self.stepped.emit(line.position, 1 if third >= 2 else -1)  # noqa: PLR2004

    def _widen(self, line: Row) -> None:
        """Give a very large amount the room it needs; the name gives way."""
        metrics = QFontMetrics(style.font(SMALLEST, 700))
        for column in (PRICE, AMOUNT):
            needed = metrics.horizontalAdvance(cell(line, 0, column)) + PAD + 4
            if needed > self.columnWidth(column):
                self.setColumnWidth(column, needed)

    def _flash(self, row: int) -> None:
        if not self.may_move:
            return
        self._painter.flash_row = row
        self._painter.flash = 1.0
        self._flashed_at = time.monotonic()
        self._fading.start()

    def _fade(self) -> None:
        passed = (time.monotonic() - self._flashed_at) * 1000 / FLASH_MS
        self._painter.flash = max(0.0, 1.0 - passed)
        if not self._painter.flash:
            self._fading.stop()
        top = self.rowViewportPosition(self._painter.flash_row)
        self.viewport().update(0, top, self.viewport().width(), ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the selected line in view when a banner takes room."""
        super().resizeEvent(event)
        self._bar.place()
        rows = self.selectionModel().selectedRows()
        if rows:
            self.scrollTo(rows[0])
