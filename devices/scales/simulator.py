"""A scale that is not there: what lies on it is said by a test, a trainee or a technician.

As a process: ``python -m devices.scales.simulator --protocol mettler --port 4010``; then type
grams, "tare", "zero", "move" or "still".
"""

import argparse
import contextlib
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from devices.scales import protocols
from devices.scales.feed import as_heard, as_sent, xor
from devices.scales.protocol import Protocol
from devices.serving import TcpServed
from devices.wire import CutOff

CAPACITY_G = 15_000
PAUSE_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What lies on a scale, and how it stands."""

    gross_g: int = 0
    tare_g: int = 0
    is_moving: bool = False
    is_over: bool = False
    is_under: bool = False

    @property
    def net_g(self) -> int:
        """What it shows."""
        return self.gross_g - self.tare_g


def _toledo(load: Load) -> bytes:
    state = load.is_moving | load.is_over << 1 | (load.is_under or load.net_g < 0) << 2
    if state:
        return b"\x02?%c\r" % (state | bool(load.tare_g) << 5)
    return b"\x02%06.3f%s\r" % (load.net_g / 1000, b"N" if load.tare_g else b"")


def _mettler(load: Load) -> bytes:
    is_out = load.is_over or load.is_under
    is_negative = load.is_under or load.net_g < 0
    swb = 0x30 | bool(load.tare_g) | is_negative << 1 | is_out << 2 | load.is_moving << 3
    digits = b"      " if is_out else b"%6d" % abs(load.net_g)
    return b"\x02\x2d%c\x20%s%6d\r" % (swb, digits, load.tare_g)  # 0x2d: three decimals, step 1


def _mettler_cks(load: Load) -> bytes:
    frame = _mettler(load)
    return frame + bytes([-sum(frame) & 0x7F])


def _cas(load: Load) -> bytes:
    state = b"U" if load.is_moving else b"S"
    if load.is_over or load.is_under:
        body = b"F%s 00.000kg" % (b"-" if load.is_under else b"F")
    else:
        sign = b"-" if load.net_g < 0 else b" "
        body = b"%s%s%7.3fkg" % (state, sign, abs(load.net_g) / 1000)
    return b"\x01\x02%s%c\x03\x04" % (body, xor(body))


def _and(load: Load) -> bytes:
    head = b"OL" if load.is_over or load.is_under else b"US" if load.is_moving else b"ST"
    mode = b"NT" if load.tare_g else b"GS"
    sign = b"-" if load.is_under or load.net_g < 0 else b"+"
    return b"%s,%s,%s%07.3fkg\r\n" % (head, mode, sign, abs(load.net_g) / 1000)


def _dahua(load: Load) -> bytes:
    if load.is_over or load.is_under or load.net_g < 0:
        return b"\r-----\n"
    return b"\r%5d\n" % load.net_g


def _yaohua(load: Load) -> bytes:
    return b"=" + (b"%07.3f" % (load.net_g / 1000))[::-1]


WRITERS: dict[str, Callable[[Load], bytes]] = {
    "toledo8217": _toledo,
    "mettler": _mettler,
    "mettler-cks": _mettler_cks,
    "cas": _cas,
    "os2": _cas,
    "and": _and,
    "dahua": _dahua,
    "yaohua": _yaohua,
}


class SimScale:
    """A scale in this process; safe to load from any thread."""

    named_ones: ClassVar[dict[str, "SimScale"]] = {}

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._load = Load()
        self.is_away = False  # unplugged: whoever talks to it is cut off
        self.is_silent = False
        self.pause_s = PAUSE_S  # between two frames, where it speaks unasked

    @classmethod
    def named(cls, name: str) -> "SimScale":
        """Return the scale of this name in this process."""
        return cls.named_ones.setdefault(name, cls())

    @property
    def load(self) -> Load:
        """What lies on it."""
        with self._lock:
            return self._load

    def put(self, grams: int, *, is_moving: bool = False) -> None:
        """Lay this much on it, in all."""
        self._change(
            gross_g=grams,
            is_moving=is_moving,
            is_over=grams > CAPACITY_G,
            is_under=grams < -CAPACITY_G // 50,
        )

    def move(self, *, is_moving: bool) -> None:
        """Let it sway, or stand still."""
        self._change(is_moving=is_moving)

    def tare(self) -> None:
        """Take what lies there as the container; an empty scale forgets its tare."""
        load = self.load
        if not (load.is_moving or load.is_over or load.is_under):
            self._change(tare_g=max(0, load.gross_g))

    def zero(self) -> None:
        """Call what lies there nothing; only a little, as real scales do."""
        if abs(self.load.gross_g) <= CAPACITY_G // 50:
            self._change(gross_g=0, tare_g=0)

    def wire(self, protocol: Protocol) -> "SimWire":
        """Return a line to it that speaks this protocol."""
        return SimWire(self, protocol)

    def _change(self, **changes: object) -> None:
        with self._lock:
            self._load = replace(self._load, **changes)  # type: ignore[arg-type]


class SimWire:
    """The till's end of a line to a simulated scale; see `devices.wire.Transport`."""

    answers = True

    def __init__(self, scale: SimScale, protocol: Protocol) -> None:
        self._scale = scale
        self._protocol = protocol
        self._write = WRITERS.get(protocol.name, _and)
        self._unread = bytearray()
        self._sent_at = 0.0

    def write_all(self, data: bytes, _deadline_s: float) -> None:
        """Do what is asked for."""
        self._must_be_there()
        it, heard = self._protocol, as_heard(data, self._protocol.bits)
        if it.zero and heard == it.zero:
            self._scale.zero()
        elif it.tare and heard == it.tare:
            self._scale.tare()
        elif it.then_ask and heard == it.ask:
            self._say(it.on_answer)
        elif heard in {it.ask, it.then_ask} - {b""}:
            self._say(self._write(self._scale.load))

    def read(self, count: int, deadline_s: float) -> bytes:
        """Return what it says, waiting for it."""
        ends = time.monotonic() + deadline_s
        while True:
            self._must_be_there()
            self._speak_up()
            if self._unread or time.monotonic() >= ends:
                break
            time.sleep(min(0.01, max(0.0, ends - time.monotonic())))
        some = bytes(self._unread[:count])
        del self._unread[:count]
        return some

    def finish(self, _deadline_s: float) -> None:
        """Have nothing to wait for."""

    def close(self) -> None:
        """Hang up."""

    def _speak_up(self) -> None:
        """Say the next weight where it speaks unasked; what nobody heard in time is lost."""
        now = time.monotonic()
        if self._protocol.ask or now - self._sent_at < self._scale.pause_s:
            return
        self._sent_at = now
        self._say(self._write(self._scale.load))

    def _say(self, data: bytes) -> None:
        if not self._scale.is_silent:
            self._unread += as_sent(data, self._protocol.bits)

    def _must_be_there(self) -> None:
        if self._scale.is_away:
            raise CutOff("printer_cut_off", url="sim://scale", why="unplugged")


def main() -> int:
    """Serve a scale until interrupted."""
    parser = argparse.ArgumentParser(prog="devices.scales.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=4010)
    parser.add_argument("--protocol", choices=sorted(WRITERS), default="toledo8217")
    args = parser.parse_args()
    scale, protocol = SimScale(), protocols.known(args.protocol)
    with TcpServed(lambda: scale.wire(protocol), args.port) as served:
        sys.stdout.write(f"{served.url}?protocol={protocol.name}&bits={protocol.bits}\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            for line in sys.stdin:
                obey(scale, line.strip())
    return 0


def obey(scale: SimScale, word: str) -> None:
    """Do what somebody typed."""
    match word:
        case "tare":
            scale.tare()
        case "zero":
            scale.zero()
        case "move" | "still":
            scale.move(is_moving=word == "move")
        case _ if word.removeprefix("-").isdigit():
            scale.put(int(word))
        case _:
            sys.stdout.write("grams, tare, zero, move, still\n")


if __name__ == "__main__":
    sys.exit(main())
