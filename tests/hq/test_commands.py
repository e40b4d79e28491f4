"""Head office's commands, as its technician runs them."""

import json
import signal
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from app.base import clock
from app.base.ids import StoreId, TillId
from app.storage import facts
from app.storage.database import open_url
from hq import quarantine, tills
from hq.tills import KnownTill
from sync import signing
from sync.signing import Signature
from sync.wire import PUSH, Push
from tests.programs import ENVIRONMENT, ROOT, answer, free_port, until_listening, zhanggui_hq

OWNER = KnownTill(StoreId("S1"), TillId("T1"))


@pytest.fixture
def db(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/hq.sqlite"


def ask(db: str, command: str, *args: object, status: int = 0) -> dict[str, object]:
    given: dict[str, object] = answer(
        zhanggui_hq(*command.split(), "--db", db, *args), status=status
    )
    return given


def known_till(db: str) -> dict[str, object]:
    known = ask(db, "status")["known_tills"]
    assert isinstance(known, list)
    assert len(known) == 1
    one: dict[str, object] = known[0]
    return one


def admit(db: str) -> signing.Key:
    key = signing.new_key()
    database = open_url(db)
    with database.writing() as connection:
        tills.admit(connection, OWNER, key.id, key.public, clock.now())
    database.close()
    return key


def test_a_code_is_given_once_replaced_and_withdrawn(db: str) -> None:
    us = ("--store", "S1", "--till", "T1")
    first = ask(db, "till add", *us)
    assert len(str(first["credential"])) == 11
    assert ask(db, "till add", *us, status=1)["code"] == "till_exists"
    assert ask(db, "enrol", *us)["credential"] != first["credential"]
    assert ask(db, "revoke", *us)["revoked"] == 0
    unknown = ("--store", "S1", "--till", "T9")
    for command in ("enrol", "revoke"):
        assert ask(db, command, *unknown, status=1)["code"] == "till_unknown"


def test_the_status_names_every_till_and_whether_it_was_revoked(db: str) -> None:
    ask(db, "status")
    admit(db)
    known = known_till(db)
    assert (known["till"], known["is_revoked"], known["is_on_two_machines"]) == ("T1", False, False)
    assert ask(db, "revoke", "--store", "S1", "--till", "T1")["revoked"] == 1
    assert known_till(db)["is_revoked"]


def set_aside(db: str, *contents: bytes) -> None:
    with closing(open_url(db)) as database, database.writing() as connection:
        items = [(f"fact {number}", it, "odd") for number, it in enumerate(contents)]
        quarantine.add(connection, OWNER.store, OWNER.till, items, clock.now())


def test_what_was_set_aside_is_listed_shown_and_seen_to(db: str) -> None:
    ask(db, "status")
    set_aside(db, b'{"odd":1}', b"\xff\x00")
    listed = ask(db, "quarantine list")
    assert isinstance(listed["items"], list)
    assert (listed["waiting"], [it["reason"] for it in listed["items"]]) == (2, ["odd", "odd"])
    one = next(it["id"] for it in listed["items"] if it["fact"] == "fact 0")
    assert ask(db, "quarantine show", "--item", one[:8])["content"] == '{"odd":1}'
    for words in (("settle", "--item", one), ("settle", "--item", "%", "--why", "x"), ("show",)):
        refused = ask(db, "quarantine", *words, status=1)
        assert str(refused["code"]).startswith("quarantine_")
    assert ask(db, "quarantine settle", "--item", one[:8], "--why", "by hand")["settled"] == one
    assert ask(db, "quarantine list")["waiting"] == 1
    acts = ask(db, "audit")["acts"]
    assert isinstance(acts, list)
    assert (acts[0]["act"], "by hand" in acts[0]["what"]) == ("aside_settled", True)


def test_a_server_that_is_told_to_stop_finishes_and_logs_in_json(db: str) -> None:
    ask(db, "status")
    key, port = admit(db), free_port()
    server = subprocess.Popen(
        zhanggui_hq("serve", "--db", db, "--port", port, "--log-requests"),
        env=ENVIRONMENT,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    until_listening(port)
    push = facts.encode(Push(store=OWNER.store, till=OWNER.till, facts=()))
    told = threading.Event()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", auth=Signature(key)) as http:

        def slowly() -> object:
            yield push[:5]
            server.send_signal(signal.SIGTERM)
            told.wait(0.5)
            yield push[5:]

        signed = next(Signature(key).auth_flow(http.build_request("POST", PUSH, content=push)))
        headers = {**signed.headers, "transfer-encoding": "chunked"}
        del headers["content-length"]
        done = http.post(PUSH, content=slowly(), headers=headers, auth=None)  # type: ignore[arg-type]
    assert done.status_code == 200
    _, logged = server.communicate(timeout=30)
    assert server.returncode in {0, -signal.SIGTERM}
    lines = [json.loads(line) for line in logged.splitlines() if line.startswith("{")]
    [push_line] = [line for line in lines if line["from"] == "hq.access"]
    assert push_line["status"] == 200
    assert "S1" not in json.dumps(push_line)
