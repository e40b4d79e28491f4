"""A wire of which somebody keeps what goes over it: for the technician who asks a device once."""

from collections.abc import Callable

from app.base import clock
from devices.wire import Transport
from devices.worker import Chunk, Direction

Hear = Callable[[Chunk], None]  # called in the thread that talks to the device


def nobody(_chunk: Chunk) -> None:
    """Keep nothing."""


class Overheard:
    """Passes everything on, and tells what went each way; what was sent may not have arrived."""

    def __init__(self, wire: Transport, hear: Hear) -> None:
        self.answers = wire.answers
        self._wire = wire
        self._hear = hear

    def write_all(self, data: bytes, deadline_s: float) -> None:
        """Send everything within this time; raises Unsent or CutOff."""
        self._hear(Chunk(clock.now(), Direction.OUT, bytes(data)))
        self._wire.write_all(data, deadline_s)

    def read(self, count: int, deadline_s: float) -> bytes:
        """Return what is there, waiting this long for the first of it; raises CutOff."""
        data = self._wire.read(count, deadline_s)
        if data:
            self._hear(Chunk(clock.now(), Direction.IN, data))
        return data

    def finish(self, deadline_s: float) -> None:
        """Wait until the other side took everything, as far as we can know; raises CutOff."""
        self._wire.finish(deadline_s)

    def close(self) -> None:
        """Let go of the wire."""
        self._wire.close()
