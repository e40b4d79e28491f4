"""The wire to a device, named by a URL; whatever goes wrong says whether bytes had left.

tcp://host:9100, serial:///dev/ttyUSB0?baud=9600 (serial://COM3?baud=9600), file:///path (a file
or a device node such as /dev/usb/lp0; file:///C:/path), sim://name (a roll in this process).
"""

import contextlib
import os
import select
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.base.errors import Refusal, Trouble

CONNECT_S = 3.0
PORT = 9100
BAUD = 9600
CHUNK = 4096  # bytes written at a time, so that a deadline and a failure are noticed
NAPS_S = 0.01


class Unsent(Trouble):
    """It failed before the first byte left: sending again is safe."""


class CutOff(Trouble):
    """It failed after bytes left: only a person can say what came out."""


class Transport(Protocol):
    """A wire that carries bytes; `answers` says whether any can come back."""

    answers: bool

    def write_all(self, data: bytes, deadline_s: float) -> None:
        """Send everything within this time; raises Unsent or CutOff."""

    def read(self, count: int, deadline_s: float) -> bytes:
        """Return what arrives within this time, at most `count` bytes, perhaps none."""

    def finish(self, deadline_s: float) -> None:
        """Wait until the other side took everything, as far as we can know; raises CutOff."""

    def close(self) -> None:
        """Let go of the wire."""


def open_url(url: str, timeout_s: float = CONNECT_S) -> Transport:
    """Open the wire that a URL names; raises Unsent when it is away, Refusal for a wrong URL."""
    check(url)
    parts = urlsplit(url)
    with _unsent(url):
        match parts.scheme:
            case "tcp":
                return _Tcp(url, parts.hostname or "", parts.port or PORT, timeout_s)
            case "serial":
                return _Serial(url, parts)
            case "file":
                return _File(url, _path(parts))
            case _:
                return _Sim(parts.netloc)


def check(url: str) -> None:
    """Raise Refusal unless this is a URL that we could open."""
    with contextlib.suppress(ValueError):  # an odd port, baud rate or bracket
        if _makes_sense(urlsplit(url)):
            return
    raise Refusal("bad_printer_url", url=url)


class _Tcp:
    answers = True

    def __init__(self, url: str, host: str, port: int, timeout_s: float) -> None:
        self._url = url
        self._socket = socket.create_connection((host, port), timeout=timeout_s)

    def write_all(self, data: bytes, deadline_s: float) -> None:
        _send(self._url, data, self._send, deadline_s)

    def read(self, count: int, deadline_s: float) -> bytes:
        self._socket.settimeout(deadline_s)
        try:
            return self._socket.recv(count)
        except TimeoutError:
            return b""
        except OSError as error:
            raise CutOff("printer_cut_off", url=self._url, why=_why(error)) from error

    def finish(self, deadline_s: float) -> None:
        """Say that this was all and wait for the printer to hang up: a reset loses the job.

        A printer that keeps the line open has the bytes all the same, as far as TCP knows.
        """
        with contextlib.suppress(OSError):  # a reset shows when we read
            self._socket.shutdown(socket.SHUT_WR)
        ends = time.monotonic() + deadline_s
        while (left_s := ends - time.monotonic()) > 0 and self.read(64, left_s):
            pass

    def close(self) -> None:
        self._socket.close()

    def _send(self, data: memoryview, left_s: float) -> int:
        self._socket.settimeout(left_s)
        return self._socket.send(data)


class _Serial:
    answers = True

    def __init__(self, url: str, parts: SplitResult) -> None:
        import serial  # noqa: PLC0415 - only where one is used

        self._url = url
        self._port = serial.Serial(
            port=_port_name(parts),
            baudrate=_baud(parts),
            timeout=1,
            write_timeout=1,
            exclusive=True if parts.path else None,  # two programs on one wire mix their bytes
        )

    def write_all(self, data: bytes, deadline_s: float) -> None:
        """Send everything; a write that fails may have sent a part of its bytes."""
        _send(self._url, data, self._send, deadline_s, tells_how_much=False)

    def read(self, count: int, deadline_s: float) -> bytes:
        self._port.timeout = deadline_s
        try:
            return bytes(self._port.read(count))
        except OSError as error:
            raise CutOff("printer_cut_off", url=self._url, why=_why(error)) from error

    def finish(self, deadline_s: float) -> None:
        """Wait for the last byte to leave; never for ever, as the system's own call would."""
        ends = time.monotonic() + deadline_s
        try:
            while self._port.out_waiting:
                if time.monotonic() > ends:
                    raise TimeoutError(f"{deadline_s:.0f} s")
                time.sleep(NAPS_S)
        except OSError as error:
            raise CutOff("printer_cut_off", url=self._url, why=_why(error)) from error

    def close(self) -> None:
        self._port.close()

    def _send(self, data: memoryview, left_s: float) -> int:
        self._port.write_timeout = left_s
        return int(self._port.write(bytes(data)) or 0)


class _File:
    answers = False

    def __init__(self, url: str, path: Path) -> None:
        self._url = url
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
        if Path("/dev") not in path.parents:  # a printer that is unplugged is no new file
            flags |= os.O_CREAT
        if sys.platform != "win32":
            flags |= os.O_NONBLOCK | os.O_NOCTTY  # a printer without paper blocks for ever
        self._file = os.open(path, flags, 0o666)

    def write_all(self, data: bytes, deadline_s: float) -> None:
        _send(self._url, data, self._send, deadline_s)

    def read(self, _count: int, _deadline_s: float) -> bytes:
        return b""

    def finish(self, _deadline_s: float) -> None:
        pass

    def close(self) -> None:
        os.close(self._file)

    def _send(self, data: memoryview, left_s: float) -> int:
        if sys.platform != "win32":
            select.select([], [self._file], [], left_s)
        try:
            return os.write(self._file, data)
        except BlockingIOError:
            return 0


class _Sim:
    answers = False
    rolls: dict[str, bytearray] = {}  # noqa: RUF012 - one world of simulated paper per process

    def __init__(self, name: str) -> None:
        self._roll = self.rolls.setdefault(name, bytearray())

    def write_all(self, data: bytes, _deadline_s: float) -> None:
        self._roll += data

    def read(self, _count: int, _deadline_s: float) -> bytes:
        return b""

    def finish(self, _deadline_s: float) -> None:
        pass

    def close(self) -> None:
        pass


def simulated(name: str) -> bytes:
    """Return what was sent to sim://name in this process."""
    return bytes(_Sim.rolls.get(name, b""))


def _send(
    url: str,
    data: bytes,
    some: Callable[[memoryview, float], int],
    deadline_s: float,
    *,
    tells_how_much: bool = True,
) -> None:
    ends = time.monotonic() + deadline_s
    left = memoryview(data)
    while left:
        may_have_left = len(left) < len(data)
        try:
            remaining_s = ends - time.monotonic()
            if remaining_s <= 0:
                raise TimeoutError(f"{deadline_s:.0f} s")
            may_have_left = may_have_left or not tells_how_much
            left = left[some(left[:CHUNK], remaining_s) :]
        except OSError as error:  # pyserial's errors are OSErrors too
            if may_have_left:
                raise CutOff("printer_cut_off", url=url, why=_why(error)) from error
            raise Unsent("printer_away", url=url, why=_why(error)) from error


@contextlib.contextmanager
def _unsent(url: str) -> Iterator[None]:
    try:
        yield
    except (OSError, OverflowError, ValueError) as error:
        raise Unsent("printer_away", url=url, why=_why(error)) from error


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _makes_sense(parts: SplitResult) -> bool:
    match parts.scheme:
        case "tcp":
            return bool(parts.hostname) and parts.port != 0
        case "serial":
            return bool(_port_name(parts)) and _baud(parts) > 0
        case "file":
            return bool(parts.path.strip("/"))
        case scheme:
            return scheme == "sim"


def _port_name(parts: SplitResult) -> str:
    return parts.netloc or unquote(parts.path)


def _baud(parts: SplitResult) -> int:
    return int(parse_qs(parts.query).get("baud", [str(BAUD)])[-1])


def _path(parts: SplitResult) -> Path:
    """Return /path, C:/path of file:///C:/path and of file://C:/path, or //server/share."""
    path = unquote(parts.path)
    if parts.netloc.endswith(":"):
        return Path(parts.netloc + path)
    if parts.netloc not in {"", "localhost"}:
        return Path(f"//{parts.netloc}{path}")
    return Path(path[1:] if path[2:3] == ":" else path)
