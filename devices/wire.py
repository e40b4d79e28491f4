"""What every wire to a device can do, and the two ways in which sending fails."""

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Protocol

from app.base.errors import Trouble

CHUNK = 4096  # bytes written at a time, so that a deadline and a failure are noticed


class Unsent(Trouble):
    """It failed before the first byte left: sending again is safe."""


class CutOff(Trouble):
    """It failed after bytes left: only a person can say what came out."""


class Transport(Protocol):
    """A wire that carries bytes; `answers` says whether any can come back."""

    answers: bool

    def write_all(self, data: bytes, deadline_s: float) -> None:
        """Send everything within this time; raises Unsent or CutOff."""

    def read(self, count: int, deadline_s: float) -> bytes:
        """Return what is there, at most `count` bytes; wait this long for the first of them.

        Nothing is silence; a line that is over raises CutOff.
        """

    def finish(self, deadline_s: float) -> None:
        """Wait until the other side took everything, as far as we can know; raises CutOff."""

    def close(self) -> None:
        """Let go of the wire."""


def send_all(
    url: str,
    data: bytes,
    some: Callable[[memoryview, float], int],
    deadline_s: float,
    *,
    tells_how_much: bool = True,
) -> None:
    """Write piece by piece until all has left or the time is over; raises Unsent or CutOff."""
    ends = time.monotonic() + deadline_s
    left = memoryview(data)
    while left:
        may_have_left = len(left) < len(data)
        try:
            remaining_s = ends - time.monotonic()
            if remaining_s <= 0:
                raise TimeoutError(f"{deadline_s:.0f} s")
            may_have_left = may_have_left or not tells_how_much
            left = left[some(left[:CHUNK], remaining_s) :]
        except OSError as error:  # pyserial's and pyusb's errors are OSErrors too
            if may_have_left:
                raise CutOff("printer_cut_off", url=url, why=why(error)) from error
            raise Unsent("printer_away", url=url, why=why(error)) from error


@contextlib.contextmanager
def unsent(url: str) -> Iterator[None]:
    """Say of whatever fails here that nothing has left."""
    try:
        yield
    except (OSError, OverflowError, ValueError) as error:
        raise Unsent("printer_away", url=url, why=why(error)) from error


def why(error: Exception) -> str:
    """Say in the system's words why something failed."""
    return getattr(error, "strerror", None) or str(error)
