"""The cash drawer: what opens it, what its wire says, and how long it stands open.

The plug (RJ11 or RJ12) has two coils, on pins 2 and 5, and one switch, on pin 3; whether that is
high or low while the drawer is open depends on the drawer (Epson TM printers, "Drawer kick
connector").
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.base.errors import Refusal

BY_PRINTER, NONE = "", "none"
PULSE_MS = 100  # of DLE DC4
LONGEST_PULSES = 8
DEFAULT_BYTES = b"\x1bp\x00\x19\xfa"  # a serial box opens on any byte; most know a printer's too
ALARM_S = 30.0
OPENS_S = 3.0  # a drawer that was kicked is open by then
MOST_READINGS = 5


class Sense(StrEnum):
    """What level pin 3 has while the drawer is open; unknown where no wire says it."""

    UNKNOWN = ""
    HIGH = "high"
    LOW = "low"


class DrawerState(StrEnum):
    """What is seen of a drawer whose wire is read."""

    OPEN = "open"
    LEFT_OPEN = "left_open"
    CLOSED = "closed"


def kick_now(pin: int, on_ms: int) -> bytes:
    """DLE DC4 1 m t: at once, past all that waits, also without paper; pin 0 is 2, 1 is 5."""
    pulses = min(LONGEST_PULSES, max(1, -(-on_ms // PULSE_MS)))
    return bytes([0x10, 0x14, 0x01, pin, pulses])


def serial_bytes(text: str) -> bytes:
    """Read what opens a serial drawer, in hex; raises Refusal for anything else."""
    try:
        return bytes.fromhex(text) or DEFAULT_BYTES
    except ValueError as error:
        raise Refusal("drawer_bytes_odd", text=text) from error


def is_open(level: bool | None, sense: Sense) -> bool | None:  # noqa: FBT001 - a level is one
    """Say whether the drawer is open; None where nobody can tell."""
    if level is None or sense is Sense.UNKNOWN:
        return None
    return level is (sense is Sense.HIGH)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Finds out what the wire says: read it while the drawer is shut, then while it is open."""

    shut: tuple[bool, ...] = ()
    open: tuple[bool, ...] = ()

    def read(self, level: bool | None, *, while_open: bool) -> "Calibration":  # noqa: FBT001
        """Return this with one more reading; raises Refusal when the printer says nothing."""
        if level is None:
            raise Refusal("drawer_not_sensed")
        if while_open:
            return replace(self, open=(*self.open, level)[-MOST_READINGS:])
        return replace(self, shut=(*self.shut, level)[-MOST_READINGS:])

    @property
    def sense(self) -> Sense:
        """The polarity; raises Refusal where the level wavers or never changes: no wire."""
        if not self.shut or not self.open:
            raise Refusal("drawer_not_sensed")
        if len(set(self.shut)) > 1 or len(set(self.open)) > 1 or self.shut[0] == self.open[0]:
            raise Refusal("drawer_not_wired")
        return Sense.HIGH if self.open[0] else Sense.LOW


class Watch:
    """Follows a drawer from its opening until it is shut, and tells when it stays open too long."""

    def __init__(self, sense: Sense, alarm_s: float, tell: Callable[[DrawerState], None]) -> None:
        self._sense = sense
        self._alarm_s = alarm_s
        self._tell = tell
        self._state = DrawerState.CLOSED
        self._since = 0.0
        self.is_watching = False

    def kicked(self, now: float) -> None:
        """Begin to look: somebody opened it."""
        self.is_watching, self._since = True, now

    def see(self, level: bool | None, now: float) -> None:  # noqa: FBT001
        """Take a reading of the wire; what cannot be read changes nothing."""
        opened = is_open(level, self._sense)
        if opened is None:
            return
        if not opened:
            self._shut(now)
        elif self._state is DrawerState.CLOSED:
            self._since = now
            self._say(DrawerState.OPEN)
        elif self._state is DrawerState.OPEN and 0 < self._alarm_s <= now - self._since:
            self._say(DrawerState.LEFT_OPEN)

    def _shut(self, now: float) -> None:
        if self._state is not DrawerState.CLOSED:
            self._say(DrawerState.CLOSED)
            self.is_watching = False
        elif now - self._since > OPENS_S:  # it never opened, or was shut at once
            self.is_watching = False

    def _say(self, state: DrawerState) -> None:
        self._state = state
        self._tell(state)
