from pathlib import Path

import pytest

from app.base.errors import Refusal
from app.base.money import Money
from app.closing.count import Pile
from pos_ui.commands.close import parse
from tests.examples import MILK
from tests.journeys.conftest import stock
from tests.programs import a_basket, answer, run, zhanggui

STATUS = ("opened_at", "shift", "person")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new till, as `init` makes it."""
    folder = tmp_path / "t"
    answer(zhanggui("init", "--data", folder, "--store", "a", "--till", "t1"))
    stock(folder)
    return folder


def test_a_day_from_the_terminal(folder: Path, tmp_path: Path) -> None:
    data = ("--data", folder)
    assert answer(zhanggui("shift", "status", *data)) == {"shift": None}
    basket = a_basket((MILK.barcode, "2"), cash="13.00")
    assert run(zhanggui("ring", "-", *data), text=f"{basket}\n").returncode == 0
    status = answer(zhanggui("shift", "status", *data))
    assert (status["float_fen"], status["place"], status["counts"]) == (0, 1, 0)
    assert answer(zhanggui("shift", "open", *data), status=1)["code"] == "shift_is_open"
    answer(zhanggui("shift", "in", "100", "--reason", "备用金", *data))
    blind = run([*zhanggui("report", "x", *data), "--json"])
    assert "113.00" not in blind.stdout + blind.stderr
    assert "13.00" not in blind.stdout + blind.stderr
    assert answer(zhanggui("close", *data), status=1)["code"] == "count_wanted"
    short = answer(zhanggui("close", "--count", "100=1,1=3", *data), status=1)
    assert short["code"] == "difference_unexplained"
    closed = answer(zhanggui("close", "--why", "change", *data))
    assert (closed["expected_fen"], closed["over_fen"]) == (11_300, -1000)
    [z] = closed["z"]
    assert (z["number"], z["net_fen"], z["tenders"]) == (1, 1300, {"cash": 1300})
    files = {form: tmp_path / f"z.{form}" for form in ("png", "pdf", "xlsx")}
    names = [it for form, path in files.items() for it in (f"--{form}", path)]
    said = answer(zhanggui("report", "z", "1", *names, *data))
    assert (said["z"]["seal"], "13.00" in said["text"]) == (z["seal"], True)
    assert all(path.stat().st_size > 500 for path in files.values())
    undone = answer(zhanggui("close", "--reopen", "1", "--note", "看错", *data))
    assert undone["number"] == 1


def test_a_till_without_shifts_says_so(tmp_path: Path) -> None:
    data = ("--data", tmp_path / "t")
    answer(zhanggui("init", *data, "--store", "a", "--till", "t1", "--shifts", "off"))
    for command in (("shift", "status"), ("close",), ("report", "x")):
        assert answer(zhanggui(*command, *data), status=1)["code"] == "shifts_are_off"


def test_pieces_are_read_with_bundles() -> None:
    assert parse("100=2b+11, 0.5=3") == (Pile(Money(10_000), 11, 2), Pile(Money(50), 3))
    assert parse("") == ()


@pytest.mark.parametrize("text", ["100", "100=", "100=x", "100=-1", "x=1", "100=1.5", "100=²"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        parse(text)
