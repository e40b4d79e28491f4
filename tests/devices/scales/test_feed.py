"""Bytes of scales into readings."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.scales import protocols
from devices.scales.feed import Feed, as_heard, as_sent
from devices.scales.protocol import Bits, Protocol
from devices.scales.reading import GRAMS, Reading, grams
from devices.scales.simulator import WRITERS, Load
from tests.devices.scales.streams import ALL, pieces

BY_NAME = pytest.mark.parametrize("protocol", ALL, ids=lambda it: it.name)


def heard(protocol: Protocol, data: bytes) -> list[Reading]:
    return Feed(protocol).feed(data, 1.0)


def said(protocol: Protocol, load: Load) -> bytes:
    data = as_sent(WRITERS[protocol.name](load), protocol.bits)
    return data + b"=" if protocol.name == "yaohua" else data  # it ends where the next begins


@BY_NAME
@given(st.integers(0, 15_000))
def test_every_protocol_says_the_weight_to_the_gram(protocol: Protocol, weight: int) -> None:
    (reading,) = heard(protocol, said(protocol, Load(gross_g=weight)))
    assert (reading.grams, reading.is_stable, reading.is_negative) == (weight, True, False)


@BY_NAME
def test_what_moves_is_not_stable_where_the_scale_can_say_so(protocol: Protocol) -> None:
    (reading,) = heard(protocol, said(protocol, Load(gross_g=700, is_moving=True)))
    assert reading.is_stable is not protocol.says_stable


@BY_NAME
def test_too_much_is_never_a_weight(protocol: Protocol) -> None:
    if protocol.name == "yaohua":
        pytest.skip("it says so in no way that we know")
    readings = heard(protocol, said(protocol, Load(gross_g=16_000, is_over=True)))
    assert all(it.is_over and it.grams == 0 for it in readings)


@BY_NAME
def test_less_than_nothing_is_negative(protocol: Protocol) -> None:
    readings = heard(protocol, said(protocol, Load(tare_g=30)))
    assert all(it.is_negative for it in readings)
    assert readings or protocol.name == "dahua"


@pytest.mark.parametrize("name", ["toledo8217", "mettler", "mettler-cks", "and"])
def test_a_net_weight_says_so(name: str) -> None:
    (reading,) = heard(
        protocols.known(name), said(protocols.known(name), Load(gross_g=500, tare_g=80))
    )
    assert (reading.grams, reading.is_net) == (420, True)


def test_mettler_says_the_tare_too() -> None:
    (reading,) = heard(protocols.METTLER, said(protocols.METTLER, Load(gross_g=500, tare_g=80)))
    assert reading.tare_g == 80


@pytest.mark.parametrize(
    ("protocol", "data"),
    [
        (protocols.TOLEDO_8217, b"\x0201.25\r"),  # pounds
        (protocols.TOLEDO_8217, b"\x02?\x40\r"),  # it did not know the command
        (protocols.TOLEDO_8217, b"\x02?\x08\r"),  # it found no zero
        (protocols.TOLEDO_8217, b"\x02?\x00\r"),
        (protocols.TOLEDO_8217, b"\x021.250\r"),  # a byte was lost
        (protocols.METTLER, b"\x02\x2d\x20\x20  1250     0\r"),  # pounds
        (protocols.METTLER, b"\x02\x2d\x70\x20  1250     0\r"),  # not zeroed since power-up
        (protocols.METTLER, b"\x02\x2d\x30\x21  1250     0\r"),  # grams, or another unit
        (protocols.METTLER, b"\x02\x2f\x30\x20  1251     0\r"),  # tenths of a milligram
        (protocols.METTLER, b"\x02\x2d\x30\x20  12 0     0\r"),
        (protocols.AND, b"ST,TR,+001.250kg\r\n"),  # what the tare is
        (protocols.AND, b"ST,GS,+001.251lb\r\n"),  # no whole number of grams
        (protocols.AND, b"ST,GS,+0 1.250kg\r\n"),
        (protocols.DAHUA, b"\r1250\n"),
        (protocols.YAOHUA, b"=05..100="),
    ],
)
def test_what_cannot_be_sold_by_is_no_reading(protocol: Protocol, data: bytes) -> None:
    assert heard(protocol, as_sent(data, protocol.bits)) == []


def test_a_wrong_check_is_no_reading() -> None:
    frame = bytearray(said(protocols.CAS, Load(gross_g=1250)))
    frame[7] = ord("5")
    assert heard(protocols.CAS, bytes(frame)) == []


@BY_NAME
@given(st.lists(st.integers(0, 15_000), min_size=1, max_size=20), st.integers())
def test_frames_may_come_in_any_pieces(protocol: Protocol, weights: list[int], seed: int) -> None:
    chance, feed = random.Random(seed), Feed(protocol)
    frames = [as_sent(WRITERS[protocol.name](Load(gross_g=it)), protocol.bits) for it in weights]
    data = b"".join(frames) + (b"=" if protocol.name == "yaohua" else b"")
    readings = [it for piece in pieces(data, chance) for it in feed.feed(piece, 0.0)]
    assert [it.grams for it in readings] == weights
    assert feed.noise == 0


@BY_NAME
@given(st.binary(max_size=400))
def test_no_bytes_can_break_it(protocol: Protocol, data: bytes) -> None:
    feed = Feed(protocol)
    for _ in range(4):
        feed.feed(data, 0.0)
    assert len(feed._held) <= 256  # noqa: SLF001


def test_a_reading_after_noise_says_so() -> None:
    feed = Feed(protocols.DAHUA)
    first, second, third = feed.feed(b"\r 1250\n\r 1250\nx\r 1250\n", 0.0)
    assert [it.follows_noise for it in (first, second, third)] == [False, False, True]


@given(st.binary(), st.sampled_from([Bits.EVEN, Bits.ODD]), st.integers(0, 7), st.data())
def test_one_flipped_bit_never_passes_the_parity(
    data: bytes, bits: Bits, bit: int, draw: st.DataObject
) -> None:
    sent = bytearray(as_sent(data, bits))
    assert as_heard(bytes(sent), bits) == bytes(it & 0x7F for it in data)
    if sent:
        at = draw.draw(st.integers(0, len(sent) - 1))
        sent[at] ^= 1 << bit
        assert as_heard(bytes(sent), bits)[at] == 0xFF


@pytest.mark.parametrize(
    ("digits", "unit", "expected"),
    [
        ("1.250", "kg", 1250),
        ("2.5", "jin", 1250),
        ("1250", "g", 1250),
        ("0.001", "jin", None),
        ("1", "lb", None),
        ("0", "lb", 0),
        ("1.2505", "kg", None),
        ("1e3", "g", None),
        ("1_000", "g", None),
        ("Infinity", "g", None),
        ("", "g", None),
        ("١", "g", None),
    ],
)
def test_units_are_exact_or_refused(digits: str, unit: str, expected: int | None) -> None:
    assert grams(digits, None, unit) == expected


@given(st.integers(0, 60_000), st.sampled_from(["kg", "g"]))
def test_no_unit_loses_a_gram(weight: int, unit: str) -> None:
    text = f"{weight / int(GRAMS[unit]):.3f}" if unit == "kg" else str(weight)
    assert grams(text, None, unit) == weight
