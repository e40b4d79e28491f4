"""The wire to a device, named by a URL; whatever goes wrong says whether bytes had left.

tcp://host:9100 (tcp://[fe80::1]:9100), serial:///dev/ttyUSB0?baud=9600 (serial://COM3?baud=9600),
file:///path (a file or a device node such as /dev/usb/lp0; file:///C:/path), winspool://QUEUE
(a printer of Windows), usb://04b8:0202[:serial number] (for experts), sim://name (a roll in this
process), memory://name (both ends of a wire in this process).
"""

import contextlib
import os
import select
import socket
import stat
import sys
import time
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.base.errors import Refusal
from devices import usb, winspool
from devices.wire import CutOff, Transport, send_all, unsent, why

CONNECT_S = 3.0
HANG_UP_S = 1.0  # for a printer that closes the line after a job, or for a reset to arrive
PORT = 9100
BAUD = 9600
NAPS_S = 0.01
DEVICES = Path("/dev")
TERMINAL_FLAGS = ("O_NONBLOCK", "O_NOCTTY")  # a printer without paper blocks for ever


def open_url(url: str, timeout_s: float = CONNECT_S) -> Transport:
    """Open the wire that a URL names; raises Unsent when it is away, Refusal for a wrong URL."""
    check(url)
    parts = urlsplit(url)
    with unsent(url):
        match parts.scheme:
            case "tcp":
                return _Tcp(url, parts.hostname or "", parts.port or PORT, timeout_s)
            case "serial":
                return _Serial(url, parts)
            case "file":
                return _File(url, _path(parts))
            case "winspool":
                return winspool.open_queue(url, winspool.queue_of(url))
            case "usb":
                return usb.open_device(url, usb.address_of(url))
            case "memory":
                return Memory.named(parts.netloc)
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
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write_all(self, data: bytes, deadline_s: float) -> None:
        send_all(self._url, data, self._send, deadline_s)

    def read(self, count: int, deadline_s: float) -> bytes:
        self._socket.settimeout(max(deadline_s, 0))
        try:
            some = self._socket.recv(count)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            raise CutOff("printer_cut_off", url=self._url, why=why(error)) from error
        if not some:
            raise CutOff("printer_hung_up", url=self._url)
        return some

    def finish(self, deadline_s: float) -> None:
        """Say that this was all and wait for the printer to hang up: a reset loses the job.

        A printer that keeps the line open has the bytes all the same, as far as TCP knows.
        """
        with contextlib.suppress(OSError):  # a reset shows when we read
            self._socket.shutdown(socket.SHUT_WR)
        ends = time.monotonic() + min(deadline_s, HANG_UP_S)
        while (left_s := ends - time.monotonic()) > 0:
            try:
                self.read(64, left_s)
            except CutOff as told:
                if told.code == "printer_hung_up":
                    return
                raise

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
        send_all(self._url, data, self._send, deadline_s, tells_how_much=False)

    def read(self, count: int, deadline_s: float) -> bytes:
        try:
            self._port.timeout = max(deadline_s, 0)
            return bytes(self._port.read(min(count, max(1, self._port.in_waiting))))
        except OSError as error:
            raise CutOff("printer_cut_off", url=self._url, why=why(error)) from error

    def finish(self, deadline_s: float) -> None:
        """Wait for the last byte to leave; never for ever, as the system's own call would."""
        ends = time.monotonic() + deadline_s
        try:
            while self._port.out_waiting:
                if time.monotonic() > ends:
                    raise TimeoutError(f"{deadline_s:.0f} s")
                time.sleep(NAPS_S)
        except OSError as error:
            raise CutOff("printer_cut_off", url=self._url, why=why(error)) from error

    def close(self) -> None:
        """Let go, and drop what has not left: Linux would wait half a minute for it."""
        with contextlib.suppress(OSError):
            if self._port.out_waiting:
                self._port.reset_output_buffer()
        self._port.close()

    def _send(self, data: memoryview, left_s: float) -> int:
        self._port.write_timeout = left_s
        return int(self._port.write(bytes(data)) or 0)


class _File:
    """A file, or a device node; one that can be read may answer (usblp passes answers on)."""

    def __init__(self, url: str, path: Path) -> None:
        self._url = url
        is_device = DEVICES in path.parents
        flags = os.O_APPEND | getattr(os, "O_BINARY", 0)
        if not is_device:  # a printer that is unplugged is no new file
            flags |= os.O_CREAT
        for name in TERMINAL_FLAGS:
            flags |= getattr(os, name, 0)
        self._file, self.answers = _open_node(path, flags, may_answer=is_device)

    def write_all(self, data: bytes, deadline_s: float) -> None:
        send_all(self._url, data, self._send, deadline_s)

    def read(self, count: int, deadline_s: float) -> bytes:
        if not self.answers:
            return b""
        try:
            if not select.select([self._file], [], [], max(deadline_s, 0))[0]:
                return b""
            return os.read(self._file, count)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise CutOff("printer_cut_off", url=self._url, why=why(error)) from error

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


class Memory:
    """A wire that ends in this process: what was written, and what is still to be read."""

    answers = True
    wires: dict[str, "Memory"] = {}  # noqa: RUF012 - one world of them per process

    def __init__(self) -> None:
        self.written = bytearray()
        self.unread = bytearray()

    @classmethod
    def named(cls, name: str) -> "Memory":
        """Return the wire of this name, which stays as it was left."""
        return cls.wires.setdefault(name, cls())

    def write_all(self, data: bytes, _deadline_s: float) -> None:
        """Keep it."""
        self.written += data

    def read(self, count: int, deadline_s: float) -> bytes:
        """Return what was put there to be read."""
        ends = time.monotonic() + deadline_s
        while not self.unread and time.monotonic() < ends:
            time.sleep(NAPS_S)
        some = bytes(self.unread[:count])
        del self.unread[:count]
        return some

    def finish(self, _deadline_s: float) -> None:
        """Have nothing to wait for."""

    def close(self) -> None:
        """Stay as it is."""


def simulated(name: str) -> bytes:
    """Return what was sent to sim://name in this process."""
    return bytes(_Sim.rolls.get(name, b""))


def _open_node(path: Path, flags: int, *, may_answer: bool) -> tuple[int, bool]:
    """Open for writing, and for reading too where that is a device that lets us."""
    if may_answer and sys.platform != "win32":
        with contextlib.suppress(OSError):
            file = os.open(path, flags | os.O_RDWR)
            return file, stat.S_ISCHR(os.fstat(file).st_mode)
    return os.open(path, flags | os.O_WRONLY, 0o666), False


def _makes_sense(parts: SplitResult) -> bool:
    match parts.scheme:
        case "tcp":
            return bool(parts.hostname) and parts.port != 0
        case "serial":
            return bool(_port_name(parts)) and _baud(parts) > 0
        case "file":
            return bool(parts.path.strip("/"))
        case "winspool":
            return bool(winspool.queue_of(parts.geturl()))
        case "usb":
            return bool(usb.address_of(parts.geturl()))
        case scheme:
            return scheme in {"sim", "memory"}


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
