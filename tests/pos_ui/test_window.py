import subprocess
import sys
import time
from collections.abc import Iterator
from typing import NoReturn

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.errors import Trouble
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product
from app.selling import checkout
from app.selling.cart import Cart
from app.storage.outbox import Depth
from app.till import Till
from pos_ui.kit import style, tokens, words
from pos_ui.kit.scaling import Screen
from pos_ui.selling.cart_table import QUANTITY
from pos_ui.selling.discount_pad import per_mille_off
from pos_ui.selling.success import SETTLE_MS
from pos_ui.window import TillWindow, scale_words
from sync.engine import Status
from tests.examples import BANANA, MILK
from tests.pos_ui import keys
from tests.pos_ui.binding import bind, settings_of

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, till: Till) -> Iterator[TillWindow]:
    """A window on the screen before its till is open."""
    style.start(qapp, tokens.LIGHT)
    window = TillWindow(settings_of(till))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    yield window
    words.use_language("zh_CN")
    tokens.use(tokens.LIGHT)


@pytest.fixture
def window(shown: TillWindow, till: Till) -> TillWindow:
    """A window that sells."""
    shown.open(bind(till))
    return shown


def cart(window: TillWindow) -> Cart:
    assert window.register.cart is not None
    return window.register.cart


def pay(window: TillWindow, cash: str) -> None:
    keys.press(window, KEY.Key_F12)
    keys.type_in(window, cash)
    keys.press(window, KEY.Key_Return)


def test_a_scan_shows_the_line_and_the_total(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    index = window.selling.table.cart_model.index(0, 1)
    assert index.data() == MILK.name
    assert window.selling.totals.due.text() == "6.50"


def test_fifty_scans_in_a_burst_are_all_counted(window: TillWindow) -> None:
    for _ in range(50):
        keys.scan(window, MILK.barcode)
    assert cart(window).pieces == 50
    assert cart(window).total == Money(650 * 50)


def test_the_window_is_painted_before_the_till_is_open_and_loses_no_scan(
    shown: TillWindow, till: Till
) -> None:
    shown.grab()
    keys.scan(shown, MILK.barcode)
    keys.type_in(shown, "77")
    shown.open(bind(till))
    assert cart(shown).pieces == 1
    assert shown.selling.box.text() == "77"


def test_the_size_of_text_ends_where_the_total_would_have_no_room() -> None:
    assert "120%" in scale_words(1.5, Screen(1366, 768))
    assert "%" not in scale_words(1.5, Screen(1920, 1080))


def test_a_number_and_a_star_before_a_scan_multiply_it(window: TillWindow) -> None:
    keys.type_in(window, "3*")
    keys.scan(window, MILK.barcode)
    assert cart(window).pieces == 3
    assert not window.selling.box.text()


@pytest.mark.parametrize("many", ["0*", "100000*", "999999*"])
def test_a_number_that_cannot_be_sold_refuses_the_scan_behind_it_aloud(
    window: TillWindow, many: str
) -> None:
    keys.scan(window, MILK.barcode)
    heard: list[str] = []
    window.register.sounded.connect(heard.append)
    keys.type_in(window, many)
    keys.scan(window, MILK.barcode)
    assert cart(window).pieces == 1
    assert heard == ["refused"]
    assert window.selling.banner.isVisible()


def test_wide_digits_of_an_input_method_are_a_quantity_too(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, Qt.Key.Key_F2)
    keys.type_in(window, "３")
    keys.press(window, Qt.Key.Key_Return)
    assert cart(window).pieces == 3


def test_digits_after_a_scan_count_it_once(window: TillWindow) -> None:
    for _ in range(2):
        keys.scan(window, MILK.barcode)
        keys.type_in(window, "2")
    assert cart(window).pieces == 3  # the last 2 waits for what comes next
    keys.press(window, KEY.Key_Return)
    assert cart(window).pieces == 4
    assert not window.selling.box.text()


def test_digits_after_a_scan_count_the_bill_that_is_held(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.type_in(window, "2")
    keys.press(window, KEY.Key_F6)
    keys.scan(window, MILK.barcode)
    assert cart(window).pieces == 1
    services = window.register.services
    assert services is not None
    assert [it.pieces for _, it in services.held()] == [2]


def test_digits_that_stay_in_the_box_count_no_line_of_another_bill(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    window.register.hold()
    keys.type_in(window, "5")
    keys.scan(window, MILK.barcode)
    assert cart(window).pieces == 1


def test_digits_count_on_from_what_the_line_is_now(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.type_in(window, "+")
    keys.type_in(window, "3")
    keys.press(window, KEY.Key_Return)
    assert cart(window).pieces == 4


def test_a_code_is_found_while_caps_lock_is_on(window: TillWindow) -> None:
    keys.type_in(window, "2*")
    keys.scan(window, "f0001")  # of the bananas, F0001
    assert window.dialog is None
    assert cart(window).lines[0].barcode == "F0001"


def test_what_is_typed_is_added_with_enter(window: TillWindow) -> None:
    keys.type_in(window, "77")
    keys.press(window, KEY.Key_Return)
    assert cart(window).pieces == 1


def test_a_product_is_found_by_its_initials(window: TillWindow) -> None:
    keys.type_in(window, "xnn")
    assert [it.name for it in window.selling.popup.found] == [MILK.name]
    keys.press(window, KEY.Key_Down)
    keys.press(window, KEY.Key_Return)
    assert cart(window).pieces == 1
    assert not window.selling.popup.isVisible()


def test_what_nobody_listed_is_named_near_the_box_and_changes_nothing(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    type_and_enter(window, "zzzz")
    assert "zzzz" in window.selling.banner.text()
    assert cart(window).pieces == 1
    keys.scan(window, MILK.barcode)
    assert window.selling.banner.isHidden()


def test_plus_minus_and_the_quantity_key_change_the_selected_line(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.type_in(window, "+")
    assert cart(window).pieces == 2
    keys.type_in(window, "-")
    assert cart(window).pieces == 1
    keys.type_in(window, "12")
    keys.press(window, KEY.Key_F2)
    assert cart(window).pieces == 12


def test_the_quantity_is_asked_for_when_none_is_typed(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F2)
    keys.type_in(window, "7")
    keys.press(window, KEY.Key_Return)
    assert cart(window).pieces == 7
    assert window.dialog is None


def test_a_voided_line_comes_back_with_undo(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F9)
    assert not cart(window).lines
    keys.press(window, KEY.Key_Z, CONTROL)
    assert cart(window).total == MILK.price


def test_the_stepper_answers_in_the_whole_height_of_its_row(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    table = window.selling.table
    cell = table.visualRect(table.cart_model.index(0, QUANTITY))
    corner = QPoint(cell.right() - 3, cell.top() + 2)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert cart(window).pieces == 2


def test_weighed_goods_ask_for_their_weight_and_scans_wait(window: TillWindow) -> None:
    keys.scan(window, BANANA.barcodes[0])
    keys.scan(window, MILK.barcode)
    assert not cart(window).lines
    keys.type_in(window, "0.685")
    keys.press(window, KEY.Key_Return)
    assert [line.product for line in cart(window).lines] == [BANANA.id, MILK.id]
    assert cart(window).lines[0].quantity == Quantity(685)


def test_giving_up_a_weight_adds_nothing(window: TillWindow) -> None:
    keys.scan(window, BANANA.barcodes[0])
    keys.press(window, KEY.Key_Escape)
    assert not cart(window).lines
    assert window.dialog is None


def test_cash_completes_the_sale_and_shows_the_change(window: TillWindow, till: Till) -> None:
    keys.scan(window, MILK.barcode)
    pay(window, "10")
    assert window.pages.currentWidget() is window.success
    assert window.success.change.text() == "3.50"
    sale = checkout.last(till)
    assert sale is not None
    assert sale.change == Money(350)


def test_the_exact_sum_is_suggested(window: TillWindow, till: Till) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_Return)
    sale = checkout.last(till)
    assert sale is not None
    assert sale.change == Money(0)


def test_too_little_cash_says_what_is_missing_and_keeps_the_cart(
    window: TillWindow, till: Till
) -> None:
    keys.scan(window, MILK.barcode)
    pay(window, "5")
    assert "1.50" in window.payment.banner.text()
    assert checkout.last(till) is None
    assert cart(window).pieces == 1


def test_enter_twice_completes_once(window: TillWindow, till: Till) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_Return)
    first = checkout.last(till)
    keys.press(window, KEY.Key_Return)
    assert checkout.last(till) == first
    assert window.pages.currentWidget() is window.success  # the change stays to be read


def test_enter_goes_on_once_the_change_was_seen(qtbot: QtBot, window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    pay(window, "10")
    qtbot.wait(SETTLE_MS + 50)
    keys.press(window, KEY.Key_Return)
    assert window.pages.currentWidget() is window.selling


def test_a_completed_sale_is_shown_even_when_the_next_cart_cannot_be_read(
    shown: TillWindow, till: Till
) -> None:
    services = bind(till)
    shown.open(services)
    keys.scan(shown, MILK.barcode)
    broken = bind(till)
    broken.resume = _fails  # type: ignore[method-assign]
    shown.register.services = broken
    pay(shown, "10")
    assert shown.pages.currentWidget() is shown.success
    shown.register.services = services
    keys.press(shown, KEY.Key_Escape)
    keys.scan(shown, MILK.barcode)
    assert cart(shown).pieces == 1


def test_a_narrow_window_turns_between_cart_and_goods(window: TillWindow) -> None:
    window.resize(1024, 700)
    QApplication.processEvents()
    assert window.selling.grid.isHidden()
    keys.press(window, KEY.Key_G, CONTROL)
    assert window.selling.grid.isVisible()
    keys.scan(window, MILK.barcode)
    assert window.selling.grid.isHidden()
    assert window.selling.table.isVisible()


def test_a_scan_after_the_sale_begins_the_next_one(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    pay(window, "10")
    keys.scan(window, MILK.barcode)
    assert window.pages.currentWidget() is window.selling
    assert cart(window).pieces == 1


def test_a_scan_during_payment_adds_nothing_and_says_so(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F12)
    keys.scan(window, MILK.barcode)
    assert cart(window).pieces == 1
    assert MILK.barcode in window.payment.banner.text()
    assert window.payment.entry_box.given.text() == "6.50"


def test_escape_goes_back_to_the_cart(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_Escape)
    assert window.pages.currentWidget() is window.selling
    assert cart(window).pieces == 1


def test_a_disk_that_fails_while_completing_keeps_the_cart(shown: TillWindow, till: Till) -> None:
    broken = bind(till)
    broken.complete = _fails  # type: ignore[method-assign]
    shown.open(broken)
    keys.scan(shown, MILK.barcode)
    pay(shown, "10")
    assert "磁盘" in shown.payment.banner.text()
    assert cart(shown).pieces == 1


def _fails(*_: object, **__: object) -> NoReturn:
    raise Trouble("disk_full")


def test_language_and_theme_change_at_once(window: TillWindow) -> None:
    window.use_language("en")
    assert window.selling.pay.text() == "Pay"
    window.use_theme("dark")
    assert tokens.is_dark()
    assert window.settings.theme == "dark"


def test_a_warning_can_be_read_in_full_and_is_then_gone(qtbot: QtBot, window: TillWindow) -> None:
    window.news.warned.emit(Trouble("clock_set_back", now="2026-01-01", last="2026-01-02"))
    qtbot.waitUntil(window.selling.banner.isVisible)
    window.selling.banner.pressed.emit()
    assert window.dialog is not None
    keys.press(window, KEY.Key_Escape)
    assert window.selling.banner.isHidden()


def test_a_till_that_cannot_be_opened_says_why(shown: TillWindow) -> None:
    shown.fail(Trouble("disk_full"), leave_at_once=False)
    assert shown.dialog is not None


def test_the_line_to_hq_is_told(qtbot: QtBot, window: TillWindow) -> None:
    away = Trouble("hq_unreachable", why="timeout")
    depth = Depth(unsent=12, oldest=None, refused=0)
    window.news.synced.emit(Status(depth=depth, is_online=False, trouble=away))
    qtbot.waitUntil(lambda: window.bar.line_text() == "离线收银 · 未上传 12 笔")
    assert window.selling.banner.isVisible()


def test_a_printer_fault_is_told(qtbot: QtBot, shown: TillWindow, till: Till) -> None:
    shown.open(bind(till, settings_of(till, printer="sim://")))
    shown.news.printer.emit(Trouble("printer_silent", url="sim://"))
    qtbot.waitUntil(lambda: "小票机有故障" in shown.bar.device_texts())


def test_the_receipt_of_the_sale_is_told(qtbot: QtBot, window: TillWindow, till: Till) -> None:
    keys.scan(window, MILK.barcode)
    pay(window, "10")
    sale = checkout.last(till)
    assert sale is not None
    window.news.receipt.emit(sale.id, "printed")
    qtbot.waitUntil(lambda: window.success.receipt_chip.text() == "小票已打印")


def test_a_quick_tile_adds_its_product(window: TillWindow) -> None:
    tile = next(it for it in window.selling.grid.tiles() if it.text() == MILK.name)
    tile.click()
    assert cart(window).pieces == 1


def test_the_sheets_open_and_close(window: TillWindow) -> None:
    for key in (KEY.Key_F1, KEY.Key_F11):
        keys.press(window, key)
        assert window.dialog is not None
        keys.press(window, KEY.Key_Escape)
        assert window.dialog is None


def test_reprint_asks_for_another_copy(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    pay(window, "10")
    keys.press(window, KEY.Key_F10)
    assert "0001" in window.toast.text()


def test_the_window_needs_no_database_to_be_painted() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from app.settings import Settings; from pos_ui.window import TillWindow;"
        "w = TillWindow(Settings(store='a', till='1')); w.show(); w.grab();"
        "assert not [m for m in sys.modules if 'sqlalchemy' in m], 'loaded'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_ten_thousand_lines_scroll_and_scan(shown: TillWindow, till: Till) -> None:
    """Prints how long a scan takes in the longest cart; a figure to look at, not to fail on."""
    services = bind(till)
    long = checkout.start(till)
    for at in range(9_990):
        one = Product(id=MILK.id, name=MILK.name, price=Money(1000 + at), barcodes=MILK.barcodes)
        long = long.add(one, Quantity.pieces(1))
    services.resume = lambda: long  # type: ignore[method-assign]
    shown.open(services)
    times = []
    for _ in range(9):
        began = time.perf_counter()
        keys.scan(shown, MILK.barcode)
        QApplication.processEvents()
        times.append((time.perf_counter() - began) * 1000)
    print(f"\nscan in a cart of {len(cart(shown).lines)} lines: median {sorted(times)[4]:.1f} ms")  # noqa: T201
    assert len(cart(shown).lines) == 9_991


def hold(window: TillWindow, *codes: str) -> None:
    for code in codes:
        keys.scan(window, code)
    keys.press(window, KEY.Key_F6)


def test_a_cart_is_held_and_comes_back_with_one_key(window: TillWindow) -> None:
    hold(window, MILK.barcode, MILK.barcode)
    assert cart(window).lines == ()
    assert window.toast.text() == "已挂单 A01"
    assert window.selling.keys._keys["recall"].badge == 1  # noqa: SLF001 - what is painted
    keys.press(window, KEY.Key_F6)  # the same key, with nothing to hold
    assert cart(window).pieces == 2
    assert window.selling.keys._keys["recall"].badge == 0  # noqa: SLF001


def test_among_many_held_carts_arrows_and_enter_choose(window: TillWindow) -> None:
    hold(window, MILK.barcode)
    hold(window, MILK.barcode, MILK.barcode)
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F7)
    assert window.dialog is not None
    keys.press(window, KEY.Key_Down)  # the older one
    keys.press(window, KEY.Key_Return)
    assert cart(window).pieces == 1
    services = window.register.services
    assert services is not None
    assert sorted(held.label for held, _ in services.held()) == ["A02", "A03"]


def test_giving_up_a_recall_changes_nothing_and_a_hold_can_be_undone(window: TillWindow) -> None:
    hold(window, MILK.barcode)
    hold(window, MILK.barcode)
    keys.press(window, KEY.Key_F7)
    keys.press(window, KEY.Key_Escape)
    assert window.dialog is None
    assert cart(window).lines == ()
    keys.press(window, KEY.Key_Z, CONTROL)
    assert cart(window).pieces == 1


def test_nothing_on_hold_is_said(window: TillWindow) -> None:
    keys.press(window, KEY.Key_F7)
    assert window.toast.text() == "没有挂单"


def test_scans_wait_while_a_held_cart_is_chosen(window: TillWindow) -> None:
    hold(window, MILK.barcode)
    hold(window, MILK.barcode)
    keys.press(window, KEY.Key_F7)
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_Return)
    assert cart(window).pieces == 2


def type_and_enter(window: TillWindow, text: str) -> None:
    keys.type_in(window, text)
    keys.press(window, KEY.Key_Return)


def test_a_price_is_changed_by_keys(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F3)
    type_and_enter(window, "6.00")
    assert cart(window).total == Money(600)
    assert cart(window).lines[0].list_price == MILK.price
    assert window.dialog is None


def test_a_line_and_the_whole_bill_are_discounted_by_keys(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F4)
    type_and_enter(window, "8")  # 8 折 on the line
    assert cart(window).total == Money(520)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_Down)  # the whole bill
    keys.press(window, KEY.Key_Right)  # an amount
    type_and_enter(window, "0.20")
    assert cart(window).total == Money(500)
    assert window.selling.totals.due.text() == "5.00"
    index = window.selling.table.cart_model.index(0, 4)
    assert index.data() == "-1.30"


@pytest.mark.parametrize(("turn", "typed", "total"), [(0, "12.00", 1200), (1, "10", 1000)])
def test_a_line_or_the_whole_bill_is_brought_down_to_a_price(
    window: TillWindow, turn: int, typed: str, total: int
) -> None:
    keys.type_in(window, "2*")
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F4)
    for _ in range(turn):
        keys.press(window, KEY.Key_Down)
    for _ in range(2):
        keys.press(window, KEY.Key_Right)
    keys.press(window, KEY.Key_Return)  # nothing typed gives nothing away
    assert window.dialog is not None
    type_and_enter(window, typed)
    assert cart(window).total == Money(total)
    assert cart(window).lines[0].list_price is None


def test_a_price_above_the_present_one_is_no_discount(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F4)
    for _ in range(2):
        keys.press(window, KEY.Key_Right)
    type_and_enter(window, "6.51")
    assert cart(window).total == MILK.price
    assert "6.51" in window.selling.banner.text()


@pytest.mark.parametrize(
    ("typed", "language", "per_mille"),
    [
        (8500, "zh_CN", 150),
        (85_000, "zh_CN", 150),
        (10_000, "zh_CN", 0),
        (15_000, "en", 150),
        (0, "zh_CN", 0),
    ],
)
def test_a_share_is_read_as_it_is_said(typed: int, language: str, per_mille: int) -> None:
    assert per_mille_off(Quantity(typed), language) == per_mille


def test_a_discount_beyond_the_bill_is_refused_and_changes_nothing(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_Right)
    type_and_enter(window, "6.51")
    assert cart(window).total == MILK.price
    assert "最多" in window.selling.banner.text()


def test_the_small_change_is_left_off_and_asked_for_again(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F3)
    type_and_enter(window, "6.57")
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_F10)
    keys.press(window, KEY.Key_Return)
    services = window.register.services
    assert services is not None
    sale = services.last()
    assert sale is not None
    assert (sale.total, sale.rounding, sale.change) == (Money(650), Money(7), Money(0))


def test_digits_after_a_scan_count_that_scan_once(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.type_in(window, "2")
    keys.scan(window, MILK.barcode)
    keys.type_in(window, "2")
    keys.press(window, KEY.Key_F12)  # paying settles what is still in the box
    assert cart(window).pieces == 4


def test_digits_and_enter_count_the_scan_before(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    type_and_enter(window, "12")
    assert cart(window).pieces == 12
    type_and_enter(window, "3")  # nobody scanned since: this is a code, and none we know
    assert cart(window).pieces == 12
    assert "没有找到「3」" in window.selling.banner.text()


def test_a_short_code_that_is_known_is_no_count(window: TillWindow) -> None:
    keys.scan(window, BANANA.barcode)
    type_and_enter(window, "1.5")  # kilograms, asked for
    keys.scan(window, MILK.barcode)
    type_and_enter(window, MILK.short_code)
    assert [line.quantity.text() for line in cart(window).lines] == ["1.500", "2"]


def test_a_price_is_not_mistaken_for_a_count(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.type_in(window, "6901")  # too long for a count
    keys.scan(window, MILK.barcode)
    assert cart(window).pieces == 2
