import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from app.base.errors import Refusal, Trouble
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product
from app.selling import checkout
from app.till import Till
from pos_ui.kit import tokens
from pos_ui.selling.about import AboutSheet, notices
from pos_ui.selling.number_pad import NumberPad
from pos_ui.selling.screen import severity
from pos_ui.selling.sheets import MoreSheet, nearest_scale
from pos_ui.window import TillWindow
from tests.examples import MILK
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
