"""A line to head office that breaks in every way a line can, by a seed."""

import contextlib
import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Faults:
    """What the line did so far."""

    seed: int
    share: float = 0.5
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._chooser = random.Random(self.seed)
        self._lock = threading.Lock()

    def choose(self) -> tuple[str, int]:
        """Choose what happens to the next connection, and after how many bytes."""
        with self._lock:
            is_bad = self._chooser.random() < self.share
            kind = self._chooser.choice(["refuse", "cut request", "cut answer", "silence"])
            kind = kind if is_bad else "pass"
            self.counts[kind] = self.counts.get(kind, 0) + 1
            return kind, self._chooser.randint(1, 3000)


@contextmanager
def bad_line(target: int, faults: Faults) -> Iterator[int]:
    """Carry connections to a port of this machine, badly; yield the port to connect to."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=_carry, args=(connection, target, faults), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield server.getsockname()[1]
    finally:
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        server.close()


def _carry(near: socket.socket, target: int, faults: Faults) -> None:
    kind, after = faults.choose()
    with near, contextlib.suppress(OSError):
        if kind == "refuse":
            return
        with socket.create_connection(("127.0.0.1", target)) as far:
            there = after if kind == "cut request" else None
            back = {"cut answer": min(after, 200), "silence": 0}.get(kind)
            carrier = threading.Thread(target=_pump, args=(near, far, there), daemon=True)
            carrier.start()
            _pump(far, near, back)


def _pump(source: socket.socket, sink: socket.socket, most: int | None) -> None:
    passed = 0
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            if most is not None and passed + len(data) > most:
                sink.sendall(data[: most - passed])
                break
            sink.sendall(data)
            passed += len(data)
        for end in (source, sink):
            end.shutdown(socket.SHUT_RDWR)
