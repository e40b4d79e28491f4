"""Nothing of a payment through a channel is clipped, in any state, language and size."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.pos_ui import shots, shots_assurance, shots_channels
from tests.pos_ui.binding import settings_of
from tests.pos_ui.fitting import cut, faults, outside, watched
from tests.pos_ui.payment.counter import Sandbox, a_counter
from tests.pos_ui.test_fitting import LOOKS

CHANNELS = (
    "asking",
    "wallets",
    "months",
    "showing",
    "password",
    "querying",
    "unknown",
    "releasing",
    "failed",
    "dear",
)
PAGES = ("busy", "troubled", "empty")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_text_of_a_payment_fits(
    look: shots.Look, tmp_path: Path, empty_file: Path, providers: Sandbox
) -> None:
    for state in CHANNELS:
        place = tmp_path / state
        place.mkdir()
        shutil.copy(empty_file, place / "till.sqlite")
        till = shots.a_till(place)
        dressed = shots_channels.dressed(look)
        with a_counter(till, providers, settings_of(till, **dressed)) as counter:
            counter.window.resize(look.width, look.height)
            counter.window.show()
            counter.open(**dressed)
            getattr(shots_channels, state)(counter)
            QApplication.processEvents()
            with watched() as seen:
                counter.window.grab()
            assert len(seen) > 10, state
            assert faults(seen) | cut(seen) | outside(counter.window) == set(), state
        till.shop.database.close()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_text_of_the_assurance_page_fits(
    look: shots.Look, tmp_path: Path, empty_file: Path
) -> None:
    for state in PAGES:
        place = tmp_path / state
        place.mkdir()
        shutil.copy(empty_file, place / "till.sqlite")
        till = shots.a_till(place)
        window = shots.a_window(till, look)
        getattr(shots_assurance, state)(window, till)
        for _ in range(2):
            QApplication.processEvents()
        with watched() as seen:
            window.grab()
        assert faults(seen) | cut(seen) | outside(window) == set(), state
        window.close()
        window.deleteLater()
        till.shop.database.close()
