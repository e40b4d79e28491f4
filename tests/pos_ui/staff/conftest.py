"""A window at a till where staff was set up; nobody has signed in yet."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.staff.person import Person
from app.till import Till
from pos_ui.window import TillWindow
from tests.pos_ui.binding import bind, settings_of
from tests.pos_ui.staff.team import hire_all


@pytest.fixture
def team(till: Till, tmp_path: Path) -> dict[str, Person]:
    return hire_all(till, tmp_path)


@pytest.fixture
def window(qtbot: QtBot, till: Till, tmp_path: Path, team: dict[str, Person]) -> TillWindow:
    assert team
    settings = settings_of(till, printer="sim://")
    window = TillWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.open(bind(till, settings, tmp_path))
    QApplication.processEvents()
    return window
