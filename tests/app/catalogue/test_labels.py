import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import gtin, labels
from app.catalogue.labels import Label

PRICE = labels.parse("2IIIIIIPPPPPC")
WEIGHT = labels.parse("22IIIIIWWWWWC")
BOTH = labels.parse("26IIIIIPPPPPWWWWWC")
WEIGHT_FIRST = labels.parse("28IIIIIWWWWWPPPPPC")
UNCHECKED = labels.parse("25IIIIIPPPPPX")
PIECES = labels.parse("29IIIIINNNNNC")


def whole(digits: str) -> str:
    return digits + gtin.check_digit(digits)


@pytest.mark.parametrize(
    ("template", "code", "label"),
    [
        (PRICE, whole("212345600850"), Label(item="123456", amount=Money(850))),
        (WEIGHT, whole("221234500685"), Label(item="12345", weight=Quantity(685))),
        (
            BOTH,
            whole("26123450085001234"),
            Label(item="12345", amount=Money(850), weight=Quantity(1234)),
        ),
        (
            WEIGHT_FIRST,
            whole("28123450123400850"),
            Label(item="12345", amount=Money(850), weight=Quantity(1234)),
        ),
        (UNCHECKED, "2512345008507", Label(item="12345", amount=Money(850))),
        (PIECES, whole("291234500003"), Label(item="12345", pieces=Quantity.pieces(3))),
    ],
)
def test_a_label_is_read_as_its_template_says(
    template: labels.Template, code: str, label: Label
) -> None:
    assert labels.read(code, [template]) == label


def test_the_first_template_that_claims_a_code_reads_it() -> None:
    code = whole("221234500685")
    assert labels.read(code, [WEIGHT, PRICE]) == Label(item="12345", weight=Quantity(685))
    assert labels.read(code, [PRICE, WEIGHT]) == Label(item="212345", amount=Money(685))


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2123456008500"[:-1],
        whole("212345600850")[:-1] + "x",
        whole("312345600850"),
        "２１２３４５６００８５０１",
        whole("26123450085001234") + "0",
    ],
)
def test_another_shape_is_no_label(code: str) -> None:
    assert labels.read(code, [PRICE, BOTH]) is None


@given(st.integers(0, 10**12 - 1))
def test_a_wrong_check_digit_is_no_label(number: int) -> None:
    digits = f"{number:012d}"
    for last in "0123456789":
        assert PRICE.claims(digits + last) == (
            digits[0] == "2" and last == gtin.check_digit(digits)
        )


@pytest.mark.parametrize(
    "text", ["", "2IIIII", "PPPPP", "2IIIIIZPPPP", "2CIIIIIPPPPP", "IIIIIII", "2I I P"]
)
def test_a_template_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        labels.parse(text)
