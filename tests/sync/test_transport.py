"""What the line to a provider says of a request: never sent, or perhaps."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.payments.exchange import Ask, Request
from app.payments.sending import CutOff, Unsent
from sync.transport import Transport
from tests.programs import free_port
from tests.sync.oddities import answering, http


@pytest.fixture
def send() -> Iterator[Transport]:
    with closing(Transport(read_s=0.3, connect_s=0.3)) as made:
        yield made


def ask(url: str, **more: object) -> Request:
    return Request(ask=Ask.PAY, method="POST", url=url, headers=(), body=b"{}", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{port}/", "http://nobody.invalid/", "ftp://x/", "http://[", "x"]
)
def test_where_no_line_came_to_be_nothing_left(send: Transport, url: str) -> None:
    with pytest.raises(Unsent):
        send(ask(url.format(port=free_port())))


CUT = {
    "nothing": b"",
    "noise": b"\x00\x01\x02\r\n\r\n",
    "half a body": http("200 OK", b'{"a":', length=500),
    "half of the head": b"HTTP/1.1 200 O",
    "no gzip": http("200 OK", b"plain", "Content-Encoding: gzip"),
}


@pytest.mark.parametrize("what", CUT)
def test_once_the_line_is_there_anything_may_be_true(send: Transport, what: str) -> None:
    with answering(CUT[what]) as url, pytest.raises(CutOff):
        send(ask(url))


def test_no_answer_in_time_is_cut_off(send: Transport) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        began = time.monotonic()
        with pytest.raises(CutOff):
            send(ask(f"http://127.0.0.1:{mute.getsockname()[1]}/"))
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "answer",
    [http("500 Oops", b"boom"), http("302 Found", b"", "Location: http://127.0.0.1:1/")],
)
def test_every_whole_answer_is_handed_on_as_it_is(send: Transport, answer: bytes) -> None:
    with answering(answer) as url:
        assert send(ask(url)).status in (500, 302)


def test_an_answer_without_end_is_cut_off(send: Transport) -> None:
    with answering(http("200 OK", b"x" * 1_200_000)) as url, pytest.raises(CutOff):
        send(ask(url))


def test_without_the_merchant_s_certificate_nothing_leaves(send: Transport) -> None:
    with pytest.raises(Unsent) as told:
        send(ask("https://127.0.0.1:1/", needs_certificate=True))
    assert "certificate" in str(told.value.values["why"])


def test_threads_do_not_share_a_line(send: Transport) -> None:
    seen: list[int] = []
    with answering(http("200 OK", b"{}")) as url:
        threads = [
            threading.Thread(target=lambda: seen.append(send(ask(url)).status)) for _ in range(4)
        ]
        for it in threads:
            it.start()
        for it in threads:
            it.join()
    assert seen == [200] * 4


@contextmanager
def keeping_alive(seen: list[int]) -> Iterator[str]:
    """Answer any number of requests on each line, and count the lines."""

    class Listener(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            seen.append(1)
            super().setup()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class TestWhatPeersGotWrong:
    """Defects of other clients on the line itself; those of signatures are with the channels."""

    def test_wechatpayv3_waits_for_ever_for_a_gateway_that_hangs(self) -> None:
        limits = Transport()._timeout  # noqa: SLF001 - what a till gets without asking for it
        assert None not in (limits.connect, limits.read, limits.write, limits.pool)
        assert limits.connect == 2
        assert limits.read == 8

    def test_wechatpayv3_opens_a_new_line_for_each_call(self) -> None:
        seen: list[int] = []
        with keeping_alive(seen) as url, closing(Transport(connect_s=0.5)) as send:
            for _ in range(5):
                assert send(ask(url)).status == 200
        assert len(seen) == 1

    def test_alipay_sdk_python_speaks_with_no_port_but_two(self, send: Transport) -> None:
        with answering(http("200 OK", b"{}")) as url:
            assert int(url.rpartition(":")[2]) not in (80, 443)
            assert send(ask(url)).status == 200
