"""Plays sounds by their names, in a thread of its own, so that nobody ever waits for a card."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos_ui.sounds.speaker import Speaker

WAITING = 8
LATE_S = 0.5  # a sound that comes later than this would seem to mean something else
IDLE_S = 600.0  # then the card may rest: a PC with an open stream would never sleep
SAMPLE = "ok"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A sound that somebody wants to hear."""

    name: str
    at_s: float
    is_trial: bool = False


def _speaker() -> "Speaker":
    from pos_ui.sounds.speaker import Speaker  # noqa: PLC0415 - its library loads slowly

    return Speaker()


class Sounds(threading.Thread):
    """Plays while there is a card; without one the till sells on, and the log says so once."""

    def __init__(self, volume: int, made: "Callable[[], Speaker]" = _speaker) -> None:
        super().__init__(name="sounds", daemon=True)
        self._volume = volume
        self._made = made
        self._asked: deque[Asked] = deque(maxlen=WAITING)
        self._nudge = threading.Event()
        self._stopping = False
        self._logged: set[str] = set()

    @property
    def waiting(self) -> int:
        """How many sounds were asked for and not yet begun."""
        return len(self._asked)

    def play(self, name: str) -> None:
        """Ask for a sound and return at once; of too many the oldest goes unheard."""
        self._ask(Asked(name, time.monotonic()))

    def try_out(self, volume: int) -> None:
        """Be as loud as this from now on and let it be heard; 0 is silence."""
        self._volume = volume
        self._ask(Asked(SAMPLE, time.monotonic(), is_trial=True))

    def stop(self, timeout_s: float = 2.0) -> None:
        """Fall silent and end; a card that hangs is left behind."""
        self._stopping = True
        self._nudge.set()
        if self.is_alive():
            self.join(timeout_s)

    def run(self) -> None:
        """Play until stopped."""
        try:
            speaker = self._made()
        except Exception:  # a library that does not load must not end the till
            log.exception("there will be no sounds")
            return
        while not self._stopping:
            is_asked = self._nudge.wait(IDLE_S)
            self._nudge.clear()
            self._guarded((lambda: self._say(speaker)) if is_asked else speaker.rest)
        self._guarded(speaker.close)

    def _ask(self, asked: Asked) -> None:
        if self._volume:
            self._asked.append(asked)
            self._nudge.set()

    def _say(self, speaker: "Speaker") -> None:
        asked = [self._asked.popleft() for _ in range(len(self._asked))]
        if any(each.is_trial for each in asked):
            speaker.hope()
        now_s = time.monotonic()
        names = [each.name for each in asked if now_s - each.at_s < LATE_S]
        if names and self._volume and not self._stopping:
            speaker.say(names, self._volume)

    def _guarded(self, task: Callable[[], None]) -> None:
        try:
            task()
        except Exception as error:  # the top of a thread: no sound is worth a sale
            if str(error) not in self._logged:
                self._logged.add(str(error))
                log.warning("a sound was not heard", exc_info=True)
