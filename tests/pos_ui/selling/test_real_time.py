"""Scanners and people at their own pace; `run.py prove scans` does the same at length."""

import random
import time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from app.till import Till
from pos_ui.window import TillWindow
from tests.examples import BANANA, MILK
from tests.pos_ui import keys
from tests.pos_ui.hands import Keyboard, Painted, latencies, scanned, typed, wait_for


def pieces(window: TillWindow) -> int:
    return window.register.cart.pieces if window.register.cart is not None else 0


def test_twenty_scans_a_second_are_all_counted_and_seen_at_once(window: TillWindow) -> None:
    keyboard, painted = Keyboard(window), Painted(window)
    chooser = random.Random(1)
    codes = [chooser.choice(MILK.barcodes) for _ in range(24)]
    player = keyboard.play([scanned(code, 1.5) for code in codes], 0.05)
    assert wait_for(lambda: pieces(window) == 24 and not player.is_alive(), 10)
    assert wait_for(lambda: max(painted.times) == 24, 1)
    player.join()
    seen = latencies(painted, keyboard.ended)
    assert len(seen) == 24
    print(f"\nscan to painted row: worst {max(seen) * 1000:.0f} ms")  # noqa: T201


@pytest.mark.parametrize("seed", range(6))
def test_a_person_behind_a_stalled_window_types(window: TillWindow, seed: int) -> None:
    chooser = random.Random(seed)
    text = "".join(chooser.choice("0123456789abcxyz") for _ in range(chooser.randint(4, 14)))
    keyboard = Keyboard(window)
    keyboard.post(typed(text, chooser))
    assert wait_for(lambda: window.selling.box.text() == text, 2), window.selling.box.text()
    assert pieces(window) == 0
    assert not window.register.waiting


@pytest.mark.parametrize("seed", range(6))
def test_a_scanner_behind_a_stalled_window_scans(window: TillWindow, seed: int) -> None:
    chooser = random.Random(seed)
    keyboard = Keyboard(window)
    wanted = chooser.randint(1, 5)
    for _ in range(wanted):
        keyboard.rest()
        strokes = scanned(MILK.barcode, chooser.uniform(1, 40), chooser.choice("\r\t"))
        cut = chooser.randint(1, len(strokes))
        keyboard.post(strokes[:cut])
        if chooser.random() < 0.5:
            QCoreApplication.processEvents()
            time.sleep(chooser.choice((0, 0.07)))  # the rest is late on its way
        keyboard.post(strokes[cut:])
    assert wait_for(lambda: pieces(window) == wanted, 2)
    assert not window.selling.box.text()


@pytest.mark.parametrize(
    "code",
    ["134567890123456789", "2812345678901234567", "6212345678901234567", "130000000000000000"],
)
def test_a_code_that_pays_is_written_nowhere(
    window: TillWindow, till: Till, qtbot: QtBot, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    """Not while it is refused, nor while it waits behind a question, nor typed, nor afterwards."""
    caplog.set_level(0)
    keys.scan(window, code)
    assert code[:8] not in window.selling.banner.text()
    keys.scan(window, BANANA.barcodes[0])  # asks for the weight
    keys.scan(window, code)
    keys.press(window, Qt.Key.Key_Escape)
    keys.type_in(window, code)
    keys.press(window, Qt.Key.Key_Return)
    assert code[:8] not in window.selling.banner.text()
    keys.press(window, Qt.Key.Key_Escape)
    keys.scan(window, MILK.barcode)
    keys.press(window, Qt.Key.Key_F12)
    keys.press(window, Qt.Key.Key_F12)
    qtbot.wait(10)
    assert code not in caplog.text
    path = till.shop.database.path
    assert path is not None
    for file in path.parent.iterdir():
        if file.is_file():
            assert code.encode() not in file.read_bytes(), file
