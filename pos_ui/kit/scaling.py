"""How large the screen is drawn: set before Qt starts."""

import contextlib
from pathlib import Path

FILE = "screen.txt"
WIDE_PX = 1600
LARGER = 1.25
LEAST, MOST = 0.9, 1.5


def factor(physical_width: int, os_ratio: float, override: float) -> float:
    """Return QT_SCALE_FACTOR for a screen; a system that scales already is left alone.

    `override` is the setting of the till, 0 for none.
    """
    if override:
        return min(MOST, max(LEAST, override))
    if os_ratio > 1 or physical_width < WIDE_PX:
        return 1.0
    return LARGER


def remembered(folder: Path) -> tuple[int, float]:
    """Return the width of the screen of last time in real pixels, and the system's own scale.

    Qt must be told the scale before it can be asked about the screen, so a till knows its screen
    from the start before; the first one is drawn as it is.
    """
    try:
        width, ratio = (folder / FILE).read_text("utf-8").split()
        return int(width), float(ratio)
    except (OSError, ValueError):
        return 0, 1.0


def remember(folder: Path, physical_width: int, os_ratio: float) -> None:
    """Keep what the screen is like for the next start."""
    if remembered(folder) != (physical_width, os_ratio):
        with contextlib.suppress(OSError):  # it only looks a little smaller next time
            (folder / FILE).write_text(f"{physical_width} {os_ratio}", "utf-8")
