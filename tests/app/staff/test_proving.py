import json
import sqlite3
from pathlib import Path

import msgspec
import pytest

from app.base.money import Money
from app.selling import altering, checkout
from app.staff import proving, signing
from app.staff.person import Actor
from app.storage import facts, outbox
from app.storage.chain import Break
from app.till import Till
from tests.app.staff.crew import boss
from tests.examples import MILK, NOON, cash

AUDIT = "SELECT id FROM outbox WHERE kind='audit' ORDER BY epoch, sequence LIMIT 1 OFFSET 1"


@pytest.fixture
def file(tmp_path: Path, till: Till) -> Path:
    """The file of a till where things were done: a sale among acts."""
    actor = signing.sign_in(till, boss(till))
    cart = checkout.scan(till, checkout.start(till), MILK.barcode)
    cart = altering.reprice(till, cart, 1, Money(600), by=actor)
    checkout.complete(till, cart, cash(600), by=actor)
    with till.shop.database.writing() as connection:
        facts.begin_epoch(connection, NOON)
    signing.sign_out(till, Actor(person=actor.person))
    return tmp_path / "till.sqlite"


def edit(file: Path, *statements: str) -> None:
    """Change the file behind the till's back."""
    with sqlite3.connect(file) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount, statement
    connection.close()


def broken(till: Till) -> set[Break]:
    return {fault.kind for fault in proving.prove(till).faults}


def test_what_nobody_touched_is_whole(till: Till, file: Path) -> None:
    assert file.exists()
    proof = proving.prove(till)
    assert proof.faults == ()
    assert (proof.facts, proof.entries) == (5, 4)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE audit_entry SET amount_fen=1 WHERE act='reprice'", {Break.RECORD_ALTERED}),
        ("UPDATE audit_entry SET name='别人' WHERE act='sign_in'", {Break.RECORD_ALTERED}),
        ("UPDATE audit_entry SET act='fly' WHERE act='reprice'", {Break.RECORD_MISSING}),
        ("DELETE FROM audit_entry WHERE act='reprice'", {Break.RECORD_MISSING}),
        (f"DELETE FROM outbox WHERE id=({AUDIT})", {Break.MISSING, Break.RECORD_ALONE}),
        ("DELETE FROM outbox WHERE kind='sale'", set()),  # the last of its epoch: HQ knows
        (
            "UPDATE outbox SET body=replace(body, '陈国强', '别人') WHERE body LIKE '%sign_in%'",
            {Break.ALTERED, Break.RECORD_ALTERED},
        ),
        ("UPDATE chain_head SET sequence=9", {Break.END}),
        ("DELETE FROM outbox WHERE body LIKE '%sign_out%'", {Break.END, Break.RECORD_ALONE}),
        ("UPDATE outbox SET body='{}' WHERE kind='audit' AND sequence=1", None),
    ],
)
def test_what_was_altered_or_removed_is_found(
    till: Till, file: Path, statement: str, expected: set[Break] | None
) -> None:
    edit(file, statement)
    found = broken(till)
    assert found == expected if expected is not None else Break.ALTERED in found


def test_a_forger_who_makes_the_hash_fit_breaks_the_link(till: Till, file: Path) -> None:
    with till.shop.database.reading() as connection:
        one = next(it for it in outbox.chain(connection) if b"reprice" in bytes(it.body))
    body = json.loads(bytes(one.body)) | {"amount": {"fen": 1}}
    forged = facts.Fact(
        **{name: getattr(one, name) for name in ("id", "kind", "schema", "epoch", "sequence")},
        prev_hash=one.prev_hash,
        hash="",
        body=msgspec.Raw(facts.encode(body)),
    )
    text = bytes(forged.body).decode().replace("'", "''")
    edit(
        file,
        f"UPDATE outbox SET body='{text}', hash='{facts.hash_of(forged)}' WHERE id='{one.id}'",
        f"UPDATE audit_entry SET amount_fen=1 WHERE id='{one.id}'",
    )
    assert broken(till) == {Break.UNLINKED}


def test_an_entry_that_was_slipped_in_is_found(till: Till, file: Path) -> None:
    edit(
        file,
        "INSERT INTO audit_entry SELECT store, 'x', till, at_ms, act, person, name, approver,"
        " approver_name, reason, sale, what, amount_fen FROM audit_entry LIMIT 1",
    )
    [fault] = proving.prove(till).faults
    assert (fault.kind, fault.subject) == (Break.RECORD_ALONE, "x")


def test_the_chain_is_followed_in_pages(
    till: Till, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert file.exists()
    monkeypatch.setattr(outbox, "AT_ONCE", 2)
    assert proving.prove(till).faults == ()
    edit(file, "DELETE FROM outbox WHERE sequence=3")
    assert Break.MISSING in broken(till)
