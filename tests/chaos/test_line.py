import socket
import threading

import httpx
import pytest

from tests.chaos.line import FAILS, BadLine, bad_line

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"


class Echo(threading.Thread):
    """Answers every request with a greeting, and counts them."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.heard: list[bytes] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]

    def run(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:
                return
            with near:
                near.settimeout(5)
                self.heard.append(near.recv(65536))
                near.sendall(ANSWER)

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self.join()


class Only(BadLine):
    """A line on which always the same happens."""

    fault = "pass"

    def choose(self) -> str:
        return self.fault


@pytest.mark.parametrize("fault", ["pass", "late", "twice", *sorted(FAILS)])
def test_each_fault_does_what_it_says(fault: str) -> None:
    office = Echo()
    office.start()
    line = Only(office.port, seed=1)
    line.fault = fault
    with bad_line(line) as port:
        try:
            answer = httpx.get(f"http://127.0.0.1:{port}/", timeout=5, trust_env=False).text
        except httpx.HTTPError:
            answer = ""
    office.close()
    assert (answer == "hello") is (fault not in FAILS)
    wanted = {"refuse": 0, "black hole": 0, "twice": 2}.get(fault, 1)
    assert len(office.heard) == wanted
    assert line.counts == {fault: 1}
    assert (line.failed == 1) is (fault in FAILS)


def test_a_seed_fails_the_same_requests_again() -> None:
    once, again = (BadLine(1, seed=7) for _ in range(2))
    assert [once.choose() for _ in range(50)] == [again.choose() for _ in range(50)]
