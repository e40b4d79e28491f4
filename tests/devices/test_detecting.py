"""Finding devices: real listeners on loopback addresses, and what they call themselves."""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from ipaddress import IPv4Network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from devices import detecting, transport, winspool
from devices.detecting import Kind
from devices.ports import Port
from devices.simulator import Faults, PrinterSimulator
from tests.programs import free_port

SMALL = IPv4Network("127.0.0.0/28")
Answer = Callable[[bytes], bytes]


class Listener:
    """Takes callers at one address, keeps what they say, and answers it."""

    def __init__(self, address: str, port: int, answer: Answer) -> None:
        self.heard = bytearray()
        self.callers = 0
        self._answer = answer
        self._server = socket.create_server((address, port))
        self._server.settimeout(0.05)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._thread.join(2)
        self._server.close()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                caller, _ = self._server.accept()
            except TimeoutError:
                continue
            self.callers += 1
            with caller:
                caller.settimeout(0.05)
                self._talk(caller)

    def _talk(self, caller: socket.socket) -> None:
        while not self._over.is_set():
            try:
                data = caller.recv(64)
            except TimeoutError:
                continue
            except OSError:
                return
            if not data:
                return
            self.heard += data
            caller.sendall(self._answer(data))


def epson(data: bytes) -> bytes:
    status = b"\x16" if b"\x10\x04\x01" in data else b""
    model = b"_TM-T82III\0" if b"\x1dI\x43" in data else b""
    return status + model


def office(_data: bytes) -> bytes:
    return b"@PJL INFO STATUS\r\n"


@pytest.fixture
def listen() -> Iterator[Callable[[str, int, Answer], Listener]]:
    with ExitStack() as stack:

        def make(address: str, port: int, answer: Answer) -> Listener:
            listener = Listener(address, port, answer)
            stack.callback(listener.close)
            return listener

        yield make


Make = Callable[[str, int, Answer], Listener]


def test_whoever_listens_on_the_network_is_found_and_nobody_else(listen: Make) -> None:
    port = free_port()
    inside = [listen(f"127.0.0.{last}", port, epson) for last in (1, 14)]
    outside = [listen(f"127.0.0.{last}", port, epson) for last in (16, 17, 31)]
    assert detecting.sweep(SMALL, port=port) == ("127.0.0.1", "127.0.0.14")
    time.sleep(0.1)
    assert [it.callers for it in inside] == [1, 1]
    assert [it.callers for it in outside] == [0, 0, 0]


def test_a_receipt_printer_says_its_model_and_is_asked_no_text(listen: Make) -> None:
    port = free_port()
    listener = listen("127.0.0.3", port, epson)
    (found,) = detecting.network_printers("127.0.0.0/28", port=port)
    assert (found.url, found.title, found.answers) == (
        f"tcp://127.0.0.3:{port}",
        "TM-T82III",
        True,
    )
    time.sleep(0.1)
    assert listener.heard.endswith(b"\x1b@")  # a clone that took "IC" for text forgets it


def test_who_does_not_answer_as_a_receipt_printer_gets_three_bytes_and_no_more(
    listen: Make,
) -> None:
    port = free_port()
    listener = listen("127.0.0.5", port, office)
    (found,) = detecting.network_printers("127.0.0.0/28", port=port)
    assert (found.title, found.answers) == ("", False)
    time.sleep(0.1)
    assert bytes(listener.heard) == b"\x10\x04\x01"


def test_a_printer_that_the_till_has_open_is_left_alone(listen: Make) -> None:
    port = free_port()
    listener = listen("127.0.0.6", port, epson)
    url = f"tcp://127.0.0.6:{port}"
    (found,) = detecting.network_printers("127.0.0.0/28", port=port, known=[url])
    assert found.answers is None
    time.sleep(0.1)
    assert bytes(listener.heard) == b""


def test_a_simulated_printer_is_known_by_its_status() -> None:
    with PrinterSimulator() as printer:
        assert detecting.identify(printer.url).answers is True
    with PrinterSimulator(faults=Faults(is_silent=True)) as printer:
        assert detecting.identify(printer.url).answers is False
    with PrinterSimulator(faults=Faults(refuses=True)) as printer:
        assert detecting.identify(printer.url).answers is False


def test_a_sweep_ends_when_nobody_wants_it_any_more() -> None:
    seen: list[int] = []
    network = IPv4Network("127.8.0.0/22")
    found = detecting.sweep(
        network,
        port=free_port(),
        is_over=lambda: bool(seen),
        tell=lambda done, _: seen.append(done),
    )
    assert found == ()
    assert len(seen) == 1


def test_a_sweep_of_the_widest_network_ends_in_time() -> None:
    began = time.monotonic()
    counts: list[tuple[int, int]] = []
    detecting.sweep(
        IPv4Network("127.8.0.0/22"),
        port=free_port(),
        tell=lambda done, whole: counts.append((done, whole)),
    )
    assert time.monotonic() - began < 5
    assert counts[-1] == (1022, 1022)
    assert [done for done, _ in counts] == sorted(done for done, _ in counts)


@pytest.mark.skipif(sys.platform != "linux", reason="full queues are dropped silently on Linux")
def test_addresses_that_never_answer_take_no_longer_than_they_may() -> None:
    with ExitStack() as stack:
        server = stack.enter_context(socket.create_server(("127.0.0.9", 0), backlog=0))
        address = server.getsockname()
        for _ in range(3):  # whoever comes now hears nothing at all
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(address)
        began = time.monotonic()
        assert detecting.sweep(SMALL, port=address[1], patience_s=60, limit_s=0.4) == ()
        assert 0.3 < time.monotonic() - began < 1.5
        began = time.monotonic()
        assert detecting.sweep(SMALL, port=address[1], patience_s=0.2) == ()
        assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "text",
    [
        "8.8.8.0/24",
        "0.0.0.0/0",
        "192.168.0.0/16",
        "10.0.0.0/8",
        "172.32.0.0/24",
        "::1/128",
        "x",
        "",
    ],
)
def test_no_network_but_a_small_private_one_is_searched(text: str) -> None:
    with pytest.raises(Refusal, match="网段"):
        detecting.network_of(text)


@given(st.ip_addresses(v=4), st.integers(0, 32))
def test_whatever_is_accepted_lies_within_private_networks(address: object, bits: int) -> None:
    try:
        network = detecting.network_of(f"{address}/{bits}")
    except Refusal:
        return
    assert network.num_addresses <= 1024
    assert network.is_private


def test_a_sweep_refuses_what_a_caller_made_up() -> None:
    with pytest.raises(Refusal):
        detecting.sweep(IPv4Network("8.8.8.0/28"))


def test_our_own_network_is_the_256_addresses_around_each_private_one() -> None:
    found = detecting.own_networks(["192.168.3.77", "192.168.3.80", "8.8.8.8", "127.0.0.1"])
    assert found == (IPv4Network("192.168.3.0/24"),)
    assert all(it.is_private for it in detecting.own_networks(detecting.own_addresses()))


@pytest.mark.parametrize(
    ("heard", "model"),
    [
        (b"\x16_TM-T88VI\0", "TM-T88VI"),
        (b"_TM-T88VI", ""),
        (b"TM-T88VI\0", ""),
        (b"_\xff\xfe\0", ""),
        (b"_a\nb\0", ""),
        (b"", ""),
    ],
)
def test_a_model_is_text_between_its_marks(heard: bytes, model: str) -> None:
    assert detecting.model_of(heard) == model


@given(st.binary(max_size=100))
def test_no_noise_becomes_a_model_that_cannot_be_shown(heard: bytes) -> None:
    assert detecting.model_of(heard).isprintable()


def test_usb_printers_say_what_they_call_themselves(tmp_path: Path) -> None:
    nodes, facts = tmp_path / "usb", tmp_path / "facts"
    nodes.mkdir()
    (facts / "lp0" / "device").mkdir(parents=True)
    (nodes / "lp0").touch()
    (nodes / "lp1").touch()
    (facts / "lp0" / "device" / "ieee1284_id").write_text("MFG:EPSON;CMD:ESC/POS;MDL:TM-T82;")
    first, second = detecting.usb_printers(nodes, facts)
    assert (first.kind, first.url, first.title) == (Kind.USB, f"file://{nodes}/lp0", "EPSON TM-T82")
    assert second.title == ""
    transport.check(first.url)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("MFG:Xprinter;MDL:Xprinter XP-80C;", "Xprinter XP-80C"),
        ("MANUFACTURER:Gprinter;MODEL:GP-L80160;", "Gprinter GP-L80160"),
        ("nonsense", ""),
        ("MDL:;MFG:", ""),
    ],
)
def test_a_device_id_names_maker_and_model_once(text: str, title: str) -> None:
    assert detecting.device_id(text) == title


def test_queues_of_windows_leave_out_what_prints_into_files() -> None:
    rows: list[dict[str, object]] = [
        {"pPrinterName": "XP-80C", "pDriverName": "XP-80C", "pPortName": "USB001"},
        {"pPrinterName": "收银 小票", "pDriverName": "Generic / Text Only", "pPortName": "COM3:"},
        {"pPrinterName": r"\\PC\Epson", "pDriverName": "TM", "pPortName": r"\\PC\Epson"},
        {"pPrinterName": "Microsoft Print to PDF", "pPortName": "PORTPROMPT:"},
        {"pPrinterName": "Fax", "pPortName": "SHRFAX:"},
        {"pPrinterName": None, "pPortName": None},
    ]
    found = detecting.queues_of(rows)
    names = [winspool.queue_of(it.url) for it in found]
    assert names == ["XP-80C", "收银 小票", r"\\PC\Epson"]
    assert found[1].title == "收银 小票 · Generic / Text Only · COM3:"
    for it in found:
        transport.check(it.url)


def test_serial_ports_are_named_so_that_they_are_found_again() -> None:
    ports = [Port(device="COM3", text="CH340", vendor=0x1A86, product=0x7523), Port(device="COM1")]
    first, second = detecting.serial_ports(ports)
    assert first.url == "serial://usb-1a86:7523?baud=9600"
    assert (first.title, second.title) == ("COM3 · CH340", "COM1")
