"""A day at the screen, by keys alone and by touch, and what nobody may see before the count."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.money import Money
from app.closing import beginning, closes, closing
from app.closing.closed import Why
from app.shifts import opening, shifts
from app.shifts.shift import MoveKind
from app.staff.person import Act
from app.till import Till
from pos_ui.close.open_view import OpenView
from pos_ui.close.page import ClosePage
from pos_ui.window import TillWindow
from tests.app.staff.crew import PEPPER, boss, clerk, on_record
from tests.examples import MILK
from tests.pos_ui import keys
from tests.pos_ui.binding import bind, settings_of
from tests.pos_ui.fitting import watched
from tests.pos_ui.test_by_touch import touch

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
FLOAT = Money(31_300)


@pytest.fixture
def shy(till: Till) -> Till:
    """A till that sells in shifts only."""
    return replace(till, has_shifts=True)


def a_window(qtbot: QtBot, till: Till, folder: Path) -> TillWindow:
    settings = settings_of(till, shifts=True)
    window = TillWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.open(bind(till, settings, folder))
    QApplication.processEvents()
    return window


@pytest.fixture
def window(qtbot: QtBot, shy: Till, tmp_path: Path) -> TillWindow:
    """A window at a till where no shift is open."""
    return a_window(qtbot, shy, tmp_path)


@pytest.fixture
def selling(qtbot: QtBot, shy: Till, tmp_path: Path) -> TillWindow:
    """A window that has sold a carton of milk in an open shift."""
    beginning.begin(shy, FLOAT)
    window = a_window(qtbot, shy, tmp_path)
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F12)
    keys.type_in(window, "10")
    keys.press(window, KEY.Key_Return)
    return window


def settled(qtbot: QtBot, page: ClosePage) -> None:
    qtbot.waitUntil(lambda: not page._errands._waiting)  # noqa: SLF001 - what was sent off is back


def count_by_keys(window: TillWindow, **pieces: int) -> None:
    rows = ["n100", "n50", "n20", "n10", "n5", "n1", "j5", "j1"]
    keys.press(window, KEY.Key_E, CONTROL)
    for row in rows:
        if row in pieces:
            keys.type_in(window, str(pieces[row]))
        keys.press(window, KEY.Key_Return)


def test_nothing_is_sold_before_a_shift_is_open(
    window: TillWindow, shy: Till, qtbot: QtBot
) -> None:
    page = window.shifts
    assert window.pages.currentWidget() is page
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_Escape)
    assert window.pages.currentWidget() is page
    assert window.register.cart is not None
    assert window.register.cart.is_empty
    keys.type_in(window, "3x0")
    keys.press(window, KEY.Key_Return)
    assert opening.current(shy) is None
    page.opening.amount.clear()
    keys.type_in(window, "313.00")
    keys.press(window, KEY.Key_Return)
    settled(qtbot, page)
    shift = opening.current(shy)
    assert shift is not None
    assert (shift.opening_float, window.pages.currentWidget()) == (FLOAT, window.selling)
    keys.scan(window, MILK.barcode)
    assert window.register.cart.pieces == 1


def test_a_day_is_closed_by_keys_alone(selling: TillWindow, shy: Till, qtbot: QtBot) -> None:
    count_by_keys(selling, n100=3, n10=1, n5=1, n1=4, j5=1)
    keys.press(selling, KEY.Key_F12)
    settled(qtbot, selling.shifts)
    review = selling.shifts.review
    assert review.review is not None
    assert (review.review.count.total, review.is_beyond) == (Money(31_950), False)
    keys.press(selling, KEY.Key_F12)
    settled(qtbot, selling.shifts)
    z = closing.last_z(shy)
    assert z is not None
    assert (z.number, z.figures.net, z.figures.over) == (1, MILK.price, Money(0))
    keys.press(selling, KEY.Key_F8)
    keys.press(selling, KEY.Key_F7)
    saved = selling.shifts.desk
    assert saved is not None
    assert sorted(it.suffix for it in (saved.opened.folder / "reports").iterdir()) == [
        ".pdf",
        ".xlsx",
    ]
    keys.press(selling, KEY.Key_Return)
    assert isinstance(selling.shifts.views.currentWidget(), OpenView)


def test_what_should_be_in_the_drawer_is_painted_nowhere_before_the_count(
    selling: TillWindow, qtbot: QtBot
) -> None:
    secrets = {"319.50", "6.50", "319", "318"}
    keys.press(selling, KEY.Key_Return)  # the bill before is gone from the screen
    keys.press(selling, KEY.Key_E, CONTROL)
    page = selling.shifts
    with watched() as seen:
        page.grab()
        page.show_x()
        settled(qtbot, page)
        selling.grab()
    texts = {it.text for it in seen if it.where not in {"SidePanel", "StatusBar"}}
    assert len(texts) > 30
    assert not {text for text in texts if any(secret in text for secret in secrets)}
    keys.press(selling, KEY.Key_Escape)
    page.count.submitted.emit(())
    settled(qtbot, page)
    with watched() as seen:
        page.grab()
    assert any("319.50" in it.text for it in seen)


def test_bundles_rolls_and_slips_of_the_finger(window: TillWindow, qtbot: QtBot) -> None:
    keys.press(window, KEY.Key_Return)
    settled(qtbot, window.shifts)
    keys.press(window, KEY.Key_E, CONTROL)
    table = window.shifts.count.table
    keys.type_in(window, "2*11")
    assert (table.row.pile.bundles, table.row.pile.loose) == (2, 11)
    keys.press(window, KEY.Key_Backspace)
    assert table.row.pile.pieces == 201
    keys.press(window, KEY.Key_Delete)
    keys.press(window, KEY.Key_Up)
    keys.type_in(window, "*")
    assert (table.at, table.row.pile.amount) == (7, Money(500))
    keys.press(window, KEY.Key_Tab)
    keys.type_in(window, "5")
    keys.press(window, KEY.Key_Down)
    keys.press(window, KEY.Key_Up)
    keys.type_in(window, "7")  # what stood there is replaced
    assert table.row.pile.loose == 7


def test_a_difference_takes_a_reason_and_a_manager(
    selling: TillWindow, shy: Till, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss(shy)
    cashier = clerk(shy)
    services = selling.register.services
    assert services is not None
    monkeypatch.setattr(type(services), "pepper", PEPPER)
    selling.register.actor = replace(selling.register.actor, person=cashier)
    count_by_keys(selling, n100=3)
    keys.press(selling, KEY.Key_F12)
    settled(qtbot, selling.shifts)
    review = selling.shifts.review
    assert not review.confirm.isEnabled()
    keys.press(selling, KEY.Key_5)
    assert not review.confirm.isEnabled()  # the others are to be explained
    keys.type_in(selling, "x")
    assert review.confirm.isEnabled()
    keys.press(selling, KEY.Key_Return)
    keys.press(selling, KEY.Key_2)
    assert review.why is Why.FLOAT
    keys.press(selling, KEY.Key_F12)
    settled(qtbot, selling.shifts)
    assert selling.dialog is not None
    assert opening.current(shy) is not None
    keys.press(selling, KEY.Key_Escape)
    assert on_record(shy, Act.ACCEPT_DIFFERENCE) == []
    assert review.confirm.isEnabled()


def test_counting_again_keeps_the_count_before(selling: TillWindow, qtbot: QtBot) -> None:
    count_by_keys(selling, n100=1)
    keys.press(selling, KEY.Key_F12)
    settled(qtbot, selling.shifts)
    keys.press(selling, KEY.Key_F4)
    assert selling.shifts.count.table.piles == ()
    count_by_keys(selling, n100=3)
    keys.press(selling, KEY.Key_F12)
    settled(qtbot, selling.shifts)
    review = selling.shifts.review.review
    assert review is not None
    assert [count.total.fen for count in review.counts] == [10_000, 30_000]


def test_a_handover_goes_on_with_the_day(selling: TillWindow, shy: Till, qtbot: QtBot) -> None:
    count_by_keys(selling, n100=3, n10=1, n5=1, n1=4, j5=1)
    keys.press(selling, KEY.Key_F12)
    settled(qtbot, selling.shifts)
    keys.press(selling, KEY.Key_F6)
    keys.press(selling, KEY.Key_F12)
    settled(qtbot, selling.shifts)
    assert (closing.last_z(shy), opening.current(shy)) == (None, None)
    keys.press(selling, KEY.Key_Return)
    keys.press(selling, KEY.Key_F2)  # what was left
    keys.press(selling, KEY.Key_Return)
    settled(qtbot, selling.shifts)
    shift = opening.current(shy)
    assert shift is not None
    assert (shift.place, shift.opening_float) == (2, Money(31_950))


def test_cash_moves_by_keys(selling: TillWindow, shy: Till) -> None:
    keys.press(selling, KEY.Key_M, CONTROL)
    keys.press(selling, KEY.Key_F3)
    keys.press(selling, KEY.Key_Return)  # the amount is missing
    keys.type_in(selling, "200")
    keys.press(selling, KEY.Key_Return)
    keys.press(selling, KEY.Key_Return)  # the reason is missing
    assert selling.dialog is not None
    keys.type_in(selling, "bank")
    keys.press(selling, KEY.Key_Return)
    assert selling.dialog is None
    with shy.shop.database.reading() as connection:
        now = shifts.now(connection)
        assert now is not None
        [moved] = shifts.moves_of(connection, shy.store, [now.id])
    assert (moved.kind, moved.amount, moved.reason) == (MoveKind.DROP, Money(20_000), "bank")


def test_a_day_is_closed_by_touch_alone(selling: TillWindow, shy: Till, qtbot: QtBot) -> None:
    selling.selling.do("close_day")
    page = selling.shifts
    table = page.count.table
    high = table.height() // 8
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=QPoint(200, high // 2))
    three = next(key for key in page.count.keypad.children() if getattr(key, "text", str)() == "3")
    touch(three)  # type: ignore[arg-type]
    touch(page.count.keypad.confirm_key)
    assert table.at == 1
    assert min(high, page.count.submit.height()) >= 44
    touch(page.count.submit)
    settled(qtbot, page)
    touch(page.review.whys[Why.CHANGE])
    touch(page.review.confirm)
    settled(qtbot, page)
    assert closing.last_z(shy) is not None
    touch(page.done.next)
    touch(page.opening.open)
    settled(qtbot, page)
    assert selling.pages.currentWidget() is selling.selling


def test_a_reversed_day_goes_on(selling: TillWindow, shy: Till, qtbot: QtBot) -> None:
    count_by_keys(selling, n100=3, n10=1, n5=1, n1=4, j5=1)
    keys.press(selling, KEY.Key_F12)
    settled(qtbot, selling.shifts)
    keys.press(selling, KEY.Key_F12)
    settled(qtbot, selling.shifts)
    keys.press(selling, KEY.Key_Return)
    touch(selling.shifts.opening.reopen)
    keys.type_in(selling, "missed one")
    assert selling.dialog is not None
    touch(selling.dialog.yes_button)
    z = closing.last_z(shy)
    assert z is not None
    with shy.shop.database.reading() as connection:
        undone = closes.reversal_of(connection, shy.store, z.id)
    assert undone is not None
    assert undone.reason == "missed one"
    assert selling.shifts.opening.reopen.isHidden()


def test_a_till_without_shifts_has_none_of_it(qtbot: QtBot, till: Till) -> None:
    window = TillWindow(settings_of(till))
    qtbot.addWidget(window)
    window.show()
    window.open(bind(till))
    QApplication.processEvents()
    assert window.pages.currentWidget() is window.selling
    keys.press(window, KEY.Key_E, CONTROL)
    assert window.pages.currentWidget() is window.selling
