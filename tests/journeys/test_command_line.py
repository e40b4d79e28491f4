import json
import subprocess
from pathlib import Path

import pytest

from app.storage import backup
from pos_ui import opening
from pos_ui.folder import DATABASE
from tests.examples import BANANA, MILK
from tests.programs import (
    ENVIRONMENT,
    ROOT,
    a_basket,
    answer,
    free_port,
    run,
    serving,
    zhanggui,
    zhanggui_hq,
)

TWO = (MILK.barcode, "2")
SOME = (BANANA.barcode, "0.685")


def ring(folder: Path, *baskets: str) -> list[dict[str, object]]:
    done = run(zhanggui("ring", "-", "--data", folder), text="\n".join(baskets))
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_ring_answers_for_each_basket_in_its_own_line(folder: Path) -> None:
    good = a_basket(TWO, SOME, cash="50.00")
    bad = a_basket(TWO, ("999", "1"), cash="50.00")
    first, second, third = ring(folder, good, bad, good)
    assert (first["total_fen"], first["paid_fen"], first["change_fen"]) == (1845, 5000, 3155)
    assert (second["code"], second["line"]) == ("unknown_barcode", 2)
    assert third["sale"] != first["sale"]
    assert answer(zhanggui("status", "--data", folder))["sales"] == 2


@pytest.mark.parametrize(
    ("basket", "code"),
    [
        (a_basket((MILK.barcode, "0"), cash="5"), "quantity_out_of_range"),
        (a_basket((MILK.barcode, "-1"), cash="5"), "quantity_out_of_range"),
        (a_basket((MILK.barcode, "0.5"), cash="5"), "whole_pieces"),
        (a_basket((MILK.barcode, "lots"), cash="5"), "quantity_not_a_number"),
        (a_basket((MILK.barcode, "1"), cash="6.49"), "cash_short"),
        (a_basket((MILK.barcode, "1"), cash="6.505"), "amount_too_precise"),
        (a_basket(cash="5"), "nothing_scanned"),
        ('{"lines":[{"barcode":"1","quantity":"1"}],"tenders":[{"tender":"iou"}]}', "bad_basket"),
        ("not json", "bad_basket"),
        ("[]", "bad_basket"),
    ],
)
def test_a_bad_basket_is_refused_and_sells_nothing(folder: Path, basket: str, code: str) -> None:
    [refused] = ring(folder, basket)
    assert refused["code"] == code
    assert answer(zhanggui("status", "--data", folder))["sales"] == 0


def test_setting_up_twice_keeps_the_till_and_another_till_is_refused(folder: Path) -> None:
    again = zhanggui("init", "--data", folder, "--store", "a", "--till", "t1", "--paper", "58")
    assert answer(again)["till"] == "t1"
    other = answer(zhanggui("init", "--data", folder, "--store", "b", "--till", "t1"), status=1)
    assert other["code"] == "folder_exists"


def test_wrong_usage_is_status_2_and_a_missing_till_status_1(tmp_path: Path) -> None:
    assert run(zhanggui("sell")).returncode == 2
    assert run(zhanggui()).returncode == 2
    assert answer(zhanggui("status", "--data", tmp_path), status=1)["code"] == "no_till_here"


def test_a_machine_without_a_screen_is_told_what_to_do(folder: Path) -> None:
    bare = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    done = subprocess.run(
        zhanggui("till", "--data", folder),
        env={key: value for key, value in ENVIRONMENT.items() if key not in bare},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, "zhanggui ring" in done.stderr) == (1, True)


def test_a_second_seller_is_refused_and_the_rest_run_beside_it(folder: Path) -> None:
    with opening.opened(folder, sells=True):
        refused = run(zhanggui("ring", "-", "--data", folder), text=a_basket(TWO, cash="50"))
        assert (refused.returncode, "另一个窗口" in refused.stderr) == (1, True)
        assert answer(zhanggui("status", "--data", folder))["sales"] == 0


def test_a_corrupted_database_names_the_newest_backup_and_is_restored(folder: Path) -> None:
    ring(folder, a_basket(TWO, cash="50"))
    kept = answer(zhanggui("backup", "--data", folder))["backup"]
    file = folder / DATABASE
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 60_000)
    told = run(zhanggui("ring", "-", "--data", folder), text=a_basket(TWO, cash="50"))
    assert (told.returncode, Path(kept).name in told.stderr) == (1, True)
    answer(zhanggui("restore", "--data", folder))
    assert len(ring(folder, a_basket(TWO, cash="50"))) == 1
    assert answer(zhanggui("status", "--data", folder))["sales"] == 2
    assert backup.is_whole(file)
    assert list(folder.glob("*.damaged-*"))


def test_a_file_that_is_no_database_says_so(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"hello" * 1000)
    assert "坏了" in run(zhanggui("status", "--data", folder)).stderr


def test_a_day_with_hq_away_and_back(folder: Path, tmp_path: Path) -> None:
    db, port = f"sqlite:///{tmp_path}/hq.sqlite", free_port()
    credential = answer(zhanggui_hq("till", "add", "--db", db, "--store", "a", "--till", "t1"))
    init = zhanggui("init", "--data", folder, "--store", "a", "--till", "t1")
    url = f"http://127.0.0.1:{port}"
    answer([*init, "--hq", url, "--credential", credential["credential"]])
    ring(folder, *[a_basket(TWO, SOME, cash="50.00")] * 5)
    assert answer(zhanggui("sync", "--data", folder), status=1)["unsent"] == 5
    with serving(db, port):
        assert answer(zhanggui("sync", "--data", folder)) == {
            "sent": 5,
            "unsent": 0,
            "refused": 0,
            "trouble": None,
        }
        books = answer(zhanggui_hq("status", "--db", db))
    assert (books["sales"], books["lines"], books["total_fen"]) == (5, 10, 5 * 1845)
    assert books["tills"][0]["sales"] == 5
    assert answer(zhanggui_hq("verify", "--db", db)) == {"facts": 5, "acts": 1, "faults": []}
    status = answer(zhanggui("status", "--data", folder))
    assert (status["unsent"], status["credential"]) == (0, "file")
    assert (folder / "hq-key.secret").stat().st_mode & 0o077 == 0
    assert not (folder / "hq-credential.secret").exists()  # used up
