"""The computer itself: system, Python, SQLite, memory, disk, folder, fonts."""

import ctypes
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from app.storage.database import OLDEST_SQLITE
from app.storage.driver import dbapi2
from devices import lettering
from devices.checkup import Result
from pos_ui.doctor.findings import Figures, bad, good, warning

OLDEST_PYTHON = (3, 11)
GB = 10**9
LEAST_GB, ENOUGH_GB = 1.0, 5.0
LEAST_MEMORY_GB = 1.8  # of what is sold as 2
DISK, FOLDER, READ_ONLY = 507, 403, 403


def look(folder: Path) -> list[Result]:
    """Look at everything; takes a few milliseconds."""
    looks: tuple[Callable[[], Result], ...] = (
        _system,
        _python,
        _sqlite,
        _memory,
        lambda: disk(folder),
        lambda: _folder(folder),
        _font,
    )
    return [it() for it in looks]


def system_name() -> str:
    """Return the system and its version, such as "Windows 10 19044" or "Debian GNU/Linux 12"."""
    if sys.platform == "win32":
        return f"Windows {platform.release()} {platform.version()}"
    try:
        known = platform.freedesktop_os_release()
        return f"{known['NAME']} {known.get('VERSION_ID', '')}".strip()
    except OSError:
        return f"{platform.system()} {platform.release()}"


def memory_gb() -> float:
    """Return how much memory the computer has; 0 where it does not say."""
    if sys.platform == "win32":
        return _windows_memory() / GB
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GB
    except (OSError, ValueError):
        return 0.0


def free_gb(folder: Path) -> float:
    """Return how much room the disk of this folder has."""
    there = next((it for it in (folder, *folder.parents) if it.is_dir()), Path())
    return shutil.disk_usage(there).free / GB


def disk(folder: Path) -> Result:
    """Say how much room is left for sales and backups."""
    free = free_gb(folder)
    figures = {"gb": f"{free:.1f}" if free < 10 else f"{free:.0f}"}  # noqa: PLR2004
    if free < LEAST_GB:
        return bad("disk", "disk_low", figures, DISK)
    if free < ENOUGH_GB:
        return warning("disk", "disk_low", figures, DISK)
    return good("disk", "disk_free", figures)


def _system() -> Result:
    is_wide = sys.maxsize > 2**32
    figures = {"system": system_name(), "machine": platform.machine()}
    return good("system", "system_is", figures) if is_wide else bad("system", "system_is", figures)


def _python() -> Result:
    figures = {"version": platform.python_version()}
    fits = sys.version_info >= OLDEST_PYTHON
    return good("python", "version_is", figures) if fits else bad("python", "version_is", figures)


def _sqlite() -> Result:
    version = str(dbapi2.sqlite_version)
    if dbapi2.sqlite_version_info >= OLDEST_SQLITE:
        return good("sqlite", "version_is", {"version": version})
    needed = ".".join(map(str, OLDEST_SQLITE))
    return bad("sqlite", "sqlite_old", {"version": version, "needed": needed})


def _memory() -> Result:
    size = memory_gb()
    figures: Figures = {"gb": f"{size:.1f}", "cores": os.cpu_count() or 1}
    if size and size < LEAST_MEMORY_GB:
        return warning("memory", "memory_low", figures)
    return good("memory", "memory_is", figures)


def _folder(folder: Path) -> Result:
    """Try to write where sales are kept, or will be once the folder is made."""
    there = next((it for it in (folder, *folder.parents) if it.is_dir()), Path())
    try:
        with tempfile.NamedTemporaryFile(dir=there, prefix=".doctor-") as probe:
            probe.write(b"0" * 4096)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return bad("folder", "folder_locked", {"why": error.strerror or ""}, FOLDER)
    return good("folder", "folder_writable")


def _font() -> Result:
    """See whether Chinese can be drawn on receipts; the letters of the screen are Qt's business."""
    try:
        has_it = lettering.has("掌")
    except OSError:
        has_it = False
    return good("font", "font_there") if has_it else bad("font", "font_missing", number=404)


def _windows_memory() -> int:
    """Ask GlobalMemoryStatusEx (winbase.h, MEMORYSTATUSEX) for ullTotalPhys."""

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 6),
        )

    status = Status()
    status.length = ctypes.sizeof(Status)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - it exists on Windows only
    return int(status.total) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else 0
