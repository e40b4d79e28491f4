from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.status import InTurn, Reader, RealTime, Status, Unasked

ANSWERS = st.integers(0, 255).map(lambda it: it & 0x6C | 0x12)  # any answer to DLE EOT
IN_TURN = st.integers(0, 255).map(lambda it: it & 0x6F)  # any answer to GS r
UNASKED = st.tuples(
    st.integers(0, 255).map(lambda it: it & 0x6C | 0x10), IN_TURN, IN_TURN, IN_TURN
).map(bytes)
NOISE = st.binary(max_size=8).map(lambda some: bytes(it | 0x80 for it in some))
LINE = {0x11, 0x13}


@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=6))
def test_any_bytes_are_read_alike_in_whatever_pieces_they_come(
    data: bytes, cuts: list[int]
) -> None:
    whole, pieces = Reader(), Reader()
    answers = whole.feed(data)
    marks = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    split = [it for a, b in pairwise(marks) for it in pieces.feed(data[a:b])]
    assert split == answers
    assert pieces.noise == whole.noise


@given(st.binary(max_size=200))
def test_every_byte_is_an_answer_or_noise_or_flow_control(data: bytes) -> None:
    reader = Reader()
    taken = sum(4 if isinstance(it, Unasked) else 1 for it in reader.feed(data))
    begun = 3 if reader.is_midway else 0
    assert taken + reader.noise + sum(it in LINE for it in data) in range(
        len(data) - begun, len(data) + 1
    )


@given(NOISE, ANSWERS, UNASKED, IN_TURN)
def test_noise_hides_no_answer_that_comes_after_it(
    noise: bytes, real: int, unasked: bytes, in_turn: int
) -> None:
    reader = Reader()
    reader.feed(noise)
    assert reader.feed(bytes([real])) == [RealTime(real)]
    assert reader.feed(unasked) == [Unasked(unasked)]
    assert reader.feed(bytes([in_turn])) == [InTurn(in_turn)]
    assert reader.noise == len(noise)


@given(UNASKED, st.integers(1, 3))
def test_a_status_that_is_cut_short_acknowledges_nothing(unasked: bytes, length: int) -> None:
    reader = Reader()
    assert reader.feed(unasked[:length]) == []
    assert reader.is_midway
    assert reader.feed(b"\x12") == [RealTime(0x12)]
    assert reader.noise == length


def test_flow_control_is_no_status() -> None:
    reader = Reader()
    assert reader.feed(b"\x11\x13\x12") == [RealTime(0x12)]
    assert reader.noise == 0


@pytest.mark.parametrize(
    ("number", "byte", "trouble"),
    [
        (1, 0x16, ""),
        (1, 0x1E, "printer_offline"),
        (2, 0x16, "printer_cover_open"),
        (2, 0x32, "printer_no_paper"),
        (3, 0x1A, "printer_jammed"),
        (3, 0x32, "printer_faulty"),
        (4, 0x1E, ""),  # the paper is only near its end
        (4, 0x72, "printer_no_paper"),
    ],
)
def test_a_byte_is_read_as_its_question_asks(number: int, byte: int, trouble: str) -> None:
    assert RealTime(byte).read(number).trouble == trouble


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"\x14\x00\x00\x00", ""),
        (b"\x30\x00\x00\x00", "printer_cover_open"),
        (b"\x18\x00\x0c\x00", "printer_no_paper"),
        (b"\x18\x08\x00\x00", "printer_jammed"),
    ],
)
def test_a_status_that_comes_unasked_says_the_same(data: bytes, trouble: str) -> None:
    assert Unasked(data).read().trouble == trouble


def test_paper_near_its_end_is_known_and_stops_nothing() -> None:
    status = RealTime(0x1E).read(4)
    assert (status.is_paper_low, status.is_paper_out) == (True, False)
    assert InTurn(0x03).read_paper().is_paper_low is True


@pytest.mark.parametrize("read", [lambda: RealTime(0x12).read(1), lambda: InTurn(1).read_drawer()])
def test_what_was_not_said_stays_as_it_was_known(read: Callable[[], Status]) -> None:
    known = Status(is_paper_out=True, is_cover_open=False)
    after = known.after(read())
    assert (after.is_paper_out, after.is_cover_open) == (True, False)
    assert after.drawer_level is not None
