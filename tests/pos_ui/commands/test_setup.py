"""`zhanggui setup`, and the way to it from the till and back; in processes of their own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import settings
from app.console import DONE
from app.staff import entries
from app.staff.person import Act
from app.storage import lock
from pos_ui import opening
from tests.pos_ui.test_training import shop_folder  # noqa: F401 - a till with a manager
from tests.programs import ENVIRONMENT, ROOT

Zhanggui = Callable[..., Any]
TURNING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.staff.person import OWNER
from pos_ui.__main__ import main
from pos_ui.program import Program
from pos_ui.setup.window import SetupWindow

seen = []
really_open, really_show = Program.open, SetupWindow.showEvent

def open_and_turn(program):
    really_open(program)
    seen.append("till")
    again = seen.count("till") == 2
    program.window.news.opened.connect(lambda _: QTimer.singleShot(50, program.window, todo))
    def todo():
        print("till")
        if again:
            QApplication.quit()
        else:
            program.window._set_up(OWNER)

def show_and_change(window, event):
    really_show(window, event)
    print("setup")
    window.bench.keep(shop_name="from the setup")
    QTimer.singleShot(50, window, window.close)

Program.open, SetupWindow.showEvent = open_and_turn, show_and_change
sys.argv[1:] = [sys.argv[1], "--data", sys.argv[2], "--windowed"]
sys.exit(main())
"""


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", TURNING, command, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=ENVIRONMENT,
        cwd=ROOT,
    )


def test_the_till_makes_room_for_the_technician_and_comes_back(
    shop_folder: Path,  # noqa: F811
) -> None:
    done = run("till", shop_folder)
    assert done.returncode == DONE, done.stderr
    assert done.stdout.split() == ["till", "setup", "till"]
    assert settings.load(shop_folder).shop_name == "from the setup"
    lock.hold_seller(shop_folder).close()  # the lock is free again
    with opening.opened(shop_folder) as it, it.till.shop.database.reading() as connection:
        assert Act.SET_UP in [one.act for one in entries.newest(connection)]


def test_it_does_not_open_beside_a_till_that_sells(zhanggui: Zhanggui, folder: Path) -> None:
    held = lock.hold_seller(folder)
    try:
        assert zhanggui("setup", status=1)["code"] == "another_seller"
    finally:
        held.close()


def test_it_opens_where_there_is_no_till_yet(tmp_path: Path) -> None:
    place = tmp_path / "new" / "deeper"
    code = TURNING.replace('window.bench.keep(shop_name="from the setup")', "")
    done = subprocess.run(
        [sys.executable, "-c", code, "setup", str(place)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=ENVIRONMENT,
        cwd=ROOT,
    )
    assert done.returncode == DONE, done.stderr
    assert not settings.exists(place)
