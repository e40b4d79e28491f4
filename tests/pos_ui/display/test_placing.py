import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_ui.display.placing import Place, SecondScreen, chosen
from pos_ui.display.screen import CustomerDisplay

TILL = Place("HDMI-1", QRect(0, 0, 1366, 768))
SIDE = Place("HDMI-2", QRect(1366, 0, 1024, 600))
WALL = Place("VGA-1", QRect(-1920, 0, 1920, 1080))
MIRROR = Place("DP-1", QRect(0, 0, 1366, 768))


@pytest.mark.parametrize(
    ("setting", "screens", "cashier", "place"),
    [
        ("auto", [TILL], TILL, None),
        ("auto", [TILL, SIDE], TILL, SIDE),
        ("auto", [SIDE, TILL], SIDE, TILL),
        ("auto", [TILL, MIRROR], TILL, None),
        ("auto", [TILL, MIRROR, SIDE], TILL, SIDE),
        ("off", [TILL, SIDE], TILL, None),
        ("VGA-1", [TILL, SIDE, WALL], TILL, WALL),
        ("VGA-1", [TILL, SIDE], TILL, None),
        ("HDMI-1", [TILL, SIDE], TILL, None),
    ],
)
def test_the_display_goes_to_a_screen_of_its_own(
    setting: str, screens: list[Place], cashier: Place, place: Place | None
) -> None:
    assert chosen(setting, screens, cashier) == place


def test_with_one_screen_no_display_is_even_made(qtbot: QtBot) -> None:
    till = QWidget()
    qtbot.addWidget(till)
    till.show()
    second = SecondScreen(till, "auto", lambda: pytest.fail("made"))
    QGuiApplication.primaryScreen().geometryChanged.emit(QRect())
    assert second.display is None


PLUGGING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv[:1])
from pos_ui.display.placing import SecondScreen
from pos_ui.display.screen import CustomerDisplay
till = QWidget()
till.show()
one = till.screen()
[two] = [screen for screen in QGuiApplication.screens() if screen != one]
second = SecondScreen(till, "auto", lambda: CustomerDisplay("", say=lambda key, **_: key))
display = second.display
assert display.isVisible() and display.geometry() == two.geometry(), display.geometry()
application.screenRemoved.emit(two)
assert not display.isVisible()
application.screenAdded.emit(two)
assert display.isVisible() and second.display is display
second.use("off")
assert not display.isVisible()
second.use("auto")
application.screenRemoved.emit(one)
assert not display.isVisible()
application.screenAdded.emit(one)
assert display.isVisible()
till.windowHandle().setScreen(two)
till.move(two.geometry().topLeft())
application.processEvents()
assert till.screen() is two and display.screen() is one and display.isVisible()
QTimer.singleShot(0, till.close)
QTimer.singleShot(3000, lambda: application.exit(1))
assert application.exec() == 0, "the display keeps a till running whose window is closed"
print("done")
"""


def test_screens_come_and_go(tmp_path: Path) -> None:
    """With two screens that Qt makes up: in a process of its own, as they are made at its start."""
    screens = [
        {"name": name, "x": x, "y": 0, "width": 1024, "height": 600, "logicalDpi": 96, "dpr": 1}
        for name, x in (("till", 0), ("customer", 1024))
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}), "utf-8")
    platform = f"offscreen:configfile={tmp_path / 'screens.json'}"
    done = subprocess.run(
        [sys.executable, "-c", PLUGGING],
        env=os.environ | {"QT_QPA_PLATFORM": platform, "QT_SCALE_FACTOR": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip().endswith("done"), done.stderr


def test_the_display_takes_no_focus_and_no_touch(qtbot: QtBot) -> None:
    display = CustomerDisplay("好邻居", say=lambda key, **_: key)
    qtbot.addWidget(display)
    assert display.windowFlags() & display.windowFlags().WindowDoesNotAcceptFocus
    assert display.windowFlags() & display.windowFlags().FramelessWindowHint
    assert not any(it.focusPolicy().value for it in display.findChildren(QWidget))
