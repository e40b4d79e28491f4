from pathlib import Path

import pytest

from app import settings
from app.settings import Settings
from tests.examples import STORE, TILL
from tests.journeys import printing_faults
from tests.journeys.conftest import stock

STALL_MS = 100  # beside what the machine lets even an idle process wait


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "till"
    folder.mkdir()
    settings.save(folder, Settings(store=STORE, till=TILL))
    stock(folder)
    return folder


@pytest.mark.parametrize("fault", ["paper out midway", "unplugged midway"])
def test_a_printer_that_fails_holds_up_no_sale_and_costs_no_receipt(
    folder: Path, fault: str
) -> None:
    met = printing_faults.live_through(folder, fault, serial=False, seed=1, hold_s=0.6)
    assert met.slowest_sale_s < 1
    assert met.longest_stall_ms < STALL_MS + met.noise_ms
    assert met.back_after_s < 10
