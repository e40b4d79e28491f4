"""Head office's technician looks after people, backups and cells by command."""

import json
import signal
import subprocess
from pathlib import Path

import httpx

from hq.web import LOGIN
from tests.programs import (
    ENVIRONMENT,
    ROOT,
    answer,
    free_port,
    run,
    until_listening,
    zhanggui_hq,
)

PASSWORD = "correct horse battery"


def user(db: str, *args: str, password: str = "") -> subprocess.CompletedProcess[str]:
    how = ["--password-stdin"] if password else []
    return run(zhanggui_hq("user", *args, "--db", db, "--json", *how), text=password + "\n")


def test_a_person_is_added_signs_in_and_is_seen_by_status_and_verify(tmp_path: Path) -> None:
    db, port = f"sqlite:///{tmp_path}/hq.sqlite", free_port()
    assert user(db, "add", "zhang", "--role", "owner", password=PASSWORD).returncode == 0
    for wrong in (user(db, "add", "zhang", "--role", "owner", password=PASSWORD), user(db, "add")):
        assert (wrong.returncode, "code" in json.loads(wrong.stdout)) == (1, True)
    assert user(db, "disable", "zhang").returncode == 1  # the last owner
    [listed] = json.loads(user(db, "list").stdout)
    assert (listed["name"], listed["role"], listed["is_disabled"]) == ("zhang", "owner", False)
    assert PASSWORD not in json.dumps(listed)

    server = subprocess.Popen(
        zhanggui_hq("serve", "--db", db, "--port", port, "--backup-to", tmp_path / "copies"),
        env=ENVIRONMENT,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    until_listening(port)
    typed = {"name": "zhang", "password": PASSWORD}
    url = f"http://127.0.0.1:{port}{LOGIN}"
    assert httpx.post(url, json=typed, trust_env=False).status_code == 200
    restore = run(zhanggui_hq("restore", "--db", db, "--from", tmp_path / "x.sqlite", "--json"))
    assert restore.returncode == 1
    server.send_signal(signal.SIGTERM)
    _, logged = server.communicate(timeout=30)
    assert server.returncode == 0, logged
    assert all(word not in logged for word in ("zhang", "127.0.0.1", PASSWORD))
    status = answer(zhanggui_hq("status", "--db", db))
    assert (status["people"], status["dead_jobs"]) == (1, [])
    assert status["jobs"]["done"] >= 1
    assert answer(zhanggui_hq("verify", "--db", db))["acts"] == 2
    audit = answer(zhanggui_hq("audit", "--db", db))
    assert [(it["act"], it["name"]) for it in audit["acts"]] == [
        ("signed_in", "zhang"),
        ("person_added", ""),
    ]
    assert audit["whole"]
    copies = list((tmp_path / "copies").glob("hq-*.sqlite"))
    assert len(copies) == 1
    done = answer(zhanggui_hq("restore", "--db", db, "--from", copies[0]))
    assert done["are_keys_kept"]
    made = answer(zhanggui_hq("backup", "--db", db, "--to", tmp_path / "more"))
    assert Path(made["file"]).stat().st_size == made["bytes"] > 0


def test_stores_are_put_into_cells_and_moved(tmp_path: Path) -> None:
    control = f"sqlite:///{tmp_path}/control.sqlite"
    urls = {name: f"sqlite:///{tmp_path}/{name}.sqlite" for name in ("east", "west")}

    def cells(*args: str, status: int = 0) -> object:
        return answer(zhanggui_hq("cells", *args, "--cells", control), status=status)

    for name, url in urls.items():
        cells("add", "--cell", name, "--url", url)
    cells("assign", "--store", "S1", "--cell", "east")
    assert cells("assign", "--store", "S1", "--cell", "west", status=1)
    assert cells("add", status=1)
    goods = tmp_path / "goods.csv"
    goods.write_text("barcode,name,category,unit,price\n69012345,牛奶,乳品,piece,6.50\n", "utf-8")
    assert cells("publish", str(goods)) == {"east": 1, "west": 1}
    assert cells("check") == []
    assert cells("list") == {
        "cells": ["east", "west"],
        "stores": [{"store": "S1", "cell": "east", "moving_to": ""}],
    }
    port = free_port()
    server = subprocess.Popen(
        zhanggui_hq("serve", "--cells", control, "--port", port), env=ENVIRONMENT, cwd=ROOT
    )
    until_listening(port)
    health = httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False)
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0
    assert health.text == "ok"
