"""Listening for a keyboard scanner wherever the focus is, before any field or button hears."""

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_ui.selling import scans
from pos_ui.selling.scans import Burst, Key

ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
SILENT = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}
COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
NEVER = -(10**9)
Handled = Callable[[QKeyEvent], bool]


class Wedge(QObject):
    """Filters the key events of one window; what is no scan goes to `keys`, then to the focus.

    It watches the native window, so every key passes once, before shortcuts and fields.
    """

    scanned = Signal(str)

    def __init__(
        self,
        window: QWidget,
        keys: Handled,
        gap_ms: int = scans.GAP_MS,
        framed: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(window)
        self._framed = framed  # what the scanner types before and after each code
        self._window = window
        self._keys = keys
        self._gap_ms = gap_ms
        self._burst = Burst()
        self._held: deque[QKeyEvent] = deque()
        self._swallowed: set[int] = set()
        self._taken_ms = NEVER  # when the last scan without an Enter ended
        self._timer = QTimer(self, singleShot=True, interval=gap_ms)
        self._timer.timeout.connect(self._on_timeout)

    def watch(self) -> None:
        """Begin, once the window is on the screen."""
        handle = self._window.windowHandle()
        assert handle is not None
        handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take what a scanner or the key map wants; leave the rest to Qt."""
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._on_press(event)
        if event.type() == QEvent.Type.KeyRelease:
            assert isinstance(event, QKeyEvent)
            if event.key() in self._swallowed:
                self._swallowed.discard(event.key())
                return True
        return False

    def _on_press(self, event: QKeyEvent) -> bool:
        if event.key() in SILENT:
            return False
        if _is_composing(event):
            self._swallowed.add(event.key())
            return True
        if event.isAutoRepeat() or not (_is_end(event) or _is_character(event)):
            self.flush()
            return self._keys(event)
        key = Key(event.timestamp() or _now_ms(), "" if _is_end(event) else event.text())
        if key.is_end and 0 <= key.at_ms - self._taken_ms < scans.LATE_MS:
            self._taken_ms = NEVER
            self._swallowed.add(event.key())
            return True
        self._taken_ms = NEVER
        self._burst, verdict = scans.press(self._burst, key, self._gap_ms)
        self._release(len(verdict.released))
        if not verdict.is_held:
            return self._keys(event)
        self._swallowed.add(event.key())
        if verdict.code:
            self._take(verdict.code, verdict.leaked)
        else:
            self._held.append(_copy(event))
            self._timer.start()
        return True

    def flush(self) -> None:
        """Give back what is held, now."""
        self._burst, released = scans.pause(self._burst)
        self._release(len(released))

    def _on_timeout(self) -> None:
        """Wait once more behind the keys that are already in the queue."""
        waited_for = len(self._burst.keys)

        def give_back() -> None:
            if len(self._burst.keys) != waited_for or self._timer.isActive():
                return
            code = scans.alone(self._burst)
            if not code:
                self.flush()
                return
            self._taken_ms = self._burst.keys[-1].at_ms
            self._burst = Burst()
            self._take(code, 0)

        QTimer.singleShot(0, self, give_back)

    def _take(self, code: str, leaked: int) -> None:
        self._timer.stop()
        self._held.clear()
        for _ in range(leaked):
            self._deliver(_made(Qt.Key.Key_Backspace, ""))
        before, after = self._framed
        self.scanned.emit(code.removeprefix(before).removesuffix(after))

    def _release(self, count: int) -> None:
        for _ in range(count):
            self._deliver(self._held.popleft())

    def _deliver(self, press: QKeyEvent) -> None:
        if self._keys(press):
            return
        focus: QWidget | None = self._window.focusWidget()
        focus = self._window if focus is None else focus
        QApplication.sendEvent(focus, press)
        release = QKeyEvent(QEvent.Type.KeyRelease, press.key(), press.modifiers(), press.text())
        QApplication.sendEvent(focus, release)


def _is_composing(event: QKeyEvent) -> bool:
    """Tell the digits with which Windows composes a character while Alt is down."""
    modifiers = event.modifiers()
    is_numpad = bool(modifiers & Qt.KeyboardModifier.KeypadModifier)
    return is_numpad and bool(modifiers & Qt.KeyboardModifier.AltModifier)


def _is_end(event: QKeyEvent) -> bool:
    return event.key() in ENDS and not event.modifiers() & COMMAND


def _is_character(event: QKeyEvent) -> bool:
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & COMMAND


def _copy(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text())


def _made(key: Qt.Key, text: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
