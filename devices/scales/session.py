"""The scale of a till: listened to or asked, with what may be sold by at hand at any time."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from app.base.errors import Refusal, Told
from devices import ports
from devices.scales import own, protocols
from devices.scales.acceptance import INFERRED_S, Acceptance, Verdict
from devices.scales.feed import Feed, as_sent
from devices.scales.protocol import Bits, Protocol
from devices.scales.simulator import SimScale
from devices.scales.weighing import Command, Weighing
from devices.wire import Transport
from devices.worker import DeviceWorker, Direction, Health, Wire

CAPACITY_G = 15_000
MOST_CAPACITY_G = 300_000
LISTEN_S = 0.1
REST_S = 0.02
STALLED_S = 0.5  # what came while nobody listened for so long has no time any more
MOUTHFUL = 512
SEND_S = 0.5
MOST_WAITING = 4
SIMULATED = "sim"
BY_NAME = "toledo8217"  # what a scale speaks where the URL does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What the settings say of a scale."""

    url: str
    protocol: Protocol
    capacity_g: int


def setup(url: str, described: Mapping[str, str]) -> Setup:
    """Read serial:///dev/ttyUSB0?baud=9600&protocol=toledo8217&capacity_g=15000&bits=7e1.

    `described` is the protocol of one's own. Raises Refusal for what cannot be.
    """
    try:
        asked = {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}
        bits = Bits(asked["bits"]) if "bits" in asked else None
        capacity_g = int(asked.get("capacity_g", CAPACITY_G))
    except ValueError as error:
        raise Refusal("bad_scale_url", url=url) from error
    if not 0 < capacity_g <= MOST_CAPACITY_G:
        raise Refusal("bad_scale_url", url=url)
    name = asked.get("protocol", BY_NAME)
    protocol = own.protocol(described) if name == protocols.OWN else protocols.known(name)
    if bits is None and urlsplit(url).scheme != "serial":
        bits = Bits.PLAIN  # a network box has taken the parity off
    if bits is not None:
        protocol = protocol.sent_as(bits)
    return Setup(url=url, protocol=protocol, capacity_g=capacity_g)


class Scale:
    """One scale, followed in a thread of its own; safe to ask from any thread."""

    def __init__(
        self,
        known: Setup,
        *,
        show: Callable[[Health], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = ScaleSession(known, now)
        self._worker: DeviceWorker[Command] = DeviceWorker(
            "scale",
            known.url,
            self._session,
            show=show,
            queue_size=MOST_WAITING,
            open_wire=lambda url: open_scale(url, known.protocol),
        )

    def start(self) -> None:
        """Begin to listen."""
        self._worker.start()

    def stop(self) -> None:
        """End."""
        self._worker.stop()

    @property
    def health(self) -> Health:
        """How the line is, and the last bytes, for the technician."""
        return self._worker.health

    def weighing(self) -> Weighing:
        """Say what lies on the scale now."""
        return self._session.weighing()

    def take(self, shown_g: int) -> int:
        """Sell by the weight that was shown, once; raises Refusal where that may not be."""
        return self._session.take(shown_g)

    def ask(self, command: Command) -> None:
        """Have it zero or tare; raises Refusal where it cannot."""
        if not self._session.may(command):
            raise Refusal("scale_cannot", what=command.value)
        self._worker.ask(command)


class ScaleSession:
    """What is said on a scale's line; see `devices.worker.Session`."""

    away = "scale_away"
    idle_s = 0.0

    def __init__(self, known: Setup, now: Callable[[], float] = time.monotonic) -> None:
        self.protocol = known.protocol
        self._feed = Feed(known.protocol)
        self._now = now
        self._lock = threading.Lock()
        self._seen = Acceptance(
            capacity_g=known.capacity_g,
            repeats=known.protocol.repeats,
            settles_s=0.0 if known.protocol.says_stable else INFERRED_S,
        )
        self._asked_at = 0.0
        self._listened_at = 0.0

    # -- from any thread

    def weighing(self) -> Weighing:
        """Say what lies on the scale now."""
        with self._lock:
            verdict, last = self._seen.judge(self._now()), self._seen.last
        known = last if verdict is not Verdict.SILENT else None
        return Weighing(
            verdict=verdict,
            grams=known.grams if known is not None else 0,
            is_net=known is not None and known.is_net,
            tare_g=known.tare_g if known is not None else None,
            may_zero=self.may(Command.ZERO),
            may_tare=self.may(Command.TARE),
        )

    def take(self, shown_g: int) -> int:
        """Sell by the weight that was shown; raises Refusal."""
        with self._lock:
            self._seen = self._seen.take(self._now(), shown_g)
        return shown_g

    def may(self, command: Command) -> bool:
        """Say whether this scale knows such a command."""
        return bool(self._bytes_of(command))

    # -- in the worker's thread

    def opened(self, wire: Wire) -> None:
        """Forget what waits on the line: nobody knows when it was sent."""
        self.closed()
        wire.read(MOUTHFUL, 0)
        self._listened_at = self._now()

    def step(self, wire: Wire, request: Command | None) -> None:
        """Send a command, or ask and listen for a moment."""
        if request is not None:
            wire.write_all(as_sent(self._bytes_of(request), self.protocol.bits), SEND_S)
            return
        self._ask(wire)
        began = self._now()
        data = wire.read(MOUTHFUL, self._patience_s(began))
        now = self._now()
        if not data:
            self._rest(began, now)
        if data and now - self._listened_at - LISTEN_S < STALLED_S:
            self._hear(wire, data, now)
        elif data:
            self._feed.clear()
            wire.count(dropped=1)
        self._listened_at = now

    def failed(self, request: Command, told: Told) -> None:
        """Tell nobody: the screen sees that nothing changes."""

    def closed(self) -> None:
        """Forget what was half heard."""
        self._feed.clear()
        with self._lock:
            self._seen = self._seen.interrupted()

    def kept(self, _direction: Direction, data: bytes) -> bytes:
        """Show a technician everything."""
        return data

    def _ask(self, wire: Wire) -> None:
        now = self._now()
        if self.protocol.ask and now - self._asked_at >= self.protocol.every_s:
            self._asked_at = now
            wire.write_all(as_sent(self.protocol.ask, self.protocol.bits), SEND_S)

    def _hear(self, wire: Wire, data: bytes, now: float) -> None:
        noise = self._feed.noise
        readings = self._feed.feed(data, now)
        if self.protocol.on_answer and self.protocol.on_answer in data:
            wire.write_all(as_sent(self.protocol.then_ask, self.protocol.bits), SEND_S)
        wire.count(frames=len(readings), dropped=int(self._feed.noise > noise))
        with self._lock:
            for reading in readings:
                self._seen = self._seen.see(reading)

    def _patience_s(self, now: float) -> float:
        """Listen no longer than until the scale is asked again."""
        if not self.protocol.ask:
            return LISTEN_S
        return min(LISTEN_S, max(0.0, self._asked_at + self.protocol.every_s - now))

    def _rest(self, began: float, now: float) -> None:
        """Do not spin on a line that never waits."""
        if now - began < REST_S:
            time.sleep(REST_S)

    def _bytes_of(self, command: Command) -> bytes:
        return self.protocol.zero if command is Command.ZERO else self.protocol.tare


def open_scale(url: str, protocol: Protocol) -> Transport:
    """Open a scale's line, or one to the simulated scale of this name in this process."""
    parts = urlsplit(url)
    if parts.scheme == SIMULATED:
        return SimScale.named(parts.netloc).wire(protocol)
    return ports.open_url(url)
