"""The pole display of a till: the newest picture is shown, at most five in a second.

Such a display never answers. It is told again what it shows whenever its line is opened anew.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from app.base.errors import Refusal, Told
from devices import ports
from devices.displays import cd5220, led8
from devices.displays.shown import CLEAR, Shown
from devices.wire import CutOff, Transport
from devices.worker import DeviceWorker, Direction, Health, Wire

PAUSE_S = 0.2
SEND_S = 2.0
REST_S = 60.0
PROTOCOLS = ("cd5220", "led8")

Encode = Callable[[Shown], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What the settings say of a pole display."""

    url: str
    encode: Encode
    start: bytes = b""


def setup(url: str) -> Setup:
    """Read serial://COM2?baud=2400&protocol=led8, or ?protocol=cd5220&encoding=gbk.

    Raises Refusal for what cannot be.
    """
    try:
        asked = {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}
    except ValueError as error:
        raise Refusal("bad_pole_url", url=url) from error
    encoding = asked.get("encoding", "ascii")
    if encoding not in cd5220.ENCODINGS:
        raise Refusal("bad_pole_url", url=url)
    match asked.get("protocol", "cd5220"):
        case "cd5220":
            return Setup(url=url, encode=lambda it: cd5220.encode(it, encoding), start=cd5220.START)
        case "led8":
            return Setup(url=url, encode=led8.encode)
        case _:
            raise Refusal("bad_pole_url", url=url)


class Pole:
    """One pole display, looked after in a thread of its own; safe to tell from any thread."""

    def __init__(self, known: Setup, *, show: Callable[[Health], None]) -> None:
        self._session = PoleSession(known)
        self._worker: DeviceWorker[Shown] = DeviceWorker(
            "pole display", known.url, self._session, show=show, open_wire=open_pole
        )

    def start(self) -> None:
        """Begin to show."""
        self._worker.start()

    def stop(self) -> None:
        """End; what is shown stays there."""
        self._worker.stop()

    @property
    def health(self) -> Health:
        """How the line is."""
        return self._worker.health

    def show(self, shown: Shown) -> None:
        """Show this soon, in place of anything that still waits to be shown."""
        if self._session.want(shown):
            try:
                self._worker.ask(shown)
            except Refusal:  # it has ended
                self._session.was_asked()


class PoleSession:
    """What is sent to a pole display; see `devices.worker.Session`."""

    away = "pole_away"
    idle_s = REST_S

    def __init__(self, known: Setup) -> None:
        self._known = known
        self._lock = threading.Lock()
        self._wanted = CLEAR
        self._is_asked = False
        self._sent: Shown | None = None
        self._sent_at = 0.0

    def want(self, shown: Shown) -> bool:
        """Remember the newest picture; say whether the worker has to be woken for it."""
        with self._lock:
            self._wanted = shown
            is_first, self._is_asked = not self._is_asked, True
            return is_first

    def was_asked(self) -> Shown:
        """Return the newest picture; the next one wakes the worker again."""
        with self._lock:
            self._is_asked = False
            return self._wanted

    def opened(self, wire: Wire) -> None:
        """Show again what was shown."""
        self._sent = None
        if self._known.start:
            wire.write_all(self._known.start, SEND_S)
        self._send(wire)

    def step(self, wire: Wire, request: Shown | None) -> None:
        """Show the newest picture once the display has rested."""
        if request is None:
            return
        rest_s = self._sent_at + PAUSE_S - time.monotonic()
        if rest_s > 0:
            time.sleep(rest_s)
        self._send(wire)

    def failed(self, _request: Shown, _told: Told) -> None:
        """Show it when the display is back."""
        self.was_asked()

    def closed(self) -> None:
        """Have nothing half heard."""

    def kept(self, _direction: Direction, data: bytes) -> bytes:
        """Show a technician everything."""
        return data

    def _send(self, wire: Wire) -> None:
        wanted = self.was_asked()
        if wanted == self._sent:
            return
        self._sent_at = time.monotonic()
        wire.write_all(self._known.encode(wanted), SEND_S)
        self._sent = wanted
        wire.count(frames=1)


class SimPole:
    """A pole display in this process: `data` is all that it was sent."""

    named_ones: ClassVar[dict[str, "SimPole"]] = {}
    answers = False

    def __init__(self) -> None:
        self.data = bytearray()
        self.is_away = False

    @classmethod
    def named(cls, name: str) -> "SimPole":
        """Return the display of this name in this process."""
        return cls.named_ones.setdefault(name, cls())

    def write_all(self, data: bytes, _deadline_s: float) -> None:
        """Show it."""
        if self.is_away:
            raise CutOff("printer_cut_off", url="sim://pole", why="unplugged")
        self.data += data

    def read(self, _count: int, _deadline_s: float) -> bytes:
        """Say nothing."""
        return b""

    def finish(self, _deadline_s: float) -> None:
        """Have nothing to wait for."""

    def close(self) -> None:
        """Hang up."""


def open_pole(url: str) -> Transport:
    """Open a display's line, or the simulated display of this name in this process."""
    parts = urlsplit(url)
    if parts.scheme != "sim":
        return ports.open_url(url)
    pole = SimPole.named(parts.netloc)
    pole.write_all(b"", 0)  # one that is unplugged cannot be opened
    return pole
