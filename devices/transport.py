"""The wire to a device, named by a URL; whatever goes wrong says how many bytes had left.

tcp://host:9100, serial:///dev/ttyUSB0?baud=9600 (serial://COM3?baud=9600), file:///path (a file
or a device node such as /dev/usb/lp0), sim://name (a paper roll in this process).
"""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.base.errors import Refusal, Trouble

CONNECT_S = 3.0
PORT = 9100
BAUD = 9600


class Unsent(Trouble):
    """It failed before the first byte left: sending again is safe."""


class CutOff(Trouble):
    """It failed after bytes left: only a person can say what came out."""


class Transport(Protocol):
    """A wire that carries bytes."""

    def write_all(self, data: bytes, deadline_s: float) -> None:
        """Send everything within this time; raises Unsent or CutOff."""

    def read(self, count: int, deadline_s: float) -> bytes:
        """Return what arrives within this time, at most `count` bytes, perhaps none."""

    def close(self) -> None:
        """Let go of the wire."""


def open_url(url: str) -> Transport:
    """Open the wire that a URL names; raises Unsent when it is away, Refusal for a wrong URL."""
    parts = _split(url)
    with _unsent(url):
        match parts.scheme:
            case "tcp":
                return _Tcp(url, parts.hostname or "", _port(url, parts))
            case "serial":
                return _Serial(url, parts)
            case "file":
                return _File(url, _path(parts))
            case "sim":
                return _Sim(parts.netloc)
    raise Refusal("bad_printer_url", url=url)


def check(url: str) -> None:
    """Raise Refusal unless this is a URL that we could open."""
    parts = _split(url)
    if parts.scheme not in {"tcp", "serial", "file", "sim"}:
        raise Refusal("bad_printer_url", url=url)
    if parts.scheme == "tcp" and not (parts.hostname and _port(url, parts)):
        raise Refusal("bad_printer_url", url=url)


class _Tcp:
    def __init__(self, url: str, host: str, port: int) -> None:
        self._url = url
        self._socket = socket.create_connection((host, port), timeout=CONNECT_S)

    def write_all(self, data: bytes, deadline_s: float) -> None:
        _send(self._url, data, self._send, deadline_s)

    def read(self, count: int, deadline_s: float) -> bytes:
        self._socket.settimeout(deadline_s)
        try:
            return self._socket.recv(count)
        except OSError:
            return b""

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)  # the printer gets all of it before the end
        self._socket.close()

    def _send(self, data: memoryview, left_s: float) -> int:
        self._socket.settimeout(left_s)
        return self._socket.send(data[:4096])


class _Serial:
    def __init__(self, url: str, parts: SplitResult) -> None:
        import serial  # noqa: PLC0415 - only where one is used

        self._url = url
        given = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self._port = serial.Serial(
            port=parts.netloc or unquote(parts.path),
            baudrate=int(given.get("baud", BAUD)),
            timeout=1,
            write_timeout=1,
            exclusive=True if parts.path else None,  # two programs on one wire mix their bytes
        )

    def write_all(self, data: bytes, deadline_s: float) -> None:
        _send(self._url, data, self._send, deadline_s)

    def read(self, count: int, deadline_s: float) -> bytes:
        self._port.timeout = deadline_s
        return bytes(self._port.read(count))

    def close(self) -> None:
        self._port.close()

    def _send(self, data: memoryview, left_s: float) -> int:
        self._port.write_timeout = left_s
        return int(self._port.write(bytes(data[:512])) or 0)


class _File:
    def __init__(self, url: str, path: Path) -> None:
        self._url = url
        self._file = path.open("ab", buffering=0)

    def write_all(self, data: bytes, deadline_s: float) -> None:
        _send(self._url, data, lambda some, _: self._file.write(some[:65536]), deadline_s)

    def read(self, _count: int, _deadline_s: float) -> bytes:
        return b""

    def close(self) -> None:
        self._file.close()


class _Sim:
    rolls: dict[str, bytearray] = {}  # noqa: RUF012 - one world of simulated paper per process

    def __init__(self, name: str) -> None:
        self._roll = self.rolls.setdefault(name, bytearray())

    def write_all(self, data: bytes, _deadline_s: float) -> None:
        self._roll += data

    def read(self, _count: int, _deadline_s: float) -> bytes:
        return b""

    def close(self) -> None:
        pass


def simulated(name: str) -> bytes:
    """Return what was sent to sim://name in this process."""
    return bytes(_Sim.rolls.get(name, b""))


def _send(
    url: str, data: bytes, some: Callable[[memoryview, float], int | None], deadline_s: float
) -> None:
    ends = time.monotonic() + deadline_s
    left = memoryview(data)
    while left:
        try:
            remaining_s = ends - time.monotonic()
            if remaining_s <= 0:
                raise TimeoutError(f"{deadline_s:.0f} s")
            left = left[some(left, remaining_s) or 0 :]
        except OSError as error:  # pyserial's errors are OSErrors too
            if len(left) == len(data):
                raise Unsent("printer_away", url=url, why=error) from error
            raise CutOff("printer_cut_off", url=url, why=error) from error


@contextlib.contextmanager
def _unsent(url: str) -> Iterator[None]:
    try:
        yield
    except (OSError, OverflowError, ValueError) as error:
        raise Unsent("printer_away", url=url, why=error) from error


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise Refusal("bad_printer_url", url=url) from error


def _port(url: str, parts: SplitResult) -> int:
    try:
        return parts.port or PORT
    except ValueError as error:
        raise Refusal("bad_printer_url", url=url) from error


def _path(parts: SplitResult) -> Path:
    path = unquote(parts.path)
    if len(path) > 2 and path[0] == "/" and path[2] == ":":  # noqa: PLR2004 - /C:/receipts on Windows
        path = path[1:]
    return Path(path)
