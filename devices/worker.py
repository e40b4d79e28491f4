"""The thread that looks after one device: opens its wire, works it, finds it again when it is back.

What is said on the wire is the business of a `Session`; opening, counting, waiting and telling
is the same for all:

* one that listens (scanner, continuous scale): `idle_s` 0, `step` reads for a moment;
* one that is polled (scale): `idle_s` is the pause between two polls, `step` polls;
* one that is asked (card terminal, display): `step` with a request talks, without one it rests.
"""

import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from app.base import clock
from app.base.errors import Refusal, Told, Trouble
from devices import ports
from devices.wire import CutOff, Transport, Unsent

log = logging.getLogger(__name__)

PAUSES_S = (1.0, 2.0, 5.0, 10.0)
MOST_ASKED = 64
MOST_KEPT = 200  # chunks, for the technician
CLOSE_S = 2.0  # some drivers of Windows never come back from closing an unplugged port
STOP_S = 5.0
FRAME_S = 1.0  # an ordinary time to send or to await a frame

R = TypeVar("R")
R_contra = TypeVar("R_contra", contravariant=True)


class State(StrEnum):
    """How a device is; `fault` lasts only where no trying again can help."""

    CLOSED = "closed"
    OPENING = "opening"
    READY = "ready"
    BUSY = "busy"
    FAULT = "fault"
    BACKOFF = "backoff"


class Direction(StrEnum):
    """Which way bytes went, seen from the till."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Counters:
    """What was counted since the worker began."""

    opens: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    frames: int = 0
    timeouts: int = 0
    reconnects: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes that went over the wire, as far as they may be kept."""

    at: datetime
    direction: Direction
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a device is, since when, and why where it is not well."""

    name: str
    url: str
    state: State
    since: datetime
    trouble: Told | None = None
    counters: Counters = Counters()
    recent: tuple[Chunk, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether the device can be used now."""
        return self.state in {State.READY, State.BUSY}


class Session(Protocol[R_contra]):
    """What is said on one wire; all of it is called in the worker's thread.

    `away` is the code of the message that says that this device cannot be reached, with the
    values url and why. `idle_s` is how long the worker waits for a request before a step without.
    """

    @property
    def away(self) -> str:
        """The message for a wire in trouble."""

    @property
    def idle_s(self) -> float:
        """How long to wait for a request."""

    def opened(self, wire: "Wire") -> None:
        """Begin on a wire that was just opened: greet, probe, show again what was shown."""

    def step(self, wire: "Wire", request: R_contra | None) -> None:
        """Do what is asked, or without a request listen, poll or rest; at most a second or two.

        Raising Unsent or CutOff gives the wire up; raising Refusal only refuses the request.
        """

    def failed(self, request: R_contra, told: Told) -> None:
        """Tell whoever asked: after CutOff nobody knows whether it was done, else it was not."""

    def closed(self) -> None:
        """Forget what was half heard: the wire is over."""

    def kept(self, direction: Direction, data: bytes) -> bytes:
        """Return what of these bytes a technician may see; payment codes never."""


class Wire:
    """The open wire as a session sees it: counted, remembered, and in trouble by its own name."""

    def __init__(self, transport: Transport, url: str, away: str, log_book: "_LogBook") -> None:
        self.answers = transport.answers
        self._transport = transport
        self._url = url
        self._away = away
        self._book = log_book

    def read(self, count: int, deadline_s: float) -> bytes:
        """Return what is there, waiting this long for the first of it; raises CutOff."""
        with self._named():
            data = self._transport.read(count, deadline_s)
        if data:
            self._book.note(Direction.IN, data)
        return data

    def write_all(self, data: bytes, deadline_s: float = FRAME_S) -> None:
        """Send everything within this time; raises Unsent or CutOff."""
        self._book.note(Direction.OUT, data)
        with self._named():
            self._transport.write_all(data, deadline_s)

    def finish(self, deadline_s: float = FRAME_S) -> None:
        """Wait until the other side took everything, as far as we can know; raises CutOff."""
        with self._named():
            self._transport.finish(deadline_s)

    def count(self, *, frames: int = 0, timeouts: int = 0, dropped: int = 0) -> None:
        """Count frames heard or sent, answers that did not come, and frames thrown away."""
        self._book.count(frames=frames, timeouts=timeouts, dropped=dropped)

    @contextlib.contextmanager
    def _named(self) -> Iterator[None]:
        with _named(self._url, self._away):
            yield


class DeviceWorker(threading.Thread, Generic[R]):
    """Keeps one device open in a thread of its own, and passes it one request after the other.

    `show` hears of every change of state but that between ready and busy, in this thread; `health`
    says all of it at any time. While the device is away, requests fail at once.
    """

    def __init__(
        self,
        name: str,
        url: str,
        session: Session[R],
        *,
        show: Callable[[Health], None],
        pauses_s: Sequence[float] = PAUSES_S,
        queue_size: int = MOST_ASKED,
        open_wire: Callable[[str], Transport] = ports.open_url,
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._url = url
        self._session = session
        self._show = show
        self._pauses_s = tuple(pauses_s)
        self._queue_size = queue_size
        self._open_wire = open_wire
        self._asked: deque[R] = deque()
        self._news = threading.Condition()
        self._is_stopping = False
        self._is_nudged = False
        self._failures = 0
        self._ready_at = 0.0
        self._is_out = False  # it was logged that it is away
        self._book = _LogBook(session.kept)
        self._state = State.CLOSED
        self._since = clock.now()
        self._trouble: Told | None = None

    # -- from any thread

    def ask(self, request: R) -> None:
        """Have this done soon; raises Refusal when too much waits already, or after the end."""
        with self._news:
            if self._is_stopping:
                raise Refusal("device_closed")
            if len(self._asked) >= self._queue_size:
                raise Refusal("device_busy")
            self._asked.append(request)
            self._news.notify_all()

    def retry(self) -> None:
        """Try again at once to open a device that is away."""
        with self._news:
            if self._state in {State.FAULT, State.BACKOFF}:
                self._is_nudged = True
                self._news.notify_all()

    def stop(self, timeout_s: float = STOP_S) -> None:
        """Finish the present step and end; a thread that a driver holds fast is left behind."""
        with self._news:
            self._is_stopping = True
            self._news.notify_all()
        if self.is_alive() and threading.current_thread() is not self:
            self.join(timeout_s)
            if self.is_alive():
                log.warning("%s %s does not end and is left behind", self.name, self._url)

    @property
    def health(self) -> Health:
        """How the device is now."""
        with self._news:
            return Health(
                name=self.name,
                url=self._url,
                state=self._state,
                since=self._since,
                trouble=self._trouble,
                counters=self._book.counters,
                recent=self._book.recent,
            )

    # -- in this thread

    def run(self) -> None:
        """Keep the device open until stopped."""
        while not self._is_stopping:
            self._serve()
            self._sit_out()
        while self._asked:
            self._refuse(self._asked.popleft(), Trouble("device_closed"))
        self._turn(State.CLOSED, None)

    def _serve(self) -> None:
        """Open the wire and work it until it fails, or until the end."""
        transport: Transport | None = None
        try:
            self._turn(State.OPENING, self._trouble)
            with _named(self._url, self._session.away):
                transport = self._open_wire(self._url)
            wire = Wire(transport, self._url, self._session.away, self._book)
            self._session.opened(wire)
            self._is_ready()
            while not self._is_stopping:
                self._step(wire, self._next(self._session.idle_s))
        except Told as told:
            self._fail(told)
        except Exception:  # the top of a thread: a bug here must not end the device for the day
            log.exception("%s failed in a way that nobody foresaw", self.name)
            self._fail(Trouble("device_failed", url=self._url))
        finally:
            if transport is not None:
                self._let_go(transport)

    def _step(self, wire: Wire, request: R | None) -> None:
        if request is None:
            self._session.step(wire, None)
        else:
            self._do(wire, request)
        if self._failures and time.monotonic() - self._ready_at > self._pauses_s[-1]:
            self._failures = 0  # it did not just flicker

    def _do(self, wire: Wire, request: R) -> None:
        self._mark(State.BUSY)
        try:
            self._session.step(wire, request)
        except Refusal as told:
            self._refuse(request, told)
        except Told as told:
            self._refuse(request, told)
            raise
        except Exception:
            self._refuse(request, CutOff("device_failed", url=self._url))
            raise
        self._mark(State.READY)

    def _sit_out(self) -> None:
        """Wait before the next try; whatever is asked meanwhile fails."""
        if self._is_stopping or self._trouble is None:
            return
        ends = None
        if not isinstance(self._trouble, Refusal):  # no waiting mends a wrong setting
            self._turn(State.BACKOFF, self._trouble)
            ends = time.monotonic() + self._pauses_s[min(self._failures, len(self._pauses_s)) - 1]
        while not self._is_stopping and not self._is_nudged:
            left_s = None if ends is None else ends - time.monotonic()
            if left_s is not None and left_s <= 0:
                break
            if (request := self._next(left_s)) is not None:
                self._refuse(request, Unsent(self._trouble.code, **self._trouble.values))
        self._is_nudged = False

    def _next(self, timeout_s: float | None) -> R | None:
        with self._news:
            if timeout_s != 0:
                self._news.wait_for(
                    lambda: self._asked or self._is_stopping or self._is_nudged, timeout_s
                )
            return self._asked.popleft() if self._asked and not self._is_stopping else None

    def _let_go(self, transport: Transport) -> None:
        """Close the wire, but do not wait for ever: a driver may never come back from it."""
        self._guarded(self._session.closed)
        closing = threading.Thread(
            target=_close, args=(transport,), name=f"{self.name} closing", daemon=True
        )
        closing.start()
        closing.join(CLOSE_S)
        if closing.is_alive():
            log.warning("%s %s does not close and is left behind", self.name, self._url)

    # -- telling

    def _is_ready(self) -> None:
        self._book.opened(again=self._is_out)
        if self._is_out:
            log.info("%s %s is back", self.name, self._url)
        self._is_out, self._is_nudged, self._ready_at = False, False, time.monotonic()
        self._turn(State.READY, None)

    def _fail(self, told: Told) -> None:
        if not self._is_out:
            log.warning("%s: %s", self.name, told)
        self._is_out = True
        self._failures += 1
        self._turn(State.FAULT, told)

    def _refuse(self, request: R, told: Told) -> None:
        self._guarded(lambda: self._session.failed(request, told))

    def _turn(self, state: State, trouble: Told | None) -> None:
        with self._news:
            self._state, self._since, self._trouble = state, clock.now(), trouble
        self._guarded(lambda: self._show(self.health))

    def _mark(self, state: State) -> None:
        """Take a new state that nobody is told of: it changes too often."""
        with self._news:
            self._state, self._since = state, clock.now()

    def _guarded(self, told: Callable[[], None]) -> None:
        try:
            told()
        except Exception:  # whoever listens must not end the device
            log.exception("%s told somebody who failed", self.name)


class _LogBook:
    """Counts, and remembers the last chunks; written in one thread, read in any."""

    def __init__(self, kept: Callable[[Direction, bytes], bytes]) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._counters = Counters()
        self._recent: deque[Chunk] = deque(maxlen=MOST_KEPT)

    @property
    def counters(self) -> Counters:
        return self._counters

    @property
    def recent(self) -> tuple[Chunk, ...]:
        with self._lock:
            return tuple(self._recent)

    def note(self, direction: Direction, data: bytes) -> None:
        shown = self._kept(direction, data)
        old = self._counters
        if direction is Direction.IN:
            self._counters = replace(old, bytes_in=old.bytes_in + len(data))
        else:
            self._counters = replace(old, bytes_out=old.bytes_out + len(data))
        if shown:
            with self._lock:
                self._recent.append(Chunk(clock.now(), direction, shown))

    def count(self, *, frames: int, timeouts: int, dropped: int) -> None:
        old = self._counters
        self._counters = replace(
            old,
            frames=old.frames + frames,
            timeouts=old.timeouts + timeouts,
            dropped=old.dropped + dropped,
        )

    def opened(self, *, again: bool) -> None:
        old = self._counters
        self._counters = replace(old, opens=old.opens + 1, reconnects=old.reconnects + again)


@contextlib.contextmanager
def _named(url: str, away: str) -> Iterator[None]:
    """Say of a wire's trouble which device it is; what may have left stays the same."""
    try:
        yield
    except (Unsent, CutOff) as told:
        raise type(told)(away, url=url, why=told.values.get("why", told.code)) from told


def _close(transport: Transport) -> None:
    with contextlib.suppress(OSError, Told):  # it is gone anyway
        transport.close()
