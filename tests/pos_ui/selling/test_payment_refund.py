from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.base.ids import PersonId
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling.tender import Tender, TenderKind
from app.staff.person import CASHIER, Act, Actor, Demand, Person
from app.till import Till
from pos_ui.window import TillWindow
from tests.examples import BANANA, MILK
from tests.pos_ui import keys
from tests.pos_ui.binding import bind
from tests.pos_ui.selling.paying import SLIP, last, milk_back, paid

KEY = Qt.Key
WANG = Actor(person=Person(id=PersonId("p"), code="1", name="王小梅", role=CASHIER))


def refund(window: TillWindow, till: Till, by_card: int = 0) -> None:
    milk_back(till, by_card=by_card)
    window.open(bind(till))
    keys.press(window, KEY.Key_F12)


def test_money_goes_back_the_way_it_came(window: TillWindow, till: Till) -> None:
    refund(window, till, by_card=200)
    rows = [(row.name, row.amount) for row in window.payment.refund.rows.rows]
    assert rows == [("银行卡", "-2.00"), ("现金", "-4.50")]
    assert "…7731" in window.payment.refund.rows.rows[0].line
    assert window.payment.summary.left.text() == "6.50"
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("card", -200, SLIP), ("cash", -450, "")]


def test_all_in_cash_takes_a_manager(window: TillWindow, till: Till) -> None:
    asked: list[Demand] = []
    window.register.approval_wanted.disconnect()
    window.register.approval_wanted.connect(lambda needs, _: asked.append(needs.demand))
    refund(window, till, by_card=200)
    owner = window.register.actor
    window.register.man(WANG)
    keys.press(window, KEY.Key_F1)
    keys.press(window, KEY.Key_Return)
    assert [one.act for one in asked] == [Act.REFUND_OTHERWISE]
    assert last(till).total > Money(0)
    window.register.man(owner)
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("cash", -650, "")]


def test_another_thought_gives_it_back_to_the_card(window: TillWindow, till: Till) -> None:
    refund(window, till, by_card=650)
    keys.press(window, KEY.Key_Right)
    assert window.payment.refund.is_cash
    keys.press(window, KEY.Key_Left)
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("card", -650, SLIP)]


def test_what_was_paid_in_cash_offers_no_choice(window: TillWindow, till: Till) -> None:
    refund(window, till)
    assert window.payment.refund.cash.isHidden()
    keys.press(window, KEY.Key_F1)
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("cash", -650, "")]


def test_a_refund_confirmed_twice_goes_back_once(window: TillWindow, till: Till) -> None:
    refund(window, till)
    keys.press(window, KEY.Key_Return)
    first = last(till)
    window.payment.refund.confirm.click()
    keys.press(window, KEY.Key_Return)
    assert last(till) == first


def test_a_scan_or_a_digit_does_nothing_to_a_refund(window: TillWindow, till: Till) -> None:
    refund(window, till)
    keys.type_in(window, "9")
    keys.press(window, KEY.Key_F9)
    keys.press(window, KEY.Key_F10)
    keys.scan(window, MILK.barcode)
    assert window.payment.banner.isVisible()
    assert window.payment.refund.tenders == (Tender(TenderKind.CASH, Money(-650)),)


def test_an_even_exchange_completes_without_money(window: TillWindow, till: Till) -> None:
    milk_back(till)
    window.open(bind(till))
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_Return)
    assert paid(till) == []
    assert window.pages.currentWidget() is window.success


def test_a_dearer_exchange_is_paid_for(window: TillWindow, till: Till) -> None:
    milk_back(till)
    window.open(bind(till))
    keys.scan(window, MILK.barcode)
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F12)
    assert window.payment.summary.left.text() == "6.50"
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("cash", 650, "")]


def test_money_that_was_taken_goes_back_before_a_refund(
    qtbot: QtBot, window: TillWindow, till: Till
) -> None:
    milk_back(till)
    services = bind(till)
    cart = services.resume()
    cart = services.add(cart, BANANA, Quantity(1000))
    cart = services.take(cart, Tender(TenderKind.CASH, Money(100)), due=cart.total)
    services.void(cart, cart.lines[0].position, by=window.register.actor)
    window.open(services)
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_Return)
    assert "先取回" in window.payment.banner.text()
    window.payment.summary.taken.rows[0].cross.click()
    qtbot.wait(420)
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("cash", -650, "")]
