from pathlib import Path

from tests.proofs.offline_month import prove


def test_what_a_till_sold_while_cut_off_arrives_to_the_fen(tmp_path: Path) -> None:
    figures = prove(tmp_path, f"sqlite:///{tmp_path}/hq.sqlite", 400)
    assert (figures["sales"], figures["lines"]) == (400, 2000)
