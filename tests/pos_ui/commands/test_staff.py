import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import console
from app.staff import pins, signing
from pos_ui import opening
from pos_ui.__main__ import COMMANDS

Zhanggui = Callable[..., Any]
Typing = Callable[..., Any]


@pytest.fixture
def typing(zhanggui: Zhanggui, monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Run a command with this on its standard input."""

    def run(text: str, *args: object, status: int = 0) -> Any:  # noqa: ANN401 - any JSON
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        return zhanggui("staff", *args, status=status)

    return run


@pytest.fixture
def boss(typing: Typing) -> Any:  # noqa: ANN401
    return typing("8306\n", "add", "1001", "陈国强", "--role", "manager", "--pin-stdin")


def test_a_till_begins_without_staff_and_the_first_must_manage(
    zhanggui: Zhanggui, typing: Typing
) -> None:
    assert zhanggui("staff", "list") == {"staff": []}
    refused = typing("2580\n", "add", "1002", "王小梅", "--pin-stdin", status=1)
    assert refused["code"] == "first_must_manage"
    assert zhanggui("staff", "list") == {"staff": []}


def test_people_are_added_with_a_pin_that_signs_them_in(
    boss: dict[str, str], typing: Typing, zhanggui: Zhanggui, folder: Path
) -> None:
    assert (boss["code"], boss["role"]) == ("1001", "manager")
    typing("2580\nZGB-40017224\n", "add", "1002", "王小梅", "--pin-stdin", "--badge-stdin")
    assert [it["code"] for it in zhanggui("staff", "list")["staff"]] == ["1001", "1002"]
    with opening.opened(folder) as it:
        pepper = pins.pepper_of(folder)
        assert signing.by_pin(it.till, pepper, "1001", "8306").name == "陈国强"
        assert signing.by_badge(it.till, pepper, "ZGB-40017224").name == "王小梅"


def test_pin_badge_and_role_are_changed_and_somebody_is_let_go(
    boss: dict[str, str], typing: Typing, zhanggui: Zhanggui, folder: Path
) -> None:
    assert boss
    typing("2580\n", "add", "1002", "王小梅", "--pin-stdin")
    typing("1973\n", "pin", "1002", "--pin-stdin")
    typing("ZGB-40017224\n", "badge", "1002", "--badge-stdin")
    assert zhanggui("staff", "role", "1002", "senior")["role"] == "senior"
    with opening.opened(folder) as it:
        pepper = pins.pepper_of(folder)
        assert signing.by_pin(it.till, pepper, "1002", "1973").role.id == "senior"
        assert signing.by_badge(it.till, pepper, "ZGB-40017224").code == "1002"
    zhanggui("staff", "badge", "1002", "--none")
    zhanggui("staff", "remove", "1002")
    assert len(zhanggui("staff", "list")["staff"]) == 1
    assert zhanggui("staff", "remove", "1002", status=1)["code"] == "unknown_staff"


def test_limits_and_rights_of_a_role_are_changed(boss: dict[str, str], zhanggui: Zhanggui) -> None:
    assert boss
    asked = ("--discount", "12.5", "--refund", "250", "--rounding", "0.5")
    rights = ("--allow", "open_drawer", "--deny", "void_sale")
    zhanggui("staff", "limit", "cashier", *asked, *rights)
    [role] = [it for it in zhanggui("staff", "roles")["roles"] if it["role"] == "cashier"]
    limits = (role["discount_per_mille"], role["refund_most_fen"], role["rounding_most_fen"])
    assert limits == (125, 25_000, 50)
    assert "open_drawer" in role["rights"]
    assert "void_sale" not in role["rights"]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("limit", "cashier", "--discount", "101"), "limit_is_odd"),
        (("limit", "cashier", "--discount", "1.234"), "limit_is_odd"),
        (("limit", "cashier", "--discount=-1"), "limit_is_odd"),
        (("limit", "cashier", "--refund=-1"), "limit_is_odd"),
        (("limit", "cashier", "--allow", "fly"), "unknown_act"),
        (("limit", "king"), "unknown_role"),
        (("limit", "manager", "--deny", "manage_staff"), "first_must_manage"),
        (("role", "1001", "cashier"), "first_must_manage"),
        (("role", "9", "cashier"), "unknown_staff"),
        (("pin", "1001", "--pin-stdin"), "pin_is_odd"),
        (("pin", "1001"), "secret_not_asked"),
        (("badge", "1001", "--badge-stdin"), "badge_is_odd"),
        (("add", "1001", "别人", "--pin-stdin"), "pin_is_odd"),
    ],
)
def test_what_cannot_be_is_refused(
    boss: dict[str, str], typing: Typing, args: tuple[str, ...], code: str
) -> None:
    assert boss
    assert typing("\n", *args, status=1)["code"] == code


def test_a_pin_is_never_an_argument(folder: Path) -> None:
    for given in (["pin", "1001", "8306"], ["add", "1001", "陈", "--pin", "8306"]):
        with pytest.raises(SystemExit):
            console.main("zhanggui", COMMANDS, ["staff", *given, "--data", str(folder)])


def test_it_is_typed_twice_without_being_shown(
    boss: dict[str, str], zhanggui: Zhanggui, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert boss
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    answers = iter(["1973", "1974", "1973", "1973"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    assert zhanggui("staff", "pin", "1001", status=1)["code"] == "pins_differ"
    assert zhanggui("staff", "pin", "1001")["code"] == "1001"


def test_the_words_for_people_name_roles_and_limits(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert console.main("zhanggui", COMMANDS, ["staff", "--data", str(folder), "roles"]) == 0
    said = capsys.readouterr().out
    assert "收银员" in said
    assert "10%" in said
    assert "∞" in said
    assert "0.99" in said
    assert "Money" not in said
    with pytest.raises(json.JSONDecodeError):
        json.loads(said)
