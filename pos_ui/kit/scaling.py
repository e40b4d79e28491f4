"""How large the screen is drawn: set before Qt starts."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

VARIABLE = "QT_SCALE_FACTOR"
FILE = "screen.txt"
WIDE_PX = 1600
LARGER = 1.25
LEAST, MOST = 0.9, 1.5
ROOM = (1138, 640)  # what the screens need, in logical pixels: 1366 x 768 at 1.2
STEP = 0.05


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen in real pixels, and the system's own scale; 0 where it is not known yet."""

    width: int = 0
    height: int = 0
    os_ratio: float = 1.0

    @property
    def most(self) -> float:
        """How far it can be enlarged before the total and the pay key have no room."""
        if not self.width:
            return MOST
        room = min(self.width / ROOM[0], self.height / ROOM[1]) / self.os_ratio
        return min(MOST, max(1.0, int(room / STEP + 1e-6) * STEP))


def factor(screen: Screen, override: float) -> float:
    """Return QT_SCALE_FACTOR for a screen; a system that scales already is left alone.

    `override` is the setting of the till, 0 for none; it ends where the screen is too small.
    """
    if override:
        return round(min(screen.most, max(LEAST, override)), 2)
    if screen.os_ratio > 1 or screen.width < WIDE_PX:
        return 1.0
    return LARGER


def of_now(screen: "QScreen") -> Screen:
    """Measure a screen; what Qt was told to enlarge by is not the system's own scale."""
    ratio = screen.devicePixelRatio()
    size = screen.geometry().size() * ratio
    return Screen(size.width(), size.height(), ratio / float(os.environ.get(VARIABLE, "1")))


def remembered(folder: Path) -> Screen:
    """Return the screen of last time.

    Qt must be told the scale before it can be asked about the screen, so a till knows its screen
    from the start before; the first one is drawn as it is.
    """
    try:
        width, height, ratio = (folder / FILE).read_text("utf-8").split()
        return Screen(int(width), int(height), float(ratio))
    except (OSError, ValueError):
        return Screen()


def remember(folder: Path, screen: Screen) -> None:
    """Keep what the screen is like for the next start."""
    if remembered(folder) != screen:
        with contextlib.suppress(OSError):  # it only looks a little smaller next time
            text = f"{screen.width} {screen.height} {screen.os_ratio}"
            (folder / FILE).write_text(text, "utf-8")
