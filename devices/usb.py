"""A printer on USB without a driver, for experts: usb://04b8:0202, or with :serial number.

Needs pyusb and libusb, which a till does not carry; on Windows also a WinUSB driver, which takes
the printer's queue away. A printer answers on its IN end point (USB Printer Class 1.1).
"""

import contextlib
import re
from typing import Any, NamedTuple

from app.base.errors import Refusal
from devices.wire import CutOff, Transport, Unsent, send_all, unsent

URL = re.compile(r"usb://([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::([^/?#]+))?/?")
PRINTERS = 7  # the class of interface
IN = 0x80  # in an end point's address
BULK = 2  # in its attributes
MS = 1000


class Address(NamedTuple):
    """Which device: its maker, its model, and if there are several its serial number."""

    vendor: int
    product: int
    serial: str


def address_of(url: str) -> Address | None:
    """Read a URL; None when it is none of ours."""
    found = URL.fullmatch(url)
    if found is None:
        return None
    return Address(int(found[1], 16), int(found[2], 16), found[3] or "")


def open_device(url: str, address: Address | None) -> Transport:
    """Open a printer; raises Refusal where pyusb is not installed, Unsent when it is away."""
    assert address is not None
    try:
        import usb.core  # noqa: PLC0415 - optional
        import usb.util  # noqa: PLC0415
    except ImportError as error:
        raise Refusal("usb_not_installed", url=url) from error
    with unsent(url):  # also where libusb is missing
        for device in usb.core.find(
            find_all=True, idVendor=address.vendor, idProduct=address.product
        ):
            if address.serial in {"", device.serial_number}:
                return Device(url, device, usb.util)
    raise Unsent("printer_away", url=url, why="USB")


class Device:
    """The printer's interface, claimed as long as this is open."""

    answers = False

    def __init__(self, url: str, device: Any, util: Any) -> None:  # noqa: ANN401 - pyusb has no types
        self._url = url
        self._device = device
        self._util = util
        interface = next(
            (it for it in device.get_active_configuration() if it.bInterfaceClass == PRINTERS), None
        )
        if interface is None:
            raise Unsent("printer_away", url=url, why="USB: no printer interface")
        self._number = interface.bInterfaceNumber
        with contextlib.suppress(NotImplementedError):  # only Linux has such drivers
            if device.is_kernel_driver_active(self._number):
                device.detach_kernel_driver(self._number)
        util.claim_interface(device, self._number)
        bulk = [it for it in interface if it.bmAttributes & 3 == BULK]
        self._out = next(it for it in bulk if not it.bEndpointAddress & IN)
        self._in = next((it for it in bulk if it.bEndpointAddress & IN), None)
        self.answers = self._in is not None

    def write_all(self, data: bytes, deadline_s: float) -> None:
        """Send everything; a write that fails may have sent a part of its bytes."""
        send_all(self._url, data, self._send, deadline_s, tells_how_much=False)

    def read(self, count: int, deadline_s: float) -> bytes:
        """Return what the printer says."""
        if self._in is None:
            return b""
        wait_ms = max(1, int(deadline_s * MS))
        size = max(count, self._in.wMaxPacketSize)  # a shorter buffer would overflow
        try:
            return bytes(self._in.read(size, wait_ms))
        except TimeoutError:
            return b""
        except OSError as error:
            if "timeout" in type(error).__name__.lower() or error.errno in {110, 60, 10060}:
                return b""
            raise CutOff("printer_cut_off", url=self._url, why=str(error)) from error

    def finish(self, _deadline_s: float) -> None:
        """Have nothing to wait for: a bulk write ends when the printer has the bytes."""

    def close(self) -> None:
        """Let others have the printer."""
        with contextlib.suppress(OSError):
            self._util.release_interface(self._device, self._number)
        self._util.dispose_resources(self._device)

    def _send(self, data: memoryview, left_s: float) -> int:
        return int(self._out.write(bytes(data), max(1, int(left_s * MS))))
