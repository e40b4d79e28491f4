"""Where a support bundle can be put: a stick that is plugged in, else beside the till's data."""

import ctypes
import os
import string
import sys
from pathlib import Path

REMOVABLE = 2  # DRIVE_REMOVABLE of GetDriveTypeW
MOUNTS = ("/media", "/run/media")
BESIDE = "support"


def sticks(mounts: tuple[str, ...] = MOUNTS) -> list[Path]:
    """Return the removable disks that can be written."""
    if sys.platform == "win32":
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - it exists on Windows only
        drives = [f"{letter}:\\" for letter in string.ascii_uppercase]
        found = [Path(it) for it in drives if kernel.GetDriveTypeW(it) == REMOVABLE]
    else:
        found = [it for mount in mounts for it in sorted(Path(mount).glob("*/*")) if it.is_mount()]
        found += [it for it in sorted(Path("/media").glob("*")) if it.is_mount()]
    return [it for it in found if os.access(it, os.W_OK)]


def best(folder: Path) -> Path:
    """Return the stick, or the folder beside the till's data where there is none."""
    found = sticks()
    if found:
        return found[0]
    beside = folder / BESIDE
    beside.mkdir(parents=True, exist_ok=True)
    return beside
