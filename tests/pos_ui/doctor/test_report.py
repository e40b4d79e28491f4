"""Signed reports: whoever alters one is found out."""

import base64
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.storage import secrets
from devices.checkup import Level, Result, State
from devices.detecting import Found, Kind
from pos_ui.doctor import report
from pos_ui.doctor.report import Report
from sync import signing
from sync.identity import KEY, Identity
from tests.examples import NOON

KEY_HERE = signing.new_key()
RESULT = Result(
    name="printer",
    level=Level.EXTERNAL,
    state=State.FAULT,
    code="printer_away",
    figures={"url": "tcp://10.0.0.5:9100", "why": "no"},
    error="E-DEV-404",
)
REPORT = Report(
    made_at=NOON,
    program="0.1.0",
    store="S1",
    till="T1",
    is_deep=False,
    results=(RESULT, replace(RESULT, name="scale", state=State.WARN)),
    found=(Found(kind=Kind.SERIAL, url="serial://COM3?baud=9600", title="COM3"),),
)
SEALED = report.seal(REPORT, KEY_HERE)


def test_a_report_is_read_back_as_it_was(tmp_path: Path) -> None:
    proven = report.proven(SEALED, "x", [KEY_HERE.id])
    assert proven.report == REPORT
    assert (proven.signer, proven.is_ours) == (KEY_HERE.id, True)
    assert (proven.report.faults, proven.report.warnings) == (1, 1)
    assert report.proven(SEALED, "x").is_ours is False
    del tmp_path


@given(st.integers(0, len(SEALED) - 2), st.integers(1, 255))
@settings(max_examples=300)
def test_a_report_with_any_other_byte_is_refused(at: int, change: int) -> None:
    altered = bytearray(SEALED)
    altered[at] ^= change
    with pytest.raises(Refusal) as told:
        report.proven(bytes(altered), "x")
    assert told.value.code in {"report_altered", "report_is_none"}


@given(st.binary(max_size=200))
def test_what_is_no_report_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        report.proven(data, "x")


def test_a_second_report_hidden_beside_the_first_is_refused() -> None:
    evil = SEALED.replace(b'{"report":', b'{"report":{"results":[]},"report":', 1)
    with pytest.raises(Refusal) as told:
        report.proven(evil, "x")
    assert told.value.code == "report_altered"


def test_a_signature_of_ours_under_something_else_is_none() -> None:
    data = msgspec.json.encode(REPORT)
    signature = base64.b64encode(KEY_HERE.private.sign(data)).decode()
    sealed = report.Sealed(report=msgspec.Raw(data), key=KEY_HERE.public, signature=signature)
    with pytest.raises(Refusal):
        report.proven(msgspec.json.encode(sealed), "x")


def test_whoever_signs_a_false_report_by_another_key_is_not_us(tmp_path: Path) -> None:
    path = report.save(tmp_path, REPORT)
    assert report.verify(path, tmp_path).is_ours
    path.write_bytes(report.seal(replace(REPORT, results=()), signing.new_key()))
    assert not report.verify(path, tmp_path).is_ours


def test_a_till_that_is_enrolled_signs_by_the_key_that_hq_knows(tmp_path: Path) -> None:
    before = report.save(tmp_path, REPORT)
    secrets.keep(tmp_path, KEY, KEY_HERE.text)
    after = report.save(tmp_path, replace(REPORT, made_at=NOON.replace(hour=13)))
    known = Identity(tmp_path).key
    assert known is not None
    assert report.verify(after, tmp_path).signer == known.id
    assert report.verify(before, tmp_path).is_ours  # of the time before it was enrolled
    assert report.verify(before, tmp_path).signer != known.id


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    for minute in range(25):
        report.save(tmp_path, replace(REPORT, made_at=NOON.replace(minute=minute)))
    kept = report.saved(tmp_path)
    assert len(kept) == report.KEPT
    assert "1224" in kept[-1].name
    assert not list(tmp_path.glob("reports/*.half"))


def test_nothing_private_is_in_a_report() -> None:
    figures: dict[str, int | float | str] = {
        "why": "/home/wang/x 13812342076 6222020212345678901",
        "url": "tcp://me:secret@h:1",
    }
    private = replace(REPORT, results=(replace(RESULT, figures=figures),))
    text = report.seal(private, KEY_HERE).decode()
    for word in ("wang", "13812342076", "6222020212345678901", "secret", KEY_HERE.text):
        assert word not in text


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff"])
def test_a_file_that_is_something_else_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(Refusal) as told:
        report.verify(path, tmp_path)
    assert told.value.code == "report_is_none"
    with pytest.raises(Refusal):
        report.verify(tmp_path / "absent.json", tmp_path)
