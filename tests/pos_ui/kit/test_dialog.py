from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_ui.kit.dialog import Dialog
from pos_ui.kit.field import Field


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(1024, 640)
    Field("扫码", parent=window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    yield window
    window.close()


def ask(window: QWidget) -> Dialog:
    window.findChildren(Field)[0].setFocus()
    dialog = Dialog(window, "作废整单", "都会删掉。", yes="作废", no="返回")
    QApplication.processEvents()
    return dialog


def test_a_dialog_opens_no_window_and_the_till_stays_in_front(window: QWidget) -> None:
    dialog = ask(window)
    assert [it for it in QApplication.topLevelWidgets() if it.isVisible()] == [window]
    assert window.isActiveWindow()
    assert dialog.hasFocus()


def test_what_lies_behind_the_scrim_cannot_take_the_focus(window: QWidget) -> None:
    dialog = ask(window)
    window.findChildren(Field)[0].setFocus()
    assert QApplication.focusWidget() is dialog


def test_tab_goes_round_inside_the_dialog(window: QWidget) -> None:
    dialog = ask(window)
    inside = {dialog, dialog.no_button, dialog.yes_button}
    passed = []
    for _ in inside:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        passed.append(window.focusWidget())
    assert set(passed) == inside


def test_exactly_one_ring_shows_what_enter_does(window: QWidget) -> None:
    dialog = ask(window)
    assert dialog.yes_button.rings
    dialog.no_button.setFocus()
    assert not dialog.yes_button.rings


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_button_with_the_focus_is_the_one_that_is_pressed(window: QWidget, key: Qt.Key) -> None:
    dialog = ask(window)
    answers: list[str] = []
    dialog.accepted.connect(lambda: answers.append("yes"))
    dialog.rejected.connect(lambda: answers.append("no"))
    dialog.no_button.setFocus()
    QTest.keyClick(dialog, key)
    assert answers == ["no"]


def test_a_dialog_is_answered_once(window: QWidget) -> None:
    dialog = ask(window)
    answers: list[int] = []
    dialog.accepted.connect(lambda: answers.append(1))
    dialog.accept()
    dialog.accept()
    dialog.reject()
    assert answers == [1]


def test_a_dialog_outlives_what_had_the_focus_before(window: QWidget) -> None:
    dialog = ask(window)
    window.findChildren(Field)[0].deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    dialog.accept()
    assert dialog.isHidden()
