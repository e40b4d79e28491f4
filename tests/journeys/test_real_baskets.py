from pathlib import Path

from tests.proofs.real_baskets import SHIPPED, prove


def test_real_baskets_reach_head_office_line_for_line(tmp_path: Path) -> None:
    figures = prove(
        SHIPPED / "journey-catalogue.csv", SHIPPED / "journey-baskets.jsonl", 100, tmp_path
    )
    assert figures["sales"] == 100
