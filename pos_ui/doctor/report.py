"""What was found, signed by the till that found it: an altered report is known as one.

The signature (ed25519, RFC 8032) is of the report's very bytes. It is made by the key by which
head office knows the till, or by a key of the device where there is none yet. A report proves
who signed it only to those who know that key: this till, and head office by the key's name.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.base.errors import Refusal, Told, Trouble
from app.storage import secrets
from devices.checkup import Result, State
from devices.detecting import Found
from pos_ui.doctor import redacting

if TYPE_CHECKING:
    from sync.signing import Key

FOLDER = "reports"
KEPT = 20
DEVICE_KEY = "device-key"
MEANT = b"zhanggui report 1\n"  # a signature of ours under something else is none of these
LARGEST = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was looked at; no names, no numbers of people, no secrets."""

    made_at: datetime
    program: str
    store: str
    till: str
    is_deep: bool
    results: tuple[Result, ...]
    found: tuple[Found, ...] = ()

    @property
    def faults(self) -> int:
        """How many things must be mended."""
        return sum(it.state is State.FAULT for it in self.results)

    @property
    def warnings(self) -> int:
        """How many things somebody should look at."""
        return sum(it.state is State.WARN for it in self.results)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A report in the bytes that were signed, and by which key."""

    report: msgspec.Raw
    key: str  # its public half in base64
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A report that is as it was signed; `signer` is the name of the key."""

    report: Report
    signer: str
    is_ours: bool  # signed by this till, not by another one


def clean(report: Report) -> Report:
    """Return the report without what nobody outside may read."""
    return replace(
        report,
        results=tuple(_clean_result(it) for it in report.results),
        found=tuple(
            replace(it, url=redacting.clean(it.url), title=redacting.clean(it.title))
            for it in report.found
        ),
    )


def seal(report: Report, key: "Key") -> bytes:
    """Sign a report, cleaned, and return the file's bytes."""
    data = msgspec.json.format(msgspec.json.encode(clean(report)), indent=1)
    signature = base64.b64encode(key.private.sign(MEANT + data)).decode()
    whole = Sealed(report=msgspec.Raw(data), key=key.public, signature=signature)
    return msgspec.json.encode(whole) + b"\n"


def save(folder: Path, report: Report) -> Path:
    """Sign a report, keep it beside the till's data, and return where; raises Trouble."""
    place = folder / FOLDER
    path = place / f"doctor-{report.made_at:%Y%m%d-%H%M%S}.json"
    half = path.with_suffix(".half")
    data = seal(report, signing_key(folder))
    try:
        place.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        half.replace(path)
        for old in saved(folder)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("folder_read_only", folder=place, why=error.strerror) from error
    return path


def saved(folder: Path) -> Sequence[Path]:
    """Return the reports that are kept, the newest last."""
    return sorted((folder / FOLDER).glob("doctor-*.json"))


def verify(path: Path, folder: Path) -> Proven:
    """Read a report that is as it was signed; raises Refusal for one that is not, or is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal("report_is_none", file=path.name, why=f"> {LARGEST} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise Refusal("report_is_none", file=path.name, why=error.strerror) from error
    return proven(data, path.name, _own_keys(folder))


def proven(data: bytes, name: str, own: Sequence[str] = ()) -> Proven:
    """Check the signature of a report's bytes; raises Refusal."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - 30 ms

    from sync import signing  # noqa: PLC0415 - it loads httpx

    try:
        sealed = msgspec.json.decode(data, type=Sealed)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refusal("report_is_none", file=name, why=error) from error
    if msgspec.json.encode(sealed) != data.strip():  # a second report, hidden beside the first
        raise Refusal("report_altered", file=name)
    try:
        public = signing.public_key_of(sealed.key)
        signature = base64.b64decode(sealed.signature, validate=True)
        public.verify(signature, MEANT + bytes(sealed.report))
        report = msgspec.json.decode(sealed.report, type=Report)
    except (InvalidSignature, ValueError, binascii.Error) as error:
        raise Refusal("report_altered", file=name) from error
    signer = signing.id_of(public.public_bytes_raw())
    return Proven(report=report, signer=signer, is_ours=signer in own)


def signing_key(folder: Path) -> "Key":
    """Return the key by which HQ knows this till, else one of this device; raises Trouble."""
    from sync import signing  # noqa: PLC0415
    from sync.identity import Identity  # noqa: PLC0415

    known = Identity(folder).key if folder.is_dir() else None
    if known is not None:
        return known
    kept, _ = secrets.read(folder, DEVICE_KEY)
    if kept:
        try:
            return signing.key_of(kept)
        except ValueError as error:
            raise Trouble("key_damaged") from error
    made = signing.new_key()
    secrets.keep(folder, DEVICE_KEY, made.text)
    return made


def program_version() -> str:
    """Return the version of this program; nothing where it was never installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 15 ms

    try:
        return version("zhanggui")
    except PackageNotFoundError:
        return ""


def _own_keys(folder: Path) -> list[str]:
    """Name the keys that this till signs with, before and after it was enrolled."""
    from sync import signing  # noqa: PLC0415
    from sync.identity import Identity  # noqa: PLC0415

    names = []
    try:
        known = Identity(folder).key
        names += [known.id] if known is not None else []
        kept, _ = secrets.read(folder, DEVICE_KEY)
        names += [signing.key_of(kept).id] if kept else []
    except (Told, ValueError):  # a damaged key has signed nothing that we can tell
        return names
    return names


def _clean_result(result: Result) -> Result:
    return replace(
        result,
        figures={
            name: redacting.clean(value) if isinstance(value, str) else value
            for name, value in result.figures.items()
        },
    )
