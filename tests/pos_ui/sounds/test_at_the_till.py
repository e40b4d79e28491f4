from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.till import Till
from pos_ui.program import Program
from pos_ui.selling.sheets import MoreSheet, nearest_volume
from pos_ui.window import TillWindow
from tests.pos_ui.binding import settings_of


def test_the_register_is_heard(qtbot: QtBot, till: Till, tmp_path: Path) -> None:
    program = Program(tmp_path, settings_of(till))
    qtbot.addWidget(program.window)
    program.window.register.sounded.emit("attention")
    assert program.sounds.waiting == 1
    program.close()


def test_a_chosen_volume_is_kept_and_tried_out(
    qtbot: QtBot, window: TillWindow, till: Till
) -> None:
    sheet = MoreSheet(settings_of(till), "zh_CN", is_dark=False)
    qtbot.addWidget(sheet)
    sheet.changed.connect(window._change)  # noqa: SLF001 - as the window's dialog does
    with qtbot.waitSignal(window.volume_chosen) as heard:
        sheet.volumes.choose(3)
    assert heard.args == [100]
    assert window.settings.volume == 100


@pytest.mark.parametrize(
    ("volume", "shown"), [(0, 0), (1, 1), (30, 1), (50, 1), (60, 2), (70, 2), (90, 3), (100, 3)]
)
def test_a_volume_in_between_shows_as_the_nearest(volume: int, shown: int) -> None:
    assert nearest_volume(volume) == shown
