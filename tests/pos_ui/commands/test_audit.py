import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import console
from app.base.money import Money
from app.selling import altering, checkout
from app.selling.sale import Sale
from app.staff import pins, staffing
from app.staff.person import TECHNICIAN, Act, Actor
from pos_ui import opening
from pos_ui.__main__ import COMMANDS
from pos_ui.folder import DATABASE
from tests.app.staff.crew import backed
from tests.examples import MILK

Zhanggui = Callable[..., Any]


@pytest.fixture
def busy(folder: Path, sale: Sale) -> Path:
    """A till where something was sold, and where a manager stood behind a price."""
    assert sale.lines
    with opening.opened(folder) as it:
        pepper = pins.pepper_of(folder)
        names = {"1": ("陈国强", "manager"), "2": ("王小梅", "cashier")}
        boss, clerk = (
            staffing.hire(it.till, pepper, code=code, name=name, role=role, by=TECHNICIAN)
            for code, (name, role) in names.items()
        )
        actor = backed(Actor(person=clerk), boss, Act.REPRICE, reason="价签不符")
        cart = checkout.scan(it.till, checkout.start(it.till), MILK.barcode)
        altering.reprice(it.till, cart, 1, Money(300), by=actor)
    return folder


def change(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    with connection:
        assert connection.execute(statement).rowcount
    connection.close()


def test_it_lists_the_newest_first_and_proves_the_chain(busy: Path, zhanggui: Zhanggui) -> None:
    assert busy.is_dir()
    told = zhanggui("audit")
    assert (told["whole"], told["facts"], told["acts"]) == (True, 4, 3)
    first = told["entries"][0]
    assert (first["act"], first["name"], first["approver_name"]) == ("reprice", "王小梅", "陈国强")
    assert (first["reason"], first["amount_fen"]) == ("价签不符", 350)
    assert first["at"].endswith("Z")
    assert [it["name"] for it in told["entries"][1:]] == ["technician"] * 2
    assert len(zhanggui("audit", "--limit", 1)["entries"]) == 1
    assert zhanggui("audit", "--limit", 0)["entries"] == []


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE audit_entry SET amount_fen=1 WHERE act='reprice'", "record_altered"),
        ("DELETE FROM audit_entry WHERE act='reprice'", "record_missing"),
        ("DELETE FROM outbox WHERE body LIKE '%reprice%'", "end"),
        ("UPDATE outbox SET body=replace(body, '300', '600') WHERE body LIKE '%300%'", "altered"),
        ("DELETE FROM outbox WHERE sequence=2", "missing"),
        ("UPDATE outbox SET body=body||' ' WHERE kind='sale'", "altered"),
    ],
)
def test_what_somebody_changed_in_the_file_is_found(
    busy: Path, zhanggui: Zhanggui, statement: str, kind: str
) -> None:
    change(busy, statement)
    told = zhanggui("audit", status=1)
    assert not told["whole"]
    assert kind in [it["kind"] for it in told["faults"]]


def test_people_read_it_in_their_words(
    busy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    given = ["audit", "--data", str(busy)]
    assert console.main("zhanggui", COMMANDS, given) == 0
    said = capsys.readouterr().out
    assert "王小梅 + 陈国强" in said
    assert "「价签不符」" in said
    assert "完整" in said
    change(busy, "DELETE FROM audit_entry")
    assert console.main("zhanggui", COMMANDS, given) == 1
    told = capsys.readouterr()
    assert "删掉" in told.err
    assert "联系总部" in told.out


def test_an_act_of_a_newer_version_stops_neither_list_nor_proof(
    busy: Path, zhanggui: Zhanggui
) -> None:
    change(busy, "UPDATE audit_entry SET act='fly' WHERE act='reprice'")
    told = zhanggui("audit", status=1)
    assert [it["kind"] for it in told["faults"]] == ["record_missing"]
    assert len(told["entries"]) == 2
    assert Act.REPRICE not in [it["act"] for it in told["entries"]]
