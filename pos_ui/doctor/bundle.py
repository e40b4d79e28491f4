"""The support bundle: logs, settings, devices, reports in one file, without anything private."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from app import settings
from app.base.errors import Told, Trouble
from app.settings import Settings
from devices.checkup import bare
from devices.detecting import Found
from pos_ui.doctor import redacting, report

LOG = "till.log"
LATELY = timedelta(days=3)
REPORTS = 5
LARGEST = 4_000_000  # bytes of a log that are taken, from its end
PRIVATE = {"cashier", "shop_phone", "shop_address", "shop_name", "footer", "promo"}
STAMP = re.compile(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})[,.]\d+ (\w+)")
BAD = {"WARNING", "ERROR", "CRITICAL"}
PACKED = zipfile.ZIP_DEFLATED


def make(folder: Path, found: tuple[Found, ...], at: datetime) -> bytes:
    """Return the bundle of the till in this folder; logs are read beside an open till, too."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", PACKED) as whole:
        for name, text in _texts(folder, found, at):
            whole.writestr(zipfile.ZipInfo(name, _zip_time(at)), text, PACKED)
    return out.getvalue()


def save(data: bytes, place: Path, at: datetime) -> Path:
    """Write a bundle into a folder, a USB stick's as a rule; raises Trouble."""
    path = place / f"zhanggui-support-{at:%Y%m%d-%H%M%S}.zip"
    half = path.with_suffix(".half")
    try:
        half.write_bytes(data)
        half.replace(path)
    except OSError as error:
        raise Trouble("folder_read_only", folder=place, why=error.strerror) from error
    return path


def told_settings(ours: Settings) -> Mapping[str, object]:
    """Return the settings without people, and without names and passwords in addresses."""
    return {
        name: _bared(value)
        for name, value in asdict(ours).items()
        if name not in PRIVATE and value is not None
    }


def _texts(folder: Path, found: tuple[Found, ...], at: datetime) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.glob(f"{LOG}*")):
        text = _end_of(path)
        yield f"logs/{path.name}", redacting.clean(text).encode()
    yield "errors.txt", redacting.clean("\n".join(_errors(folder, at))).encode()
    if settings.exists(folder):
        yield "settings.json", _settings(folder)
    yield "devices.json", _json([asdict(it) for it in found])
    for path in report.saved(folder)[-REPORTS:]:
        yield f"reports/{path.name}", path.read_bytes()


def _settings(folder: Path) -> bytes:
    """Return what is set; of settings that cannot be read, only that."""
    try:
        known = told_settings(settings.load(folder))
    except Told as told:
        known = {"problem": told.code}
    return _json(known)


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(redacting.clean_all(value)), indent=1)


def _errors(folder: Path, at: datetime) -> Iterator[str]:
    """Return what went wrong in the last days, with what belongs to it."""
    since = f"{(at - LATELY).astimezone():%Y-%m-%d %H:%M:%S}"
    for path in sorted(folder.glob(f"{LOG}*"), reverse=True):  # the oldest first
        takes = False
        for line in _end_of(path).splitlines():
            stamp = STAMP.match(line)
            if stamp is not None:
                takes = stamp[1] >= since and stamp[2] in BAD
            if takes:
                yield line


def _end_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            size = file.seek(0, io.SEEK_END)
            file.seek(max(0, size - LARGEST))
            return file.read().decode("utf-8", "replace")
    except OSError as error:
        return f"{path.name}: {error.strerror}"


def _bared(value: object) -> object:
    if isinstance(value, str):
        return bare(value)
    return [_bared(it) for it in value] if isinstance(value, tuple | list) else value


def _zip_time(at: datetime) -> tuple[int, int, int, int, int, int]:
    return (max(1980, at.year), at.month, at.day, at.hour, at.minute, at.second)
