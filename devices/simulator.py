"""A receipt printer that is not there: it decodes what it gets, answers as one does, and can fail.

On TCP, or on a pseudo-terminal in place of a serial line. As a process, for technicians:
``python -m devices.simulator --port 9100 --out DIR``.
"""

import argparse
import contextlib
import os
import re
import select
import socket
import struct
import sys
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from devices.drawing import draw
from devices.paper import Paper, decode

QUESTION = re.compile(rb"\x10\x04([\x01-\x04])")  # DLE EOT n, answered at once
QUESTIONS_AT_END = re.compile(rb"(?:\x10\x04[\x01-\x04])+\Z")
MAYBE_QUESTION = re.compile(rb"\x10\x04?\Z")  # the rest of it is still to come
IN_TURN = re.compile(rb"\x1dr([\x01\x02])")  # GS r n, answered when all before it is printed
IN_TURN_BYTES = QUESTION_BYTES = 3
KICK = re.compile(rb"\x1bp|\x10\x14\x01")  # ESC p and DLE DC4 1 open the drawer
READY, DRAWER, OFFLINE = 0x12, 0x04, 0x08
COVER, PAPER_STOP, PAPER_OUT = 0x04, 0x20, 0x60
GARBAGE = bytes([0xC3, 0x9B, 0xFF, 0x81])  # no answer of a printer's has these bits
RESETS = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)  # SO_LINGER of nothing
MOUTHFUL = 4096
TICK_S = 0.05
SLOW_TICK_S = 0.02
LOOK_S = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """How the printer misbehaves."""

    refuses: bool = False  # nobody listens at its address
    drops_after: int | None = None  # bytes of a connection, then the line is reset
    is_silent: bool = False  # it prints and answers nothing
    is_out_of_paper: bool = False  # it takes bytes and prints nothing until there is paper
    paper_bytes: int | None = None  # there is paper for so many bytes, then it is out
    is_cover_open: bool = False
    stalls: bool = False  # it reads nothing at all
    bytes_per_s: int | None = None  # it reads slowly
    garbles: bool = False  # its answers are noise
    answers: frozenset[int] = frozenset({1, 2, 3, 4})  # the n of DLE EOT that it knows
    acknowledges: bool = True  # it knows GS r

    @property
    def is_stopped(self) -> bool:
        """Whether it keeps what it gets and prints nothing."""
        return self.is_out_of_paper or self.is_cover_open


@dataclass(slots=True)
class _Heard:
    """Bytes that wait to be printed, and who hears of it."""

    data: bytes
    reply: Callable[[bytes], None]


@dataclass(slots=True)
class _Machine:
    """The inside of the printer: what it got, what is on paper, what it answers."""

    faults: Faults
    received: bytearray = field(default_factory=bytearray)
    printed: bytearray = field(default_factory=bytearray)
    drawer_is_open: bool = False
    buffer: deque[_Heard] = field(default_factory=deque)
    paper_left: int | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)

    def hear(self, some: bytes, reply: Callable[[bytes], None]) -> None:
        """Answer what is answered at once; print the rest in turn."""
        with self.lock:
            for found in QUESTION.finditer(some):
                self._say(found[1][0] in self.faults.answers, self._status(found[1][0]), reply)
            kept = QUESTIONS_AT_END.sub(b"", some)
            if not kept:
                return
            self.received += kept
            if b"\x10\x14\x01" in kept:
                self.drawer_is_open = True
            self.buffer.append(_Heard(kept, reply))
            self.work()

    def work(self) -> None:
        """Print what waits, as far as there is paper."""
        with self.lock:
            while self.buffer and not self.is_stopped:
                first = self.buffer[0]
                many = len(first.data) if self.paper_left is None else self.paper_left
                now, first.data = first.data[:many], first.data[many:]
                if self.paper_left is not None:
                    self.paper_left -= len(now)
                if not first.data:
                    self.buffer.popleft()
                self._print(now, first.reply)

    @property
    def is_stopped(self) -> bool:
        """Whether it prints nothing now."""
        return self.faults.is_stopped or self.paper_left == 0

    def fail(self, faults: Faults) -> None:
        """Misbehave like this from now on; what waited goes on where it can."""
        with self.lock:
            self.faults, self.paper_left = faults, faults.paper_bytes
            self.work()

    def _print(self, now: bytes, reply: Callable[[bytes], None]) -> None:
        begins = max(0, len(self.printed) - IN_TURN_BYTES + 1)  # a command may come in two pieces
        before = len(self.printed)
        self.printed += now
        if KICK.search(self.printed, begins):
            self.drawer_is_open = True
        for found in IN_TURN.finditer(self.printed, begins):
            if found.end() > before:
                level = 0 if found[1] == b"\x01" or self.drawer_is_open else 1
                self._say(self.faults.acknowledges, level, reply)

    def _say(self, knows: bool, answer: int, reply: Callable[[bytes], None]) -> None:  # noqa: FBT001
        if self.faults.is_silent:
            return
        with contextlib.suppress(OSError, ValueError):  # whoever asked has hung up
            if self.faults.garbles:
                reply(GARBAGE)
            elif knows:
                reply(bytes([answer]))

    def _status(self, number: int) -> int:
        is_out = self.faults.is_out_of_paper or self.paper_left == 0
        match number:
            case 1:
                level = 0 if self.drawer_is_open else DRAWER
                return READY | level | (OFFLINE if self.is_stopped else 0)
            case 2:
                cover = COVER if self.faults.is_cover_open else 0
                return READY | cover | (PAPER_STOP if is_out else 0)
            case 4:
                return READY | (PAPER_OUT if is_out else 0)
        return READY


class Simulator(ABC):
    """What every simulated printer has, on whatever wire."""

    def __init__(self, faults: Faults | None = None) -> None:
        self._machine = _Machine(faults or Faults())
        self._machine.paper_left = self.faults.paper_bytes
        self._closed = threading.Event()

    @property
    @abstractmethod
    def url(self) -> str:
        """The address to print to."""

    @property
    def faults(self) -> Faults:
        """How it misbehaves; may be replaced while it runs."""
        return self._machine.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self._machine.fail(faults)

    @property
    def data(self) -> bytes:
        """Every byte so far, without the questions that are answered at once."""
        with self._machine.lock:
            return bytes(self._machine.received)

    @property
    def printed(self) -> bytes:
        """Every byte that is on paper so far."""
        with self._machine.lock:
            return bytes(self._machine.printed)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """What came out so far, one for each cut."""
        return decode(self.printed)

    @property
    def drawer_is_open(self) -> bool:
        """Whether the drawer stands open; kicks open it, whoever sets this shuts it."""
        return self._machine.drawer_is_open

    @drawer_is_open.setter
    def drawer_is_open(self, is_open: bool) -> None:
        self._machine.drawer_is_open = is_open

    def forget(self) -> None:
        """Let go of the paper so far."""
        with self._machine.lock:
            self._machine.received.clear()
            self._machine.printed.clear()

    def close(self) -> None:
        """Switch the printer off; what it had not printed is lost."""
        self._closed.set()
        with self._machine.lock:
            self._machine.buffer.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _mouthful(self) -> int:
        while self.faults.stalls and not self._closed.is_set():
            self._closed.wait(TICK_S)
        faults = self.faults  # of now; they may change at any moment
        if not faults.bytes_per_s:
            return min(MOUTHFUL, max(QUESTION_BYTES, faults.drops_after or MOUTHFUL))
        self._closed.wait(SLOW_TICK_S)
        return max(1, int(faults.bytes_per_s * SLOW_TICK_S))

    def _take(self, kept: bytes, some: bytes, reply: Callable[[bytes], None]) -> bytes:
        """Take bytes in; return what may be the beginning of a question."""
        whole = kept + some
        rest = MAYBE_QUESTION.search(whole)
        at = rest.start() if rest else len(whole)
        if whole[:at]:
            self._machine.hear(whole[:at], reply)
        return whole[at:]


class PrinterSimulator(Simulator):
    """Listens on loopback until closed; keeps all that it was sent."""

    def __init__(self, port: int = 0, faults: Faults | None = None) -> None:
        super().__init__(faults)
        self._server = socket.socket()
        if sys.platform != "win32":  # where it would let two servers share a port
            self._server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._server.bind(("127.0.0.1", port))
        self.port: int = self._server.getsockname()[1]
        self._jobs = 0
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._serve, name="simulator", daemon=True)
        if not self.faults.refuses:
            self._server.listen()
            self._thread.start()

    @property
    def url(self) -> str:
        """The address to print to."""
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def jobs(self) -> int:
        """How many connections brought something to print."""
        return self._jobs

    def close(self) -> None:
        """Switch the printer off, as when its plug is pulled."""
        super().close()
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESETS)
                connection.shutdown(socket.SHUT_RDWR)
        if self._thread.is_alive():
            self._thread.join(2)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        got, kept = 0, b""
        self._open.add(connection)
        with connection, contextlib.suppress(OSError):
            while some := connection.recv(self._mouthful()):
                asked = QUESTIONS_AT_END.search(some)
                brought = len(some) - (len(asked[0]) if asked else 0)
                self._jobs += got == 0 and brought > 0
                got += brought
                kept = self._take(kept, some, connection.sendall)
                if self.faults.drops_after is not None and got >= self.faults.drops_after:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESETS)
                    break
        self._open.discard(connection)


class SerialSimulator(Simulator):
    """A printer at the other end of a pseudo-terminal; its plug is pulled by closing it.

    With a `link` it has this name however often it is plugged in, as by-id names of USB have.
    """

    def __init__(self, faults: Faults | None = None, link: Path | None = None) -> None:
        super().__init__(faults)
        self._link = link
        self._plug_in()
        self._thread = threading.Thread(target=self._talk, name="simulator", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The address to print to."""
        return f"serial://{self._link or self._name}?baud=9600"

    def close(self) -> None:
        """Pull the plug."""
        if self._closed.is_set():
            return
        super().close()
        self._thread.join(2)
        self._pull()

    def _plug_in(self) -> None:
        import pty  # noqa: PLC0415 - not on Windows
        import tty  # noqa: PLC0415

        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self._name = os.ttyname(self._theirs)
        os.set_blocking(self._ours, False)
        if self._link is not None:
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self._name)

    def _pull(self) -> None:
        if self._link is not None:
            self._link.unlink(missing_ok=True)
        for file in (self._theirs, self._ours):
            os.close(file)

    def _talk(self) -> None:
        got, kept = 0, b""
        while not self._closed.is_set():
            if not select.select([self._ours], [], [], TICK_S)[0]:
                continue
            many = self._mouthful()
            with contextlib.suppress(BlockingIOError):
                some = os.read(self._ours, many)
                got += len(QUESTIONS_AT_END.sub(b"", some))
                kept = self._take(kept, some, self._reply)
            if self.faults.drops_after is not None and got >= self.faults.drops_after:
                self._pull()
                self._plug_in()
                got, kept = 0, b""

    def _reply(self, answer: bytes) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(self._ours, answer)


def main() -> int:
    """Print on pictures until interrupted."""
    parser = argparse.ArgumentParser(prog="devices.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--out", type=Path, default=Path("papers"))
    parser.add_argument("--width", type=int, default=576, help="dots: 576 is 80 mm, 384 is 58 mm")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with PrinterSimulator(args.port) as printer, contextlib.suppress(KeyboardInterrupt):
        _say(printer.url)
        seen = shown = 0
        while True:
            threading.Event().wait(LOOK_S)
            if len(printer.data) == seen:
                continue
            seen = len(printer.data)
            for paper in [it for it in printer.papers if it.is_cut][shown:]:
                shown += 1
                _put(args.out / f"paper-{shown:04}.png", paper, args.width)
    return 0


def _put(path: Path, paper: Paper, width_dots: int) -> None:
    path.write_bytes(draw(paper, width_dots))
    path.with_suffix(".txt").write_text(paper.text + "\n", "utf-8")
    drawer = "，开钱箱 drawer opened" if paper.kicks else ""
    unknown = f"，不认识 unknown: {', '.join(paper.unknown)}" if paper.unknown else ""
    _say(f"{path}{drawer}{unknown}")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a program for technicians


if __name__ == "__main__":
    sys.exit(main())
