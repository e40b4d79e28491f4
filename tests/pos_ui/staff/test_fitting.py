"""Nothing of signing in, lock and approvals is clipped or wrapped by accident."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from tests.pos_ui import shots_staff
from tests.pos_ui.fitting import cut, faults, watched
from tests.pos_ui.shots import Look
from tests.pos_ui.test_fitting import LOOKS

SHOWN_WHOLE = {"PersonTile"}  # a long name ends with dots there


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_text_fits_where_it_is_painted(look: Look) -> None:
    for state, window in shots_staff.states(look):
        for _ in range(2):
            QApplication.processEvents()
        with watched() as seen:
            window.grab()
        odd = {it for it in cut(seen) if it.partition(":")[0] not in SHOWN_WHOLE}
        assert faults(seen) | odd == set(), state
        if window.dialog is not None:
            card = window.dialog.card
            place = QRect(card.mapTo(window, QPoint(0, 0)), card.size())
            assert window.rect().contains(place), state
        window.close()
        window.deleteLater()
