"""Where a till keeps its contracts: in a file beside its settings, their secrets in the keyring."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from app.base.errors import Refusal, Trouble
from app.payments import contracts
from app.payments.contracts import Contracted
from app.storage import secrets
from app.storage.secrets import Place

FILE = "channels.toml"
SECRET = "pay-"  # noqa: S105 - and the channel's name


def all_of(folder: Path) -> list[Contracted]:
    """Put every channel of a till together; raises Refusal for one that lacks something."""
    return [contracts.made(name, _whole(folder, name, values)) for name, values in _read(folder)]


def names(folder: Path) -> list[str]:
    """Return the channels that a till has contracts with, in the order of its file."""
    return [name for name, _ in _read(folder)]


def place(folder: Path, name: str) -> Place:
    """Say where the secrets of a channel are."""
    return secrets.read(folder, SECRET + name)[1]


def keep(folder: Path, name: str, values: contracts.Values) -> Place:
    """Keep a contract that can be made, in place of the one of this name."""
    public, secret = contracts.parted(values)
    kept = secrets.keep(folder, SECRET + name, msgspec.json.encode(secret).decode())
    _write(folder, dict(_read(folder)) | {name: public})
    return kept


def forget(folder: Path, name: str) -> None:
    """Forget a contract and its secrets; raises Refusal where there is none of this name."""
    known = dict(_read(folder))
    if name not in known:
        raise Refusal("channel_unknown", channel=name)
    del known[name]
    _write(folder, known)
    secrets.forget(folder, SECRET + name)


def _whole(folder: Path, name: str, values: dict[str, Any]) -> dict[str, Any]:
    text, _ = secrets.read(folder, SECRET + name)
    try:
        return values | (msgspec.json.decode(text, type=dict[str, str]) if text else {})
    except msgspec.MsgspecError as error:
        raise Refusal("channel_wrong", channel=name, why=error) from error


def _read(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    path = folder / FILE
    try:
        return list(tomllib.loads(path.read_text("utf-8")).items())
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise Refusal("bad_settings", file=path, why=error) from error


def _write(folder: Path, tables: dict[str, Any]) -> None:
    import tomli_w  # noqa: PLC0415 - most starts only read

    path = folder / FILE
    half = path.with_suffix(".half")
    try:
        half.write_text(tomli_w.dumps(tables), "utf-8")
        half.replace(path)
    except OSError as error:
        raise Trouble("folder_read_only", folder=folder, why=error.strerror) from error
