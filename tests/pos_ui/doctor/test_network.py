"""The line to head office, measured on real sockets: well, slow, lossy, away, wrong in time."""

import email.utils
import http.server
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.shop import Shop
from devices.checkup import State
from pos_ui.doctor import network
from tests.journeys.test_tls import make_certificate
from tests.loopback import answering
from tests.programs import free_port


class Handler(http.server.BaseHTTPRequestHandler):
    offset = timedelta()
    status = 200
    delay = threading.Event()
    delay_s = 0.0

    def do_GET(self) -> None:
        self.delay.wait(self.delay_s)
        self.send_response_only(self.status)
        at = datetime.now(UTC) + self.offset
        self.send_header("Date", email.utils.format_datetime(at, usegmt=True))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: type[Handler], certificate: tuple[Path, Path] | None = None) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        scheme = "https" if certificate else "http"
        yield f"{scheme}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "KNOCKS", 5)
    monkeypatch.setattr(network, "PAUSE_S", 0.0)


def test_a_single_shop_has_no_line_to_measure() -> None:
    (only,) = network.look("")
    assert (only.name, only.state) == ("hq", State.ABSENT)


@pytest.mark.parametrize("url", ["ftp://x", "hq.example.com", "http://", "http://[", "http://x:0x"])
def test_an_address_that_is_none_is_said_to_be_odd(url: str) -> None:
    (only,) = network.look(url)
    assert (only.state, only.error) == (State.FAULT, "E-NET-400")


def test_head_office_itself_is_well(hq: Shop) -> None:
    with answering(hq) as url:
        results = {it.name: it for it in network.look(url)}
    assert {it.state for it in results.values()} == {State.OK}, results
    assert results["loss"].figures["percent"] == "0.0"
    assert results["clock"].code == "clock_right"


def test_head_office_that_is_away_is_found_away_soon() -> None:
    told: list[tuple[int, int]] = []
    (only,) = network.look(
        f"http://127.0.0.1:{free_port()}", tell=lambda done, whole: told.append((done, whole))
    )
    assert (only.code, only.error) == ("hq_away", "E-NET-404")
    assert told[-1] == (network.HOPELESS, 5)  # then it gives up


@pytest.mark.parametrize(
    ("offset_s", "code", "state"),
    [
        (0, "clock_right", State.OK),
        (10, "clock_slow", State.OK),
        (-60, "clock_fast", State.WARN),
        (3600, "clock_slow", State.FAULT),
    ],
)
def test_our_clock_is_compared_with_head_offices(offset_s: int, code: str, state: State) -> None:
    class Wrong(Handler):
        offset = timedelta(seconds=offset_s)

    with serving(Wrong) as url:
        results = {it.name: it for it in network.look(url)}
    assert (results["clock"].code, results["clock"].state) == (code, state)
    assert abs(int(results["clock"].figures["seconds"]) - abs(offset_s)) <= 1


def test_who_answers_as_no_head_office_does_is_at_fault() -> None:
    class Login(Handler):
        status = 302

    with serving(Login) as url:
        results = {it.name: it for it in network.look(url)}
    assert (results["hq"].code, results["hq"].state) == ("hq_odd", State.FAULT)


def test_a_slow_answer_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "SLOW_MS", 30)

    class Slow(Handler):
        delay_s = 0.05

    with serving(Slow) as url:
        results = {it.name: it for it in network.look(url)}
    assert results["hq"].state is State.WARN
    assert int(results["hq"].figures["ms"]) >= 50


def test_a_certificate_that_ends_tomorrow_is_warned_of(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    with serving(Handler, certificate) as url:
        trusted = {it.name: it for it in network.look(url, str(certificate[0]))}
        strange = {it.name: it for it in network.look(url)}
    assert (trusted["certificate"].state, trusted["certificate"].figures["days"]) == (State.WARN, 0)
    assert trusted["hq"].state is State.OK
    assert strange["certificate"].code == "certificate_bad"
    assert strange["hq"].state is State.FAULT


def test_lost_knocks_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = socket.create_connection, iter(range(100))

    def lossy(*args: object, **more: object) -> object:
        if not more and next(count) % 5 == 4:  # ours, not those of the HTTP client
            raise TimeoutError
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", lossy)
    monkeypatch.setattr(network, "KNOCKS", 10)
    with serving(Handler) as url:
        results = {it.name: it for it in network.look(url)}
    assert (results["loss"].figures["percent"], results["loss"].state) == ("20.0", State.WARN)


def test_nobody_waits_for_a_measurement_that_was_given_up() -> None:
    over = threading.Event()
    with serving(Handler) as url:
        network.look(url, deep=True, is_over=over.is_set, tell=lambda *_: over.set())
    assert over.is_set()
