"""A receipt printer that is not there: a TCP server that decodes what it gets, and can fail.

As a process, for technicians: ``python -m devices.simulator --port 9100 --out DIR``.
"""

import argparse
import contextlib
import socket
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from devices.drawing import draw
from devices.paper import Paper, decode

STATUS_OK = {1: 0x16, 2: 0x12, 3: 0x12, 4: 0x12}  # DLE EOT n; bits 1 and 4 always set
PAPER_OUT = 0x72


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """How the printer misbehaves."""

    drops_after: int | None = None  # bytes of a job, then the line is cut
    is_silent: bool = False  # it answers nothing
    is_out_of_paper: bool = False  # it takes bytes and prints nothing
    stalls: bool = False  # it reads nothing at all


class PrinterSimulator:
    """Listens on loopback until closed; keeps all that it was sent."""

    def __init__(self, port: int = 0, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self._server = socket.create_server(("127.0.0.1", port))
        self._data = bytearray()
        self._jobs = 0
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._serve, name="simulator", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The address to print to."""
        return f"tcp://127.0.0.1:{self._server.getsockname()[1]}"

    @property
    def data(self) -> bytes:
        """Every byte so far."""
        with self._lock:
            return bytes(self._data)

    @property
    def jobs(self) -> int:
        """How many connections brought something."""
        with self._lock:
            return self._jobs

    @property
    def papers(self) -> tuple[Paper, ...]:
        """What came out so far, one for each cut."""
        return decode(self.data)

    def close(self) -> None:
        """Switch the printer off."""
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
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
            threading.Thread(target=self._print, args=(connection,), daemon=True).start()

    def _print(self, connection: socket.socket) -> None:
        got = 0
        with connection, contextlib.suppress(OSError):
            while not self.faults.stalls and (some := connection.recv(4096)):
                with self._lock:
                    self._jobs += got == 0
                    self._data += some
                got += len(some)
                if self.faults.drops_after is not None and got >= self.faults.drops_after:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                    return
                self._answer(connection, some)
            if self.faults.stalls:
                threading.Event().wait(30)

    def _answer(self, connection: socket.socket, some: bytes) -> None:
        if self.faults.is_silent:
            return
        for number, status in STATUS_OK.items():
            if b"\x10\x04" + bytes([number]) in some:
                is_out = self.faults.is_out_of_paper and number == 4  # noqa: PLR2004
                connection.sendall(bytes([PAPER_OUT if is_out else status]))
        if b"\x1dr\x01" in some and not self.faults.is_out_of_paper:
            connection.sendall(b"\x00")


def main() -> int:
    """Print on pictures until interrupted."""
    parser = argparse.ArgumentParser(prog="devices.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--out", type=Path, default=Path("papers"))
    parser.add_argument("--width", type=int, default=576, help="dots: 576 is 80 mm, 384 is 58 mm")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with PrinterSimulator(args.port) as printer:
        print(printer.url, flush=True)  # noqa: T201 - says where it listens
        shown = 0
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                threading.Event().wait(0.5)
                for paper in [it for it in printer.papers if it.is_cut][shown:]:
                    shown += 1
                    (args.out / f"paper-{shown:04}.png").write_bytes(draw(paper, args.width))
    return 0


if __name__ == "__main__":
    sys.exit(main())
