"""From "more" to the technician's page: who may, and what happens to the cart."""

from pytestqt.qtbot import QtBot

from app.base.ids import PersonId
from app.settings import Settings
from app.staff.person import CASHIER, Actor, Person
from pos_ui.selling.sheets import MoreSheet
from pos_ui.window import TillWindow

CASHIER_HERE = Actor(person=Person(id=PersonId("p"), code="1", name="王小梅", role=CASHIER))


def choose(window: TillWindow) -> list[bool]:
    wanted: list[bool] = []
    window.setup_wanted.connect(lambda: wanted.append(True))
    window.selling.do("more")
    sheet = window.asking.body
    assert isinstance(sheet, MoreSheet)
    sheet.further["setup"].click()
    return wanted


def test_who_may_is_asked_once_and_the_page_is_wanted(window: TillWindow, qtbot: QtBot) -> None:
    wanted = choose(window)
    qtbot.waitUntil(lambda: window.dialog is not None and window.dialog.yes_button.isVisible())
    assert wanted == []
    assert window.dialog is not None
    window.dialog.accept()
    assert wanted == [True]


def test_giving_up_leaves_the_till_as_it_is(window: TillWindow, qtbot: QtBot) -> None:
    wanted = choose(window)
    qtbot.waitUntil(lambda: window.dialog is not None and window.dialog.yes_button.isVisible())
    assert window.dialog is not None
    window.dialog.reject()
    assert wanted == []


def test_a_cashier_needs_somebody_who_may(window: TillWindow, qtbot: QtBot) -> None:
    window.register.man(CASHIER_HERE)
    wanted = choose(window)
    qtbot.waitUntil(lambda: window.dialog is not None and window.dialog.yes_button.isVisible())
    assert window.dialog is not None
    window.dialog.accept()
    qtbot.waitUntil(lambda: window.asking.body is not None)
    assert type(window.asking.body).__name__ == "ApprovalSheet"
    assert wanted == []


def test_where_somebody_trains_there_is_no_way_to_it(window: TillWindow) -> None:
    known = window.settings
    trains = Settings(store=known.store, till=known.till, is_training=True)
    sheet = MoreSheet(trains, "zh_CN", is_dark=False)
    assert not sheet.further["setup"].isEnabled()
