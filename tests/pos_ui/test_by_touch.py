from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos_ui.selling.number_pad import NumberPad
from pos_ui.window import TillWindow
from tests.examples import BANANA, MILK
from tests.pos_ui import keys

KEY = Qt.Key


def touch(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    QApplication.processEvents()


def test_a_dialog_that_is_closed_makes_way_for_the_weight_that_is_asked_next(
    window: TillWindow,
) -> None:
    keys.press(window, KEY.Key_F1)
    keys.scan(window, BANANA.barcodes[0])
    assert window.dialog is not None
    touch(window.dialog.no_button)
    assert window.dialog is not None
    assert window.dialog.findChild(NumberPad)


def test_carts_that_wait_are_offered_where_a_new_one_begins(window: TillWindow) -> None:
    assert window.selling.recall.isHidden()
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F6)
    assert "1" in window.selling.recall.text()
    touch(window.selling.recall)
    assert window.register.cart is not None
    assert window.register.cart.pieces == 1
    assert window.selling.recall.isHidden()


def test_a_tile_of_a_weighed_article_asks_with_the_focus_in_the_dialog(window: TillWindow) -> None:
    window.selling.grid.show_shelves([("生鲜", [BANANA])])
    touch(window.selling.grid.tiles()[0])
    assert window.dialog is not None
    assert not window.selling.box.hasFocus()
