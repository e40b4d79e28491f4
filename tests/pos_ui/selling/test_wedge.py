import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_ui.selling.wedge import Wedge
from tests.pos_ui import keys


class Desk(QWidget):
    """A field, a button, and a wedge that notes what it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.button = QLineEdit(), QPushButton("pay")
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.button)
        self.codes: list[str] = []
        self.shortcuts: list[str] = []
        self._wedge = Wedge(self, self._on_key)
        self._wedge.scanned.connect(self.codes.append)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.text() in {"+", "-"}:
            self.shortcuts.append(event.text())
            return True
        return False


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    keys.wedge_of(desk).watch()
    desk.activateWindow()
    desk.line.setFocus()
    return desk


def test_a_scan_never_reaches_the_field(desk: Desk) -> None:
    keys.scan(desk, "6901234567892")
    assert desk.codes == ["6901234567892"]
    assert not desk.line.text()


def test_what_the_scanner_frames_its_codes_with_is_taken_off(desk: Desk) -> None:
    framed = Wedge(desk, lambda _: False, framed=("~", "#"))
    framed.scanned.connect(desk.codes.append)
    handle = desk.windowHandle()
    assert handle is not None
    handle.removeEventFilter(keys.wedge_of(desk))
    framed.watch()
    keys.scan(desk, "~6901234567892#")
    keys.scan(desk, "6901234567892")  # somebody reset the scanner
    assert desk.codes == ["6901234567892"] * 2


def test_a_scan_may_end_with_tab(desk: Desk) -> None:
    keys.scan(desk, "6901234567892", Qt.Key.Key_Tab)
    assert desk.codes == ["6901234567892"]
    assert desk.line.hasFocus() or desk.focusWidget() is desk.line


def test_a_scan_fires_no_shortcut_and_presses_no_button(desk: Desk) -> None:
    desk.button.setFocus()
    desk.button.clicked.connect(lambda: desk.shortcuts.append("button"))
    keys.scan(desk, "A-1+2 3")
    assert desk.codes == ["A-1+2 3"]
    assert not desk.shortcuts


def test_a_person_types_into_the_field(desk: Desk) -> None:
    keys.type_in(desk, "nfsq")
    assert desk.line.text() == "nfsq"
    assert not desk.codes


def test_a_shortcut_of_a_person_is_heard(desk: Desk) -> None:
    keys.type_in(desk, "+")
    assert desk.shortcuts == ["+"]
    assert not desk.line.text()


def test_a_key_alone_comes_through_when_no_other_follows(qtbot: QtBot, desk: Desk) -> None:
    keys.press(desk, Qt.Key.Key_7, text="7")
    assert not desk.line.text()
    qtbot.waitUntil(lambda: desk.line.text() == "7", timeout=1000)


def test_what_leaked_into_the_field_is_taken_out_again(desk: Desk) -> None:
    at = 5_000_000
    for step, sign in enumerate("6901"):
        keys.press_at(desk, keys.key_of(sign), sign, at + step)
        if step == 1:
            keys.wedge_of(desk).flush()  # the rest of the burst was late
            assert desk.line.text() == "69"
    keys.press_at(desk, Qt.Key.Key_Return, "\r", at + 5)
    assert desk.codes == ["6901"]
    assert not desk.line.text()


def test_typed_digits_stay_when_a_scan_follows(desk: Desk) -> None:
    keys.type_in(desk, "3*")
    keys.scan(desk, "6901234567892")
    assert desk.line.text() == "3*"
    assert desk.codes == ["6901234567892"]


GTIN = "6901234567892"


def burst(desk: Desk, code: str, at: int) -> None:
    for step, sign in enumerate(code):
        keys.press_at(desk, keys.key_of(sign), sign, at + step * 8)


def test_a_whole_article_number_needs_no_enter(qtbot: QtBot, desk: Desk) -> None:
    burst(desk, GTIN, 6_000_000)
    qtbot.waitUntil(lambda: desk.codes == [GTIN], timeout=1000)
    assert not desk.line.text()
    desk.button.setFocus()
    desk.button.clicked.connect(lambda: desk.shortcuts.append("button"))
    keys.press_at(desk, Qt.Key.Key_Return, "\r", 6_000_000 + 250)  # its Enter, late
    assert desk.codes == [GTIN]
    assert not desk.shortcuts


@pytest.mark.parametrize("code", ["6901234567893", "F0001234", "12345678", "3*69012"])
def test_no_other_burst_is_a_scan_without_its_end(qtbot: QtBot, desk: Desk, code: str) -> None:
    burst(desk, code, 7_000_000)
    qtbot.waitUntil(lambda: desk.line.text() == code, timeout=1000)
    assert not desk.codes


def test_a_persons_enter_long_after_a_scan_is_theirs(qtbot: QtBot, desk: Desk) -> None:
    heard: list[str] = []
    desk.line.returnPressed.connect(lambda: heard.append("enter"))
    burst(desk, GTIN, 8_000_000)
    qtbot.waitUntil(lambda: desk.codes == [GTIN], timeout=1000)
    keys.press_at(desk, Qt.Key.Key_Return, "\r", 8_000_000 + 1000)
    assert heard == ["enter"]


def test_shift_and_caps_lock_between_the_keys_break_no_scan(desk: Desk) -> None:
    at = 9_000_000
    for step, sign in enumerate("AbC-12"):
        keys.press_at(desk, Qt.Key.Key_Shift, "", at + step * 10)
        keys.press_at(desk, Qt.Key.Key_CapsLock, "", at + step * 10 + 2)
        keys.press_at(desk, keys.key_of(sign), sign, at + step * 10 + 4)
    keys.press_at(desk, Qt.Key.Key_Return, "\r", at + 64)
    assert desk.codes == ["AbC-12"]


def test_a_scanner_that_composes_with_alt_and_the_numpad_is_heard(desk: Desk) -> None:
    """As Windows tells it: the digits with Alt, then the character they make."""
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    at = 10_000_000
    for sign in "6901":
        keys.press_at(desk, Qt.Key.Key_Alt, "", at)
        for digit in f"{ord(sign):04d}":
            at += 4
            keys.press_at(desk, keys.key_of(digit), digit, at, held)
        at += 4
        keys.press_at(desk, Qt.Key.Key_unknown, sign, at)
    keys.press_at(desk, Qt.Key.Key_Return, "\r", at + 4)
    assert desk.codes == ["6901"]
    assert not desk.line.text()


def test_a_stalled_window_takes_no_typing_for_a_scan(qtbot: QtBot, desk: Desk) -> None:
    """Ten keys of a person wait in the queue while the window is busy, then come at once."""
    handle = desk.windowHandle()
    assert handle is not None
    for step, sign in enumerate(GTIN):
        event = QKeyEvent(
            QEvent.Type.KeyPress, keys.key_of(sign), Qt.KeyboardModifier.NoModifier, sign
        )
        event.setTimestamp(11_000_000 + step * 120)
        QCoreApplication.postEvent(handle, event)
    time.sleep(0.1)
    qtbot.waitUntil(lambda: desk.line.text() == GTIN, timeout=1000)
    assert not desk.codes


def test_a_stalled_window_still_knows_a_scan(qtbot: QtBot, desk: Desk) -> None:
    handle = desk.windowHandle()
    assert handle is not None
    for step, sign in enumerate(f"{GTIN}\r"):
        key = Qt.Key.Key_Return if sign == "\r" else keys.key_of(sign)
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, sign)
        event.setTimestamp(12_000_000 + step * 8)
        if step == 5:
            time.sleep(0.2)  # in the middle of it
            QCoreApplication.processEvents()
        QCoreApplication.postEvent(handle, event)
    qtbot.waitUntil(lambda: desk.codes == [GTIN], timeout=1000)
    assert not desk.line.text()
