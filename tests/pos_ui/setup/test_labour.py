"""Slow work: answers and progress come in the screen's thread, and nothing is left behind."""

import threading

from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from app.base.errors import Told, Trouble
from pos_ui.setup.labour import Labour, Progress


def test_answer_and_progress_come_in_the_screens_thread(qtbot: QtBot) -> None:
    owner = QObject()
    labour = Labour(owner)
    heard: list[tuple[object, int]] = []

    def work(_over: threading.Event, tell: Progress) -> int:
        tell("x", 1, 2)
        return threading.get_ident()

    labour.begin(
        work,
        lambda answer: heard.append((answer, threading.get_ident())),
        lambda *told: heard.append((told, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: len(heard) == 2)
    here = threading.get_ident()
    (told, where_told), (there, where_answered) = heard
    assert told == ("x", 1, 2)
    assert where_told == where_answered == here != there


def test_what_fails_is_told_even_where_it_is_our_mistake(qtbot: QtBot) -> None:
    owner = QObject()
    labour = Labour(owner)
    heard: list[object] = []
    trouble = Trouble("printer_busy")

    def told(*_: object) -> None:
        raise trouble

    def bug(*_: object) -> None:
        raise ZeroDivisionError

    labour.begin(told, heard.append)
    labour.begin(bug, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert {it.code for it in heard if isinstance(it, Told)} == {"printer_busy", "our_bug"}


def test_nobody_hears_of_what_was_cancelled_and_it_ends(qtbot: QtBot) -> None:
    owner = QObject()
    labour = Labour(owner)
    heard: list[object] = []

    def work(over: threading.Event, _tell: Progress) -> None:
        assert over.wait(5)

    job = labour.begin(work, heard.append)
    job.cancel()
    labour.stop()
    QCoreApplication.processEvents()
    assert heard == []
    assert not job.thread.is_alive()
    assert not labour.is_busy
    del qtbot
