import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.selling.receipt import Symbology
from devices import barcode

CODE128, EAN13 = Symbology.CODE128, Symbology.EAN13
printable = st.text(string.printable[:95], min_size=1, max_size=24)


@given(printable | st.from_regex(r"[A-Z][0-9]{1,3}-[0-9]{8}-[0-9]{4,5}", fullmatch=True))
def test_the_printer_is_told_the_code_that_was_meant(text: str) -> None:
    sent = barcode.native(text, CODE128, 2)
    body = sent[sent.index(b"\x1dk") + 4 : -len(barcode.GAP)]
    assert barcode.text_of(body) == text
    assert body[:2] in {b"{B", b"{C"}


@given(printable)
def test_a_code_drawn_here_is_as_wide_as_its_symbols(text: str) -> None:
    modules = len(barcode.pattern(text, CODE128))
    assert modules % 11 == 13 % 11  # symbols of 11 modules, and a stop of 13
    assert modules <= 11 * (2 * len(text) + 2) + 13


@pytest.mark.parametrize("text", ["", "单号", "a\tb", "a\x1b@", "é"])
def test_what_a_code_cannot_say_has_no_bars(text: str) -> None:
    assert barcode.pattern(text, CODE128) == ""
    assert barcode.module_dots(text, CODE128, 576) == 0


@pytest.mark.parametrize(
    "text", ["690123456789", "6901234567893", "69012345678922", "690123456789X", "٦٩٠١٢٣٤٥٦٧٨٩٢"]
)
def test_an_ean_with_a_wrong_check_digit_or_length_is_none(text: str) -> None:
    assert barcode.pattern(text, EAN13) == ""


def test_bars_are_as_wide_as_the_paper_allows() -> None:
    assert barcode.module_dots("T1-20260102-0001", CODE128, 576) == 3
    assert barcode.module_dots("T1-20260102-0001", CODE128, 384) == 2
    assert barcode.module_dots("T" * 40, CODE128, 576) == 0


def test_digits_go_in_pairs() -> None:
    sent = barcode.native("T1-20260102", CODE128, 2)
    assert sent.endswith(b"\x1dk\x49\x0b{BT1-{C\x14\x1a\x01\x02" + barcode.GAP)
