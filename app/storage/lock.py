"""One at a time: a lock on a file, which the system drops with its process."""

import sys
from pathlib import Path
from typing import IO

from app.base.errors import Refusal, Trouble

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hold_seller(folder: Path) -> IO[bytes]:
    """Be the only one that sells here; raises Refusal when another window or `ring` does."""
    return _hold(folder / "seller.lock", "another_seller")


def hold_sender(folder: Path) -> IO[bytes]:
    """Be the only one that sends to HQ from here; raises Refusal when another does."""
    return _hold(folder / "sender.lock", "another_sender")


def _hold(path: Path, refusal: str) -> IO[bytes]:
    try:
        file = path.open("wb")
    except OSError as error:
        raise Trouble("folder_read_only", folder=path.parent, why=error.strerror) from error
    try:
        _lock(file)
    except OSError as error:
        file.close()
        raise Refusal(refusal) from error
    return file
