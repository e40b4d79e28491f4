"""How a scale speaks, as data: one frame as a pattern, what its bits mean, what to send it."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

LONGEST = 64  # bytes of a frame


class Meaning(StrEnum):
    """What a flag in a frame says."""

    STABLE = "stable"
    MOVING = "moving"
    NET = "net"
    NEGATIVE = "negative"
    OVER = "over"
    UNDER = "under"
    ZERO = "zero"  # for a frame without a weight
    ODD = "odd"  # nothing to sell by: another unit, a refused command, a scale not yet zeroed


class Check(StrEnum):
    """How a frame proves that it is whole."""

    NONE = "none"
    XOR = "xor"  # of the group `body`, in the group `check`
    SUM7 = "sum7"  # all bytes and the last add up to nothing in their low seven bits


class Bits(StrEnum):
    """How a byte is sent; the parity is checked here, since serial ports let broken bytes pass."""

    PLAIN = "8n1"
    EVEN = "7e1"
    ODD = "7o1"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something is so when a group has one of these values, or its byte any bit of a mask."""

    meaning: Meaning
    group: str
    values: tuple[bytes, ...] = ()
    mask: int = 0
    is_clear: bool = False  # so when none of the bits is set

    def is_set(self, frame: re.Match[bytes]) -> bool:
        """Say whether this frame says so."""
        value = frame.group(self.group)
        if value is None:
            return False
        if self.mask:
            return bool(value[0] & self.mask) is not self.is_clear
        return value in self.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """One kind of scale.

    The pattern has the group `weight`, and may have `sign`, `unit`, `tare`, `body` and `check`.
    Frames of a fixed length show where a byte was lost. `repeats` is how many frames in a row
    must agree before a weight is believed: more where no check and no parity guards them.
    """

    name: str
    title: str
    pattern: re.Pattern[bytes]
    flags: tuple[Flag, ...] = ()
    units: dict[bytes, str] = field(default_factory=dict)  # of the group `unit`
    unit: str = "kg"  # where the frame says none
    decimals: int | None = None  # where the digits carry no point
    point: Flag | None = None  # where a status byte places it: less 2, as Toledo does
    is_reversed: bool = False  # the last digit comes first
    check: Check = Check.NONE
    bits: Bits = Bits.PLAIN
    between: bytes = b""  # bytes that may stand between frames
    ask: bytes = b""  # sent for each reading; nothing where the scale speaks by itself
    on_answer: bytes = b""  # once this is heard …
    then_ask: bytes = b""  # … this is sent
    every_s: float = 0.15
    zero: bytes = b""
    tare: bytes = b""
    repeats: int = 3

    def sent_as(self, bits: Bits) -> "Protocol":
        """Return this with another parity; without one, more frames must agree."""
        fewest = 3 if bits is Bits.PLAIN and self.check is Check.NONE else 2
        return replace(self, bits=bits, repeats=max(self.repeats, fewest))

    @property
    def says_stable(self) -> bool:
        """Whether its frames say that the weight stands still."""
        return any(it.meaning in {Meaning.STABLE, Meaning.MOVING} for it in self.flags)
