"""What is plugged in, and the receipt printers on the shop's own network.

Only addresses of one private network are ever knocked at, at one port. Whoever opens is asked for
its status (DLE EOT 1), and only who answers as a receipt printer does for its model (GS I 67): an
office printer would print the question. Both are Epson's (ESC/POS Application Programming Guide).
"""

import contextlib
import errno
import ipaddress
import selectors
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network
from pathlib import Path
from urllib.parse import quote

from app.base.errors import Refusal, Told
from devices import ports, status, transport, winspool
from devices.ports import Port
from devices.wire import Transport

PRINTER_PORT = 9100
PATIENCE_S = 0.6  # for one address; on a network of its own it answers within a few milliseconds
AT_ONCE = 64
LIMIT_S = 30.0
WIDEST = 22  # bits of a network: 1,022 addresses
OWN_BITS = 24
OURS = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))  # RFC 1918
ALLOWED = (*OURS, IPv4Network("127.0.0.0/8"), IPv4Network("169.254.0.0/16"))
FAR = ("10.254.254.254", "172.31.254.254", "192.168.254.254")  # nothing is sent there
LOOK_S = 0.05

ASK_S = 0.5
ASK_MODEL = b"\x1dIC"  # GS I 67
FORGET = b"\x1b@"  # drops the letters that a printer took for text
MODEL_BEGINS, MODEL_ENDS = b"_", b"\0"
LONGEST_MODEL = 80
ASKED_AT_ONCE = 8

USB_NODES = Path("/dev/usb")
USB_FACTS = Path("/sys/class/usbmisc")
LOCAL_QUEUES = 2 | 4  # PRINTER_ENUM_LOCAL and PRINTER_ENUM_CONNECTIONS
NO_PRINTERS = ("portprompt:", "nul:", "file:", "shrfax:", "xpsport:", "ts0")  # ports of Windows


class Kind(StrEnum):
    """How something is connected."""

    SERIAL = "serial"
    USB = "usb"
    QUEUE = "queue"
    NETWORK = "network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that may be a device; `answers` is None where nobody asked."""

    kind: Kind
    url: str
    title: str = ""
    answers: bool | None = None


def plugged_in() -> tuple[Found, ...]:
    """Return serial ports and printers of this computer; may take a tenth of a second."""
    return (*serial_ports(ports.listed()), *usb_printers(), *queues())


def serial_ports(listed: Sequence[Port]) -> tuple[Found, ...]:
    """Return the serial ports, named so that they are found again."""
    return tuple(
        Found(kind=Kind.SERIAL, url=ports.url_of(it, listed), title=_port_title(it))
        for it in listed
    )


def usb_printers(nodes: Path = USB_NODES, facts: Path = USB_FACTS) -> tuple[Found, ...]:
    """Return the printers that Linux drives by usblp, with what they call themselves."""
    return tuple(
        Found(kind=Kind.USB, url=f"file://{node}", title=_usb_title(facts / node.name))
        for node in sorted(nodes.glob("lp*"))
    )


def device_id(text: str) -> str:
    """Return maker and model of an IEEE 1284 device id ("MFG:EPSON;MDL:TM-T82;…")."""
    parts = dict(it.split(":", 1) for it in text.split(";") if ":" in it)
    known = {name.strip().upper(): value.strip() for name, value in parts.items()}
    maker = known.get("MFG") or known.get("MANUFACTURER", "")
    model = known.get("MDL") or known.get("MODEL", "")
    return model if model.upper().startswith(maker.upper()) else f"{maker} {model}".strip()


def queues() -> tuple[Found, ...]:
    """Return the queues of Windows; none elsewhere."""
    if sys.platform != "win32":
        return ()
    import win32print  # noqa: PLC0415 - only there

    try:
        return queues_of(win32print.EnumPrinters(LOCAL_QUEUES, None, 2))
    except win32print.error:  # its spooler was stopped: there are none
        return ()


def queues_of(rows: Iterable[Mapping[str, object]]) -> tuple[Found, ...]:
    """Read PRINTER_INFO_2; queues that print into files, faxes and notes are left out."""
    found = []
    for row in rows:
        name, port = str(row.get("pPrinterName") or ""), str(row.get("pPortName") or "")
        if not name or port.lower().startswith(NO_PRINTERS):
            continue
        driver = str(row.get("pDriverName") or "")
        title = " · ".join(filter(None, (name, driver if driver != name else "", port)))
        found.append(
            Found(kind=Kind.QUEUE, url=winspool.SCHEME + quote(name, safe=""), title=title)
        )
    return tuple(found)


def network_of(text: str) -> IPv4Network:
    """Read a network such as 192.168.1.0/24; raises Refusal unless it is private and small."""
    try:
        network = IPv4Network(text.strip(), strict=False)
    except ValueError as error:
        raise Refusal("subnet_is_odd", text=text) from error
    if network.prefixlen < WIDEST or not any(network.subnet_of(it) for it in ALLOWED):
        raise Refusal("subnet_is_odd", text=text)
    return network


def networks(setting: str) -> tuple[IPv4Network, ...]:
    """Return the network of the setting, else this computer's own private ones; raises Refusal."""
    return (network_of(setting),) if setting.strip() else own_networks(own_addresses())


def own_networks(addresses: Iterable[str]) -> tuple[IPv4Network, ...]:
    """Return the 256 addresses around each private one of ours."""
    own = (ipaddress.IPv4Address(it) for it in addresses)
    around = (IPv4Network((int(it), OWN_BITS), strict=False) for it in own if _is_private(it))
    return tuple(sorted(set(around)))


def own_addresses() -> tuple[str, ...]:
    """Return the addresses by which this computer would reach private networks."""
    found = set()
    for far in FAR:
        with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))  # a datagram socket only looks up its way
            found.add(str(probe.getsockname()[0]))
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            found.update(socket.gethostbyname_ex(socket.gethostname())[2])
    return tuple(sorted(found))


def sweep(
    network: IPv4Network,
    *,
    port: int = PRINTER_PORT,
    is_over: Callable[[], bool] = lambda: False,
    tell: Callable[[int, int], None] = lambda _done, _whole: None,
    patience_s: float = PATIENCE_S,
    limit_s: float = LIMIT_S,
) -> tuple[str, ...]:
    """Return which addresses of a network listen; `tell` hears how many of how many are done.

    What is found until it `is_over`, or until the limit, is returned. Raises Refusal for a network
    that is not private, or too large.
    """
    network_of(str(network))
    return _Sweep(network, port, patience_s).run(is_over, tell, time.monotonic() + limit_s)


def network_printers(
    setting: str,
    *,
    port: int = PRINTER_PORT,
    known: Iterable[str] = (),
    is_over: Callable[[], bool] = lambda: False,
    tell: Callable[[int, int], None] = lambda _done, _whole: None,
) -> tuple[Found, ...]:
    """Find printers on the shop's network and ask who they are; those that are `known` are not.

    A printer that a till has open may take no second caller. Raises Refusal for a wrong setting.
    """
    urls = []
    for network in networks(setting):
        urls += [
            f"tcp://{it}:{port}" for it in sweep(network, port=port, is_over=is_over, tell=tell)
        ]
    left_alone = set(known)
    asked = [it for it in urls if it not in left_alone]
    with ThreadPoolExecutor(ASKED_AT_ONCE, "asking") as pool:
        answers = dict(zip(asked, pool.map(identify, asked), strict=True))
    return tuple(answers.get(it, Found(kind=Kind.NETWORK, url=it)) for it in urls)


def identify(url: str) -> Found:
    """Ask who is at this address; one that answers nothing is asked nothing more."""
    nobody = Found(kind=Kind.NETWORK, url=url, answers=False)
    try:
        with contextlib.closing(transport.open_url(url, ASK_S)) as wire:
            wire.write_all(status.question(status.PRINTER), ASK_S)
            if not _is_printer(wire):
                return nobody
            wire.write_all(ASK_MODEL, ASK_S)
            heard = _heard(wire, MODEL_ENDS)
            wire.write_all(FORGET, ASK_S)
    except Told:
        return nobody
    return Found(kind=Kind.NETWORK, url=url, title=model_of(heard), answers=True)


def model_of(heard: bytes) -> str:
    """Read an answer to GS I: "_", the model, NUL; empty for anything else."""
    _, begins, rest = heard.partition(MODEL_BEGINS)
    model, ends, _ = rest.partition(MODEL_ENDS)
    is_text = model.isascii() and model.decode("ascii").isprintable()
    return model.decode("ascii").strip() if begins and ends and is_text else ""


class _Sweep:
    """Knocks at one address after the other, so many at a time, in one thread."""

    def __init__(self, network: IPv4Network, port: int, patience_s: float) -> None:
        hosts = [str(it) for it in network.hosts()]
        self._whole = len(hosts)
        self._waiting = deque(hosts)
        self._port = port
        self._patience_s = patience_s
        self._knocking: dict[socket.socket, tuple[str, float]] = {}
        self._open: list[str] = []
        self._selector = selectors.DefaultSelector()

    def run(
        self, is_over: Callable[[], bool], tell: Callable[[int, int], None], ends: float
    ) -> tuple[str, ...]:
        try:
            while (self._waiting or self._knocking) and not is_over() and time.monotonic() < ends:
                while self._waiting and len(self._knocking) < AT_ONCE:
                    self._knock(self._waiting.popleft())
                self._hear()
                tell(self._whole - len(self._waiting) - len(self._knocking), self._whole)
        finally:
            for one in tuple(self._knocking):
                self._leave(one)
            self._selector.close()
        return tuple(sorted(self._open, key=ipaddress.IPv4Address))

    def _knock(self, host: str) -> None:
        one = socket.socket()
        one.setblocking(False)
        error = one.connect_ex((host, self._port))
        if error == 0:
            self._open.append(host)
        if error not in {errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", 0)}:
            one.close()
            return
        self._knocking[one] = host, time.monotonic() + self._patience_s
        self._selector.register(one, selectors.EVENT_WRITE)

    def _hear(self) -> None:
        if not self._knocking:
            return
        for key, _ in self._selector.select(LOOK_S):
            one = key.fileobj
            assert isinstance(one, socket.socket)
            if one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                self._open.append(self._knocking[one][0])
            self._leave(one)
        now = time.monotonic()
        for one, (_, until) in tuple(self._knocking.items()):
            if now > until:
                self._leave(one)

    def _leave(self, one: socket.socket) -> None:
        self._selector.unregister(one)
        del self._knocking[one]
        one.close()


def _is_printer(wire: Transport) -> bool:
    mask, fixed = status.REAL_TIME
    return any(byte & mask == fixed for byte in wire.read(1, ASK_S))


def _heard(wire: Transport, end: bytes) -> bytes:
    """Return what comes until its end, or until nothing more does."""
    heard = b""
    while end not in heard and len(heard) < LONGEST_MODEL:
        some = wire.read(LONGEST_MODEL, ASK_S)
        if not some:
            break
        heard += some
    return heard


def _is_private(address: ipaddress.IPv4Address) -> bool:
    return any(address in it for it in OURS)


def _port_title(port: Port) -> str:
    text = port.text if port.text not in {"", "n/a", port.device} else ""
    return " · ".join(filter(None, (port.device, text)))


def _usb_title(facts: Path) -> str:
    try:
        return device_id((facts / "device" / "ieee1284_id").read_text("utf-8", "replace"))
    except OSError:
        return ""
