import os
import time
from queue import SimpleQueue

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import Refusal, Told
from devices import ports, transport
from devices.ports import Port
from devices.scanner import Scanned, Scanner
from devices.wire import Unsent
from devices.worker import DeviceWorker
from tests.devices.waiting import PATIENCE_S, wait_for

CH340 = Port(device="/dev/ttyUSB0", vendor=0x1A86, product=0x7523, location="1-1.4")
TWIN = Port(device="COM12", vendor=0x1A86, product=0x7523, location="1-1.3:x.0")
NUMBERED = Port(device="COM4", vendor=0x0C2E, product=0x0B6A, serial="A50285BI")
BUILT_IN = Port(device="COM1")
NODE = Port(device="/dev/ttyS0")
ALL = (CH340, TWIN, NUMBERED, BUILT_IN, NODE)


@pytest.mark.parametrize("port", ALL)
def test_every_port_is_found_by_its_url(port: Port) -> None:
    url = ports.url_of(port, ALL)
    transport.check(url)
    assert ports.resolve(url, lambda: ALL) == f"serial://{port.device}?baud=9600"


def test_an_adapter_is_named_by_its_number_or_its_place_but_only_if_need_be() -> None:
    assert ports.url_of(NUMBERED, ALL) == "serial://usb-0c2e:0b6a-A50285BI?baud=9600"
    assert ports.url_of(CH340, [CH340, NODE]) == "serial://usb-1a86:7523?baud=9600"
    assert ports.url_of(CH340, ALL) == "serial://usb-1a86:7523@1-1.4?baud=9600"
    assert ports.url_of(BUILT_IN, ALL, "baud=2400") == "serial://COM1?baud=2400"


def test_an_adapter_is_found_under_another_name() -> None:
    url = ports.url_of(NUMBERED, ALL)
    moved = Port(device="COM9", vendor=0x0C2E, product=0x0B6A, serial="A50285BI")
    assert ports.resolve(url, lambda: [TWIN, moved]) == "serial://COM9?baud=9600"


def test_an_adapter_that_is_away_is_trouble_not_a_wrong_setting() -> None:
    with pytest.raises(Unsent):
        ports.resolve(ports.url_of(NUMBERED, ALL), lambda: [CH340])


def test_of_two_alike_none_is_taken() -> None:
    with pytest.raises(Unsent, match="USB × 2"):
        ports.resolve("serial://usb-1a86:7523?baud=9600", lambda: ALL)


def test_other_urls_are_taken_as_they_are() -> None:
    for url in ("tcp://192.168.1.9:4001", "serial://COM3", "serial:///dev/ttyS0", "sim://x"):
        assert ports.resolve(url, lambda: ALL) == url


def test_a_url_that_names_nothing_is_refused_in_the_words_of_devices() -> None:
    for url in ("", "serial://", "tcp://", "COM3", "serial://COM3?baud=fast"):
        with pytest.raises(Refusal) as told:
            ports.open_url(url)
        assert told.value.code == "bad_device_url"


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=20))
def test_any_serial_number_survives_its_url(serial: str, location: str) -> None:
    port = Port(device="COM7", vendor=1, product=2, serial=serial, location=location)
    other = Port(device="COM8", vendor=1, product=2, serial=serial, location=location + "1")
    url = ports.url_of(port, [port, other])
    transport.check(url)
    among = [port, other] if location else [port]
    assert ports.resolve(url, lambda: among) == "serial://COM7?baud=9600"


def test_the_computers_own_ports_can_be_listed() -> None:
    for port in ports.listed():
        assert port.device


def test_a_scanner_that_comes_back_under_another_name_is_found_again() -> None:
    pty = pytest.importorskip("pty")
    first, second = pty.openpty(), pty.openpty()
    plugged = [Port(device=os.ttyname(first[1]), vendor=1, product=2, serial="S")]
    url = ports.url_of(plugged[0], plugged)
    heard: SimpleQueue[Scanned | Told] = SimpleQueue()
    worker = DeviceWorker[object](
        "scanner",
        url,
        Scanner(heard.put),
        show=lambda _: None,
        pauses_s=(0.05,),
        open_wire=lambda it: transport.open_url(ports.resolve(it, lambda: plugged)),
    )
    worker.start()
    wait_for(lambda: worker.health.is_well)
    plugged.clear()
    for end in first:
        os.close(end)
    wait_for(lambda: worker.health.trouble is not None)
    time.sleep(0.1)
    plugged.append(Port(device=os.ttyname(second[1]), vendor=1, product=2, serial="S"))
    wait_for(lambda: worker.health.is_well)
    os.write(second[0], b"6901234567892\r")
    scanned = heard.get(timeout=PATIENCE_S)
    assert isinstance(scanned, Scanned)
    assert scanned.code == "6901234567892"
    worker.stop()
    for end in second:
        os.close(end)
