import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import console
from app.base.messages import MESSAGES
from pos_ui.__main__ import COMMANDS

Zhanggui = Callable[..., Any]
TERMS = "".join(
    f'[[fees]]\nchannel = "{name}"\nrate_ppm = {rate}\n'
    for name, rate in (("wechat", 6000), ("alipay", 6000), ("unionpay", 3800))
)


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "world"
    words = ("simulate", "statements", "--orders", "200", "--seed", "62", "--out", str(folder))
    assert console.main("zhanggui", COMMANDS, [*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows_ours"] > 200
    return folder


def test_a_world_is_imported_reconciled_explained_and_reviewed(
    zhanggui: Zhanggui, folder: Path, world: Path
) -> None:
    (folder / "reconciliation.toml").write_text(TERMS, "utf-8")
    zhanggui("reconcile", "import", "--ours", world / "ours.csv")
    files = sorted((world / "statements").iterdir())
    taken = zhanggui("reconcile", "import", *files, status=1)["files"]
    assert [it["file"][-17:] for it in taken if it["status"] != "accepted"] == ["wechat_spoilt.csv"]

    days = ("--from", "2026-09-30", "--to", "2026-10-04", "--as-of", "2026-10-07")
    done = zhanggui("reconcile", "run", *days)
    assert done["unexplained_fen"] == 0
    assert done["auto_match_pct"] > 95
    assert sum(done["difference_by_finding_fen"].values()) == done["ours_fen"] - done["theirs_fen"]

    found = zhanggui("reconcile", "exceptions")["exceptions"]
    assert len(found) == done["exceptions"] == done["new"]
    one = next(it for it in found if it["finding"] == "missing_channel")
    told = zhanggui("reconcile", "explain", one["id"])
    assert told["sides"][0]["order_no"] in told["cause"]
    assert [it["act"] for it in told["history"]] == ["found"]

    act = ("reconcile", "review", one["id"])
    kept = zhanggui(*act, "dispute", "--by", "ann", "--reason", "asked the channel")
    assert kept["state"] == "disputed"
    assert zhanggui("reconcile", "run", *days)["new"] == 0
    report = zhanggui("reconcile", "report")
    assert report["log_is_whole"]
    assert sum(it["count"] for it in report["by"]) == len(found)


def test_a_world_is_scored(zhanggui: Zhanggui, world: Path) -> None:
    score = zhanggui("reconcile", "score", world)
    assert score["money_error_fen"] == score["conservation_fen"] == 0
    assert set(score["precision"].values()) == set(score["recall"].values()) == {1.0}


def test_a_folder_without_a_world_is_told(zhanggui: Zhanggui, tmp_path: Path) -> None:
    assert zhanggui("reconcile", "score", tmp_path, status=1)["code"] == "no_world_here"


def test_bad_terms_stop_before_anything_is_done(zhanggui: Zhanggui, folder: Path) -> None:
    (folder / "reconciliation.toml").write_text("fees = 3", "utf-8")
    assert zhanggui("reconcile", "run", status=1)["code"] == "bad_terms"
    assert "bad_terms" in MESSAGES
