"""The support bundle: everything that helps, and nothing private."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from app import settings
from app.base import clock
from app.base.errors import Trouble
from app.settings import Settings
from app.storage import secrets
from devices.detecting import Found, Kind
from pos_ui.doctor import bundle, examining, report
from sync.identity import Identity
from tests.examples import STORE, TILL

PRIVATE = ("13812342076", "6222020212345678901", "134567890123456789", "hunter2", "王小梅")
FOUND = (Found(kind=Kind.NETWORK, url="tcp://10.0.0.5:9100", title="TM-T88"),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ours = Settings(
        store=STORE,
        till=TILL,
        cashier="王小梅",
        shop_phone="13812342076",
        hq_url="https://me:hunter2@hq.example.com",
        printer="tcp://me:hunter2@10.0.0.5:9100",
        printer_backup=("tcp://me:hunter2@10.0.0.6:9100",),
    )
    settings.save(tmp_path, ours)
    now = clock.now().astimezone()
    old = now - timedelta(days=9)
    lines = [
        f"{old:%Y-%m-%d %H:%M:%S},001 ERROR app: long ago",
        f"{now:%Y-%m-%d %H:%M:%S},001 INFO app: all is well",
        f"{now:%Y-%m-%d %H:%M:%S},002 WARNING app: card 6222020212345678901 pin=hunter2",
        "Traceback (most recent call last):",
        '  File "x.py", line 1, code 134567890123456789 of 13812342076',
    ]
    (tmp_path / "till.log").write_text("\n".join(lines), "utf-8")
    (tmp_path / "till.log.1").write_bytes(b"\xff\xfe broken 13812342076")
    secrets.keep(tmp_path, "hq-key", "hunter2hunter2")
    return tmp_path


def opened(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        assert whole.testzip() is None
        return {name: whole.read(name).decode() for name in whole.namelist()}


def test_a_bundle_holds_logs_settings_devices_and_reports(folder: Path) -> None:
    secrets.forget(folder, "hq-key")
    report.save(folder, examining.examine(folder))
    parts = opened(bundle.make(folder, FOUND, clock.now()))
    assert {"logs/till.log", "logs/till.log.1", "errors.txt", "settings.json"} <= parts.keys()
    assert "TM-T88" in parts["devices.json"]
    assert sum(name.startswith("reports/") for name in parts) == 1
    assert '"tcp://10.0.0.5:9100"' in parts["settings.json"]


def test_nothing_private_is_in_a_bundle(folder: Path) -> None:
    Identity(folder).keep_code("7KQ4M2XTAB")
    whole = "\n".join(opened(bundle.make(folder, FOUND, clock.now())).values())
    for word in (*PRIVATE, "7KQ4M2XTAB", "hunter2hunter2"):
        assert word not in whole, word


def test_the_errors_of_the_last_days_come_with_their_traces(folder: Path) -> None:
    errors = opened(bundle.make(folder, FOUND, clock.now()))["errors.txt"]
    assert "Traceback" in errors
    assert "long ago" not in errors
    assert "all is well" not in errors


def test_settings_that_cannot_be_read_are_no_obstacle(folder: Path) -> None:
    (folder / settings.FILE).write_text("nonsense = [", "utf-8")
    parts = opened(bundle.make(folder, (), clock.now()))
    assert "bad_settings" in parts["settings.json"]


def test_a_bundle_is_written_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    data = bundle.make(folder, FOUND, clock.now())
    assert bundle.save(data, tmp_path, clock.now()).read_bytes() == data
    with pytest.raises(Trouble):
        bundle.save(data, tmp_path / "no stick", clock.now())
    assert not list(tmp_path.glob("*.half"))


def test_a_huge_log_is_taken_from_its_end(folder: Path) -> None:
    (folder / "till.log").write_bytes(b"x" * bundle.LARGEST + b"\nthe end")
    parts = opened(bundle.make(folder, (), clock.now()))
    assert parts["logs/till.log"].endswith("the end")
    assert len(parts["logs/till.log"]) <= bundle.LARGEST
