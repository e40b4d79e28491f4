"""A receipt printer that is not there: a TCP server that decodes what it gets, and can fail.

As a process, for technicians: ``python -m devices.simulator --port 9100 --out DIR``.
"""

import argparse
import contextlib
import socket
import struct
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from devices.drawing import draw
from devices.paper import Paper, decode

QUESTION = b"\x10\x04"  # DLE EOT n, answered at once, even without paper
ACKNOWLEDGE = b"\x1dr\x01"  # GS r 1, answered when everything before it is printed
COMMAND_BYTES = 3  # of either
READY = {1: 0x16, 2: 0x12, 3: 0x12, 4: 0x12}
NO_PAPER = {1: 0x1E, 2: 0x32, 3: 0x12, 4: 0x72}
RESETS = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)  # SO_LINGER of nothing
MOUTHFUL = 4096
MOST_STALLED_S = 60
LOOK_S = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """How the printer misbehaves."""

    refuses: bool = False  # nobody listens at its address
    drops_after: int | None = None  # bytes of a connection, then the line is reset
    is_silent: bool = False  # it prints and answers nothing
    is_out_of_paper: bool = False  # it takes bytes and prints nothing until there is paper
    stalls: bool = False  # it reads nothing at all
    bytes_per_s: int | None = None  # it reads slowly


class PrinterSimulator:
    """Listens on loopback until closed; keeps all that it was sent."""

    def __init__(self, port: int = 0, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()  # may be replaced while it runs
        self._server = socket.socket()
        if sys.platform != "win32":  # where it would let two servers share a port
            self._server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._server.bind(("127.0.0.1", port))
        self.port: int = self._server.getsockname()[1]
        self._data = bytearray()
        self._jobs = 0
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="simulator", daemon=True)
        if not self.faults.refuses:
            self._server.listen()
            self._thread.start()

    @property
    def url(self) -> str:
        """The address to print to."""
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def data(self) -> bytes:
        """Every byte so far, without the questions that are answered at once."""
        with self._lock:
            return bytes(self._data)

    @property
    def jobs(self) -> int:
        """How many connections brought something to print."""
        with self._lock:
            return self._jobs

    @property
    def papers(self) -> tuple[Paper, ...]:
        """What came out so far, one for each cut."""
        return () if self.faults.is_out_of_paper else decode(self.data)

    def close(self) -> None:
        """Switch the printer off."""
        self._closed.set()
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        if self._thread.is_alive():
            self._thread.join(2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        if self.faults.stalls:
            self._closed.wait(MOST_STALLED_S)
        got, last = 0, b""
        with connection, contextlib.suppress(OSError):
            while some := connection.recv(self._mouthful()):
                self._keep(some, is_first=got == 0)
                if not some.startswith(QUESTION):
                    got += len(some)
                if self.faults.drops_after is not None and got >= self.faults.drops_after:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESETS)
                    return
                self._answer(connection, last + some)
                last = some[1 - COMMAND_BYTES :]  # a command may come in two pieces

    def _mouthful(self) -> int:
        if not self.faults.bytes_per_s:
            return min(MOUTHFUL, self.faults.drops_after or MOUTHFUL)
        self._closed.wait(0.1)
        return max(1, self.faults.bytes_per_s // 10)

    def _keep(self, some: bytes, *, is_first: bool) -> None:
        if len(some) == COMMAND_BYTES and some.startswith(QUESTION):
            return
        with self._lock:
            self._jobs += is_first
            self._data += some

    def _answer(self, connection: socket.socket, heard: bytes) -> None:
        if self.faults.is_silent:
            return
        is_out = self.faults.is_out_of_paper
        for number, status in (NO_PAPER if is_out else READY).items():
            if QUESTION + bytes([number]) in heard:
                connection.sendall(bytes([status]))
        if ACKNOWLEDGE in heard and not is_out:
            connection.sendall(b"\x00")


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
