from pathlib import Path

import pytest

from app.selling import checkout
from app.storage import outbox
from pos_ui import opening
from tests.examples import a_cart, cash
from tests.programs import answer, run, zhanggui


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A till of which HQ set two facts aside."""
    answer(
        zhanggui(
            "init", "--data", tmp_path / "t", "--store", "a", "--till", "t1", "--shifts", "off"
        )
    )
    with opening.opened(tmp_path / "t") as it:
        for name in ("s1", "s2", "s3"):
            checkout.complete(it.till, a_cart(name), cash(650))
        with it.till.shop.database.writing() as connection:
            for name in ("s1", "s2"):
                outbox.refuse(connection, name, f"HQ does not know {name}'s customer")
    return tmp_path / "t"


def test_what_hq_set_aside_is_listed_with_its_reason(folder: Path) -> None:
    listed = answer(zhanggui("quarantine", "--data", folder))["quarantined"]
    assert [(one["fact"], one["kind"]) for one in listed] == [("s1", "sale"), ("s2", "sale")]
    assert "s2's customer" in run(zhanggui("quarantine", "--data", folder)).stdout


def test_one_or_all_of_it_may_be_sent_again(folder: Path) -> None:
    retry = zhanggui("quarantine", "retry", "--data", folder)
    assert answer([*retry, "--fact", "s2"])["retried"] == 1
    assert [one["fact"] for one in answer(zhanggui("quarantine", "--data", folder))["quarantined"]]
    assert answer(retry)["retried"] == 1
    assert answer(retry, status=1)["retried"] == 0
    assert answer(zhanggui("status", "--data", folder))["unsent"] == 3
