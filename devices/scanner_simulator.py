"""A scanner in this process, reached as sim://NAME: for tests, training and the diagnostics."""

import threading
import time
from typing import ClassVar
from urllib.parse import urlsplit

from devices import ports
from devices.wire import CutOff, Transport, Unsent

SCHEME = "sim"


class ScannerSimulator:
    """What a scanner with a cable does: it scans, it makes noise, and it is unplugged."""

    known: ClassVar[dict[str, "ScannerSimulator"]] = {}  # one world of them per process

    def __init__(self, name: str) -> None:
        self.name = name
        self._unread = bytearray()
        self._is_plugged = True
        self._news = threading.Condition()

    @classmethod
    def named(cls, name: str) -> "ScannerSimulator":
        """Return the scanner of this name, which stays as it was left."""
        return cls.known.setdefault(name, cls(name))

    def scan(self, code: str, *, aim: str = "", end: str = "\r\n") -> None:
        """Send a code as a scanner does."""
        self.send(f"{aim}{code}{end}".encode("gb18030"))

    def send(self, data: bytes) -> None:
        """Send any bytes."""
        with self._news:
            self._unread += data
            self._news.notify_all()

    def unplug(self) -> None:
        """Pull its cable; what was on the way is lost."""
        with self._news:
            self._is_plugged = False
            self._unread.clear()
            self._news.notify_all()

    def plug_in(self) -> None:
        """Put its cable back."""
        with self._news:
            self._is_plugged = True

    def open(self) -> Transport:
        """Open a wire to it; raises Unsent while it is unplugged."""
        url = f"{SCHEME}://{self.name}"
        if not self._is_plugged:
            raise Unsent("printer_away", url=url, why="unplugged")
        return _End(self, url)

    def take(self, count: int, deadline_s: float) -> bytes | None:
        """Return what is there, waiting for it; None while it is unplugged."""
        ends = time.monotonic() + deadline_s
        with self._news:
            self._news.wait_for(
                lambda: self._unread or not self._is_plugged, max(0.0, ends - time.monotonic())
            )
            if not self._is_plugged:
                return None
            some = bytes(self._unread[:count])
            del self._unread[:count]
            return some


class _End:
    """The till's end of the cable."""

    answers = True

    def __init__(self, scanner: ScannerSimulator, url: str) -> None:
        self._scanner = scanner
        self._url = url

    def write_all(self, data: bytes, deadline_s: float) -> None:
        """Drop it: a scanner takes no orders."""

    def read(self, count: int, deadline_s: float) -> bytes:
        some = self._scanner.take(count, deadline_s)
        if some is None:
            raise CutOff("printer_cut_off", url=self._url, why="unplugged")
        return some

    def finish(self, deadline_s: float) -> None:
        """Have nothing to wait for."""

    def close(self) -> None:
        """Leave the scanner as it is."""


def open_url(url: str) -> Transport:
    """Open the wire to a scanner, a simulated one for sim://NAME."""
    parts = urlsplit(url)
    if parts.scheme == SCHEME:
        return ScannerSimulator.named(parts.netloc).open()
    return ports.open_url(url)
