"""Serial ports by what is plugged in, not by the name that the system gives it today.

A URL names an adapter as serial://usb-1a86:7523-A50285BI?baud=9600: maker, model and, where it
has one, serial number (percent-encoded). Where two of a kind have none, @location is added, the
socket of the computer: serial://usb-1a86:7523@1-1.4. It is looked for at each opening, so that
an adapter is found again under another COM or tty name. All other URLs are taken as they are.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from app.base.errors import Refusal
from devices import transport
from devices.wire import Transport, Unsent, unsent

STABLE = re.compile(r"usb-([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?:-([^@]+))?(?:@(.+))?")
LOCATION_SIGNS = ":.-"  # of 1-1.4:1.0, beside digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """A serial port of this computer; `vendor` and `product` are 0 where it is not on USB."""

    device: str
    text: str = ""
    vendor: int = 0
    product: int = 0
    serial: str = ""
    location: str = ""


def listed() -> tuple[Port, ...]:
    """Return the serial ports of this computer; may take a tenth of a second."""
    from serial.tools import list_ports  # noqa: PLC0415 - only where one is used

    return tuple(
        Port(
            device=it.device,
            text=it.description or "",
            vendor=it.vid or 0,
            product=it.pid or 0,
            serial=it.serial_number or "",
            location=it.location or "",
        )
        for it in sorted(list_ports.comports(), key=lambda it: it.device)
    )


def url_of(port: Port, among: Sequence[Port], query: str = "baud=9600") -> str:
    """Name a port so that it is found again: by its adapter if that is on USB, else by its name."""
    if not port.vendor:
        return f"serial://{port.device}?{query}"
    name = f"usb-{port.vendor:04x}:{port.product:04x}"
    if port.serial:
        name += f"-{quote(port.serial, safe='')}"
    if port.location and len(_matching(name, among)) > 1:
        name += f"@{quote(port.location, safe=LOCATION_SIGNS)}"
    return f"serial://{name}?{query}"


def resolve(url: str, ports: Callable[[], Sequence[Port]] = listed) -> str:
    """Return a URL with the port's name of this moment; raises Unsent while it is not plugged in.

    Of two that fit neither is taken: the wrong one could answer.
    """
    parts = urlsplit(url)
    if parts.scheme != "serial" or not STABLE.fullmatch(parts.netloc):
        return url
    with unsent(url):
        found = _matching(parts.netloc, ports())
    if len(found) != 1:
        raise Unsent("printer_away", url=url, why=f"USB × {len(found)}")
    return f"serial://{found[0].device}?{parts.query}"


def open_url(url: str, timeout_s: float = transport.CONNECT_S) -> Transport:
    """Open the wire that a URL names, wherever its adapter is plugged in.

    Raises Unsent while it is away, Refusal for a URL that names nothing.
    """
    try:
        transport.check(url)
    except Refusal as error:
        raise Refusal("bad_device_url", url=url) from error
    return transport.open_url(resolve(url), timeout_s)


def _matching(name: str, ports: Sequence[Port]) -> list[Port]:
    """Return the ports that fit every part of a stable name."""
    found = STABLE.fullmatch(name)
    assert found is not None
    vendor, product = int(found[1], 16), int(found[2], 16)
    serial, location = unquote(found[3] or ""), unquote(found[4] or "")
    return [
        it
        for it in ports
        if (it.vendor, it.product) == (vendor, product)
        and serial in {"", it.serial}
        and location in {"", it.location}
    ]
