import os
import sys
from queue import SimpleQueue
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal, Told, Trouble
from devices import drawer
from devices.drawer import Calibration, DrawerState, Sense, Watch
from devices.paper import decode
from devices.serial_drawer import SerialDrawer

LEVELS = st.lists(st.booleans(), max_size=8)


@pytest.mark.parametrize(
    ("pin", "on_ms", "data"),
    [(0, 100, b"\x10\x14\x01\x00\x01"), (1, 250, b"\x10\x14\x01\x01\x03"),
     (0, 5000, b"\x10\x14\x01\x00\x08")],
)  # fmt: skip
def test_a_kick_past_all_that_waits_counts_in_tenths_of_a_second(
    pin: int, on_ms: int, data: bytes
) -> None:
    assert drawer.kick_now(pin, on_ms) == data
    assert decode(data)[0].kicks == 1


def test_the_bytes_of_a_serial_drawer_are_written_in_hex() -> None:
    assert drawer.serial_bytes("07 1b70") == b"\x07\x1bp"
    assert drawer.serial_bytes("") == drawer.DEFAULT_BYTES
    with pytest.raises(Refusal, match="十六进制"):
        drawer.serial_bytes("open")


@pytest.mark.parametrize(("level", "sense"), [(True, Sense.HIGH), (False, Sense.LOW)])
def test_the_polarity_is_found_by_looking_twice(level: bool, sense: Sense) -> None:  # noqa: FBT001
    found = Calibration().read(not level, while_open=False).read(level, while_open=True)
    assert found.sense is sense
    assert drawer.is_open(level, sense) is True


@given(LEVELS, LEVELS)
def test_no_polarity_is_guessed_from_a_wire_that_wavers(
    shut: list[bool], opened: list[bool]
) -> None:
    found = Calibration()
    for level in shut:
        found = found.read(level, while_open=False)
    for level in opened:
        found = found.read(level, while_open=True)
    if len(set(shut[-5:])) == len(set(opened[-5:])) == 1 and shut[-1] != opened[-1]:
        assert found.sense is (Sense.HIGH if opened[-1] else Sense.LOW)
    else:
        with pytest.raises(Refusal):
            _ = found.sense


def test_a_printer_that_says_nothing_of_the_drawer_is_not_measured() -> None:
    with pytest.raises(Refusal, match="量不出来"):
        Calibration().read(None, while_open=False)
    assert drawer.is_open(None, Sense.HIGH) is None
    assert drawer.is_open(True, Sense.UNKNOWN) is None


def test_a_drawer_left_open_is_told_once_and_then_that_it_is_shut() -> None:
    told: list[DrawerState] = []
    watch = Watch(Sense.HIGH, 30, told.append)
    watch.kicked(0)
    for at, level in ((1, True), (29, True), (31, True), (40, True), (41, None), (50, False)):
        watch.see(level, at)
    assert told == [DrawerState.OPEN, DrawerState.LEFT_OPEN, DrawerState.CLOSED]
    assert not watch.is_watching


def test_a_drawer_that_never_opened_is_watched_no_longer_than_it_takes() -> None:
    watch = Watch(Sense.HIGH, 30, lambda _: None)
    watch.kicked(0)
    watch.see(False, 1)
    assert watch.is_watching
    watch.see(False, 4)
    assert not watch.is_watching


@given(st.lists(st.tuples(st.sampled_from([True, False, None]), st.floats(0.1, 20)), max_size=40))
def test_whatever_the_wire_says_openings_and_closings_take_turns(
    readings: list[tuple[bool | None, float]],
) -> None:
    told: list[DrawerState] = []
    watch = Watch(Sense.LOW, 30, told.append)
    now = 0.0
    watch.kicked(now)
    for level, later in readings:
        now += later
        watch.see(level, now)
    kept = [it for it in told if it is not DrawerState.LEFT_OPEN]
    expected = [DrawerState.OPEN, DrawerState.CLOSED] * len(kept)
    assert kept == expected[: len(kept)]


@pytest.mark.skipif(sys.platform == "win32", reason="NO PTY HERE")
def test_a_serial_drawer_opens_once_it_is_on_record() -> None:
    import pty  # noqa: PLC0415
    import tty  # noqa: PLC0415

    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    got = bytearray()
    reading = Thread(target=lambda: got.extend(os.read(ours, 5)))
    reading.start()
    told: SimpleQueue[Told | None] = SimpleQueue()
    order: list[str] = []
    it = SerialDrawer(f"serial://{os.ttyname(theirs)}?baud=9600", drawer.DEFAULT_BYTES)
    it.start()
    it.open(told.put, lambda: order.append("on record"))
    assert told.get(timeout=5) is None
    reading.join(5)
    it.stop()
    assert (bytes(got), order) == (drawer.DEFAULT_BYTES, ["on record"])


def test_a_drawer_that_cannot_be_put_on_record_stays_shut(tmp_path: object) -> None:
    def full() -> None:
        raise Trouble("disk_full")

    told: SimpleQueue[Told | None] = SimpleQueue()
    it = SerialDrawer(f"file://{tmp_path}/drawer", b"x")
    it.start()
    it.open(told.put, full)
    assert told.get(timeout=5) is not None
    it.open(told.put)
    assert told.get(timeout=5) is None
    it.stop()


def test_a_serial_drawer_that_is_unplugged_says_so() -> None:
    told: SimpleQueue[Told | None] = SimpleQueue()
    it = SerialDrawer("serial:///dev/no-such-drawer", b"x")
    it.start()
    it.open(told.put)
    trouble = told.get(timeout=5)
    it.stop()
    assert trouble is not None
    assert trouble.code == "drawer_away"
