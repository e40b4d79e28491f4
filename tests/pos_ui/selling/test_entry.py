from hypothesis import given
from hypothesis import strategies as st

from app.base import money
from app.base.money import Money
from pos_ui.selling.entry import Entry


def test_digits_and_a_point_make_an_amount() -> None:
    assert Entry().typed("80.5").text == "80.5"
    assert Entry().typed(".5").text == "0.5"
    assert Entry().typed("007").text == "7"
    assert Entry().typed("1.234..").text == "1.23"


def test_the_first_digit_replaces_a_suggestion() -> None:
    entry = Entry().filled("97.70")
    assert entry.typed("1").typed("00").text == "100"
    assert not entry.erased().text


def test_a_whole_number_takes_no_point() -> None:
    assert Entry(places=0).typed("1.5").text == "15"


def test_backspace_and_clear_take_digits_away() -> None:
    entry = Entry().typed("12.5")
    assert entry.erased().erased().text == "12"
    assert not entry.cleared().text


@given(st.text(st.sampled_from("0123456789.x"), max_size=30))
def test_whatever_is_typed_is_an_amount_that_fits(keys: str) -> None:
    entry = Entry().typed(keys)
    assert not entry.text or money.parse(entry.text) <= Money(99_999_999_99)
