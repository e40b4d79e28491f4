from hypothesis import given
from hypothesis import strategies as st

from app.base import money
from app.base.ids import ProductId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Unit
from app.selling.cart import Line

FEN = st.integers(-(10**9), 10**9)


def lines() -> st.SearchStrategy[Line]:
    return st.builds(
        Line,
        position=st.just(1),
        product=st.just(ProductId("p")),
        barcode=st.just(""),
        name=st.just(""),
        unit=st.just(Unit.KG),
        quantity=st.builds(Quantity, FEN),
        unit_price=st.builds(Money, FEN),
        per_mille_off=st.integers(-2000, 2000),
        amount_off=st.builds(Money, FEN),
        order_off=st.builds(Money, FEN),
        label_amount=st.none() | st.builds(Money, FEN),
    )


@given(lines())
def test_in_fen_a_line_is_what_it_is_in_money(line: Line) -> None:
    gross = line.label_amount or line.unit_price.times(line.quantity)
    gross = gross if line.label_amount is None else line.label_amount
    own = gross.times(Quantity(line.per_mille_off)) + line.amount_off
    discount = min(gross, own + line.order_off)
    assert (line.gross, line.discount, line.amount) == (gross, discount, gross - discount)
    assert line.amount_fen == line.amount.fen


@given(FEN, FEN)
def test_a_half_fen_is_rounded_away_from_zero(fen: int, thousandths: int) -> None:
    exact = fen * thousandths
    rounded = money.times(fen, thousandths)
    assert 2 * abs(rounded * 1000 - exact) <= 1000
    if 2 * abs(rounded * 1000 - exact) == 1000:
        assert abs(rounded * 1000) > abs(exact)
    assert money.times(-fen, thousandths) == -rounded
