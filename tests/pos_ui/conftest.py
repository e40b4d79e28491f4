"""A Qt application with our fonts, in the light theme and in Chinese, for every test of screens."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.till import Till
from pos_ui.kit import style, tokens, words
from pos_ui.window import TillWindow
from tests.pos_ui.binding import bind, settings_of


@pytest.fixture(scope="session")
def styled(qapp: QApplication) -> QApplication:
    style.start(qapp, tokens.LIGHT)
    return qapp


@pytest.fixture(autouse=True)
def _look(styled: QApplication) -> Iterator[None]:
    gc.disable()  # a window that only a test held must not go in the middle of its own painting
    yield
    # What qtbot closed goes now, in Qt's order; otherwise every test would restyle all windows.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.enable()
    words.use_language("zh_CN")
    if tokens.is_dark():
        style.apply(styled, tokens.LIGHT)


@pytest.fixture
def window(qtbot: QtBot, till: Till) -> TillWindow:
    """A window that sells and has the focus."""
    window = TillWindow(settings_of(till))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.open(bind(till))
    QApplication.processEvents()
    return window
