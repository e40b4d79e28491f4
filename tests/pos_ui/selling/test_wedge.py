import pytest
from PySide6.QtCore import Qt
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
