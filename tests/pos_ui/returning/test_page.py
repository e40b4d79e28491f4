from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.base.ids import PersonId
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling import checkout
from app.selling.cart import Cart
from app.selling.sale import Sale
from app.staff.person import CASHIER, Act, Actor, Demand, NeedsApproval, Person
from app.till import Till
from pos_ui.returning.no_receipt import NoReceiptForm
from pos_ui.window import TillWindow
from tests.examples import BANANA, MILK, cash
from tests.pos_ui import keys

KEY = Qt.Key
WANG = Actor(person=Person(id=PersonId("p"), code="1", name="王小梅", role=CASHIER))


def sell(till: Till, milks: int = 3, grams: int = 0) -> Sale:
    cart = checkout.scan(till, checkout.start(till), MILK.barcode, Quantity.pieces(milks))
    if grams:
        cart = checkout.add(till, cart, BANANA, Quantity(grams))
    return checkout.complete(till, cart, cash(cart.total.fen))


def cart(window: TillWindow) -> Cart:
    assert window.register.cart is not None
    return window.register.cart


def returned(window: TillWindow) -> list[tuple[str, str, str]]:
    return [(one.name, one.quantity.text(), one.reason) for one in cart(window).returns]


def shows_returns(window: TillWindow) -> bool:
    return window.pages.currentWidget() is window.returns


def test_the_last_sale_comes_back_in_five_keys(window: TillWindow, till: Till) -> None:
    """F8, the newest, all of it, why; then the refund as any bill."""
    sell(till)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "a")
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "1")
    assert returned(window) == [(MILK.name, "3", "质量问题")]
    assert window.pages.currentWidget() is window.selling
    assert window.selling.pay.text() == "退款"
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_Return)
    sale = checkout.last(till)
    assert sale is not None
    assert (sale.total, sale.given_back) == (Money(-1950), Money(1950))


def test_a_receipt_that_is_scanned_while_selling_opens_its_sale(
    window: TillWindow, till: Till
) -> None:
    sale = sell(till)
    for code in (sale.id, sale.id.upper(), sale.number):
        keys.scan(window, code)
        assert shows_returns(window)
        assert window.returns.table.line == sale.lines[0]
        keys.press(window, KEY.Key_Escape)
        keys.press(window, KEY.Key_Escape)
        assert window.pages.currentWidget() is window.selling
    assert cart(window).is_empty


def test_the_end_of_a_number_is_enough(window: TillWindow, till: Till) -> None:
    sell(till)
    second = sell(till, 1)
    keys.press(window, KEY.Key_F8)
    keys.type_in(window, "0002")
    keys.press(window, KEY.Key_Return)
    assert window.returns.table.line == second.lines[0]


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("2", "2"),
        ("+", "1"),
        ("++", "2"),
        ("++-", "1"),
        ("-", None),
        (" ", "3"),
        ("  ", None),
        ("a", "3"),
        ("aa", None),
        ("9", None),
        ("29", "2"),
        ("0", None),
    ],
)
def test_how_much_is_chosen_by_key(
    window: TillWindow, till: Till, typed: str, chosen: str | None
) -> None:
    sell(till)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, typed)
    picked = window.returns.table.chosen
    assert (picked[1].text() if picked else None) == chosen


def test_too_much_is_told_and_changes_nothing(window: TillWindow, till: Till) -> None:
    sell(till)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "9")
    assert "最多还能退 3" in window.returns.banner.text()


def test_a_weight_comes_back_in_part(window: TillWindow, till: Till) -> None:
    sell(till, 1, grams=685)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.press(window, KEY.Key_Down)
    keys.type_in(window, "0.3")
    assert window.returns.table.chosen == {2: Quantity(300)}
    assert window.returns.money.text() == "2.39"


def test_goods_that_are_scanned_count_on_the_open_sale(window: TillWindow, till: Till) -> None:
    sell(till, 2)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    for _ in range(3):
        keys.scan(window, MILK.barcode)
    assert window.returns.table.chosen == {1: Quantity.pieces(2)}
    assert "最多还能退 2" in window.returns.banner.text()
    assert cart(window).is_empty


def test_goods_that_are_scanned_find_the_sales_that_have_them(
    window: TillWindow, till: Till
) -> None:
    sale = sell(till, 1, grams=100)
    sell(till, 1)
    keys.press(window, KEY.Key_F8)
    keys.scan(window, BANANA.barcodes[0])
    assert [one.id for one in window.returns.sales.sales] == [sale.id]


def test_a_reason_of_one_s_own_is_typed(window: TillWindow, till: Till) -> None:
    sell(till)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "+")
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "6")
    keys.press(window, KEY.Key_Return)
    assert not cart(window).returns
    keys.type_in(window, "leaks")
    keys.press(window, KEY.Key_Return)
    assert returned(window) == [(MILK.name, "1", "leaks")]


def test_nothing_chosen_asks_no_reason(window: TillWindow, till: Till) -> None:
    sell(till)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.press(window, KEY.Key_Return)
    assert window.dialog is None
    assert "先选" in window.returns.banner.text()


def test_an_exchange_is_one_bill_and_a_return_is_taken_off_again(
    window: TillWindow, till: Till
) -> None:
    sell(till)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "+")
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "3")
    keys.scan(window, MILK.barcode)
    keys.scan(window, MILK.barcode)
    assert cart(window).total == Money(650)
    assert window.selling.pay.text() == "收款"
    window.selling.table.select(1)
    keys.press(window, KEY.Key_F9)
    assert (cart(window).total, cart(window).returns) == (Money(1300), ())


def test_it_works_by_touch_alone(window: TillWindow, till: Till) -> None:
    sell(till)
    window.selling.keys.pressed.emit("return")
    QApplication.processEvents()
    touch(window.returns.sales, QPoint(60, 30))
    table = window.returns.table
    plus = table._cells(table.place(0))[-2]  # noqa: SLF001 - where a finger goes
    touch(table, QPoint(plus.right() - 12, plus.center().y()))
    touch(table, QPoint(plus.right() - 12, plus.center().y()))
    touch(table, QPoint(plus.left() + 12, plus.center().y()))
    assert table.chosen == {1: Quantity.pieces(1)}
    touch(window.returns.confirm, QPoint(20, 20))
    sheet = window.asking.body
    touch(sheet.buttons[4], QPoint(20, 20))  # type: ignore[union-attr]
    assert returned(window) == [(MILK.name, "1", "临期")]


def touch(widget: object, at: QPoint) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)  # type: ignore[call-overload]
    QApplication.processEvents()


def test_a_pull_with_the_finger_scrolls_and_opens_nothing(window: TillWindow, till: Till) -> None:
    for _ in range(14):
        sell(till, 1)
    keys.press(window, KEY.Key_F8)
    listed = window.returns.sales
    QTest.mousePress(listed, Qt.MouseButton.LeftButton, pos=QPoint(60, 400))
    QTest.mouseMove(listed, QPoint(60, 100))
    QTest.mouseRelease(listed, Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
    assert window.returns.table.line is None
    assert listed.place(0).top() < 0


def test_what_goes_beyond_the_cashier_takes_a_manager(window: TillWindow, till: Till) -> None:
    asked: list[Demand] = []
    again: list[Callable[[Actor], None]] = []

    def remember(needs: NeedsApproval, go_on: Callable[[Actor], None]) -> None:
        asked.append(needs.demand)
        again.append(go_on)

    window.register.approval_wanted.disconnect()
    window.register.approval_wanted.connect(remember)
    owner = window.register.actor
    window.register.man(WANG)
    sell(till, 20)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "a")
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "2")
    assert [(one.act, one.amount) for one in asked] == [(Act.RETURN, Money(13000))]
    assert shows_returns(window)
    assert not cart(window).returns
    again[0](owner)
    assert returned(window) == [(MILK.name, "20", "不想要了")]
    assert not shows_returns(window)


def test_without_a_receipt_goods_are_credited_at_a_price(window: TillWindow) -> None:
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_F2)
    keys.scan(window, MILK.barcode)
    form = window.asking.body
    assert isinstance(form, NoReceiptForm)
    assert (form.name.text(), form.price.text()) == (MILK.name, "6.50")
    keys.type_in(window, "2")
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "6")
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "t9-7")
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "4")
    [back] = cart(window).returns
    assert (back.sale, back.number, back.reason, back.money) == (
        "",
        "t9-7",
        "价签不符",
        Money(1200),
    )


def test_goods_without_a_receipt_are_found_by_pinyin(window: TillWindow) -> None:
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_F2)
    keys.type_in(window, "xnn")
    keys.press(window, KEY.Key_Return)
    form = window.asking.body
    assert isinstance(form, NoReceiptForm)
    assert form.name.text() == MILK.name
    assert form.quantity.hasFocus()


@pytest.mark.parametrize(("much", "price"), [("0", "1"), ("x", "1"), ("1", "0"), ("1", "1.005")])
def test_an_odd_quantity_or_price_says_why(window: TillWindow, much: str, price: str) -> None:
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_F2)
    form = window.asking.body
    assert isinstance(form, NoReceiptForm)
    form.scan(MILK.barcode)
    form.quantity.setText(much)
    form.price.setText(price)
    form.answer()
    assert form.quantity.accessibleDescription() or form.price.accessibleDescription()
    assert window.dialog is not None


def test_a_code_of_nobody_is_told_where_there_is_no_hq(window: TillWindow) -> None:
    keys.scan(window, "t9-20260102-0001")
    assert shows_returns(window)
    assert "t9-20260102-0001" in window.returns.banner.text()


def test_a_sale_that_sold_nothing_says_so(window: TillWindow, till: Till) -> None:
    sell(till)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "a")
    keys.press(window, KEY.Key_Return)
    keys.type_in(window, "1")
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_Return)
    refund = checkout.last(till)
    assert refund is not None
    keys.scan(window, refund.id)
    assert "没有可退" in window.returns.banner.text()
    assert not window.returns.confirm.isEnabled()


def test_keys_of_other_screens_do_nothing_here(window: TillWindow, till: Till) -> None:
    sell(till)
    keys.press(window, KEY.Key_F8)
    for key in (KEY.Key_F12, KEY.Key_F9, KEY.Key_F6, KEY.Key_F8, KEY.Key_F1):
        keys.press(window, key)
    assert shows_returns(window)
    assert window.dialog is None
