"""A scanner on a serial line or as USB-CDC: bytes in, scans out, in the order in which they came.

A scanner that ends its codes (CR, LF, CRLF or Tab, as nearly all do) is waited for: what breaks
off is no code. One that ends them with nothing is known by its silence. What a scan means is
decided by the screen that is in front; nothing of it is logged.
"""

import contextlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.base import clock
from app.base.errors import Refusal, Told, Trouble
from app.catalogue import gs1
from devices.worker import Direction, Wire

ENDS = re.compile(rb"[\r\n\t]")
MOST = 4096  # bytes without an end; the longest 2D code carries less
SILENCE_S = 0.1
TORN_S = 2.0  # then the end of a code does not come any more
FORGETS = 2  # codes without an end, one after the other, of a scanner that used to end them
SHORTEST = 4  # of a code that ends in silence
LISTEN_S = 0.2
COMPLAIN_S = 1.0  # between two complaints about noise
SHOWN_DIGITS = 4  # of a run of them, for the technician: longer ones may pay

EDGES = "".join(map(chr, range(32))).replace("\x1d", "") + " \x7f"  # GS may begin a GS1 message
INSIDE = "\x1c\x1d\x1e\x04"  # of GS1 messages and of ISO 15434's envelopes
HAN_SIZE = 3  # bytes of a Chinese character in UTF-8


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code as it was read, when, and by what symbology, if the scanner says so ("]E0")."""

    code: str
    aim: str
    at: datetime

    @property
    def text(self) -> str:
        """The code behind its AIM identifier, as a keyboard scanner types it."""
        return self.aim + self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """What a scanner was programmed to send before and after each code, beside its end."""

    prefix: str = ""
    suffix: str = ""

    def off(self, text: str) -> str:
        """Return a scan without it; one that lacks it is left as it is."""
        return text.removeprefix(self.prefix).removesuffix(self.suffix)


PLAIN = Framing()


class Splitter:
    """Cuts a stream of bytes into codes; `spoilt` counts what was thrown away.

    Times are seconds of any steady clock.
    """

    def __init__(self) -> None:
        self.spoilt = 0
        self._half = b""
        self._heard_at = 0.0
        self._ends_codes = False  # an end was heard: silence ends nothing
        self._torn = 0  # without an end, one after the other
        self._is_flooded = False

    def feed(self, data: bytes, now_s: float) -> list[bytes]:
        """Take what came and return the codes that ended with it, none of them empty."""
        self._heard_at = now_s
        *ended, self._half = ENDS.split(self._half + data)
        if ended:
            ended = ended[self._is_flooded :]  # the tail of what was too long
            self._ends_codes, self._torn, self._is_flooded = True, 0, False
        if len(self._half) > MOST:
            self.spoilt += not self._is_flooded
            self._is_flooded = True
        if self._is_flooded:
            self._half = b""
        self.spoilt += sum(len(it) > MOST for it in ended)
        return [it for it in ended if 0 < len(it) <= MOST]

    def tick(self, now_s: float) -> list[bytes]:
        """Let time pass: return the code that its silence ends."""
        patience_s = TORN_S if self._ends_codes else SILENCE_S
        if not self.is_waiting or now_s - self._heard_at < patience_s:
            return []
        code, self._half = self._half, b""
        was_flooded, self._is_flooded = self._is_flooded, False
        if was_flooded:  # and counted then
            return []
        if self._ends_codes or len(code) < SHORTEST:
            self.spoilt += 1
            self._torn += 1
            self._ends_codes = self._ends_codes and self._torn < FORGETS
            return []
        return [code]

    @property
    def is_waiting(self) -> bool:
        """Whether a part of a code is here."""
        return bool(self._half) or self._is_flooded

    def forget(self) -> None:
        """Begin anew: the line was cut."""
        self.spoilt += bool(self._half)
        self._half, self._is_flooded = b"", False


class Scanner:
    """The session of a scanner: passes on every scan, or that one was spoilt."""

    away = "scanner_away"
    idle_s = 0.0

    def __init__(self, take: Callable[[Scanned | Told], None], framing: Framing = PLAIN) -> None:
        self._take = take
        self._framing = framing
        self._splitter = Splitter()
        self._mask = Mask()
        self._complained_at = -COMPLAIN_S

    def opened(self, wire: Wire) -> None:
        """Refuse a wire on which nothing can be heard."""
        if not wire.answers:
            raise Refusal("scanner_mute")

    def step(self, wire: Wire, _request: object | None) -> None:
        """Listen for a moment and pass on what was scanned."""
        patience_s = SILENCE_S if self._splitter.is_waiting else LISTEN_S
        data = wire.read(MOST, patience_s)
        now_s = time.monotonic()
        codes = self._splitter.feed(data, now_s) if data else self._splitter.tick(now_s)
        for code in codes:
            self._pass_on(wire, code)
        self._complain(wire)

    def failed(self, _request: object, _told: Told) -> None:
        """Have nobody to tell: nobody asks a scanner."""

    def closed(self) -> None:
        """Forget a half code: its other half is lost."""
        self._splitter.forget()

    def kept(self, _direction: Direction, data: bytes) -> bytes:
        """Hide the digits by which a customer could pay."""
        return self._mask.hide(data)

    def _pass_on(self, wire: Wire, code: bytes) -> None:
        scanned = read(code, clock.now(), self._framing)
        if scanned is None:
            self._splitter.spoilt += 1
        elif scanned.code:
            wire.count(frames=1)
            self._take(scanned)

    def _complain(self, wire: Wire) -> None:
        """Say that a scan was lost, but not for every bit of a noise."""
        spoilt, self._splitter.spoilt = self._splitter.spoilt, 0
        if not spoilt:
            return
        wire.count(dropped=spoilt)
        now_s = time.monotonic()
        if now_s - self._complained_at >= COMPLAIN_S:
            self._complained_at = now_s
            self._take(Trouble("scan_torn"))


class Mask:
    """Hides all but the first digits of every number, also of one that comes in pieces."""

    def __init__(self) -> None:
        self._run = 0

    def hide(self, data: bytes) -> bytes:
        """Return the same number of bytes, with stars for what must not be kept."""
        shown = bytearray(data)
        for at, byte in enumerate(data):
            self._run = self._run + 1 if 0x30 <= byte <= 0x39 else 0  # noqa: PLR2004 - "0" to "9"
            if self._run > SHOWN_DIGITS:
                shown[at] = ord("*")
        return bytes(shown)


def read(data: bytes, at: datetime, framing: Framing = PLAIN) -> Scanned | None:
    """Read one code; None for noise: bytes that are no characters, or that control something."""
    text = framing.off(decode(data).strip(EDGES)).strip(EDGES)
    aim, code = gs1.split_aim(text)
    if any(sign == "\ufffd" or (sign < " " and sign not in INSIDE) for sign in code):
        return None
    return Scanned(code.strip(EDGES), aim, at)


def decode(data: bytes) -> str:
    """Read ASCII, UTF-8 where it must be that, else GB18030; what is none of them is U+FFFD.

    Two bytes that could be either are a Chinese character in GB18030 rather than a Greek one.
    """
    with contextlib.suppress(UnicodeDecodeError):
        text = data.decode()
        if text.isascii() or max(len(sign.encode()) for sign in text) >= HAN_SIZE:
            return text
    return data.decode("gb18030", "replace")
