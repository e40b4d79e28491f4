from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.ids import ProductId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import gtin, labels, products
from app.catalogue.labels import Label
from app.catalogue.product import Product, Unit
from app.selling import checkout, weighing
from app.selling.cart import Cart
from app.till import Till
from tests.examples import BANANA, MILK, a_cart, cash

PEAR = Product(
    id=ProductId("pear"),
    name="梨",
    price=Money(1000),
    barcodes=("12345",),
    unit=Unit.KG,
)
TEMPLATES = [
    labels.parse(text)
    for text in ("21IIIIIPPPPPC", "22IIIIIWWWWWC", "26IIIIIPPPPPWWWWWC", "27IIIIINNNNNPPPPPC")
]


@pytest.fixture
def till(till: Till) -> Till:
    with till.shop.database.writing() as connection:
        products.put(connection, [PEAR])
    return till


def scanned(till: Till, digits: str) -> Cart:
    code = digits + gtin.check_digit(digits)
    return checkout.scan(till, checkout.start(till), code, templates=TEMPLATES)


@pytest.mark.parametrize(
    ("digits", "grams", "fen", "is_odd"),
    [
        ("211234500850", 850, 850, False),
        ("221234500685", 685, 685, False),
        ("26123450085000850", 850, 850, False),
        ("26123450085500850", 850, 855, False),  # within what a scale leaves off
        ("26123450090000850", 850, 900, True),
    ],
)
def test_the_amount_on_a_label_wins_and_a_difference_is_noticed(
    till: Till, digits: str, grams: int, fen: int, *, is_odd: bool
) -> None:
    [line] = scanned(till, digits).lines
    assert (line.quantity, line.amount) == (Quantity(grams), Money(fen))
    assert weighing.is_odd(line) is is_odd


def test_a_label_is_sold_kept_and_printed_as_it_says(till: Till) -> None:
    cart = scanned(till, "26123450090000850")
    assert checkout.resume(till) == cart
    done = checkout.complete(till, cart, cash(900))
    done.must_be_sound()
    assert checkout.last(till) == done
    assert done.lines[0].label_amount == Money(900)


def test_equal_labels_are_counted_each(till: Till) -> None:
    code = "211234500850" + gtin.check_digit("211234500850")
    cart = checkout.start(till)
    for _ in range(3):
        cart = checkout.scan(till, cart, code, templates=TEMPLATES)
    assert (len(cart.lines), cart.total) == (3, Money(2550))


def test_what_is_listed_under_the_code_wins_over_the_label(till: Till) -> None:
    code = "211234500850" + gtin.check_digit("211234500850")
    with till.shop.database.writing() as connection:
        products.put(connection, [replace(MILK, barcodes=(code,))])
    [line] = scanned(till, "211234500850").lines
    assert (line.product, line.label_amount) == (MILK.id, None)


def test_a_label_of_nothing_known_is_an_unknown_code(till: Till) -> None:
    with pytest.raises(Refusal) as refused:
        scanned(till, "219999900850")
    assert refused.value.code == "unknown_barcode"


@pytest.mark.parametrize(
    ("label", "product"),
    [
        (Label(item="1"), PEAR),
        (Label(item="1", weight=Quantity(0)), PEAR),
        (Label(item="1", amount=Money(0), weight=Quantity(5)), PEAR),
        (Label(item="1", amount=Money(5)), replace(PEAR, price=Money(0))),
        (Label(item="1", pieces=Quantity.pieces(3)), PEAR),
        (Label(item="1", weight=Quantity(2000)), MILK),
    ],
)
def test_a_label_that_says_nothing_about_this_product_is_refused(
    label: Label, product: Product
) -> None:
    with pytest.raises(Refusal) as refused:
        weighing.of_label(label, product)
    assert refused.value.code == "label_says_nothing"


def test_pieces_and_weights_are_not_mixed_up() -> None:
    both = Label(item="1", amount=Money(600), pieces=Quantity.pieces(3), weight=Quantity(300))
    assert weighing.of_label(both, MILK) == (Quantity.pieces(3), Money(600))
    assert weighing.of_label(both, PEAR) == (Quantity(300), Money(600))
    alone = Label(item="1", amount=Money(1300))
    assert weighing.of_label(alone, MILK) == (Quantity.pieces(1), Money(1300))


@given(st.integers(1, 99_999), st.integers(1, 100_000))
def test_the_weight_that_an_amount_stands_for_is_worth_it(fen: int, price: int) -> None:
    product = replace(BANANA, price=Money(price))
    quantity, amount = weighing.of_label(Label(item="1", amount=Money(fen)), product)
    assert amount == Money(fen)
    cart = a_cart(milks=0).add(product, quantity, label_amount=amount)
    assert cart.total == Money(fen)
    assert quantity.thousandths > 0
    if quantity.thousandths > 1:  # a gram is the least that is said
        assert abs(weighing.reckoned(cart.lines[0]).fen - fen) <= price / 2000 + 1
