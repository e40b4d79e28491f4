import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.money import Money
from app.selling.rounding import Rounding, taken_off


@pytest.mark.parametrize(
    ("due", "mode", "left"),
    [
        (1234, Rounding.NONE, 1234),
        (1234, Rounding.FEN, 1230),
        (1234, Rounding.JIAO, 1200),
        (1234, Rounding.HALF_UP, 1230),
        (1235, Rounding.HALF_UP, 1240),
        (4, Rounding.HALF_UP, 0),
        (0, Rounding.JIAO, 0),
    ],
)
def test_a_bill_is_rounded_as_the_shop_has_chosen(due: int, mode: Rounding, left: int) -> None:
    assert Money(due) - taken_off(Money(due), mode) == Money(left)


@given(st.integers(0, 10**9), st.sampled_from(Rounding))
def test_rounding_is_less_than_a_yuan_and_never_below_nothing(fen: int, mode: Rounding) -> None:
    off = taken_off(Money(fen), mode)
    assert abs(off.fen) < 100
    assert Money(fen) - off >= Money(0)
