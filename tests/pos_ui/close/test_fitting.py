"""Nothing on the screens of shifts is clipped, in any state, language and size."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.pos_ui import shots, shots_close
from tests.pos_ui.fitting import cut, faults, outside, watched
from tests.pos_ui.test_fitting import LOOKS

STATES = (
    shots_close.opening_odd,
    shots_close.moving_cash,
    shots_close.counting_bundles,
    shots_close.review_why,
    shots_close.done,
    shots_close.more,
)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_text_of_shifts_fits_where_it_is_painted(
    look: shots.Look, tmp_path: Path, empty_file: Path
) -> None:
    for state in STATES:
        place = tmp_path / state.__name__
        place.mkdir()
        shutil.copy(empty_file, place / "till.sqlite")
        till = replace(shots.a_till(place), has_shifts=True)
        window = shots_close.a_window(till, look)
        state(window, till)
        QApplication.processEvents()
        with watched() as seen:
            window.grab()
        assert len(seen) > 20, state.__name__
        assert faults(seen) | cut(seen) | outside(window) == set(), state.__name__
        window.close()
        window.deleteLater()
        till.shop.database.close()
