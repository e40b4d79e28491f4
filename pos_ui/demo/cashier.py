"""A cashier who sells at the real window by its keys, and takes pictures."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.base.errors import Trouble
from pos_ui.pictures import save
from pos_ui.window import TillWindow

PATIENCE_S = 20.0
READS_CHANGE_S = 0.5  # the screen takes no earlier Enter for an answer
KEY_MS, PAUSE_MS = 8, 1000  # within a scan, and before the next


class Cashier:
    """Presses keys and waits until the screen has followed."""

    def __init__(self, window: TillWindow, folder: Path) -> None:
        self._window = window
        self._folder = folder
        self._at_ms = 1_000_000

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        """Let the screen work until this is so; raises Trouble when it takes too long."""
        ends = time.monotonic() + PATIENCE_S
        while not is_so():
            QApplication.processEvents()
            time.sleep(0.005)
            if time.monotonic() > ends:
                raise Trouble("demo_program_failed", command="till", why=what)

    def opens(self) -> None:
        """Wait until the till can sell."""
        self.wait(lambda: self._window.register.services is not None, "the till did not open")

    def scans(self, *codes: str) -> None:
        """Send codes as a scanner does: one key every few milliseconds, Enter at the end."""
        for code in codes:
            before = self._window.register.cart
            self._at_ms += PAUSE_MS
            for sign in code:
                self._press(Qt.Key(ord(sign.upper())), sign)
            self._press(Qt.Key.Key_Return, "\r")
            self.wait(lambda before=before: self._window.register.cart is not before, code)  # type: ignore[misc]

    def pays(self, *, picture: str = "") -> None:
        """Take the exact sum in cash and go on to the next customer."""
        self._presses(Qt.Key.Key_F12)
        self.wait(self._is_at("payment"), "the payment screen did not open")
        if picture:
            self.photographs(f"{picture}-payment")
        self._presses(Qt.Key.Key_Return)
        self.wait(self._is_at("success"), "the sale was not completed")
        if picture:
            self.photographs(f"{picture}-success")
        read = time.monotonic() + READS_CHANGE_S
        self.wait(lambda: time.monotonic() > read, "time stands still")
        self._presses(Qt.Key.Key_Return)
        self.wait(self._is_at("selling"), "the next sale did not begin")

    def photographs(self, name: str) -> Path:
        """Save a picture of the window."""
        path = self._folder / f"{name}.png"
        save(self._window, path)
        return path

    def _presses(self, key: Qt.Key) -> None:
        self._at_ms += PAUSE_MS
        self._press(key)
        QApplication.processEvents()

    def _press(self, key: Qt.Key, text: str = "") -> None:
        handle = self._window.windowHandle()
        assert handle is not None
        self._at_ms += KEY_MS
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._at_ms)
            QCoreApplication.sendEvent(handle, event)

    def _is_at(self, page: str) -> Callable[[], bool]:
        wanted = getattr(self._window, page)
        return lambda: self._window.pages.currentWidget() is wanted
