import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from random import Random
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import Told
from devices import scanner_simulator
from devices.scanner import MOST, Framing, Mask, Scanned, Scanner, Splitter, decode, read
from devices.scanner_simulator import ScannerSimulator
from devices.worker import DeviceWorker, State
from tests.devices.waiting import PATIENCE_S, wait_for
from tests.examples import NOON

EAN, OTHER = "6901234567892", "6901234567908"
signs = st.sampled_from("0123456789ABCxyz-+*/.: \x1d")
codes = st.text(signs, min_size=1, max_size=40).map(str.strip).filter(bool)
ends = st.sampled_from(["\r", "\n", "\r\n", "\t"])


def texts(splitter: Splitter, *pieces: bytes, gap_s: float = 0.01) -> list[str]:
    """Feed pieces one after the other and return what came out, silence in between included."""
    found, now_s = [], 0.0
    for piece in pieces:
        found += splitter.tick(now_s) if now_s else []
        found += splitter.feed(piece, now_s)
        now_s += gap_s
    return [code.decode("latin-1") for code in found]


@settings(deadline=None)
@given(st.lists(st.tuples(codes, ends), max_size=20), st.randoms(use_true_random=False))
def test_codes_come_whole_and_in_order_however_they_are_cut(
    sent: list[tuple[str, str]], chance: Random
) -> None:
    pieces, rest = [], "".join(code + end for code, end in sent).encode()
    while rest:
        size = chance.randint(1, 30)
        pieces.append(rest[:size])
        rest = rest[size:]
    splitter = Splitter()
    assert texts(splitter, *pieces) == [code for code, _ in sent]
    assert splitter.spoilt == 0


@settings(deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=30), st.lists(st.floats(0, 3), max_size=30))
def test_no_noise_ever_makes_a_code_too_long_or_empty(
    pieces: list[bytes], gaps: list[float]
) -> None:
    splitter, now_s = Splitter(), 0.0
    for piece, gap_s in zip(pieces, gaps, strict=False):
        now_s += gap_s
        for code in (*splitter.tick(now_s), *splitter.feed(piece * 20, now_s)):
            assert 0 < len(code) <= MOST


def test_a_code_without_an_end_ends_in_silence() -> None:
    splitter = Splitter()
    assert splitter.feed(EAN.encode(), 0.0) == []
    assert splitter.tick(0.05) == []
    assert splitter.tick(0.1) == [EAN.encode()]


def test_a_scanner_that_ends_its_codes_is_waited_for() -> None:
    splitter = Splitter()
    assert texts(splitter, f"{EAN}\r".encode(), b"69012", b"34567908\r", gap_s=1.5) == [EAN, OTHER]


def test_what_breaks_off_is_no_code() -> None:
    splitter = Splitter()
    splitter.feed(f"{EAN}\r6901234".encode(), 0.0)
    assert splitter.tick(2.0) == []
    assert splitter.spoilt == 1
    assert splitter.feed(f"{OTHER}\r".encode(), 2.1) == [OTHER.encode()]


def test_a_scanner_that_ends_its_codes_no_more_is_understood_again() -> None:
    splitter = Splitter()
    splitter.feed(f"{EAN}\r".encode(), 0.0)
    heard = []
    for number in range(1, 5):
        splitter.feed(EAN.encode(), number * 10.0)
        heard.append(splitter.tick(number * 10.0 + 2.5))
    assert heard == [[], [], [EAN.encode()], [EAN.encode()]]


def test_single_signs_now_and_then_are_no_codes() -> None:
    splitter = Splitter()
    assert texts(splitter, *(b"6", b"9", b"0", b"1"), gap_s=0.3) == []
    assert splitter.spoilt == 3


def test_a_megabyte_without_an_end_is_thrown_away_and_the_next_code_is_read() -> None:
    splitter = Splitter()
    assert texts(splitter, *([b"7" * 4096] * 256), gap_s=0.001) == []
    assert splitter.feed(f"777\r{EAN}\r".encode(), 0.3) == [EAN.encode()]
    assert splitter.spoilt == 1


def test_a_line_that_was_cut_leaves_no_half() -> None:
    splitter = Splitter()
    splitter.feed(b"690123", 0.0)
    splitter.forget()
    assert splitter.feed(b"4567892\r", 0.1) == [b"4567892"]
    assert splitter.spoilt == 1


def code_of(data: bytes, framing: Framing | None = None) -> str | None:
    scanned = read(data, NOON, framing or Framing())
    return None if scanned is None else scanned.code


def test_an_aim_identifier_is_kept_apart() -> None:
    assert read(b"]E06901234567892", NOON) == Scanned(EAN, "]E0", NOON)
    scanned = read(b"]d2\x1d0106901234567892\x1d", NOON)
    assert scanned is not None
    assert scanned.aim == "]d2"
    assert scanned.text == "]d2\x1d0106901234567892\x1d"
    assert code_of(b"]") == "]"


def test_what_a_scanner_was_programmed_to_send_is_taken_off() -> None:
    framing = Framing(prefix="~A", suffix="#")
    assert read(f"~A]E0{EAN}#".encode(), NOON, framing) == Scanned(EAN, "]E0", NOON)
    assert code_of(EAN.encode(), framing) == EAN  # somebody scanned its factory settings
    assert code_of(f"\x02{EAN}\x03".encode()) == EAN


@pytest.mark.parametrize(
    "noise", [b"\xff\xfe\x80", b"69\xff01234567892", b"690\x00123", b"6\x1b90"]
)
def test_noise_is_no_code(noise: bytes) -> None:
    assert code_of(noise) is None


def test_chinese_is_read_as_gb18030_and_as_utf_8() -> None:
    for text in ("牛奶 1L", "一些", "联通", "你好，世界", "𠮷野家"):
        assert decode(text.encode("gb18030")) == text
    for text in ("牛奶 1L", "联通 10010", "你好，世界"):
        assert decode(text.encode()) == text


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_any_chinese_in_gb18030_is_read_as_chinese(text: str) -> None:
    read_back = decode(text.encode("gb18030"))
    assert read_back == text or _is_also_utf_8(text)


def _is_also_utf_8(text: str) -> bool:
    try:
        return max(map(ord, text.encode("gb18030").decode())) >= 0x800
    except UnicodeDecodeError:
        return False


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_upset_the_reading(data: bytes) -> None:
    scanned = read(data, NOON)
    assert scanned is None or "\ufffd" not in scanned.code


@settings(deadline=None)
@given(st.text("0123456789", min_size=16, max_size=24), st.integers(1, 24))
def test_a_code_that_pays_is_never_shown_whole_even_in_pieces(code: str, size: int) -> None:
    mask, data = Mask(), b"]Q1" + code.encode() + b"\r\n"
    shown = b"".join(mask.hide(data[at : at + size]) for at in range(0, len(data), size))
    assert shown == b"]Q1" + code[:3].encode() + b"*" * (len(code) - 3) + b"\r\n"


Heard = SimpleQueue[Scanned | Told]


@pytest.fixture
def heard() -> Heard:
    return SimpleQueue()


@pytest.fixture
def listen(heard: Heard) -> Iterator[Callable[..., DeviceWorker[object]]]:
    workers: list[DeviceWorker[object]] = []

    def make(url: str) -> DeviceWorker[object]:
        worker = DeviceWorker[object](
            "scanner",
            url,
            Scanner(heard.put),
            show=lambda _: None,
            pauses_s=(0.05,),
            open_wire=scanner_simulator.open_url,
        )
        workers.append(worker)
        worker.start()
        wait_for(lambda: worker.health.state is not State.OPENING)
        return worker

    yield make
    for worker in workers:
        worker.stop()
        assert not worker.is_alive()


def codes_heard(heard: Heard, count: int) -> list[str]:
    found = [heard.get(timeout=PATIENCE_S) for _ in range(count)]
    return [it.code if isinstance(it, Scanned) else it.code.upper() for it in found]


def test_a_simulated_scanner_scans(
    listen: Callable[[str], DeviceWorker[object]], heard: Heard
) -> None:
    simulated = ScannerSimulator.named(uuid4().hex)
    listen(f"sim://{simulated.name}")
    simulated.scan(EAN, aim="]E0")
    simulated.scan(EAN)
    simulated.scan(OTHER, end="\t")
    assert codes_heard(heard, 3) == [EAN, EAN, OTHER]


def test_a_scanner_that_is_unplugged_and_plugged_in_goes_on(
    listen: Callable[[str], DeviceWorker[object]], heard: Heard
) -> None:
    simulated = ScannerSimulator.named(uuid4().hex)
    worker = listen(f"sim://{simulated.name}")
    simulated.scan(EAN)
    assert codes_heard(heard, 1) == [EAN]
    simulated.send(b"69012")
    simulated.unplug()
    wait_for(lambda: worker.health.trouble is not None)
    simulated.plug_in()
    wait_for(lambda: worker.health.is_well)
    simulated.scan(OTHER)
    found = [heard.get(timeout=PATIENCE_S)]
    if isinstance(found[0], Told):  # the half code was on the way already
        found = [heard.get(timeout=PATIENCE_S)]
    assert isinstance(found[0], Scanned)
    assert found[0].code == OTHER


def test_noise_is_told_once_not_for_every_byte(
    listen: Callable[[str], DeviceWorker[object]], heard: Heard
) -> None:
    simulated = ScannerSimulator.named(uuid4().hex)
    worker = listen(f"sim://{simulated.name}")
    for _ in range(50):
        simulated.send(b"\xff\xff\xff\r")
    simulated.scan(EAN)
    wait_for(lambda: worker.health.counters.dropped == 50)
    assert worker.health.counters.frames == 1
    assert sorted(type(heard.get(timeout=PATIENCE_S)).__name__ for _ in range(2)) == [
        "Scanned",
        "Trouble",
    ]
    with pytest.raises(Empty):
        heard.get(timeout=0.1)


def test_a_wire_that_says_nothing_is_refused_and_takes_no_processor(
    listen: Callable[[str], DeviceWorker[object]], tmp_path: Path
) -> None:
    worker = listen(f"file://{tmp_path}/out")
    wait_for(lambda: worker.health.state is State.FAULT)
    assert worker.health.trouble is not None
    assert worker.health.trouble.code == "scanner_mute"


def test_what_a_customer_pays_with_is_neither_kept_nor_logged(
    listen: Callable[[str], DeviceWorker[object]],
    heard: Heard,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    simulated = ScannerSimulator.named(uuid4().hex)
    worker = listen(f"sim://{simulated.name}")
    simulated.scan("134567890123456789")
    assert codes_heard(heard, 1) == ["134567890123456789"]
    simulated.unplug()
    wait_for(lambda: worker.health.trouble is not None)
    kept = b"".join(chunk.data for chunk in worker.health.recent)
    assert kept == b"1345**************\r\n"
    assert "34567" not in caplog.text


def test_a_scan_is_passed_on_at_once(
    listen: Callable[[str], DeviceWorker[object]], heard: Heard
) -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    listen(f"serial://{os.ttyname(slave)}?baud=115200")
    time.sleep(0.3)  # it listens
    began = time.monotonic()
    os.write(master, f"{EAN}\r\n".encode())
    assert codes_heard(heard, 1) == [EAN]
    assert time.monotonic() - began < 0.1
    os.close(slave)
    os.close(master)
