"""The page of returns: find the sale, choose what of it comes back, say why, and credit it."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.base import clock
from app.base.errors import Refusal, Told
from app.catalogue.product import Product
from app.selling.cart import Cart
from app.selling.sold import Sold
from pos_ui.kit import words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.chip import Chip
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.empty import EmptyState
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.words import t
from pos_ui.returning.desk import ReturnDesk
from pos_ui.returning.no_receipt import NoReceiptForm, Unreceipted
from pos_ui.returning.reasons import ReasonSheet
from pos_ui.returning.row_list import keys_step
from pos_ui.returning.sales_list import SalesList
from pos_ui.returning.sold_table import SoldTable
from pos_ui.selling import scans
from pos_ui.selling.asking import Question
from pos_ui.selling.register import Register
from pos_ui.selling.screen import severity
from pos_ui.selling.services import Services
from pos_ui.selling.side_panel import row, short_number
from pos_ui.selling.success import sums

KEY = Qt.Key
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
FUNCTION_KEYS = range(KEY.Key_F1, KEY.Key_F12 + 1)
CONTROL = Qt.KeyboardModifier.ControlModifier
LIST, LIST_NARROW, NARROW = 400, 320, 1100
CONFIRM = 64
SECOND_MS = 1000
REASON_WIDE = 560


class ReturnsPage(QWidget):
    """Keys go to the list of sales until one is open, then to its lines; Esc goes one step back."""

    left = Signal()
    asked = Signal(object)  # a Question

    def __init__(self, register: Register, desk: ReturnDesk) -> None:
        super().__init__()
        self._register, self._desk = register, desk
        self._sold: Sold | None = None
        self._is_open = False
        self._waited = QElapsedTimer()
        self._ticking = QTimer(self, interval=SECOND_MS)
        self._back = Button("", icon="undo-2", key="Esc", height=44)
        self._title, self._line = Label("", 20, 700), Label("", 14, 400, "text2")
        self.without = Button("", icon="receipt-text", key="F2", height=44)
        self.banner = Banner()
        self.box = Field("", "scan-barcode", height=52)
        self.sales = SalesList(ZoneInfo("UTC"))
        self.table = SoldTable()
        self._nothing = EmptyState("package-search", "", "", icon_px=32)
        self._begin = EmptyState("undo-2", "", "", icon_px=56)
        self._number, self._about = Label("", 20, 700), Label("", 14, 400, "text2")
        self.chip = Chip()
        self._count, self._back_name = Label("", 14, 600), Label("", 16, 600, "text2")
        self.money = MoneyLabel(36, 20, 16)
        self.all = Button("", icon="list-checks", key="A", height=CONFIRM)
        self.confirm = Button("", "primary", "undo-2", "Enter", px=18, height=CONFIRM)
        self._lay_out()
        self._connect()

    # -- layout -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(12)
        self._list_side = self._list_column()
        columns.addWidget(self._list_side)
        columns.addWidget(self._sale_column(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(row(self._back, self._title, self._line, None, self.without, spacing=14))
        layout.addWidget(self.banner)
        layout.addLayout(columns, 1)

    def _list_column(self) -> QWidget:
        self._sales_card, self._sales_stack = _stacked(self._nothing, self.sales)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.box)
        column.addWidget(self._sales_card, 1)
        side.setFixedWidth(LIST)
        return side

    def _sale_column(self) -> QWidget:
        open_sale = QWidget()
        inside = QVBoxLayout(open_sale)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(16, 4, 16, 0)
        head.setSpacing(2)
        head.addLayout(row(self._number, None, self.chip))
        head.addWidget(self._about)
        inside.addLayout(head)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._foot())
        card, self._sale_stack = _stacked(self._begin, open_sale)
        return card

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(0)
        for name in (self._count, self._back_name):  # the digits beside them can shrink
            name.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            names.addWidget(name)
        line.addLayout(names)
        line.addWidget(self.money, 1)
        line.addWidget(self.all)
        line.addWidget(self.confirm)
        return foot

    def _connect(self) -> None:
        self._back.clicked.connect(self.step_back)
        self.without.clicked.connect(self.ask_without)
        self.box.textChanged.connect(self._search)
        self.sales.touched.connect(lambda at, _: self._open_listed(at))
        self.table.changed.connect(self._show_chosen)
        self.table.refused.connect(self._tell)
        self.all.clicked.connect(self.table.choose_all)
        self.confirm.clicked.connect(self.ask_why)
        self.banner.pressed.connect(self._on_banner)
        self._register.told.connect(self._tell)
        self._register.changed.connect(self._follow)
        self._desk.asking.connect(self._wait)
        self._desk.answered.connect(self._wait_no_more)
        self._ticking.timeout.connect(self._say_waiting)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the sale enough room on a narrow screen, too."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        self._list_side.setFixedWidth(LIST_NARROW if is_narrow else LIST)
        self._line.setVisible(not is_narrow)

    # -- opening and leaving ------------------------------------------------------------------

    def begin(self, wanted: str = "") -> None:
        """Show the newest sales; open the one that is wanted at once."""
        services = self._services()
        self.sales.zone = ZoneInfo(services.settings.time_zone)
        self._is_open = True
        self.banner.hide()
        self._close_sale()
        self.box.clear()
        self._search("")
        self.retitle()
        if wanted:
            self.look_for(wanted)

    def step_back(self) -> None:
        """Wait no longer; else close the sale; else clear what is typed; else leave."""
        if self.is_waiting:
            self._desk.give_up()
        elif self._sold is not None:
            self._close_sale()
        elif self.box.text():
            self.box.clear()
        else:
            self._leave()

    def focus(self) -> None:
        """Give the focus to what keys go to."""
        (self.box if self._sold is None else self.table).setFocus()

    @property
    def is_waiting(self) -> bool:
        """Whether HQ is asked right now."""
        return self._ticking.isActive()

    def _leave(self) -> None:
        self._is_open = False
        cart = self._register.cart
        if cart is not None:
            self._desk.settle(cart)
        self.left.emit()

    def _close_sale(self) -> None:
        self._sold = None
        self._sale_stack.setCurrentIndex(0)
        self.banner.hide()
        self.focus()

    # -- finding ----------------------------------------------------------------------------

    def scan(self, code: str) -> None:
        """Open the sale of a receipt, count goods of the open one, or look for sales with them."""
        if self.is_waiting:
            return
        product = self._find(code)
        if product is None and scans.is_of_a_wallet(code):  # it must not stay to be read
            self._tell(Refusal("payment_code_here", start=code[:4]))
        elif product is None:
            self.look_for(code)
        elif self._sold is None or not self._count_scanned(code, product):
            self._close_sale()
            self.box.setText(code)

    def _count_scanned(self, code: str, product: Product) -> bool:
        codes = (code, *product.barcodes)
        return any(self.table.count(one) for one in codes)

    def look_for(self, wanted: str) -> None:
        """Open a sale by what its receipt carries: ours at once, another till's by asking HQ."""
        try:
            found = self._services().find_sold(wanted)
        except Refusal as refusal:
            if self._desk.hq is None:
                self._tell(refusal)
            else:
                self._desk.look_up(wanted, lambda answer: self._on_looked_up(wanted, answer))
        except Told as told:
            self._tell(told)
        else:
            self._open(found)

    def _on_looked_up(self, wanted: str, answer: Sold | Told | None) -> None:
        if isinstance(answer, Sold):
            self._open(answer)
        elif answer is None:
            self._tell(Refusal("unknown_sale", sale=scans.shown(wanted)))
        else:
            self.banner.say("warn", t("returns.away"), t("returns.away_line"), "", "cloud-off")

    def _search(self, typed: str) -> None:
        try:
            found = self._services().search_sales(scans.fold(typed))
        except Told as told:
            self._tell(told)
            return
        self.sales.show_sales(found, clock.now())
        self._sales_stack.setCurrentIndex(1 if found else 0)

    def _open_listed(self, at: int) -> None:
        if not self.is_waiting and at < len(self.sales.sales):
            self.sales.mark(at)
            self.look_for(self.sales.sales[at].id)

    def _open(self, sold: Sold) -> None:
        self.banner.hide()
        self._show(sold)
        if sold.is_ours and self._desk.hq is not None:
            self.chip.say(t("returns.asking"), "info", "refresh-cw")
            self._desk.refresh(sold, lambda news: self._on_news(sold, news))
        if not sold.sale.lines:
            self._tell(Refusal("nothing_to_return", number=sold.sale.number))
        self.focus()

    def _on_news(self, sold: Sold, news: Sold | Told) -> None:
        """Show what HQ knows of the sale, if it still is the open one."""
        if self._sold is None or self._sold.sale.id != sold.sale.id:
            return
        if isinstance(news, Told):
            self.chip.say(t("returns.by_ourselves"), "warn", "cloud-off")
        else:
            self._show(news)
            self.chip.say(t("returns.checked"), "ok", "cloud-check")

    def _show(self, sold: Sold) -> None:
        self._sold = sold
        self.table.show_sold(sold, self._cart())
        self.sales.mark_sale(sold.sale)
        self._say_sale(sold)
        self.chip.setVisible(self._desk.hq is not None)
        if not sold.is_ours:
            self.chip.say(t("returns.of_till", till=sold.sale.till), "info", "cloud-check")
        self._sale_stack.setCurrentIndex(1)

    # -- keys -------------------------------------------------------------------------------

    def on_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks; return False for what is typed into the box."""
        key = KEY(event.key())
        if key == KEY.Key_Escape:
            self.step_back()
        elif self.is_waiting or (event.isAutoRepeat() and key in ENTERS):
            return True
        elif key == KEY.Key_F2:
            self.ask_without()
        elif key == KEY.Key_K and event.modifiers() & CONTROL:
            self._close_sale()
        elif key in FUNCTION_KEYS or key == KEY.Key_Tab:
            return True
        elif self._sold is not None:
            return self._on_table_key(key, event)
        else:
            return self._on_list_key(key)
        return True

    def _on_table_key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        if key in ENTERS:
            self.ask_why()
        else:
            self.table.on_key(event)
        return True

    def _on_list_key(self, key: Qt.Key) -> bool:
        self.box.setFocus()
        step = keys_step(key, self.sales.shown)
        if step is not None:
            self.sales.step(step)
        elif key in ENTERS and self.sales.sale is not None:
            self._open_listed(self.sales.at)
        elif key in ENTERS and self.box.text():
            self.look_for(scans.fold(self.box.text()))
        else:
            return key in ENTERS
        return True

    # -- bringing back ------------------------------------------------------------------------

    def ask_why(self) -> None:
        """Ask for the reason of what is chosen, and credit it."""
        sold, chosen = self._sold, self.table.chosen
        if sold is None or self.is_waiting:
            return
        if not chosen:
            self.banner.say("info", t("returns.choose_first"))
            return
        about = t("returns.about", amount=self.table.money.grouped())
        self._ask_reason(about, lambda why: self._desk.bring_back(sold, chosen, why, self._leave))

    def ask_without(self) -> None:
        """Ask for goods whose sale nobody can look up; a manager stands in for the receipt."""
        if self.is_waiting:
            return
        form = NoReceiptForm(self._services().search, self._find)

        def ready(dialog: Dialog) -> None:
            form.given.connect(lambda it: given(dialog, it))
            dialog.yes_button.clicked.disconnect()
            dialog.yes_button.clicked.connect(form.answer)
            form.name.setFocus()

        def given(dialog: Dialog, it: Unreceipted) -> None:
            dialog.accept()
            amount = it.price.times(it.quantity).grouped()
            about = f"{it.product.name} · ¥{amount}"
            self._ask_reason(about, lambda why: self._credit(it, why))

        self.asked.emit(
            Question(
                title=t("no_receipt.title"),
                body=form,
                yes=t("no_receipt.yes"),
                no=t("cancel"),
                width=REASON_WIDE,
                keys=form.on_key,
                scans=form.scan,
                ready=ready,
            )
        )

    def _credit(self, it: Unreceipted, why: str) -> None:
        self._register.bring_back_unknown(
            it.product, it.quantity, it.price, number=it.number, reason=why, then=self._leave
        )

    def _ask_reason(self, about: str, then: Callable[[str], None]) -> None:
        sheet = ReasonSheet(about)

        def ready(dialog: Dialog) -> None:
            sheet.chosen.connect(lambda why: chosen(dialog, why))

        def chosen(dialog: Dialog, why: str) -> None:
            dialog.accept()
            then(why)

        self.asked.emit(
            Question(
                title=t("reason.title"),
                body=sheet,
                no=t("cancel"),
                width=REASON_WIDE,
                keys=sheet.on_key,
                ready=ready,
            )
        )

    # -- waiting ------------------------------------------------------------------------------

    def _wait(self) -> None:
        if self._is_open:
            self._waited.start()
            self._ticking.start()
            self._say_waiting()

    def _say_waiting(self) -> None:
        seconds = self._waited.elapsed() // SECOND_MS
        self.banner.say(
            "info",
            t("returns.waiting", seconds=seconds),
            t("returns.waiting_line"),
            t("returns.stop"),
            "refresh-cw",
        )

    def _wait_no_more(self) -> None:
        if self._ticking.isActive():
            self._ticking.stop()
            self.banner.hide()

    def _on_banner(self) -> None:
        if self.is_waiting:
            self._desk.give_up()
        else:
            self.banner.hide()
        self.focus()

    # -- saying -------------------------------------------------------------------------------

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self._back.setText(t("returns.back"))
        self._title.setText(t("returns.title"))
        self._line.setText(t("returns.line"))
        self.without.setText(t("returns.without"))
        self.box.setPlaceholderText(t("returns.search"))
        self.box.setAccessibleName(t("returns.search"))
        self._nothing.say(t("returns.none"), t("returns.none_line"))
        self._begin.say(t("returns.begin"), t("returns.begin_line"))
        self.all.setText(t("returns.all"))
        self._back_name.setText(t("due_back"))
        self.sales.update()
        self.table.update()
        self._show_chosen()
        if self._sold is not None:
            self._say_sale(self._sold)

    def _say_sale(self, sold: Sold) -> None:
        sale = sold.sale
        at = sale.completed_at.astimezone(self.sales.zone)
        self._number.setText(t("returns.number", number=short_number(sale)))
        parts = (f"{at:%Y-%m-%d %H:%M}", sale.cashier_name, sums(sale))
        self._about.setText(" · ".join(part for part in parts if part))

    def _show_chosen(self) -> None:
        chosen, money = self.table.chosen, self.table.money
        self._count.setText(t("returns.count", count=len(chosen)))
        self.money.show_amount(money.grouped(), f"{t('due_back')} {money.text()}")
        self.confirm.setText(t("returns.confirm"))
        self.confirm.setEnabled(bool(chosen))

    def _follow(self, cart: Cart) -> None:
        if self._is_open and self._sold is not None:
            self.table.show_sold(self._sold, cart)

    def _tell(self, told: Told) -> None:
        if self.isVisible():
            self.banner.say(severity(told), told.text(words.language()), "", t("close"))

    def _find(self, code: str) -> Product | None:
        found = self._services().find(code)
        return found[0] if found is not None else None

    def _services(self) -> Services:
        assert self._register.services is not None  # F8 does nothing before the till is open
        return self._register.services

    def _cart(self) -> Cart:
        assert self._register.cart is not None
        return self._register.cart


def _stacked(empty: QWidget, full: QWidget) -> tuple[Card, QStackedLayout]:
    card, inside = Card(), QWidget()
    margins = QVBoxLayout(card)
    margins.setContentsMargins(1, 6, 1, 6)
    margins.addWidget(inside)
    stack = QStackedLayout(inside)
    stack.addWidget(empty)
    stack.addWidget(full)
    return card, stack
