from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.staff import pins
from tests.app.staff.crew import PEPPER


def test_a_pin_fits_what_was_kept_of_it_and_no_other_does() -> None:
    kept = pins.hash_pin("8306", PEPPER)
    assert pins.fits(kept, "8306", PEPPER)
    assert not pins.fits(kept, "8307", PEPPER)
    assert "8306" not in kept
    assert kept != pins.hash_pin("8306", PEPPER)  # salted
    assert "$argon2id$" in kept


def test_a_pin_is_worth_nothing_on_another_device() -> None:
    kept = pins.hash_pin("8306", PEPPER)
    with pytest.raises(Refusal) as refused:
        pins.fits(kept, "8306", bytes(32))
    assert refused.value.code == "pins_of_another_device"


@pytest.mark.parametrize("pin", ["1111", "1234", "9876", "00000000", "23456789"])
def test_a_run_or_one_digit_is_too_easy(pin: str) -> None:
    with pytest.raises(Refusal) as refused:
        pins.hash_pin(pin, PEPPER)
    assert refused.value.code == "pin_too_easy"


@given(st.text(max_size=20))
def test_only_four_to_twelve_plain_digits_are_a_pin(pin: str) -> None:
    is_one = pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 12
    code = ""
    try:
        pins.hash_pin(pin, PEPPER)
    except Refusal as refusal:
        code = refusal.code
    assert code in ({"", "pin_too_easy"} if is_one else {"pin_is_odd"})


def test_what_was_kept_and_then_spoiled_asks_for_a_technician() -> None:
    spoiled = pins.hash_pin("8306", PEPPER)[: pins.MARK] + "$argon2id$nonsense"
    with pytest.raises(Refusal, match="技术员"):
        pins.fits(spoiled, "8306", PEPPER)


@pytest.mark.parametrize("badge", ["", "12345", "x" * 65, "ZGB\n40017", "\x00" * 8])
def test_a_badge_that_could_be_guessed_or_not_scanned_is_refused(badge: str) -> None:
    with pytest.raises(Refusal) as refused:
        pins.hash_new_badge(badge, PEPPER)
    assert refused.value.code == "badge_is_odd"


def test_the_pepper_is_made_once_and_is_readable_by_this_user_only(tmp_path: Path) -> None:
    made = pins.pepper_of(tmp_path)
    assert pins.pepper_of(tmp_path) == made
    assert len(made) == pins.PEPPER_BYTES
    [file] = tmp_path.glob("*.secret")
    assert file.stat().st_mode & 0o077 == 0
