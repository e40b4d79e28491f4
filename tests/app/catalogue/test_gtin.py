import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import gtin


@pytest.mark.parametrize("code", ["6901234567892", "036000291452", "96385074", "16901234567899"])
def test_a_check_digit_is_told_from_a_slip(code: str) -> None:
    assert gtin.is_one(code)
    assert gtin.is_whole(code)
    assert not gtin.is_whole(code[:-1] + str((int(code[-1]) + 1) % 10))


@pytest.mark.parametrize("code", ["", "F0001", "77", "６９０１２３４５６７８９２", "690123456789²"])
def test_what_is_no_article_number_is_not_taken_for_one(code: str) -> None:
    assert not gtin.is_one(code)


@given(st.integers(0, 10**12 - 1), st.integers(0, 11), st.integers(1, 9))
def test_no_digit_can_be_mistyped_unnoticed(number: int, at: int, by: int) -> None:
    code = f"{number:012d}"
    code += gtin.check_digit(code)
    slip = code[:at] + str((int(code[at]) + by) % 10) + code[at + 1 :]
    assert gtin.is_whole(code)
    assert not gtin.is_whole(slip)
