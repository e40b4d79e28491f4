"""Nothing on the screens is clipped or wrapped by accident, in any state, language and size."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos_ui.kit import words
from pos_ui.kit.label import Label
from pos_ui.window import TillWindow
from tests.pos_ui import shots
from tests.pos_ui.fitting import cut, faults, outside, watched

LOOKS = [
    shots.Look(1366, 768, 1.0, "light", "en"),
    shots.Look(1366, 768, 1.0, "light", "zh_CN"),
    shots.Look(1138, 640, 1.2, "light", "en"),  # 1366 x 768 enlarged as far as it goes
    shots.Look(1280, 720, 1.5, "dark", "en"),  # 1920 x 1080 at 150 %
]
STATES = (
    "stress",
    "special",
    "more",
    "helped",
    "recalled",
    "discounting",
    "short",
    "success",
    "rounded",
    "unknown",
    "adding",
    "keys",
)


def shown(look: shots.Look, folder: Path, template: Path) -> Iterator[tuple[str, TillWindow]]:
    """Bring a window to one state after another."""
    for state in STATES:
        place = folder / state
        place.mkdir()
        shutil.copy(template, place / "till.sqlite")
        till = shots.a_till(place)
        window = shots.a_window(till, look)
        getattr(shots, state)(window, till)
        for _ in range(2):
            QApplication.processEvents()
        yield state, window
        window.close()
        window.deleteLater()
        till.shop.database.close()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_text_fits_where_it_is_painted(
    look: shots.Look, tmp_path: Path, empty_file: Path
) -> None:
    for state, window in shown(look, tmp_path, empty_file):
        with watched() as seen:
            window.grab()
        assert len(seen) > 20, state
        assert faults(seen) | cut(seen) | outside(window) == set(), state


def test_a_text_without_room_is_noticed(window: TillWindow) -> None:
    """The checker itself: a wrapped label that is too low, and one line without dots."""
    words.use_language("en")
    low = Label("A long sentence that needs three lines or so in such a narrow place.", wraps=True)
    low.setParent(window)
    low.setGeometry(0, 0, 120, 20)
    low.show()
    with watched() as seen:
        low.grab()
    assert faults(seen)
    low.setGeometry(0, 0, 120, 200)
    with watched() as seen:
        low.grab()
    assert not faults(seen)
