"""Where secrets are kept: the system's keyring, else a file that only this user may read.

A keyring that stores in plain text, or asks and never answers, counts as none.
"""

import contextlib
import os
import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.base.errors import Trouble

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE = "zhanggui"
PATIENCE_S = 3.0  # a locked keyring may be waiting for somebody at the screen
TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
)


class Place(StrEnum):
    """Where a secret is."""

    KEYRING = "keyring"
    FILE = "file"
    NOWHERE = "none"


def keep(folder: Path, name: str, secret: str) -> Place:
    """Keep a secret of this till; raises Trouble when neither keyring nor folder takes it."""
    file = _file(folder, name)
    keyring = _keyring()
    if keyring is not None and _patiently(
        lambda: keyring.set_password(SERVICE, _user(folder, name), secret) or True
    ):
        file.unlink(missing_ok=True)
        return Place.KEYRING
    half = file.with_suffix(".half")
    try:
        half.unlink(missing_ok=True)
        opened = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as out:
            out.write(secret)
        half.replace(file)
    except OSError as error:
        raise Trouble("folder_read_only", folder=folder, why=error.strerror) from error
    return Place.FILE


def read(folder: Path, name: str) -> tuple[str | None, Place]:
    """Return a secret and where it was; None when it was never kept."""
    with contextlib.suppress(FileNotFoundError):
        return _file(folder, name).read_text("utf-8"), Place.FILE
    keyring = _keyring()
    if keyring is not None:
        found = _patiently(lambda: keyring.get_password(SERVICE, _user(folder, name)))
        if found:
            return str(found), Place.KEYRING
    return None, Place.NOWHERE


def forget(folder: Path, name: str) -> None:
    """Remove a secret that served its purpose; one that was never kept is no trouble."""
    try:
        _file(folder, name).unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("folder_read_only", folder=folder, why=error.strerror) from error
    keyring = _keyring()
    if keyring is not None:
        _patiently(lambda: keyring.delete_password(SERVICE, _user(folder, name)))


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.secret"


def _user(folder: Path, name: str) -> str:
    return f"{name}@{folder.resolve()}"


def _keyring() -> "KeyringBackend | None":
    # Imported only here: it takes a quarter of a second.
    import keyring  # noqa: PLC0415

    chosen = _patiently(keyring.get_keyring)
    if chosen is None or not type(chosen).__module__.startswith(TRUSTED):
        return None
    return chosen


def _patiently(ask: Callable[[], T]) -> T | None:
    """Return the answer, or None when it fails or takes too long."""
    answers: list[T] = []

    def run() -> None:
        with contextlib.suppress(Exception):  # keyrings fail in ways of their own
            answers.append(ask())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    return answers[0] if answers else None
