"""Keys that bounce, stay down or come too late, and fingers beside them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.base.money import Money
from app.selling import checkout
from app.selling.sale import Sale
from app.till import Till
from pos_ui.selling.payment import SETTLE_MS
from pos_ui.selling.success import SETTLE_MS as READ_MS
from pos_ui.window import TillWindow
from tests.examples import MILK
from tests.pos_ui import keys
from tests.pos_ui.selling.paying import cart, hold_down, owe, paid, take_part, type_slip

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def completed(window: TillWindow) -> list[Sale]:
    sales: list[Sale] = []
    window.register.completed.connect(sales.append)
    return sales


def middle(widget: QWidget) -> QPoint:
    return widget.rect().center()


def test_enter_that_stays_down_completes_nothing(window: TillWindow, till: Till) -> None:
    owe(window, 650)
    hold_down(window, KEY.Key_Return, "\r")
    assert checkout.last(till) is None


def test_a_late_enter_completes_nothing_more_and_keeps_the_change(window: TillWindow) -> None:
    sales = completed(window)
    owe(window, 650)
    keys.press(window, KEY.Key_Return)
    hold_down(window, KEY.Key_Return, "\r")
    keys.press(window, KEY.Key_Return)
    window.payment.confirm()
    assert len(sales) == 1
    assert window.pages.currentWidget() is window.success


def test_a_late_confirm_does_not_pay_for_the_next_customer(
    qtbot: QtBot, window: TillWindow
) -> None:
    sales = completed(window)
    owe(window, 650)
    keys.press(window, KEY.Key_Return)
    qtbot.wait(READ_MS + 20)
    keys.press(window, KEY.Key_Return)
    keys.scan(window, MILK.barcode)
    window.payment.confirm()
    assert len(sales) == 1
    assert cart(window).pieces == 1


def test_a_finger_on_confirm_while_enter_goes_down_completes_once(window: TillWindow) -> None:
    sales = completed(window)
    owe(window, 650)
    confirm = window.payment.money.keypad.confirm_key
    QTest.mousePress(confirm, LEFT, pos=middle(confirm))
    keys.press(window, KEY.Key_Return)
    QTest.mouseRelease(confirm, LEFT, pos=middle(confirm))
    QApplication.processEvents()
    assert len(sales) == 1


def test_a_second_tap_where_the_next_button_appears_keeps_the_change(window: TillWindow) -> None:
    owe(window, 650)
    window.payment.money.keypad.confirm_key.click()
    window.success.next.click()
    assert window.pages.currentWidget() is window.success


def test_a_split_key_pressed_twice_takes_one_part(window: TillWindow) -> None:
    owe(window, 9770)
    keys.type_in(window, "20")
    keys.press(window, KEY.Key_F9)
    keys.press(window, KEY.Key_F9)
    hold_down(window, KEY.Key_F9)
    window.payment.tenders.split.click()
    assert [one.amount for one in cart(window).tenders] == [Money(2000)]


def test_an_enter_that_bounces_after_a_part_does_not_take_the_rest(
    window: TillWindow, till: Till
) -> None:
    owe(window, 9770)
    keys.type_in(window, "20")
    keys.press(window, KEY.Key_F9)
    keys.press(window, KEY.Key_Return)
    assert checkout.last(till) is None
    assert len(cart(window).tenders) == 1


def test_a_slip_confirmed_twice_is_taken_once(window: TillWindow, till: Till) -> None:
    owe(window, 9770)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_F4)
    keys.type_in(window, "50")
    keys.press(window, KEY.Key_F9)
    keys.press(window, KEY.Key_F9)
    type_slip(window, "0912")
    keys.press(window, KEY.Key_Return)
    hold_down(window, KEY.Key_Return, "\r")
    assert [one.amount for one in cart(window).tenders] == [Money(5000)]
    assert checkout.last(till) is None


def test_a_slip_for_all_of_it_confirmed_twice_completes_once(
    window: TillWindow, till: Till
) -> None:
    sales = completed(window)
    owe(window, 650)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_Return)
    type_slip(window, "0912")
    keys.press(window, KEY.Key_Return)
    assert len(sales) == 1
    assert paid(till) == [("card", 650, "0912")]


def test_a_cross_touched_twice_takes_back_one_part(qtbot: QtBot, window: TillWindow) -> None:
    owe(window, 9770)
    for _ in range(2):
        take_part(qtbot, window, "20")
    for _ in range(2):
        window.payment.summary.taken.rows[0].cross.click()
    assert len(cart(window).tenders) == 1
    qtbot.wait(SETTLE_MS + 20)
    window.payment.summary.taken.rows[0].cross.click()
    assert not cart(window).tenders


def test_rounding_that_stays_down_is_asked_for_once(window: TillWindow) -> None:
    owe(window, 657)
    keys.press(window, KEY.Key_F10)
    hold_down(window, KEY.Key_F10)
    assert window.payment.summary.left.text() == "6.50"
