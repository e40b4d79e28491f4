"""Plays a scanner and a person on the keyboard of a window."""

import itertools

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_ui.selling.wedge import Wedge

SCANNER_MS, PERSON_MS = 8, 120
_times = itertools.count(1_000_000, 1000)
NONE = Qt.KeyboardModifier.NoModifier


def scan(window: QWidget, code: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type as a scanner does: fast, with Enter at the end."""
    at = next(_times)
    for sign in code:
        at += SCANNER_MS
        press_at(window, key_of(sign), sign, at)
    press_at(window, end, "\r", at + SCANNER_MS)
    QCoreApplication.processEvents()


def type_in(window: QWidget, text: str) -> None:
    """Type as a person does, each key long after the one before."""
    for sign in text:
        press_at(window, key_of(sign), sign, next(_times))
        wedge_of(window).flush()  # as time would
        QCoreApplication.processEvents()


def press(
    window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = ""
) -> None:
    """Press a key that types nothing."""
    press_at(window, key, text, next(_times), modifiers)
    QCoreApplication.processEvents()  # what an answered question lets go on, goes on


def wedge_of(window: QWidget) -> Wedge:
    """Return what listens for the scanner of this window."""
    found = window.findChild(Wedge)
    assert isinstance(found, Wedge)
    return found


def key_of(sign: str) -> Qt.Key:
    return Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown


def press_at(
    window: QWidget, key: Qt.Key, text: str, at: int, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    handle = window.windowHandle()
    assert handle is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, modifiers, text)
        event.setTimestamp(at)
        QCoreApplication.sendEvent(handle, event)
