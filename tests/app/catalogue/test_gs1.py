from datetime import date

import pytest
from biip.gs1_messages import GS1Message
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import gs1, gtin
from app.catalogue.gs1 import Gs1

EAN = "6901234567892"
GTIN = "06901234567892"
ARTICLE = f"01{GTIN}"
GS = "\x1d"

grams = st.integers(1, 999_999)
batches = st.text("ABCDEF0123456789-/", min_size=1, max_size=20)
days = st.dates(date(2000, 1, 1), date(2049, 12, 31))


@settings(deadline=None)
@given(grams, st.integers(1, 999_999), batches, days, batches)
def test_what_is_written_is_read(weight: int, fen: int, batch: str, day: date, serial: str) -> None:
    price = f"3922{fen}"
    code = f"{ARTICLE}3103{weight:06}17{day:%y%m%d}10{batch}{GS}{price}{GS}21{serial}"
    assert gs1.read(f"]C1{code}") == Gs1(
        gtin=GTIN,
        weight=Quantity(weight),
        price=Money(fen),
        batch=batch,
        expires=day,
        serial=serial,
    )


def test_every_carrier_of_gs1_is_read() -> None:
    for aim in ("]C1", "]e0", "]d2", "]Q3"):
        assert gs1.read(f"{aim}{ARTICLE}") == Gs1(gtin=GTIN)
    assert gs1.read(f"]d2{GS}{ARTICLE}10A{GS}") == Gs1(gtin=GTIN, batch="A")


def test_without_an_identifier_fnc1_or_an_article_in_front_shows_it() -> None:
    assert gs1.read(f"{ARTICLE}10A1") == Gs1(gtin=GTIN, batch="A1")
    assert gs1.read(f"10A1{GS}{ARTICLE}") == Gs1(gtin=GTIN, batch="A1")
    assert gs1.read(f"(01){GTIN}(10)A1") == Gs1(gtin=GTIN, batch="A1")


@pytest.mark.parametrize(
    "code",
    [
        EAN,
        "96385074",  # a GTIN of 8 digits, and AI 96 too
        "999999",  # a UPC-E, for those who want one
        "2112345678907",  # in the store, and AI 21 too
        "15210527",
        "134567890123456789",  # WeChat Pay
        "281234567890123456",  # Alipay
        "6212345678901234567",  # UnionPay
        f"]E0{EAN}",
        f"]Q1{EAN}",
        f"01{GTIN[:-1]}3",  # its check digit is wrong
        f"]C101{GTIN[:-1]}3",
        "]C1",
        "]C100123456789012345675",  # a pallet
        f"]C1{ARTICLE}9",
        f"]C1{ARTICLE}0106954321000017",  # two articles
        f"]C1{ARTICLE}31030005003103000600",  # two weights
        GS * 30,
        "http://[/01/06901234567892",
        "https://example.com/01/0690123456789",
        "",
    ],
)
def test_what_is_no_gs1_code_or_contradicts_itself_is_not_taken_for_one(code: str) -> None:
    assert gs1.read(code) is None


def test_decimals_are_counted_by_the_identifier() -> None:
    assert weight_of("3100000012") == Quantity(12_000)
    assert weight_of("3105123456") == Quantity(1235)  # 1.23456 kg, to the gram
    assert price_of("392012") == Money(1200)
    assert price_of("392312345") == Money(1235)


def test_a_price_in_another_currency_is_no_price() -> None:
    assert price_of("39321561250") == Money(1250)
    assert price_of("39328401250") is None


def test_nothing_is_neither_a_weight_nor_a_price() -> None:
    assert weight_of("3103000000") is None
    assert price_of("39220") is None
    assert price_of("39251") is None  # less than a fen gives nothing away
    assert weight_of("3105000001") is None


def test_the_first_of_its_last_days_counts() -> None:
    assert day_of("15260301") == date(2026, 3, 1)
    assert day_of("1726030115260201") == date(2026, 2, 1)
    assert day_of("17260200") == date(2026, 2, 28)  # day 00 is the end of the month
    assert day_of("17000000") is None  # printed where there is none
    assert day_of("11260101") is None  # when it was made


def test_a_count_is_read() -> None:
    found = gs1.read(f"]C1{ARTICLE}3012")
    assert found is not None
    assert found.pieces == Quantity.pieces(12)


def test_a_digital_link_is_read_whoever_its_host_is() -> None:
    link = f"https://shop.example.cn/p/01/{GTIN}/10/A1/21/S7?17=260301&3103=000500&x=1"
    assert gs1.read(link) == Gs1(
        gtin=GTIN, batch="A1", serial="S7", expires=date(2026, 3, 1), weight=Quantity(500)
    )
    assert gs1.read(f"HTTPS://ID.GS1.ORG/01/{EAN}") == Gs1(gtin=GTIN)
    assert gs1.read("https://example.com/about") is None


def test_an_identifier_is_taken_off_only_where_it_is_one() -> None:
    assert gs1.split_aim(f"]E0{EAN}") == ("]E0", EAN)
    assert gs1.split_aim("]") == ("", "]")
    assert gs1.split_aim("A]E0") == ("", "A]E0")


@settings(deadline=None)
@given(st.text("0123456789", min_size=16, max_size=24))
def test_digits_alone_are_read_only_behind_an_article(code: str) -> None:
    assert gs1.read(code) is None or (code.startswith("01") and gtin.is_whole(code[2:16]))


@settings(deadline=None)
@given(
    st.sampled_from(["]C1", "]d2", f"]C1{ARTICLE}", "https://a.b/01/06901234567892/"]), st.text()
)
def test_no_text_upsets_the_reading(front: str, text: str) -> None:
    found = gs1.read(front + text)
    assert found is None or gtin.is_whole(found.gtin)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["01", "02", "10", "17", "310", "392", "393", "8", "99", GS])),
    st.lists(st.text("0123456789", max_size=15)),
)
def test_no_mixture_of_identifiers_upsets_the_reading(ais: list[str], values: list[str]) -> None:
    code = ARTICLE + "".join(ai + value for ai, value in zip(ais, values, strict=False))
    found = gs1.read(f"]C1{code}")
    assert found is None or found.gtin == GTIN


def test_ours_agrees_with_the_reader_about_a_real_code() -> None:
    code = "010703206980498815210526100329"
    assert GS1Message.parse(code).as_hri() == "(01)07032069804988(15)210526(10)0329"
    assert gs1.read(code) == Gs1(gtin="07032069804988", batch="0329", expires=date(2021, 5, 26))


def weight_of(element: str) -> Quantity | None:
    found = gs1.read(f"]C1{ARTICLE}{element}")
    assert found is not None
    return found.weight


def price_of(element: str) -> Money | None:
    found = gs1.read(f"]C1{ARTICLE}{element}")
    assert found is not None
    return found.price


def day_of(elements: str) -> date | None:
    found = gs1.read(f"]C1{ARTICLE}{elements}")
    assert found is not None
    return found.expires
