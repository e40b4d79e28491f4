import socket
import sys
from dataclasses import dataclass, field
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest

from app.base.errors import Refusal
from devices import transport, usb
from devices.usb import Address, Device
from devices.wire import CutOff, Unsent


def test_a_printer_may_have_an_address_of_ipv6() -> None:
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("NO IPv6 HERE")
    with server:
        wire = transport.open_url(f"tcp://[::1]:{server.getsockname()[1]}")
        wire.write_all(b"x", 1)
        wire.close()
        connection, _ = server.accept()
        with connection:
            assert connection.recv(10) == b"x"


def test_silence_and_a_line_that_is_over_are_two_things() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        wire = transport.open_url(f"tcp://127.0.0.1:{server.getsockname()[1]}")
        connection, _ = server.accept()
        assert wire.read(1, 0) == wire.read(1, 0.01) == b""
        connection.close()
        with pytest.raises(CutOff):
            wire.read(1, 1)
        wire.close()


def test_a_slow_reader_gets_every_byte_in_its_order() -> None:
    data = bytes(range(256)) * 4000
    got = bytearray()

    def read() -> None:
        connection, _ = server.accept()
        with connection:
            while some := connection.recv(1000):
                got.extend(some)

    with socket.create_server(("127.0.0.1", 0)) as server:
        reading = Thread(target=read)
        reading.start()
        wire = transport.open_url(f"tcp://127.0.0.1:{server.getsockname()[1]}")
        wire.write_all(data, 20)
        wire.finish(5)
        wire.close()
        reading.join(10)
    assert bytes(got) == data


def test_memory_has_both_its_ends_in_this_process() -> None:
    wire = transport.open_url("memory://both")
    wire.write_all(b"ask", 1)
    there = transport.Memory.named("both")
    there.unread += b"answer"
    assert (bytes(there.written), wire.read(3, 0), wire.read(9, 0)) == (b"ask", b"ans", b"wer")
    assert wire.read(1, 0.01) == b""


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("usb://04b8:0202", Address(0x04B8, 0x0202, "")),
        ("usb://04B8:0202:J5K-7", Address(0x04B8, 0x0202, "J5K-7")),
        ("usb://4b8:202", None),
        ("usb://04b8", None),
        ("usb://", None),
    ],
)
def test_a_usb_printer_is_named_by_maker_and_model(url: str, address: Address | None) -> None:
    assert usb.address_of(url) == address
    if address is None:
        with pytest.raises(Refusal, match="9100"):
            transport.check(url)


def test_without_pyusb_the_expert_hears_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usb.core", None)
    with pytest.raises(Refusal, match="pyusb"):
        transport.open_url("usb://04b8:0202")


class EndPoint:
    """One end of a pipe to a USB device, as pyusb shows it."""

    bmAttributes, wMaxPacketSize = 2, 64  # noqa: N815

    def __init__(self, address: int, fails: bool = False) -> None:  # noqa: FBT001, FBT002
        self.bEndpointAddress = address
        self.got = bytearray()
        self.fails = fails

    def write(self, data: bytes, _timeout_ms: int) -> int:
        if self.fails and self.got:
            raise OSError(19, "No such device")
        self.got += data[:64]
        return min(64, len(data))

    def read(self, _size: int, _timeout_ms: int) -> bytes:
        if self.fails:
            raise OSError(110, "Operation timed out")
        return b"\x12"


class Interface(list[EndPoint]):
    """One function of a USB device."""

    bInterfaceClass, bInterfaceNumber = 7, 0  # noqa: N815


@dataclass
class UsbPrinter:
    """A device as pyusb shows it."""

    interfaces: list[Interface]
    driver: bool = True
    detached: list[int] = field(default_factory=list)

    def get_active_configuration(self) -> list[Interface]:
        return self.interfaces

    def is_kernel_driver_active(self, _number: int) -> bool:
        return self.driver

    def detach_kernel_driver(self, number: int) -> None:
        self.detached.append(number)


UTIL: Any = SimpleNamespace(
    claim_interface=lambda *_: None,
    release_interface=lambda *_: None,
    dispose_resources=lambda *_: None,
)


def test_usb_writes_what_the_device_takes_and_reads_what_it_says() -> None:
    out = EndPoint(0x01)
    device = UsbPrinter([Interface([out, EndPoint(0x82)])])
    wire = Device("usb://04b8:0202", device, UTIL)
    wire.write_all(b"x" * 200, 1)
    assert (len(out.got), wire.read(1, 0.1), wire.answers) == (200, b"\x12", True)
    assert device.detached == [0]
    wire.close()


def test_usb_that_is_unplugged_midway_is_cut_off_and_silence_is_none() -> None:
    interface = Interface([EndPoint(0x01, fails=True), EndPoint(0x82, fails=True)])
    wire = Device("usb://04b8:0202", UsbPrinter([interface]), UTIL)
    assert wire.read(1, 0.1) == b""
    with pytest.raises(CutOff):
        wire.write_all(b"x" * 200, 1)


def test_a_device_that_is_no_printer_got_nothing() -> None:
    with pytest.raises(Unsent):
        Device("usb://04b8:0202", UsbPrinter([]), UTIL)
