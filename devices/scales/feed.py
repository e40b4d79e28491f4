"""Bytes of a scale into readings: frames are found, proved and read as the protocol says."""

import re

from devices.scales.protocol import LONGEST, Bits, Check, Meaning, Protocol
from devices.scales.reading import Reading, grams

BROKEN = 0xFF  # stands for a byte whose parity is wrong; no frame may hold it
LOW_BITS = 0x7F
MOST_HELD = 4 * LONGEST
WEIGHTLESS = {Meaning.MOVING, Meaning.ZERO}
ALWAYS_BETWEEN = b"\r\n\x00"


def parity(byte: int) -> int:
    """Return 1 where an odd number of bits is set."""
    return byte.bit_count() & 1


def as_sent(data: bytes, bits: Bits) -> bytes:
    """Put the parity of 7-bit bytes into their eighth bit, as a line of 8 bits carries them."""
    if bits is Bits.PLAIN:
        return data
    wanted = bits is Bits.ODD
    return bytes(it | ((parity(it) != wanted) << 7) for it in (byte & LOW_BITS for byte in data))


def as_heard(data: bytes, bits: Bits) -> bytes:
    """Take the parity off again; what fails it becomes a byte that fits nowhere."""
    if bits is Bits.PLAIN:
        return data
    wanted = bits is Bits.ODD
    return bytes(byte & LOW_BITS if parity(byte) == wanted else BROKEN for byte in data)


class Feed:
    """Holds what is not yet a whole frame; `noise` counts the bytes that belonged to none."""

    def __init__(self, protocol: Protocol) -> None:
        self.protocol = protocol
        self.noise = 0
        self._held = bytearray()
        self._is_noisy = False

    def feed(self, data: bytes, at: float) -> list[Reading]:
        """Return the readings that these bytes complete; `at` is when they came, in seconds."""
        self._held += as_heard(data, self.protocol.bits)
        readings = []
        while (frame := self.protocol.pattern.search(self._held)) is not None:
            self._skip(bytes(self._held[: frame.start()]))
            if not is_whole(frame, self.protocol):
                self._skip(bytes(self._held[frame.start() : frame.start() + 1]))
                del self._held[: frame.start() + 1]
                continue
            reading = self._read(frame, at)
            del self._held[: frame.end()]
            if reading is not None:
                readings.append(reading)
        self._forget_old()
        return readings

    def clear(self) -> None:
        """Forget what was half heard: the line was cut."""
        self._held.clear()
        self._is_noisy = True

    def _read(self, frame: re.Match[bytes], at: float) -> Reading | None:
        reading = read(frame, self.protocol, at, follows_noise=self._is_noisy)
        self._is_noisy = reading is None
        if reading is None:
            self.noise += len(frame.group())
        return reading

    def _skip(self, data: bytes) -> None:
        odd = len(data.translate(None, self.protocol.between + ALWAYS_BETWEEN))
        self.noise += odd
        self._is_noisy = self._is_noisy or odd > 0

    def _forget_old(self) -> None:
        if len(self._held) > MOST_HELD:
            self._skip(bytes(self._held[:-LONGEST]))
            del self._held[:-LONGEST]


def is_whole(frame: re.Match[bytes], protocol: Protocol) -> bool:
    """Say whether a frame's check is right."""
    if protocol.check is Check.XOR:
        return xor(frame.group("body")) == frame.group("check")[0]
    if protocol.check is Check.SUM7:
        return sum(frame.group()) & LOW_BITS == 0
    return True


def xor(data: bytes) -> int:
    """Return the exclusive or of all bytes."""
    result = 0
    for byte in data:
        result ^= byte
    return result


def read(
    frame: re.Match[bytes], protocol: Protocol, at: float, *, follows_noise: bool = False
) -> Reading | None:
    """Read a whole frame; None where it says nothing that could be sold by."""
    said = {flag.meaning for flag in protocol.flags if flag.is_set(frame)}
    is_out = bool(said & {Meaning.OVER, Meaning.UNDER})
    has_weight = frame.group("weight") is not None and not is_out
    if Meaning.ODD in said or not (has_weight or is_out or said & WEIGHTLESS):
        return None
    weight = _weigh(frame, protocol, "weight") if has_weight else 0
    if weight is None:
        return None
    is_negative = Meaning.NEGATIVE in said or _sign(frame) == b"-"
    is_under = Meaning.UNDER in said or (is_out and is_negative)
    is_moving = Meaning.MOVING in said or (
        any(it.meaning is Meaning.STABLE for it in protocol.flags) and Meaning.STABLE not in said
    )
    return Reading(
        grams=-weight if is_negative else weight,
        is_stable=not is_moving,
        at=at,
        is_net=Meaning.NET in said,
        is_over=is_out and not is_under,
        is_under=is_under,
        tare_g=_weigh(frame, protocol, "tare") if "tare" in protocol.pattern.groupindex else None,
        follows_noise=follows_noise,
    )


def _weigh(frame: re.Match[bytes], protocol: Protocol, group: str) -> int | None:
    digits = frame.group(group).decode("ascii", "replace")
    if protocol.is_reversed:
        digits = digits[::-1]
    decimals = protocol.decimals
    if protocol.point is not None:
        decimals = (frame.group(protocol.point.group)[0] & protocol.point.mask) - 2
    unit = _unit(frame, protocol)
    return None if unit is None else grams(digits, decimals, unit)


def _unit(frame: re.Match[bytes], protocol: Protocol) -> str | None:
    if "unit" not in protocol.pattern.groupindex:
        return protocol.unit
    return protocol.units.get(frame.group("unit"))


def _sign(frame: re.Match[bytes]) -> bytes | None:
    return frame.group("sign") if "sign" in frame.re.groupindex else None
