import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.errors import Refusal, Trouble
from app.base.ids import ProductId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import products
from app.catalogue.product import Product
from app.selling import checkout
from app.till import Till
from pos_ui.kit import paints, tokens
from pos_ui.selling.about import AboutSheet, notices
from pos_ui.selling.number_pad import NumberPad
from pos_ui.selling.screen import severity
from pos_ui.selling.sheets import MoreSheet, nearest_scale
from pos_ui.selling.success import SETTLE_MS
from pos_ui.window import TillWindow
from tests.examples import BANANA, MILK
from tests.pos_ui import keys

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def ringed(window: TillWindow) -> str:
    """Name the tile that has the ring."""
    return next((tile.text() for tile in window.selling.grid.tiles() if tile.hasFocus()), "")


def test_ctrl_g_rings_a_tile_and_enter_takes_it(window: TillWindow) -> None:
    keys.press(window, KEY.Key_G, CONTROL)
    assert ringed(window) == window.selling.grid.tiles()[0].text()
    while ringed(window) != MILK.name:
        keys.press(window, KEY.Key_Tab)
    keys.press(window, KEY.Key_Return)
    assert window.register.cart is not None
    assert window.register.cart.pieces == 1
    assert window.selling.box.hasFocus()


def test_the_ring_stays_on_the_tiles_when_there_is_none_further(window: TillWindow) -> None:
    keys.press(window, KEY.Key_G, CONTROL)
    first = ringed(window)
    keys.press(window, KEY.Key_Left)
    keys.press(window, KEY.Key_Up)
    assert ringed(window) == first


def test_typing_leaves_the_tiles_for_the_box(window: TillWindow) -> None:
    keys.press(window, KEY.Key_G, CONTROL)
    keys.type_in(window, "77")
    assert window.selling.box.hasFocus()
    assert window.selling.box.text() == "77"


def test_a_scan_while_a_tile_has_the_ring_is_sold(window: TillWindow) -> None:
    keys.press(window, KEY.Key_G, CONTROL)
    keys.scan(window, MILK.barcode)
    assert window.register.cart is not None
    assert window.register.cart.pieces == 1


def test_the_theme_is_chosen_without_a_mouse(window: TillWindow) -> None:
    keys.press(window, KEY.Key_F11)
    sheet = window.findChild(MoreSheet)
    assert isinstance(sheet, MoreSheet)
    for _ in range(20):
        if sheet.themes.hasFocus():
            break
        keys.press(window, KEY.Key_Tab)
    keys.press(window, KEY.Key_Right)
    assert tokens.is_dark()


def test_the_text_size_is_kept_for_the_next_start(window: TillWindow) -> None:
    keys.press(window, KEY.Key_F11)
    sheet = window.findChild(MoreSheet)
    assert isinstance(sheet, MoreSheet)
    sheet.scales.choose(3)
    assert window.settings.scale == 1.25
    assert "下次启动" in window.toast.text()
    assert nearest_scale(1.25) == 3
    assert nearest_scale(0.0) == 0


def test_the_licences_are_shown_in_place_of_the_choices(window: TillWindow) -> None:
    keys.press(window, KEY.Key_F11)
    sheet = window.findChild(MoreSheet)
    assert isinstance(sheet, MoreSheet)
    sheet.further["licences"].click()
    QApplication.processEvents()
    shown = window.findChild(AboutSheet)
    assert isinstance(shown, AboutSheet)
    keys.press(window, KEY.Key_PageDown)
    assert shown.text.verticalScrollBar().value() > 0
    keys.press(window, KEY.Key_Escape)
    assert window.dialog is None


@pytest.mark.parametrize("owner", ["Lucide", "Inter", "LGPL", "Cole Bemis", "SIL OPEN FONT"])
def test_the_notices_name_whose_work_it_is(owner: str) -> None:
    assert owner in notices()


def test_an_answered_dialog_is_let_go(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    for _ in range(5):
        keys.press(window, KEY.Key_F2)
        keys.press(window, KEY.Key_Return)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not [it for it in QApplication.allWidgets() if isinstance(it, NumberPad)]


def test_only_money_and_data_at_risk_are_red() -> None:
    assert severity(Refusal("unknown_barcode", barcode="999")) == "warn"
    assert severity(Trouble("disk_full")) == "danger"


def test_no_column_moves_when_the_cart_begins_to_scroll(window: TillWindow, till: Till) -> None:
    table = window.selling.table
    keys.scan(window, MILK.barcode)
    QApplication.processEvents()
    before = [table.columnViewportPosition(at) for at in range(6)]
    cart = checkout.start(till)
    for at in range(30):
        one = Product(id=MILK.id, name=MILK.name, price=Money(100 + at), barcodes=MILK.barcodes)
        cart = cart.add(one, Quantity.pieces(1))
    table.show_cart(cart)
    QApplication.processEvents()
    assert table.verticalScrollBar().maximum() > 0
    assert [table.columnViewportPosition(at) for at in range(6)] == before


# -- every screen and dialog, one after the other, without a mouse ---------------------------

SELLING, PAYMENT, SUCCESS = "selling", "payment", "success"
BEER = replace(MILK, id=ProductId("beer"), name="啤酒", barcodes=("6901035602020",), min_age=18)
BUN = replace(MILK, id=ProductId("bun"), name="包子", barcodes=("20001",), is_open_price=True)
Step = Callable[[TillWindow], None]


@pytest.fixture
def rings(monkeypatch: pytest.MonkeyPatch) -> list[QRect]:
    """Where rings were painted since this list was last cleared."""
    painted: list[QRect] = []
    plain = paints.box

    def box(
        painter: QPainter, rect: QRect, radius: int, fill: str, line: str = "", width: int = 1
    ) -> None:
        if line == tokens.current().focus:
            painted.append(painter.combinedTransform().mapRect(rect))
        plain(painter, rect, radius, fill, line, width)

    for module in [it for name, it in sys.modules.items() if name.startswith("pos_ui.")]:
        if getattr(module, "box", None) is plain:
            monkeypatch.setattr(module, "box", box)
    return painted


def by(*pressed: Qt.Key, control: bool = False) -> Step:
    """Press these keys, one after the other."""

    def step(window: TillWindow) -> None:
        for key in pressed:
            keys.press(window, key, CONTROL if control else keys.NONE)

    return step


def scanning(code: str) -> Step:
    return lambda window: keys.scan(window, code)


def from_more(name: str) -> Step:
    """Open the sheet of further actions and choose one of them."""

    def step(window: TillWindow) -> None:
        keys.press(window, KEY.Key_F11)
        sheet = window.findChild(MoreSheet)
        assert isinstance(sheet, MoreSheet)
        for _ in range(40):
            if sheet.further[name].hasFocus():
                break
            keys.press(window, KEY.Key_Tab)
        keys.press(window, KEY.Key_Return)

    return step


def two_held(window: TillWindow) -> None:
    for _ in range(2):
        keys.scan(window, MILK.barcode)
        keys.press(window, KEY.Key_F6)
    keys.press(window, KEY.Key_F7)


DIALOGS: dict[str, Step] = {
    "help": by(KEY.Key_F1),
    "quantity": by(KEY.Key_F2),
    "price": by(KEY.Key_F3),
    "discount": by(KEY.Key_F4),
    "more": by(KEY.Key_F11),
    "note": by(KEY.Key_N, control=True),
    "void sale": by(KEY.Key_Delete, control=True),
    "held": two_held,
    "weight": scanning(BANANA.barcode),
    "age": scanning(BEER.barcode),
    "open price": scanning(BUN.barcode),
    "unknown": scanning("6999999999999"),
    "keys": from_more("keys"),
    "about": from_more("licences"),
    "training": from_more("training"),
}


def page(window: TillWindow) -> str:
    at = window.pages.currentWidget()
    return SELLING if at is window.selling else PAYMENT if at is window.payment else SUCCESS


def rung(window: TillWindow, rings: list[QRect]) -> int:
    """Count the rings on the screen as it is now."""
    QApplication.processEvents()
    rings.clear()
    window.grab()
    return len(rings)


@pytest.fixture
def selling(window: TillWindow, till: Till) -> TillWindow:
    """A window with something in the cart, and more for sale."""
    with till.shop.database.writing() as connection:
        products.put(connection, [BEER, BUN])
    keys.scan(window, MILK.barcode)
    return window


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_has_one_ring_and_gives_the_focus_back(
    selling: TillWindow, rings: list[QRect], name: str
) -> None:
    DIALOGS[name](selling)
    assert selling.dialog is not None
    focus = selling.focusWidget()
    assert focus is not None
    assert focus is selling.dialog or selling.dialog.isAncestorOf(focus)
    assert rung(selling, rings) == 1
    for _ in range(12):  # Tab goes round inside, always with one ring
        keys.press(selling, KEY.Key_Tab)
        focus = selling.focusWidget()
        assert focus is selling.dialog or selling.dialog.isAncestorOf(focus)
    assert rung(selling, rings) == 1
    keys.press(selling, KEY.Key_Escape)
    assert selling.dialog is None
    assert page(selling) == SELLING
    assert selling.selling.box.hasFocus()
    assert rung(selling, rings) == 1
    keys.type_in(selling, "77")
    assert selling.selling.box.text() == "77"


def test_every_screen_has_one_ring(window: TillWindow, rings: list[QRect], qtbot: QtBot) -> None:
    assert (page(window), rung(window, rings)) == (SELLING, 1)
    keys.press(window, KEY.Key_G, CONTROL)
    assert rung(window, rings) == 1
    keys.press(window, KEY.Key_K, CONTROL)
    keys.scan(window, MILK.barcode)
    assert rung(window, rings) == 1
    keys.press(window, KEY.Key_F12)
    assert (page(window), rung(window, rings)) == (PAYMENT, 1)
    for key in (KEY.Key_F4, KEY.Key_F8, KEY.Key_F1):  # card, voucher, cash
        keys.press(window, key)
        assert rung(window, rings) == 1
    keys.press(window, KEY.Key_Escape)
    assert page(window) == SELLING
    assert window.selling.box.hasFocus()
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_Return)  # what is left is suggested
    assert (page(window), rung(window, rings)) == (SUCCESS, 1)
    qtbot.wait(SETTLE_MS + 20)
    keys.press(window, KEY.Key_Return)
    assert (page(window), rung(window, rings)) == (SELLING, 1)
    assert window.selling.box.hasFocus()


def test_a_point_asks_for_the_price_and_a_slash_for_the_discount(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    for sign, title in ((".", "改价"), ("/", "折扣")):
        keys.type_in(window, sign)
        assert window.dialog is not None
        assert title in window.dialog.accessibleName()
        keys.press(window, Qt.Key.Key_Escape)
    keys.type_in(window, "1.5l")  # in the box a point is a point
    assert window.dialog is None
    assert window.selling.box.text() == "1.5l"


def test_the_search_is_left_by_escape(window: TillWindow, rings: list[QRect]) -> None:
    keys.type_in(window, "xnn")
    keys.press(window, KEY.Key_Down)
    assert window.selling.popup.isVisible()
    assert rung(window, rings) == 1
    keys.press(window, KEY.Key_Escape)
    assert not window.selling.popup.isVisible()
    assert window.selling.box.hasFocus()
    keys.press(window, KEY.Key_Escape)
    assert page(window) == SELLING


def test_a_sale_of_three_items_takes_three_scans_and_three_keys(
    window: TillWindow, till: Till
) -> None:
    for _ in range(3):
        keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F12)  # pay
    keys.press(window, KEY.Key_F12)  # exact amount
    keys.press(window, KEY.Key_Return)  # confirm
    sale = checkout.last(till)
    assert sale is not None
    assert (sale.pieces, sale.change) == (3, Money(0))
    keys.scan(window, MILK.barcode)
    assert window.register.cart is not None
    assert window.register.cart.pieces == 1
