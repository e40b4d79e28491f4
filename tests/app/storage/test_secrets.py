import sys
import time
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import pytest

from app.storage import secrets
from app.storage.secrets import Place


class Ring(keyring.backend.KeyringBackend):
    """A keyring in memory, which can be as slow as one that waits for a password."""

    priority = 1.0

    def __init__(self, *, is_locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = is_locked

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.is_locked:
            time.sleep(5)
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        if self.is_locked:
            time.sleep(5)
        return self.kept.get((service, username))


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "TRUSTED", (__name__,))
    monkeypatch.setattr(secrets, "PATIENCE_S", 0.2)


@pytest.fixture
def ring(trusted: None) -> Iterator[Ring]:  # noqa: ARG001 - trusts it first
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_a_secret_goes_into_the_keyring_where_there_is_one(tmp_path: Path, ring: Ring) -> None:
    assert secrets.keep(tmp_path, "hq", "秘密") is Place.KEYRING
    assert secrets.read(tmp_path, "hq") == ("秘密", Place.KEYRING)
    assert list(tmp_path.iterdir()) == []
    assert "秘密" in ring.kept.values()


def test_two_tills_on_one_computer_keep_their_own(tmp_path: Path, ring: Ring) -> None:  # noqa: ARG001
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        secrets.keep(tmp_path / name, "hq", name)
    assert secrets.read(tmp_path / "one", "hq")[0] == "one"


def test_a_locked_keyring_is_not_waited_for(tmp_path: Path, ring: Ring) -> None:
    ring.is_locked = True
    assert secrets.keep(tmp_path, "hq", "x") is Place.FILE
    assert secrets.read(tmp_path, "hq") == ("x", Place.FILE)


def test_a_keyring_in_plain_text_is_not_trusted(tmp_path: Path) -> None:
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)  # its module is not one of those we trust
    try:
        assert secrets.keep(tmp_path, "hq", "x") is Place.FILE
    finally:
        keyring.set_keyring(before)
    assert ring.kept == {}


def test_the_file_is_for_this_user_only(tmp_path: Path) -> None:
    secrets.keep(tmp_path, "hq", "first")
    secrets.keep(tmp_path, "hq", "second")
    [file] = tmp_path.iterdir()
    assert secrets.read(tmp_path, "hq") == ("second", Place.FILE)
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_secret_that_was_never_kept_is_none(tmp_path: Path) -> None:
    assert secrets.read(tmp_path, "hq") == (None, Place.NOWHERE)
