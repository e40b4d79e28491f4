import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.selling import checkout
from app.staff import staffing
from app.staff.person import NOBODY, Act, Person
from app.till import Till
from devices.scanner import Scanned
from pos_ui.staff import duty as duties
from pos_ui.window import TillWindow
from tests.app.staff.crew import on_record
from tests.examples import MILK, NOON
from tests.pos_ui import keys
from tests.pos_ui.staff.team import BADGE, BOSS, CLERK, NAMES, OTHER, PIN, settle, signed_in

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def selling(window: TillWindow, team: dict[str, Person]) -> TillWindow:
    """The cashier sells, and has a bill that is not paid."""
    signed_in(window, team[CLERK])
    keys.scan(window, MILK.barcode)
    return window


def pieces(window: TillWindow) -> int:
    assert window.register.cart is not None
    return window.register.cart.pieces


def lock(window: TillWindow) -> None:
    keys.press(window, KEY.Key_L, CONTROL)
    assert window.duty.is_locked


def come_back(window: TillWindow, code: str) -> None:
    keys.scan(window, BADGE[code])
    settle(lambda: not window.duty.is_locked and not window.register.is_locked)


def test_the_lock_hides_the_bill_and_keeps_it(selling: TillWindow) -> None:
    lock(selling)
    at = selling.childAt(QPoint(683, 400))
    assert at is selling.duty.screen or is_within(at, selling.duty.screen)
    assert "账单还在" in selling.duty.screen.line.text()  # type: ignore[union-attr]
    come_back(selling, CLERK)
    assert pieces(selling) == 1
    assert selling.selling.box.hasFocus()


def is_within(inner: QWidget | None, outer: QWidget | None) -> bool:
    return inner is not None and outer is not None and outer.isAncestorOf(inner)


def test_no_key_reaches_what_is_locked(selling: TillWindow) -> None:
    lock(selling)
    for key in (KEY.Key_F9, KEY.Key_F12, KEY.Key_F6, KEY.Key_Delete, KEY.Key_F11):
        keys.press(selling, key)
    keys.press(selling, KEY.Key_D, CONTROL)
    keys.press(selling, KEY.Key_Z, CONTROL)
    keys.type_in(selling, "+77")
    assert selling.dialog is None
    assert pieces(selling) == 1
    assert not selling.selling.box.text()


@pytest.mark.parametrize("way", ["digit", "badge"])
def test_the_cashier_changes_by_two_keys_and_a_proof(
    selling: TillWindow, till: Till, way: str
) -> None:
    """Ctrl+L and one's own digit bring up the PIN; Ctrl+L and one's badge are all there is."""
    pressed = 0
    keys.press(selling, KEY.Key_L, CONTROL)
    pressed += 1
    if way == "digit":
        keys.type_in(selling, "1")
        pressed += 1
        assert selling.duty.screen is not None
        assert selling.duty.screen.ask.name.text() == NAMES[BOSS]
        keys.type_in(selling, PIN[BOSS])
        keys.press(selling, KEY.Key_Return)
    else:
        keys.scan(selling, BADGE[BOSS])
        pressed += 1
    assert pressed == 2
    settle(lambda: not selling.duty.is_locked)
    assert selling.register.actor.person.code == BOSS
    assert pieces(selling) == 1
    assert [it.name for it in on_record(till, Act.SIGN_OUT)] == [NAMES[CLERK]]
    assert [it.name for it in on_record(till, Act.SIGN_IN)] == [NAMES[CLERK], NAMES[BOSS]]


def test_the_bill_belongs_to_whoever_completes_it(selling: TillWindow, till: Till) -> None:
    lock(selling)
    come_back(selling, BOSS)
    keys.press(selling, KEY.Key_F12)
    keys.press(selling, KEY.Key_Return)
    sale = checkout.last(till)
    assert sale is not None
    assert sale.cashier_name == NAMES[BOSS]


def test_whoever_comes_back_is_not_signed_in_twice_and_has_the_rights_of_now(
    selling: TillWindow, till: Till
) -> None:
    lock(selling)
    staffing.limit(till, "cashier", discount_per_mille=999)
    come_back(selling, CLERK)
    assert selling.register.actor.person.role.discount_per_mille == 999
    assert len(on_record(till, Act.SIGN_IN, Act.SIGN_OUT)) == 1


def test_signing_out_is_on_record_and_asks_who_sells_now(selling: TillWindow, till: Till) -> None:
    selling._do("sign_out")  # noqa: SLF001 - as F11 does
    assert selling.register.actor == NOBODY
    assert selling.duty.is_locked
    assert "没有人" in selling.bar.accessibleName()
    assert [it.name for it in on_record(till, Act.SIGN_OUT)] == [NAMES[CLERK]]
    come_back(selling, BOSS)
    assert pieces(selling) == 1


def test_closing_the_window_takes_whoever_sold_off_duty(selling: TillWindow, till: Till) -> None:
    selling.close()
    assert [it.name for it in on_record(till, Act.SIGN_OUT)] == [NAMES[CLERK]]


@pytest.mark.parametrize(("minutes", "is_locked"), [(15, True), (0, False), (16, False)])
def test_it_locks_itself_once_nobody_was_active_for_so_long(
    selling: TillWindow, monkeypatch: pytest.MonkeyPatch, minutes: int, *, is_locked: bool
) -> None:
    later = time.monotonic() + 15 * 60
    monkeypatch.setattr(duties, "monotonic", lambda: later)
    selling.duty.tick(minutes)
    assert selling.duty.is_locked is is_locked


@pytest.mark.parametrize("how", ["key", "touch", "scan"])
def test_a_key_a_touch_or_a_scan_is_being_active(
    selling: TillWindow, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    later = time.monotonic() + 15 * 60
    monkeypatch.setattr(duties, "monotonic", lambda: later)
    if how == "key":
        keys.type_in(selling, "7")
    elif how == "touch":
        handle = selling.windowHandle()
        assert handle is not None
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(600, 20))
    else:
        selling.news.scanned.emit(Scanned(MILK.barcode, "", NOON))
        QApplication.processEvents()
    selling.duty.tick(15)
    assert not selling.duty.is_locked


def test_it_locks_over_a_dialog_which_is_still_there_afterwards(selling: TillWindow) -> None:
    keys.press(selling, KEY.Key_F2)
    selling.duty.tick(0)
    selling.duty.lock()
    assert selling.duty.is_locked
    keys.type_in(selling, "7")
    keys.press(selling, KEY.Key_Return)
    keys.press(selling, KEY.Key_Escape)
    assert pieces(selling) == 1
    come_back(selling, CLERK)
    assert selling.dialog is not None
    keys.type_in(selling, "7")
    keys.press(selling, KEY.Key_Return)
    assert pieces(selling) == 7


def test_a_dialog_of_somebody_else_is_given_up(selling: TillWindow) -> None:
    keys.press(selling, KEY.Key_F2)
    selling.duty.lock()
    come_back(selling, BOSS)
    assert selling.dialog is None
    assert pieces(selling) == 1
    assert selling.selling.box.hasFocus()


def test_what_is_asked_while_it_is_locked_waits(selling: TillWindow) -> None:
    lock(selling)
    selling.questions.tell("题目", "正文")
    QApplication.processEvents()
    assert selling.dialog is None
    come_back(selling, CLERK)
    assert selling.dialog is not None


def test_staff_set_up_while_the_owner_sells_can_lock_at_once(
    window: TillWindow, team: dict[str, Person]
) -> None:
    signed_in(window, team[OTHER])
    assert not window.duty.is_locked
    lock(window)


def test_the_lock_covers_the_window_however_large_it_gets(selling: TillWindow) -> None:
    lock(selling)
    selling.resize(1536, 864)
    QApplication.processEvents()
    screen = selling.duty.screen
    assert screen is not None
    assert (screen.width(), screen.geometry().bottom()) == (1536, 863)


def test_the_lock_changes_its_language(selling: TillWindow) -> None:
    lock(selling)
    selling.use_language("en")
    assert selling.duty.screen is not None
    assert "Locked by" in selling.duty.screen.title.text()
