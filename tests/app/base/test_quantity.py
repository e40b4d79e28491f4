import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.quantity import Quantity, parse


@given(st.integers(-(10**12), 10**12).map(Quantity))
def test_what_is_written_is_read_again(quantity: Quantity) -> None:
    assert parse(quantity.text()) == quantity


@pytest.mark.parametrize(("text", "thousandths"), [("2", 2000), ("0.685", 685), ("３", 3000)])
def test_people_write_quantities_in_many_ways(text: str, thousandths: int) -> None:
    assert parse(text) == Quantity(thousandths)


@pytest.mark.parametrize("text", ["", "x", "nan", "1e999", "0.0001", "1,5"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        parse(text)


def test_a_weight_is_written_with_every_gram() -> None:
    assert [Quantity(grams).weight() for grams in (1, 685, 2000, 99_999_999)] == [
        "0.001",
        "0.685",
        "2.000",
        "99999.999",
    ]
