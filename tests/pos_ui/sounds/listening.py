"""Cards for tests: real ones that play to nobody, one that is not there, one that goes silent."""

import sys
import time
from collections.abc import Callable

from pos_ui.sounds.card import Card
from pos_ui.sounds.clips import WIDTH
from pos_ui.sounds.voice import FADE, SILENCE, Stream

ABSENT = ("ALSA",) if sys.platform == "win32" else ("WASAPI",)
LONG_S = 5.0


class Ear:
    """Opens the library's silent card and hears what it draws."""

    def __init__(self) -> None:
        self.heard = bytearray()

    def __call__(self, stream: Stream) -> Card:
        tapped = self._tapped(stream)
        next(tapped)
        return Card(tapped, backends=("NULL",))

    def has_heard(self, frames: bytes) -> bool:
        """Wait until these frames went by; something else may have faded under the first ones."""
        return wait_until(lambda: frames[FADE * WIDTH :] in self.heard)

    def _tapped(self, stream: Stream) -> Stream:
        wanted = yield SILENCE
        while True:
            part = stream.send(wanted)
            self.heard += part
            wanted = yield part


class Unplugged(Card):
    """A card that seems to work and never draws."""

    def __init__(self, stream: Stream) -> None:
        super().__init__(stream, backends=("NULL",))

    def draw(self) -> None:
        """Draw nothing."""


def absent(stream: Stream) -> Card:
    """Open a card of another system."""
    return Card(stream, backends=ABSENT)


def wait_until(is_so: Callable[[], bool]) -> bool:
    """Wait for something that another thread does; False when it took too long."""
    deadline = time.monotonic() + LONG_S
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.005)
    return is_so()
