from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.base.ids import PersonId, RoleId
from app.base.money import Money
from app.selling import checkout
from app.staff.person import Act, Actor, NeedsApproval, Person, Role
from app.till import Till
from pos_ui.window import TillWindow
from tests.pos_ui import keys
from tests.pos_ui.binding import bind, settings_of
from tests.pos_ui.selling.paying import last, owe, paid, take_part, type_slip

KEY = Qt.Key
LITTLE = Role(id=RoleId("r"), name="", acts=frozenset({Act.ROUND_OFF}), rounding_most=Money(10))
WANG = Actor(person=Person(id=PersonId("p"), code="1", name="王小梅", role=LITTLE))


def with_settings(window: TillWindow, till: Till, **changes: object) -> None:
    window.open(bind(till, settings_of(till, **changes)))


def test_rounding_is_a_line_of_its_own_and_pressed_again_undone(window: TillWindow) -> None:
    owe(window, 657)
    keys.press(window, KEY.Key_F10)
    shown = window.payment.summary
    assert shown.rounded.amount.text() == "-0.07"
    assert shown.rounded.isVisible()
    assert shown.left.text() == "6.50"
    keys.press(window, KEY.Key_F10)
    assert shown.rounded.isHidden()
    assert shown.left.text() == "6.57"


def test_an_amount_that_is_typed_is_left_off(window: TillWindow, till: Till) -> None:
    owe(window, 657)
    keys.type_in(window, "0.57")
    keys.press(window, KEY.Key_F10)
    keys.press(window, KEY.Key_Return)
    assert (last(till).rounding, last(till).total) == (Money(57), Money(600))


def test_a_yuan_is_no_rounding(window: TillWindow) -> None:
    owe(window, 657)
    keys.type_in(window, "1")
    keys.press(window, KEY.Key_F10)
    assert window.payment.summary.left.text() == "6.57"
    assert "0.99" in window.payment.banner.text()


def test_cash_that_was_typed_stays_when_the_bill_is_rounded(window: TillWindow, till: Till) -> None:
    owe(window, 657)
    keys.type_in(window, "10")
    keys.press(window, KEY.Key_F10)
    keys.press(window, KEY.Key_Return)
    assert (last(till).rounding, last(till).change) == (Money(7), Money(350))


def test_a_round_bill_says_that_there_is_nothing_to_round(window: TillWindow) -> None:
    owe(window, 650)
    keys.press(window, KEY.Key_F10)
    assert "没有零头" in window.payment.banner.text()


def test_a_shop_may_round_up(window: TillWindow, till: Till) -> None:
    with_settings(window, till, rounding="half_up")
    owe(window, 657)
    keys.press(window, KEY.Key_F10)
    assert window.payment.summary.rounded.amount.text() == "+0.03"
    keys.press(window, KEY.Key_Return)
    assert (last(till).rounding, last(till).total) == (Money(-3), Money(660))


def test_a_shop_that_does_not_round_has_no_such_key(window: TillWindow, till: Till) -> None:
    with_settings(window, till, rounding="none")
    owe(window, 657)
    keys.press(window, KEY.Key_F10)
    assert window.payment.tenders.round.isHidden()
    assert window.payment.summary.left.text() == "6.57"


def test_a_card_undoes_a_rounding_for_cash_and_says_so(window: TillWindow, till: Till) -> None:
    owe(window, 657)
    keys.press(window, KEY.Key_F10)
    keys.press(window, KEY.Key_F4)
    assert window.payment.summary.left.text() == "6.57"
    assert "抹零" in window.payment.banner.text()
    assert not window.payment.tenders.round.isEnabled()
    keys.press(window, KEY.Key_Return)
    type_slip(window, "0912")
    assert paid(till) == [("card", 657, "0912")]


def test_a_part_by_card_ends_rounding_for_cash(window: TillWindow) -> None:
    owe(window, 657)
    keys.press(window, KEY.Key_F4)
    keys.type_in(window, "2")
    keys.press(window, KEY.Key_F9)
    type_slip(window, "0912")
    keys.press(window, KEY.Key_F1)
    keys.press(window, KEY.Key_F10)
    assert window.payment.summary.left.text() == "4.57"


def test_cash_parts_leave_the_rounding_of_the_whole_bill(
    qtbot: QtBot, window: TillWindow, till: Till
) -> None:
    owe(window, 657)
    keys.press(window, KEY.Key_F10)
    take_part(qtbot, window, "2")
    assert window.payment.summary.left.text() == "4.50"
    keys.press(window, KEY.Key_Return)
    assert (last(till).rounding, last(till).change) == (Money(7), Money(0))


def test_a_shop_may_round_every_bill(window: TillWindow, till: Till) -> None:
    with_settings(window, till, rounding_for="all")
    owe(window, 657)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_F10)
    keys.press(window, KEY.Key_Return)
    type_slip(window, "0912")
    assert paid(till) == [("card", 650, "0912")]


def test_more_than_a_person_may_round_is_asked_for(window: TillWindow, till: Till) -> None:
    asked: list[tuple[NeedsApproval, Callable[[Actor], None]]] = []
    owner = window.register.actor
    window.register.approval_wanted.disconnect()
    window.register.approval_wanted.connect(lambda *them: asked.append(them))
    owe(window, 657)
    window.register.man(WANG)
    keys.type_in(window, "0.57")
    keys.press(window, KEY.Key_F10)
    keys.press(window, KEY.Key_Return)
    ((needs, go_on),) = asked
    demand = needs.demand
    assert (demand.act, demand.amount) == (Act.ROUND_OFF, Money(57))
    assert checkout.last(till) is None
    assert window.pages.currentWidget() is window.payment
    go_on(owner)
    assert last(till).rounding == Money(57)
    assert window.pages.currentWidget() is window.success


def test_a_part_may_be_all_but_a_fen_of_what_was_rounded_up(window: TillWindow, till: Till) -> None:
    with_settings(window, till, rounding="half_up")
    owe(window, 657)
    keys.press(window, KEY.Key_F10)
    keys.type_in(window, "6.59")
    keys.press(window, KEY.Key_F9)
    assert window.payment.summary.left.text() == "0.01"
