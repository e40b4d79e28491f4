from pathlib import Path

from tests.proofs.hq_soak import TILLS, prove


def test_head_office_takes_sales_polls_and_nonsense_at_once(tmp_path: Path) -> None:
    figures = prove(f"sqlite:///{tmp_path}/hq.sqlite", 1.5)
    assert isinstance(figures["sales"], int)
    assert figures["sales"] >= TILLS
