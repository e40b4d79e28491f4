"""Files for label scales."""

from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import ProductId
from app.base.money import Money
from app.catalogue.product import Product, Unit
from devices.scales.plu_export import FORMS, export


def weighed(name: str, code: str, fen: int = 796, at: int = 0) -> Product:
    return Product(
        id=ProductId(f"{name}{at}"), name=name, price=Money(fen), unit=Unit.KG, short_code=code
    )


def test_golden_lines_for_a_dahua_scale() -> None:
    made = export([weighed("香蕉 散称", "101"), weighed("苹果", "0102", 1180)], FORMS["dahua"])
    assert made.data.decode("gb2312") == (
        "1,香蕉 散称,0000101,000796,0,0,0,0\r\n2,苹果,0000102,001180,0,0,0,0\r\n"
    )
    assert (made.count, made.problems) == (2, ())


def test_golden_lines_of_the_generic_file() -> None:
    made = export([weighed("香蕉", "101")], FORMS["generic-csv"])
    assert made.data.decode("gb2312") == "code,name,price_fen,unit\r\n101,香蕉,796,kg\r\n"


def test_what_is_sold_by_the_piece_is_no_business_of_a_scale() -> None:
    piece = Product(id=ProductId("p"), name="水", price=Money(200), short_code="5")
    assert export([piece], FORMS["dahua"]).count == 0


def test_all_that_a_scale_cannot_hold_is_told() -> None:
    made = export(
        [
            weighed("没有编码", "abc"),
            weighed("零", "000"),
            weighed("香蕉", "101"),
            weighed("另一种香蕉", "0101"),
            weighed("金箔", "102", 1_000_000),
            weighed("免费", "103", 0),
            weighed('㐀菜𠮷,"新"', "104"),
            weighed("特" * 30, "105"),
        ],
        FORMS["dahua"],
    )
    assert [it.code for it in made.problems] == [
        "plu_code_odd",
        "plu_code_odd",
        "plu_code_twice",
        "plu_price_odd",
        "plu_price_odd",
        "plu_name_odd",
        "plu_name_cut",
    ]
    assert all(it.text("zh_CN") and it.text("en") for it in made.problems)
    names = [line.split(",")[1] for line in made.data.decode("gb2312").splitlines()]
    assert names == ["香蕉", "?菜???新?", "特" * 18]


def test_a_code_that_the_labels_have_no_room_for_is_told() -> None:
    made = export([weighed("香蕉", "1234567")], FORMS["dahua"], item_digits=6)
    assert [it.code for it in made.problems] == ["plu_code_odd"]


def test_a_full_scale_says_what_is_left_out() -> None:
    goods = [weighed("菜", str(at), at=at) for at in range(1, 4003)]
    made = export(goods, FORMS["dahua"])
    assert (made.count, [it.code for it in made.problems]) == (4000, ["plu_too_many"] * 2)


@given(st.lists(st.builds(weighed, st.text(max_size=40), st.text("0123456789x", max_size=9))))
def test_no_name_can_shift_a_column(goods: list[Product]) -> None:
    made = export(goods, FORMS["dahua"])
    lines = made.data.decode("gb2312").split("\r\n")[:-1]
    assert len(lines) == made.count
    assert all(line.count(",") == 7 for line in lines)
