"""Frames and messages of card terminals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.terminal.framing import ACK, MOST, NAK, Frame, Heard, Reader, Sign, frame
from devices.terminal.messages import Answer, Ask, Kind, masked

TEXT = st.text("中国银行abc 019", max_size=20).map(str.strip)
ASKS = st.builds(
    Ask,
    kind=st.sampled_from(Kind),
    reference=st.from_regex(r"[A-Za-z0-9_\-]{1,36}", fullmatch=True),
    amount_fen=st.integers(0, 10**10 - 1),
    original=st.from_regex(r"[0-9]{0,12}", fullmatch=True),
    check=st.from_regex(r"[0-9]{3}", fullmatch=True),
)


def test_golden_bytes() -> None:
    assert frame(b"00") == b"\x02\x00\x0200\x03\x01"
    ask = Ask(kind=Kind.SALE, reference="S1-2", amount_fen=9770, check="007")
    assert ask.encode() == b"00" + b"000000009770" + b"S1-2".ljust(36) + b" " * 12 + b"007"


@given(st.lists(st.binary(max_size=MOST), max_size=4), st.integers(1, 50))
def test_frames_come_back_whole_in_any_pieces(datas: list[bytes], size: int) -> None:
    line = b"".join(frame(it) + bytes([ACK]) for it in datas)
    reader = Reader()
    heard: list[Heard] = []
    for at in range(0, len(line), size):
        heard += reader.feed(line[at : at + size])
    assert heard == [one for it in datas for one in (Frame(it), Sign.ACK)]
    assert (reader.noise, reader.is_midway) == (0, False)


@given(st.binary(max_size=300))
def test_no_bytes_can_break_it(data: bytes) -> None:
    reader = Reader()
    for one in reader.feed(data):
        assert isinstance(one, Frame | Sign)
    reader.clear()
    assert reader.feed(frame(b"x"))[-1] == Frame(b"x")


@given(st.binary(min_size=1, max_size=60), st.data())
def test_one_flipped_bit_never_passes(data: bytes, draw: st.DataObject) -> None:
    sent = bytearray(frame(data))
    at, bit = draw.draw(st.integers(0, len(sent) - 1)), draw.draw(st.integers(0, 7))
    sent[at] ^= 1 << bit
    assert Frame(data) not in Reader().feed(bytes(sent))


def test_a_nak_and_noise() -> None:
    reader = Reader()
    assert reader.feed(b"??" + bytes([NAK])) == [Sign.NAK]
    assert reader.noise == 2


@given(ASKS)
def test_what_a_till_asks_comes_back(ask: Ask) -> None:
    assert Ask.decode(ask.encode()) == ask


@given(TEXT, st.integers(0, 10**11))
def test_what_a_terminal_answers_comes_back(text: str, amount_fen: int) -> None:
    answer = Answer(code="00", kind=Kind.SALE, reference="r", text=text, amount_fen=amount_fen)
    assert Answer.decode(answer.encode()) == answer


def test_a_long_text_is_cut_between_signs() -> None:
    answer = Answer(code="51", kind=Kind.SALE, text="a" + "余额不足" * 8)
    decoded = Answer.decode(answer.encode())
    assert decoded is not None
    assert decoded.text == "a" + ("余额不足" * 8)[:19]


@given(st.binary(max_size=200))
def test_no_data_can_break_a_message(data: bytes) -> None:
    Ask.decode(data)
    Answer.decode(data)


@pytest.mark.parametrize(
    ("card", "shown"),
    [
        ("6214831234567894417", "621483*********4417"),
        ("621483******4417", "621483******4417"),
        ("4417", "4417"),
        ("", ""),
    ],
)
def test_a_card_number_is_never_whole(card: str, shown: str) -> None:
    assert masked(card) == shown
    answer = Answer.decode(Answer(code="00", kind=Kind.SALE, card=card).encode())
    assert answer is not None
    assert answer.card == shown
