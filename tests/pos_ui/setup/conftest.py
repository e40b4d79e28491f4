"""A technician's window over a till in a folder, or over none; it searches no real network."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_ui.setup import enrolling
from pos_ui.setup.enrolling import Wish
from pos_ui.setup.window import SetupWindow
from tests.pos_ui.hands import wait_for

Press = Callable[..., None]
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return tmp_path / "till"


@pytest.fixture
def folder(empty: Path) -> Path:
    changes: dict[str, object] = {"subnet": "127.0.0.8/30", "shop_name": "好邻居便利"}
    enrolling.set_up(empty, Wish(store="S1", till="T1", changes=changes))
    return empty


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[Path], SetupWindow]]:
    windows: list[SetupWindow] = []

    def make(place: Path) -> SetupWindow:
        window = SetupWindow(place)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        return window

    yield make
    for window in windows:
        window.close()
        window.labour.stop()
        window.close()


@pytest.fixture
def window(show: Callable[[Path], SetupWindow], folder: Path) -> SetupWindow:
    made = show(folder)
    rest(made)
    return made


def rest(window: SetupWindow, timeout_s: float = 15.0) -> None:
    """Let everything come that is under way."""
    assert wait_for(lambda: not window.labour.is_busy, timeout_s)
    QApplication.processEvents()


def press(
    window: SetupWindow, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = NONE
) -> None:
    """Post a key to the window, as the system does."""
    handle = window.windowHandle()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, modifiers, text)
        event.setTimestamp(time.monotonic_ns() // 1_000_000)
        QCoreApplication.sendEvent(handle, event)
    QApplication.processEvents()


def type_in(window: SetupWindow, text: str) -> None:
    """Type a text, key by key."""
    for sign in text:
        press(window, Qt.Key(ord(sign.upper())), sign)
