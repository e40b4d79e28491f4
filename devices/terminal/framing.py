"""Frames on a line to a card terminal: STX LEN DATA ETX LRC, answered by ACK or NAK.

LEN is two bytes of packed decimal; LRC is the exclusive or of all from LEN to ETX (the form of
the MIS-POS and ECR protocols of Chinese acquirers; Transbank's and Nexi's differ only in LEN).
"""

from dataclasses import dataclass
from enum import Enum, auto

STX, ETX, ACK, NAK = 0x02, 0x03, 0x06, 0x15
MOST = 999  # bytes of data
HEAD = 3  # STX and LEN
AROUND = HEAD + 2  # and ETX and LRC


class Sign(Enum):
    """What is said without a frame, or instead of one."""

    ACK = auto()
    NAK = auto()
    BROKEN = auto()  # a frame whose end or check is wrong: it wants a NAK


@dataclass(frozen=True, slots=True)
class Frame:
    """The data of a frame that came whole."""

    data: bytes


Heard = Frame | Sign


def frame(data: bytes) -> bytes:
    """Put data into a frame."""
    assert len(data) <= MOST, len(data)
    length = len(data)
    guarded = bytes([length // 100, (length // 10 % 10) << 4 | length % 10, *data, ETX])
    return bytes([STX]) + guarded + bytes([lrc(guarded)])


def lrc(data: bytes) -> int:
    """Return the exclusive or of all bytes."""
    result = 0
    for byte in data:
        result ^= byte
    return result


class Reader:
    """Finds frames and signs in whatever pieces they come; `noise` counts the rest."""

    def __init__(self) -> None:
        self.noise = 0
        self._held = bytearray()

    @property
    def is_midway(self) -> bool:
        """Whether a frame has begun and is not whole."""
        return bool(self._held)

    def clear(self) -> None:
        """Forget a frame that was begun: the line fell silent in the middle of it."""
        self.noise += len(self._held)
        self._held.clear()

    def feed(self, data: bytes) -> list[Heard]:
        """Return what these bytes complete."""
        self._held += data
        heard: list[Heard] = []
        while self._held:
            size, one = self._next()
            if not size:
                break
            del self._held[:size]
            if one is not None:
                heard.append(one)
        return heard

    def _next(self) -> tuple[int, Heard | None]:
        """Return how many bytes are done with and what they say; 0 while more must come."""
        first = self._held[0]
        if first == ACK:
            return 1, Sign.ACK
        if first == NAK:
            return 1, Sign.NAK
        if first != STX:
            self.noise += 1
            return 1, None
        if len(self._held) < HEAD:
            return 0, None
        length = _length(self._held[1], self._held[2])
        if length is None:
            self.noise += 1
            return 1, Sign.BROKEN
        if len(self._held) < length + AROUND:
            return 0, None
        whole = bytes(self._held[: length + AROUND])
        if whole[-2] != ETX or lrc(whole[1:-1]) != whole[-1]:
            self.noise += 1
            return 1, Sign.BROKEN  # the next frame may have begun inside it
        return len(whole), Frame(whole[HEAD:-2])


def _length(high: int, low: int) -> int | None:
    digits = (high >> 4, high & 0x0F, low >> 4, low & 0x0F)
    if any(it > 9 for it in digits):  # noqa: PLR2004 - packed decimal
        return None
    length = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    return length if length <= MOST else None
