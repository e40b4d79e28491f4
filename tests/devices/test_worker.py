import contextlib
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from queue import SimpleQueue

import pytest

from app.base.errors import Refusal, Told, Trouble
from devices import transport
from devices.transport import Memory
from devices.wire import CutOff, Transport, Unsent
from devices.worker import MOST_KEPT, DeviceWorker, Direction, Health, State, Wire
from tests.devices.waiting import PATIENCE_S, wait_for

QUICK = (0.05, 0.1)


class Echo:
    """Asks for an echo of each request and waits for it; without one it rests."""

    away = "scanner_away"
    idle_s = 0.05

    def __init__(self) -> None:
        self.answers: SimpleQueue[bytes | Told] = SimpleQueue()
        self.greeting = b""

    def opened(self, wire: Wire) -> None:
        if self.greeting:
            wire.write_all(self.greeting)

    def step(self, wire: Wire, request: bytes | None) -> None:
        if request is None:
            return
        if request == b"bug":
            raise ZeroDivisionError
        if request == b"odd":
            raise Refusal("device_busy")
        wire.write_all(request)
        wire.count(frames=1)
        self.answers.put(wire.read(100, 1))

    def failed(self, _request: bytes, told: Told) -> None:
        self.answers.put(told)

    def closed(self) -> None:
        pass

    def kept(self, _direction: Direction, data: bytes) -> bytes:
        return data.replace(b"secret", b"******")


class Listener(Echo):
    """Hears whatever comes."""

    idle_s = 0.0

    def step(self, wire: Wire, _request: bytes | None) -> None:
        if heard := wire.read(100, 0.05):
            self.answers.put(heard)


class Poller(Listener):
    """Asks without being asked."""

    idle_s = 0.02

    def step(self, wire: Wire, _request: bytes | None) -> None:
        wire.write_all(b"W")
        self.answers.put(wire.read(100, 1))


class Peer:
    """A device on TCP that echoes; it can be unplugged and plugged in again."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.url = f"tcp://127.0.0.1:{self.port}"
        self.connection: socket.socket | None = None
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                self.connection = self._listening.accept()[0]
            except OSError:
                return
            with contextlib.suppress(OSError):
                while heard := self.connection.recv(100):
                    self.connection.sendall(heard)
            self.connection.close()

    def unplug(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        while self._thread.is_alive():  # a connection may just have been taken up
            if self.connection is not None:
                with contextlib.suppress(OSError):
                    self.connection.shutdown(socket.SHUT_RDWR)
            self._thread.join(0.01)

    def plug_in(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()


@pytest.fixture
def peer() -> Iterator[Peer]:
    peer = Peer()
    yield peer
    with contextlib.suppress(OSError):
        peer.unplug()


Start = Callable[..., DeviceWorker[bytes]]


@pytest.fixture
def shown() -> list[Health]:
    return []


@pytest.fixture
def start(shown: list[Health]) -> Iterator[Start]:
    workers: list[DeviceWorker[bytes]] = []

    def make(url: str, session: Echo, **options: object) -> DeviceWorker[bytes]:
        known: dict[str, object] = {"show": shown.append, "pauses_s": QUICK} | options
        worker = DeviceWorker[bytes]("echo", url, session, **known)  # type: ignore[arg-type]
        workers.append(worker)
        worker.start()
        return worker

    yield make
    for worker in workers:
        worker.stop()
        assert not worker.is_alive()


def test_what_is_asked_is_done_in_its_order(start: Start, peer: Peer) -> None:
    session = Echo()
    worker = start(peer.url, session)
    for number in range(50):
        worker.ask(b"%d." % number)
    said = [session.answers.get(timeout=PATIENCE_S) for _ in range(50)]
    assert said == [b"%d." % number for number in range(50)]
    wait_for(lambda: worker.health.state is State.READY)
    assert worker.health.counters.frames == 50
    assert worker.health.counters.bytes_in == worker.health.counters.bytes_out == 140


def test_one_that_listens_hears_without_being_asked(start: Start) -> None:
    session, wire = Listener(), Memory.named("listening")
    start("memory://listening", session)
    for word in (b"one", b"two"):
        wire.unread += word
        assert session.answers.get(timeout=PATIENCE_S) == word


def test_one_that_is_polled_asks_by_itself(start: Start, peer: Peer) -> None:
    session = Poller()
    start(peer.url, session)
    assert [session.answers.get(timeout=PATIENCE_S) for _ in range(3)] == [b"W"] * 3


def test_a_full_queue_refuses_and_forgets_nothing(start: Start, peer: Peer) -> None:
    gate = threading.Event()

    class Slow(Echo):
        def step(self, wire: Wire, request: bytes | None) -> None:
            gate.wait(PATIENCE_S)
            super().step(wire, request)

    session = Slow()
    worker = start(peer.url, session, queue_size=3)
    wait_for(lambda: worker.health.is_well)
    for name in (b"a", b"b", b"c"):
        worker.ask(name)
    with contextlib.suppress(Refusal):
        worker.ask(b"d")  # where one of them was taken already
    with pytest.raises(Refusal, match="忙"):
        worker.ask(b"e")
    gate.set()
    said = [session.answers.get(timeout=PATIENCE_S) for _ in range(3)]
    assert said == [b"a", b"b", b"c"]


def test_a_request_that_is_refused_leaves_the_device_well(start: Start, peer: Peer) -> None:
    session = Echo()
    worker = start(peer.url, session)
    worker.ask(b"odd")
    worker.ask(b"fine")
    assert isinstance(session.answers.get(timeout=PATIENCE_S), Refusal)
    assert session.answers.get(timeout=PATIENCE_S) == b"fine"
    assert worker.health.counters.opens == 1


def test_a_device_that_is_unplugged_is_found_again(start: Start, peer: Peer) -> None:
    session = Listener()
    worker = start(peer.url, session)
    wait_for(lambda: worker.health.is_well)
    peer.unplug()
    wait_for(lambda: worker.health.state is State.BACKOFF)
    assert worker.health.trouble is not None
    assert worker.health.trouble.code == "scanner_away"
    assert worker.health.trouble.values["url"] == peer.url
    peer.plug_in()
    wait_for(lambda: worker.health.is_well)
    assert worker.health.trouble is None
    assert worker.health.counters.reconnects == 1


def test_while_a_device_is_away_requests_fail_at_once_and_surely(start: Start, peer: Peer) -> None:
    session = Echo()
    worker = start(peer.url, session, pauses_s=(60.0,))
    worker.ask(b"hello")
    session.answers.get(timeout=PATIENCE_S)
    peer.unplug()
    worker.ask(b"cut")  # its bytes leave, its answer never comes
    assert isinstance(session.answers.get(timeout=PATIENCE_S), CutOff)
    began = time.monotonic()
    worker.ask(b"later")
    told = session.answers.get(timeout=PATIENCE_S)
    assert isinstance(told, Unsent)  # nothing of it left: no terminal may take it for unknown
    assert time.monotonic() - began < 1


def test_somebody_who_plugs_it_in_need_not_wait_for_the_next_try(start: Start, peer: Peer) -> None:
    peer.unplug()
    worker = start(peer.url, Echo(), pauses_s=(60.0,))
    wait_for(lambda: worker.health.state is State.BACKOFF)
    peer.plug_in()
    worker.retry()
    wait_for(lambda: worker.health.is_well)


def test_a_try_again_on_a_device_that_is_well_changes_nothing(start: Start, peer: Peer) -> None:
    session = Poller()
    worker = start(peer.url, session)
    wait_for(lambda: worker.health.is_well)
    worker.retry()
    time.sleep(0.2)
    assert worker.health.counters.opens == 1
    assert worker.health.counters.bytes_out < 20  # it polls no faster


def test_pauses_grow_while_nothing_answers(start: Start, peer: Peer) -> None:
    peer.unplug()
    tried: list[float] = []

    def open_wire(url: str) -> Transport:
        tried.append(time.monotonic())
        return transport.open_url(url)

    start(peer.url, Echo(), pauses_s=(0.05, 0.1, 0.2, 0.4), open_wire=open_wire)
    wait_for(lambda: len(tried) == 6)
    pauses = [later - sooner for sooner, later in pairwise(tried)]
    assert all(
        0 <= pause - wanted < 0.2
        for pause, wanted in zip(pauses, (0.05, 0.1, 0.2, 0.4, 0.4), strict=True)
    )


def test_trouble_is_logged_once_out_and_once_back(
    start: Start, peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    peer.unplug()
    with caplog.at_level(logging.INFO, "devices.worker"):
        worker = start(peer.url, Echo(), pauses_s=(0.01,))
        time.sleep(0.3)
        peer.plug_in()
        wait_for(lambda: worker.health.is_well)
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_states_are_shown_in_their_order(start: Start, peer: Peer, shown: list[Health]) -> None:
    peer.unplug()
    worker = start(peer.url, Echo(), pauses_s=(0.2,))
    wait_for(lambda: worker.health.state is State.BACKOFF)
    peer.plug_in()
    wait_for(lambda: worker.health.is_well)
    worker.stop()
    states = [it.state for it in shown]
    opening, closing = states[:3], states[-3:]
    assert opening == [State.OPENING, State.FAULT, State.BACKOFF]
    assert closing == [State.OPENING, State.READY, State.CLOSED]


def test_a_wrong_setting_is_a_fault_that_waits_for_somebody(start: Start) -> None:
    worker = start("tcp://", Echo())
    wait_for(lambda: worker.health.state is State.FAULT)
    time.sleep(0.3)
    assert worker.health.state is State.FAULT
    assert worker.health.trouble is not None
    assert worker.health.trouble.code == "bad_device_url"
    assert worker.health.counters.opens == 0


def test_a_bug_in_a_session_costs_one_request_not_the_device(
    start: Start, peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    session = Echo()
    worker = start(peer.url, session)
    worker.ask(b"bug")
    assert isinstance(session.answers.get(timeout=PATIENCE_S), CutOff)
    wait_for(lambda: worker.health.counters.reconnects == 1)
    worker.ask(b"fine")
    assert session.answers.get(timeout=PATIENCE_S) == b"fine"
    assert "nobody foresaw" in caplog.text


def test_a_listener_that_fails_ends_nothing(peer: Peer, start: Start) -> None:
    def fail(_health: Health) -> None:
        raise RuntimeError

    session = Echo()
    worker = start(peer.url, session, show=fail)
    worker.ask(b"fine")
    assert session.answers.get(timeout=PATIENCE_S) == b"fine"


def test_stopping_answers_whoever_still_waits(peer: Peer, start: Start) -> None:
    gate = threading.Event()

    class Slow(Echo):
        def opened(self, wire: Wire) -> None:
            gate.wait(PATIENCE_S)
            super().opened(wire)

    session = Slow()
    worker = start(peer.url, session)
    worker.ask(b"never")
    threading.Timer(0.1, gate.set).start()
    worker.stop()
    told = session.answers.get(timeout=PATIENCE_S)
    assert isinstance(told, Trouble)
    assert told.code == "device_closed"
    with pytest.raises(Refusal):
        worker.ask(b"too late")


def test_stopping_while_nothing_answers_takes_no_time(start: Start, peer: Peer) -> None:
    peer.unplug()
    worker = start(peer.url, Echo(), pauses_s=(60.0,))
    wait_for(lambda: worker.health.state is State.BACKOFF)
    began = time.monotonic()
    worker.stop()
    assert time.monotonic() - began < 0.5
    assert worker.health.state is State.CLOSED


def test_a_worker_that_never_started_can_be_stopped() -> None:
    DeviceWorker[bytes]("echo", "sim://x", Echo(), show=lambda _: None).stop()


class Hanging(Memory):
    """A port of which the driver never comes back from closing."""

    def __init__(self, gate: threading.Event) -> None:
        super().__init__()
        self.gate = gate

    def close(self) -> None:
        self.gate.wait(30)


def test_a_wire_that_hangs_in_closing_is_left_behind(
    start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("devices.worker.CLOSE_S", 0.1)
    gate = threading.Event()
    session = Echo()
    worker = start("sim://x", session, open_wire=lambda _: Hanging(gate))
    wait_for(lambda: worker.health.is_well)
    worker.ask(b"bug")
    wait_for(lambda: worker.health.counters.reconnects == 1)
    gate.set()
    assert "left behind" in caplog.text


def test_the_port_is_closed_only_by_whoever_does_not_read_it(start: Start) -> None:
    reading: list[bool] = []

    class Watched(Memory):
        is_read = False

        def read(self, count: int, deadline_s: float) -> bytes:
            self.is_read = True
            try:
                return super().read(count, deadline_s)
            finally:
                self.is_read = False

        def close(self) -> None:
            reading.append(self.is_read)

    worker = start("sim://x", Listener(), open_wire=lambda _: Watched())
    wait_for(lambda: worker.health.is_well)
    worker.stop()
    assert reading == [False]


def test_what_must_stay_secret_is_not_kept(start: Start, peer: Peer) -> None:
    session = Echo()
    worker = start(peer.url, session)
    worker.ask(b"a secret")
    assert session.answers.get(timeout=PATIENCE_S) == b"a secret"
    kept = [(it.direction, it.data) for it in worker.health.recent]
    assert kept == [(Direction.OUT, b"a ******"), (Direction.IN, b"a ******")]


def test_only_the_last_chunks_are_kept(start: Start, peer: Peer) -> None:
    session = Echo()
    worker = start(peer.url, session, queue_size=1000)
    for number in range(MOST_KEPT):
        worker.ask(b"%d" % number)
    for _ in range(MOST_KEPT):
        session.answers.get(timeout=PATIENCE_S)
    recent = worker.health.recent
    assert len(recent) == MOST_KEPT
    assert recent[-1].data == b"%d" % (MOST_KEPT - 1)


def test_a_serial_line_that_goes_away_is_noticed(start: Start) -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    session = Listener()
    worker = start(f"serial://{os.ttyname(slave)}?baud=9600", session)
    wait_for(lambda: worker.health.is_well)
    os.write(master, b"hello")
    assert session.answers.get(timeout=PATIENCE_S)
    os.close(slave)
    os.close(master)
    wait_for(lambda: worker.health.state is State.BACKOFF)
    assert worker.health.trouble is not None
    assert worker.health.trouble.code == "scanner_away"
