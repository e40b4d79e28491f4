import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.staff import pins, staffing
from app.staff.person import NOBODY, OWNER, Act, Person
from app.till import Till
from pos_ui.staff.identify import Identify
from pos_ui.staff.person_tile import PersonTile
from pos_ui.staff.pin_pad import PinPad
from pos_ui.window import TillWindow
from tests.app.staff.crew import on_record
from tests.examples import BANANA, MILK
from tests.pos_ui import keys
from tests.pos_ui.binding import InMemory, bind, settings_of
from tests.pos_ui.staff.team import BADGE, BOSS, CLERK, NAMES, OTHER, PIN, settle

KEY = Qt.Key


def ask(window: TillWindow) -> Identify:
    assert window.duty.screen is not None
    return window.duty.screen.ask


def is_open(window: TillWindow) -> bool:
    return not window.duty.is_locked and not window.register.is_locked


def answered(window: TillWindow) -> None:
    settle(lambda: window.duty.screen is None or not ask(window).is_busy)


def sign_in_by_keys(window: TillWindow, digit: str, pin: str) -> None:
    keys.type_in(window, digit + pin)
    keys.press(window, KEY.Key_Return)
    settle(lambda: is_open(window))


def test_where_no_staff_was_set_up_nothing_is_asked(qtbot: QtBot, till: Till) -> None:
    window = TillWindow(settings_of(till))
    qtbot.addWidget(window)
    window.show()
    window.open(bind(till))
    assert not window.duty.is_locked
    assert window.register.actor == OWNER
    keys.press(window, KEY.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not window.duty.is_locked  # nobody could unlock it


def test_one_signs_in_by_the_digit_of_the_tile_the_pin_and_enter(
    window: TillWindow, till: Till
) -> None:
    assert window.register.actor == NOBODY
    sign_in_by_keys(window, "2", PIN[CLERK])
    assert window.register.actor.person.name == NAMES[CLERK]
    assert window.selling.box.hasFocus()
    assert NAMES[CLERK] in window.bar.accessibleName()
    assert [it.name for it in on_record(till, Act.SIGN_IN)] == [NAMES[CLERK]]


def test_one_signs_in_by_arrows_and_enter(window: TillWindow) -> None:
    keys.press(window, KEY.Key_Right)
    keys.press(window, KEY.Key_Return)
    sign_in_by_keys(window, "", PIN[CLERK])
    assert window.register.actor.person.code == CLERK


def test_one_signs_in_by_staff_number(window: TillWindow) -> None:
    keys.type_in(window, "0" + OTHER)
    assert ask(window).pad.box.accessibleName().endswith(OTHER)
    keys.press(window, KEY.Key_Return)
    sign_in_by_keys(window, "", PIN[OTHER])
    assert window.register.actor.person.code == OTHER


@pytest.mark.parametrize("before", ["", "2", "225", "0100"])
def test_one_signs_in_by_badge_at_any_moment(window: TillWindow, before: str) -> None:
    keys.type_in(window, before)
    keys.scan(window, BADGE[BOSS])
    settle(lambda: is_open(window))
    assert window.register.actor.person.code == BOSS
    assert window.register.cart is not None
    assert window.register.cart.is_empty


def test_one_signs_in_by_touch_alone(window: TillWindow) -> None:
    [tile] = [it for it in window.findChildren(PersonTile) if it.person.code == CLERK]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    pad = window.findChild(PinPad)
    assert isinstance(pad, PinPad)
    for digit in PIN[CLERK]:
        [key] = [it for it in pad.keys if it.text() == digit]
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    QTest.mouseClick(pad.confirm, Qt.MouseButton.LeftButton)
    settle(lambda: is_open(window))
    assert window.register.actor.person.code == CLERK


def test_every_target_is_large_enough_for_a_finger(window: TillWindow) -> None:
    pad = window.findChild(PinPad)
    assert isinstance(pad, PinPad)
    targets = [*pad.keys, pad.erase, pad.confirm, *ask(window).tiles.tiles, ask(window).other]
    assert all(min(it.width(), it.height()) >= 44 for it in targets)


def test_a_wrong_pin_is_told_and_asks_anew(window: TillWindow) -> None:
    keys.type_in(window, "29999")
    keys.press(window, KEY.Key_Return)
    answered(window)
    assert "不对" in ask(window).error.text()
    sign_in_by_keys(window, "", PIN[CLERK])


def test_esc_goes_back_to_the_names(window: TillWindow) -> None:
    keys.type_in(window, "225")
    keys.press(window, KEY.Key_Escape)
    keys.press(window, KEY.Key_Escape)
    assert ask(window).is_choosing
    sign_in_by_keys(window, "3", PIN[OTHER])
    assert window.register.actor.person.code == OTHER


def test_too_many_wrong_pins_count_down_and_keep_nobody_else_out(window: TillWindow) -> None:
    for _ in range(6):
        keys.type_in(window, "29999" if ask(window).is_choosing else "9999")
        keys.press(window, KEY.Key_Return)
        answered(window)
    assert "30 秒" in ask(window).error.text()
    keys.type_in(window, PIN[CLERK])
    keys.press(window, KEY.Key_Return)
    assert not ask(window).is_busy  # it is not even tried
    settle(lambda: "29 秒" in ask(window).error.text())
    for _ in range(2):
        keys.press(window, KEY.Key_Escape)
    assert not ask(window).error.text()
    sign_in_by_keys(window, "3", PIN[OTHER])


def test_the_screen_lives_and_takes_nothing_while_a_pin_is_checked(
    window: TillWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, seen = threading.Event(), []
    real = InMemory.by_pin

    def slow(self: InMemory, code: str, pin: str) -> Person:
        seen.append(threading.current_thread() is threading.main_thread())
        assert goes_on.wait(5)
        return real(self, code, pin)

    monkeypatch.setattr(InMemory, "by_pin", slow)  # the world is slow
    keys.type_in(window, "2" + PIN[CLERK])
    keys.press(window, KEY.Key_Return)
    assert ask(window).is_busy
    assert not ask(window).pad.confirm.isEnabled()
    keys.type_in(window, "1")
    keys.press(window, KEY.Key_Return)
    keys.press(window, KEY.Key_Escape)
    keys.scan(window, MILK.barcode)  # waits until the check is over
    window.grab()
    goes_on.set()
    settle(lambda: is_open(window))
    assert seen == [False]
    assert window.register.actor.person.code == CLERK
    assert window.register.cart is not None
    assert window.register.cart.pieces == 1


def test_goods_scanned_while_nobody_is_on_duty_wait_and_are_told(window: TillWindow) -> None:
    for code in (MILK.barcode, "6900000000000", MILK.barcode):
        keys.scan(window, code)
        answered(window)
    assert window.duty.screen is not None
    assert MILK.name in window.duty.screen.note.text()
    assert window.register.cart is not None
    assert window.register.cart.is_empty
    keys.scan(window, "6900000000000")
    answered(window)
    assert "工牌" in ask(window).error.text()  # what is neither says so, and waits for nothing
    keys.scan(window, BADGE[CLERK])
    settle(lambda: is_open(window))
    assert window.register.cart.pieces == 2
    assert window.dialog is None


def test_a_badge_is_never_shown_logged_nor_taken_for_goods(
    window: TillWindow, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(0):
        keys.scan(window, "ZGB-00000000")
        answered(window)
        shown = ask(window).error.text() + str(window.duty.screen and window.duty.screen.note)
        keys.scan(window, BADGE[CLERK])
        settle(lambda: is_open(window))
        keys.scan(window, BADGE[BOSS])
    assert "ZGB" not in shown + caplog.text
    assert window.dialog is None  # nobody is asked to put it on sale
    assert NAMES[BOSS] in window.selling.banner.text()
    assert window.register.actor.person.code == CLERK


def test_a_badge_is_never_kept_as_the_number_of_a_slip(window: TillWindow) -> None:
    keys.scan(window, BADGE[CLERK])
    settle(lambda: is_open(window))
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_Return)
    assert window.payment.money.code is not None
    keys.scan(window, BADGE[BOSS])
    assert window.payment.money.code.text == ""


def test_what_was_scanned_before_the_till_was_open_waits_for_whoever_signs_in(
    qtbot: QtBot, till: Till, tmp_path: Path, team: dict[str, Person]
) -> None:
    assert team
    window = TillWindow(settings_of(till))
    qtbot.addWidget(window)
    window.show()
    keys.scan(window, MILK.barcode)
    keys.scan(window, BANANA.barcodes[0])
    window.open(bind(till, None, tmp_path))
    assert window.register.cart is not None
    assert window.register.cart.is_empty
    assert window.dialog is None
    keys.scan(window, BADGE[CLERK])
    settle(lambda: is_open(window))
    assert window.register.cart.pieces == 1
    assert window.dialog is not None  # and the bananas are weighed


def test_a_role_without_the_right_stays_outside_and_is_told(window: TillWindow, till: Till) -> None:
    staffing.limit(till, "cashier", denied=[Act.SIGN_IN])
    keys.type_in(window, "2" + PIN[CLERK])
    keys.press(window, KEY.Key_Return)
    settle(lambda: bool(ask(window).error.text()) and not ask(window).is_busy)
    assert window.duty.is_locked
    assert on_record(till, Act.SIGN_IN) == []


def test_pins_of_another_computer_are_told(window: TillWindow, tmp_path: Path) -> None:
    services = window.register.services
    assert isinstance(services, InMemory)
    services.__dict__["pepper"] = bytes(32)
    assert pins.pepper_of(tmp_path) != bytes(32)
    keys.type_in(window, "2" + PIN[CLERK])
    keys.press(window, KEY.Key_Return)
    answered(window)
    assert "另一台电脑" in ask(window).error.text()


def test_the_only_one_is_chosen_already(qtbot: QtBot, till: Till, tmp_path: Path) -> None:
    pepper = pins.pepper_of(tmp_path)
    staffing.hire(till, pepper, code="1", name="店长", role="manager", pin="8306")
    window = TillWindow(settings_of(till))
    qtbot.addWidget(window)
    window.show()
    window.open(bind(till, None, tmp_path))
    sign_in_by_keys(window, "", "8306")
    assert window.register.actor.person.name == "店长"


def test_a_window_that_closes_while_a_pin_is_checked_leaves_no_thread(
    window: TillWindow,
) -> None:
    keys.type_in(window, "2" + PIN[CLERK])
    keys.press(window, KEY.Key_Return)
    window.close()
    settle(lambda: not [it for it in threading.enumerate() if it.name.startswith("staff-check")])
    QCoreApplication.sendPostedEvents()
    QApplication.processEvents()
