"""Bytes of pole displays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.money import Money
from devices.displays import cd5220, led8
from devices.displays.shown import CLEAR, Lamp, Shown

AMOUNTS = st.integers(-(10**9), 10**11).map(Money)
PICTURES = st.builds(
    Shown, lamp=st.sampled_from(Lamp), amount=AMOUNTS | st.none(), text=st.text(max_size=40)
)


def test_golden_bytes_of_eight_digits() -> None:
    shown = Shown(lamp=Lamp.TOTAL, amount=Money(9770))
    assert led8.encode(shown) == b"\x1bQA97.70\r\x1bs2"
    assert led8.encode(CLEAR) == b"\x0c\x1bs0"


def test_golden_bytes_of_two_rows() -> None:
    shown = Shown(lamp=Lamp.PRICE, amount=Money(123456), text="Cola 330ml")
    assert cd5220.encode(shown) == (b"\x0c\x1bQACola 330ml          \r\x1bQBPRICE       1,234.56\r")
    assert cd5220.encode(CLEAR) == b"\x0c"


def test_chinese_where_the_display_has_it_and_never_half_a_sign() -> None:
    shown = Shown(lamp=Lamp.CHANGE, amount=Money(230), text="农夫山泉饮用天然水550ml")
    upper, lower = cd5220.decode(cd5220.encode(shown, "gbk"), "gbk")
    assert upper == "农夫山泉饮用天然水55"
    assert lower == "找零            2.30"


def test_a_name_that_has_no_letters_leaves_its_row_empty() -> None:
    shown = Shown(lamp=Lamp.PRICE, amount=Money(230), text="香蕉")
    assert cd5220.decode(cd5220.encode(shown))[0].strip() == ""


def test_an_amount_without_room_is_not_shown_short() -> None:
    assert led8.decode(led8.encode(Shown(lamp=Lamp.TOTAL, amount=Money(10**9)))) == ("", Lamp.NONE)


def test_money_that_goes_back_is_change() -> None:
    shown = Shown(lamp=Lamp.TOTAL, amount=Money(-500))
    assert led8.decode(led8.encode(shown)) == ("5.00", Lamp.CHANGE)


@given(PICTURES)
def test_digits_and_lamp_are_what_was_meant(shown: Shown) -> None:
    digits, lamp = led8.decode(led8.encode(shown))
    if digits:
        assert shown.amount is not None
        assert digits == shown.amount.text().removeprefix("-")
        assert lamp is (Lamp.CHANGE if shown.amount.fen < 0 and lamp != shown.lamp else shown.lamp)
    else:
        assert lamp is Lamp.NONE


@pytest.mark.parametrize("encoding", cd5220.ENCODINGS)
@given(PICTURES)
def test_rows_are_whole_whatever_the_name(encoding: str, shown: Shown) -> None:
    data = cd5220.encode(shown, encoding)
    if data == cd5220.CLEAR:
        return
    assert len(data) == 1 + 2 * (3 + cd5220.COLUMNS + 1)
    assert data.count(b"\x1b") == 2  # no name can send a command
    upper, lower = cd5220.decode(data, encoding)
    assert len(upper.encode(encoding)) == len(lower.encode(encoding)) == cd5220.COLUMNS
    if shown.amount is not None:
        assert lower.endswith(shown.amount.grouped())
