"""A server on loopback that answers with whatever bytes a test wants, right or wrong."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def answering(*answers: bytes) -> Iterator[str]:
    """Serve one connection per answer, then hang up; the last answer repeats."""
    server = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve() -> None:
        number = 0
        while not stop.is_set():
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                _read_request(connection)
                connection.sendall(answers[min(number, len(answers) - 1)])
            number += 1

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    finally:
        stop.set()
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(2)


def http(status: str, body: bytes, *headers: str, length: int | None = None) -> bytes:
    """Write an HTTP answer; `length` may lie."""
    size = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {size}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _read_request(connection: socket.socket) -> None:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return
        data += part
    head, _, rest = data.partition(b"\r\n\r\n")
    wanted = next(
        (
            int(it.split(b":")[1])
            for it in head.split(b"\r\n")
            if it.lower().startswith(b"content-length")
        ),
        0,
    )
    while len(rest) < wanted:
        rest += connection.recv(65536)
