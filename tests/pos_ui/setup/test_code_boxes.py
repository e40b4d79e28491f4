"""The boxes of the one-time code: typed, pasted, mended."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_ui.setup.code_boxes import LENGTH, CodeBoxes


def boxes(qtbot: QtBot) -> CodeBoxes:
    made = CodeBoxes()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    made.boxes[0].setFocus()
    return made


def type_in(text: str) -> None:
    """Type where the focus is, as a keyboard and a scanner do."""
    for sign in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, sign)


def test_typing_runs_on_into_the_next_box_in_capitals(qtbot: QtBot) -> None:
    made = boxes(qtbot)
    type_in("7kq4m")
    assert made.boxes[1].hasFocus()
    type_in("2xtab")
    assert made.code() == "7KQ4M2XTAB"
    assert len(made.code()) == LENGTH


def test_a_code_may_come_whole_with_what_stands_between(qtbot: QtBot) -> None:
    made = boxes(qtbot)
    made.fill(" 7kq4m-2xtab\n")
    assert [box.text() for box in made.boxes] == ["7KQ4M", "2XTAB"]
    made.boxes[0].clear()
    made.boxes[1].clear()
    made.boxes[0].setFocus()
    type_in("7KQ4M2XTABCDEF")  # a scanner does not stop at the end
    assert made.code() == "7KQ4M2XTAB"


def test_backspace_goes_back_over_the_gap(qtbot: QtBot) -> None:
    made = boxes(qtbot)
    made.fill("7KQ4M")
    made.boxes[1].setFocus()
    QTest.keyClick(made.boxes[1], Qt.Key.Key_Backspace)
    assert made.code() == "7KQ4"
    assert made.boxes[0].hasFocus()


def test_a_sign_in_the_middle_can_be_mended(qtbot: QtBot) -> None:
    made = boxes(qtbot)
    made.fill("7KQ4M2XTAB")
    made.boxes[0].setCursorPosition(1)
    QTest.keyClick(made.boxes[0], Qt.Key.Key_Backspace)
    QTest.keyClicks(made.boxes[0], "9")
    assert made.code() == "9KQ4M2XTAB"
