"""What the loudspeaker says: one clip at a time, the rest is silence."""

import threading
from array import array
from collections import deque
from collections.abc import Generator

from pos_ui.sounds.clips import RATE, WIDTH, Clip

WAITING = 8
FADE = RATE // 200  # frames in which a clip that is cut off dies away, or it would click
SILENCE = memoryview(b"")

Stream = Generator[memoryview, int]  # takes how many frames are wanted, gives at most as many


class Voice:
    """Clips go in from one thread, the card draws frames in its own.

    The newest clip cuts off the one before; only what may wait is left out meanwhile.
    """

    def __init__(self) -> None:
        self.taken = threading.Event()  # the card has drawn since the last clip came
        self._waiting: deque[Clip] = deque(maxlen=WAITING)
        self._left = SILENCE
        self._is_pressing = False

    def say(self, clip: Clip) -> None:
        """Say this as soon as the card draws."""
        self.taken.clear()
        self._waiting.append(clip)

    def stream(self) -> Stream:
        """Begin to hand out frames, for ever; silence follows where they are fewer than wanted."""
        stream = self._frames()
        next(stream)
        return stream

    def _frames(self) -> Stream:
        wanted = yield SILENCE
        while True:
            while self._waiting:
                self._turn_to(self._waiting.popleft())
            self.taken.set()
            size = wanted * WIDTH
            part, self._left = self._left[:size], self._left[size:]
            wanted = yield part

    def _turn_to(self, clip: Clip) -> None:
        if self._left and self._is_pressing and not clip.is_pressing:
            return
        self._left = memoryview(_over(self._left, clip.frames))
        self._is_pressing = clip.is_pressing


def _over(old: memoryview, new: bytes) -> bytes:
    """Let the old frames die away under the beginning of the new ones."""
    fading = array("h", old[: FADE * WIDTH].tobytes())
    start = array("h", new[: len(fading) * WIDTH])
    for at, frame in enumerate(fading[: len(start)]):
        start[at] = _clipped(start[at] + frame * (FADE - at) // FADE)
    return start.tobytes() + new[len(start) * WIDTH :]


def _clipped(value: int) -> int:
    return max(-32768, min(32767, value))
