"""The screen on which a cashier spends the day: scan box, cart, quick goods, total, keys."""

import re
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.base import quantity
from app.base.errors import Refusal, Told
from app.base.ids import SaleId
from app.base.quantity import Quantity
from app.catalogue.product import Product, Unit
from app.selling.cart import NOTHING, Cart, Line
from app.selling.given_back import Return
from app.selling.sale import Sale
from pos_ui.kit import words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button, PayKey
from pos_ui.kit.card import Card
from pos_ui.kit.empty import EmptyState
from pos_ui.kit.field import Field
from pos_ui.kit.words import t
from pos_ui.selling import scans
from pos_ui.selling.cart_table import CartTable
from pos_ui.selling.key_row import NEED_A_ROW, KeyRow
from pos_ui.selling.keymap import Keymap
from pos_ui.selling.quick_grid import QuickGrid
from pos_ui.selling.register import Register
from pos_ui.selling.search_popup import SearchPopup
from pos_ui.selling.side_panel import LastSaleCard, TotalsCard

SIDE, GAP, MARGIN = 320, 12, 12
BEGIN_ICON, BEGIN_HIGH = 56, 132
COUNT = re.compile(r"[0-9]{1,3}")  # more digits are a code
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
SIGNS = {".": "price", "/": "discount"}  # with an empty box, as other tills here have them
CONTROLS = {
    Qt.Key.Key_G: "goods",
    Qt.Key.Key_N: "note",
    Qt.Key.Key_Delete: "void_sale",
}
FUNCTION_KEYS = {Qt.Key(Qt.Key.Key_F1 + at): f"F{at + 1}" for at in range(12)}
CONTROL = Qt.KeyboardModifier.ControlModifier
WIDE, MIDDLE = 1500, 1300  # window widths for 4 and 3 columns of goods
NARROW = 1180  # below, 2 columns would leave the cart less than its 600


class SellingScreen(QWidget):
    """Shows the register's cart and turns keys and touches into requests.

    `asked` carries what the window must open: help, more, reprint, pay, quantity.
    """

    asked = Signal(str)

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self._warning: tuple[str, str, str, str] | None = None
        self._refusal: Told | None = None
        self._last_scan: Line | None = None
        self._shown: SaleId | None = None  # the bill on the screen
        self.box = Field("", "scan-barcode", "Ctrl+K", height=52)
        self.banner = Banner()
        self.table = CartTable()
        self._empty = EmptyState("scan-barcode", "", "", icon_px=BEGIN_ICON)
        self.recall = Button("", icon="archive-restore", key="F7")
        self._held = 0
        self.grid = QuickGrid()
        self.last_card = LastSaleCard()
        self.totals = TotalsCard()
        self.keys = KeyRow()
        self.pay = PayKey("", "hand-coins", "F12")
        self._lay_out()
        self.popup = SearchPopup(self)
        self._connect()
        self.retitle()

    def _lay_out(self) -> None:
        self._cart_card = _CartCard(self.table, _beginning(self._empty, self.recall))
        left = _column(self.box, self.banner, self._cart_card)
        self._left = QWidget()
        self._left.setLayout(left)
        side = _column(self.last_card, self.totals)
        side.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self._left, 1)
        top.addWidget(self.grid)
        side_panel = QWidget()
        side_panel.setLayout(side)
        side_panel.setFixedWidth(SIDE)
        top.addWidget(side_panel)
        bottom = QHBoxLayout()
        bottom.setSpacing(GAP)
        bottom.addWidget(self.keys, 1)
        bottom.addWidget(self.pay)
        self.pay.setFixedWidth(SIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        layout.addLayout(top, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self._register.changed.connect(self._show_cart)
        self._register.told.connect(self.tell)
        self._register.scanned.connect(self._on_scanned)
        self._register.completed.connect(lambda _: self._forget_scan())
        self._register.voided.connect(lambda _: self._forget_scan())
        self.box.textChanged.connect(self._search)
        self.popup.chosen.connect(self._add)
        self.grid.chosen.connect(self._add)
        self.table.stepped.connect(self._step)
        self.table.quantity_asked.connect(lambda _: self.asked.emit("quantity"))
        self.keys.pressed.connect(self.do)
        self.recall.clicked.connect(lambda: self.do("recall"))
        self.pay.clicked.connect(lambda: self.do("pay"))
        self.banner.pressed.connect(self._on_banner)

    def retitle(self) -> None:
        """Say everything in the language of now."""
        is_open = self._register.services is not None
        hint = t("scan.placeholder") if is_open else t("scan.opening")
        self.box.setPlaceholderText(hint)
        self.box.setAccessibleName(hint)
        self._empty.say(t("empty.title"), t("empty.line"))
        self.count_held(self._held)
        self.keys.retitle()
        self.pay.setText(t("key.pay"))
        self.grid.retitle()
        self.table.horizontalHeader().viewport().update()
        self.table.viewport().update()
        self._show_sums(self._register.cart)
        self._show_banner()

    def refresh(self) -> None:
        """Show what is known now that the till is open."""
        services = self._register.services
        assert services is not None
        try:
            self.show_last(services.last())
            self.show_goods()
        except Told as told:
            self.tell(told)
        self.retitle()

    def show_last(self, sale: Sale | None) -> None:
        """Show the sale that was completed last."""
        services = self._register.services
        assert services is not None
        self.last_card.show_sale(sale, ZoneInfo(services.settings.time_zone))
        self._show_sums(self._register.cart)

    def show_goods(self) -> None:
        """Show the quick goods of the catalogue of now."""
        services = self._register.services
        if services is not None:
            self.grid.show_shelves(services.quick_goods())

    def count_held(self, count: int) -> None:
        """Say how many carts wait, on the recall key and where a new cart begins."""
        self._held = count
        self.keys.count_held(count)
        self.recall.setText(t("empty.recall", count=count))
        self.recall.setVisible(count > 0)

    def use_keys(self, keymap: Keymap) -> None:
        """Let the function keys do this from now on."""
        self.keys.use(keymap)
        self.pay.key = keymap.key("pay")
        self.recall.key = keymap.key("recall")
        self.last_card.key = keymap.key("reprint")
        self.pay.update()

    def warn(self, warning: tuple[str, str, str, str] | None) -> None:
        """Show a state that lasts: kind, title, body, icon; None when it is over."""
        self._warning = warning
        self._show_banner()

    def tell(self, told: Told) -> None:
        """Say near the box why a request was refused, until the next one."""
        if self.isVisible():
            self._refusal = told
            self._show_banner()

    def _on_banner(self) -> None:
        if self._refusal is not None:
            self._close_refusal()
        else:
            self.asked.emit("details")

    def _close_refusal(self) -> None:
        self._refusal = None
        self._show_banner()
        self.box.setFocus()

    def _show_banner(self) -> None:
        if self._refusal is not None:
            text = self._refusal.text(words.language())
            self.banner.say(severity(self._refusal), text, "", t("close"))
        elif self._warning is not None:
            kind, title, body, icon = self._warning
            self.banner.say(kind, title, body, t("details"), icon)
        else:
            self.banner.hide()

    def _show_cart(self, cart: Cart) -> None:
        self._refusal = None
        if cart.id != self._shown:
            self._shown, self._last_scan = cart.id, None  # digits count no line of another bill
        self._turn_page(to_goods=False)
        self._show_banner()
        self.table.show_cart(cart)
        self._cart_card.show_lines(has_lines=not cart.is_empty)
        self._show_sums(cart)

    def _show_sums(self, cart: Cart | None) -> None:
        has_rows = cart is not None and not cart.is_empty
        self.totals.show_cart(cart)
        gives_back = cart is not None and cart.total < NOTHING
        self.pay.setText(t("key.refund" if gives_back else "key.pay"))
        self.pay.icon_name = "undo-2" if gives_back else "hand-coins"
        self.pay.setEnabled(has_rows)
        self.keys.enable(has_rows=has_rows, has_sale=self.last_card.has_sale)

    # -- keys -----------------------------------------------------------------------------

    def on_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks; return False for what goes into the focused field."""
        key = Qt.Key(event.key())
        if self.grid.on_key(event):
            return True
        if key in FUNCTION_KEYS and not event.isAutoRepeat():
            self.do(self.keys.map.action(FUNCTION_KEYS[key]))
            return True
        if event.modifiers() & CONTROL:
            return self._on_control(key)
        if key in ENTERS:
            self._submit()
            return True
        return self._on_editing(key, event)

    def _on_control(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_K:
            self.box.setFocus()
            self.box.selectAll()
        elif key in CONTROLS:
            self.do(CONTROLS[key])
        return key == Qt.Key.Key_K or key in CONTROLS

    def _on_editing(self, key: Qt.Key, event: QKeyEvent) -> bool:
        self._turn_page(to_goods=False)
        self.box.setFocus()
        if key == Qt.Key.Key_Escape:
            self.box.clear()
            self._close_refusal()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = 1 if key == Qt.Key.Key_Down else -1
            (self.popup.move_by if self.popup.isVisible() else self.table.step)(step)
        elif self.box.text():
            return False
        elif key == Qt.Key.Key_Delete:
            self.do("void")
        elif event.text() in {"+", "-"} and (line := self.table.line()):
            self._register.step(line, 1 if event.text() == "+" else -1)
        elif event.text() in SIGNS:
            self.do(SIGNS[event.text()])
        else:
            return False
        return True

    def do(self, action: str) -> None:
        """Do what a key or a button stands for, if it can be done now."""
        row, line = self.table.row(), self.table.line()
        if action in NEED_A_ROW and row is None:
            return
        if self._register.services is None and action not in {"help", "more"}:
            return
        self.box.setFocus()  # first: a dialog that opens now takes it over
        if action == "void" and isinstance(row, Return):
            self._register.keep(row.position)
        elif action == "void" and line is not None:
            self._register.void(line)
        elif action == "quantity":
            self._quantity(line)
        elif action == "pay":
            self._count_last()
            if self.pay.isEnabled():
                self.asked.emit(action)
        elif action == "hold":
            self._count_last()
            self.asked.emit(action)
        elif action == "goods":
            self._turn_page(to_goods=self.grid.isHidden())
            self.grid.enter()
        elif self.keys.is_ready(action):
            self.asked.emit(action)

    def _quantity(self, line: Line | None) -> None:
        """Set the quantity that is typed in the box, else ask for it."""
        typed = self.box.text()
        if not typed or line is None:
            self.asked.emit("quantity")
            return
        self.box.clear()
        try:
            self._register.change(line.position, quantity.parse(typed.rstrip("*")))
        except Refusal as refusal:
            self.tell(refusal)

    # -- the scan box ---------------------------------------------------------------------

    def scan(self, code: str) -> None:
        """Take what a scanner read; "3*" in the box asks for three of it.

        Digits in the box after a scan say how many of that one there were.
        """
        self._count_last()
        wanted, rest = scans.counted(self.box.text())
        if wanted is not None and not rest:
            self.box.clear()
        else:
            wanted = None
        self._refusal = None
        self._register.scan(code, wanted)

    def _count_last(self) -> bool:
        """Apply digits typed after a scan to that scan, once; return whether there were any."""
        line, typed = self._last_scan, self.box.text()
        if line is None or not COUNT.fullmatch(typed) or int(typed) < 1:
            return False
        self._last_scan = None
        self.box.clear()
        cart, more = self._register.cart, Quantity.pieces(int(typed) - 1)
        if more.thousandths and cart is not None:
            present = cart.line(line.position).quantity  # + and − may have changed it
            self._register.change(line.position, present + more)
        return True

    def _forget_scan(self) -> None:
        self._last_scan = None

    def _on_scanned(self, line: Line) -> None:
        self._last_scan = line if line.unit is Unit.PIECE else None

    def _submit(self) -> None:
        """Add what is typed or marked: the marked product, a code, or the first one found."""
        wanted, code = scans.counted(self.box.text())
        marked = self.popup.product()
        if not code:
            return
        if not self.popup.is_moved and not self._is_code(code) and self._count_last():
            return
        product = marked if self.popup.is_moved or self._is_clear(code) else None
        if product is None and not self._is_code(code):
            self.tell(Refusal("nothing_found", typed=scans.shown(code)))
            self._register.sounded.emit("refused")
            self.box.selectAll()
            return
        self.box.clear()
        if product is not None:
            self._register.add(product, wanted)
        else:
            self._register.scan(code, wanted)

    def _is_clear(self, code: str) -> bool:
        """Say whether the first product found may be taken for what was typed.

        A few digits may be a count or a price, so they are only taken for a whole code; more of
        them for the one product that has them.
        """
        if self._is_code(code):
            return False
        return not code.isdigit() or (not COUNT.fullmatch(code) and len(self.popup.found) == 1)

    def _is_code(self, code: str) -> bool:
        services = self._register.services
        try:
            return services is not None and services.find(code) is not None
        except Told as told:
            self.tell(told)
            return False

    def _search(self, text: str) -> None:
        services = self._register.services
        _, wanted = scans.counted(text)
        found = services.search(wanted) if services is not None and wanted else []
        self.popup.show_found(found, self._box_place())

    def _box_place(self) -> QRect:
        return QRect(self.box.mapTo(self, self.box.rect().topLeft()), self.box.size())

    def _add(self, product: Product) -> None:
        wanted, _ = scans.counted(self.box.text())
        self.box.clear()
        self.box.setFocus()
        self._register.add(product, wanted)

    def _step(self, position: int, by: int) -> None:
        if self._register.cart is not None:
            self._register.step(self._register.cart.line(position), by)
        self.box.setFocus()

    def _turn_page(self, *, to_goods: bool) -> None:
        """Show the goods instead of the cart, where there is no room for both."""
        if self.width() < NARROW:
            self.grid.setVisible(to_goods)
            self._left.setVisible(not to_goods)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the quick goods as many columns as the width allows."""
        super().resizeEvent(event)
        width = event.size().width()
        self.grid.set_columns(4 if width >= WIDE else 2 if NARROW <= width < MIDDLE else 3)
        self.grid.setVisible(width >= NARROW)
        self._left.show()
        self.popup.hide()


def severity(told: Told) -> str:
    """Colour what was told: red is for money and data at risk, not for a rule of the shop."""
    return "warn" if isinstance(told, Refusal) else "danger"


class _CartCard(Card):
    """The cart's table, or the way to begin; a margin keeps the card's round corners."""

    def __init__(self, table: QWidget, empty: QWidget) -> None:
        super().__init__()
        inside = QWidget()
        margins = QVBoxLayout(self)
        margins.setContentsMargins(1, 6, 1, 6)
        margins.addWidget(inside)
        self._stack = QStackedLayout(inside)
        self._stack.addWidget(empty)
        self._stack.addWidget(table)

    def show_lines(self, *, has_lines: bool) -> None:
        """Show the table once there is something in it."""
        self._stack.setCurrentIndex(1 if has_lines else 0)


def _beginning(empty: QWidget, recall: QWidget) -> QWidget:
    """Put the way to begin, and the carts that wait, in the middle."""
    whole = QWidget()
    empty.setFixedHeight(BEGIN_HIGH)
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(24)
    layout.addStretch(1)
    layout.addWidget(empty)
    layout.addWidget(recall, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(1)
    return whole


def _column(*parts: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    for at, part in enumerate(parts):
        layout.addWidget(part, 1 if at == len(parts) - 1 else 0)
    return layout
