from pathlib import Path

from tests.examples import BANANA, MILK
from tests.journeys.killing import kill_many_times
from tests.programs import a_basket

KILLS = 10


def test_what_was_answered_for_outlives_any_kill(folder: Path, tmp_path: Path) -> None:
    basket = a_basket((MILK.barcode, "2"), (BANANA.barcode, "0.685"), cash="50.00")
    baskets = tmp_path / "baskets.jsonl"
    baskets.write_text(f"{basket}\n" * 5000, "utf-8")
    assert kill_many_times(folder, baskets, KILLS, seed=1) > KILLS
