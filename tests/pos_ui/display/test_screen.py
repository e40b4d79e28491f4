import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.money import Money
from app.base.quantity import Quantity
from pos_ui.display import screen as screens
from pos_ui.display.bill_head import Member
from pos_ui.display.due_panel import Due, clock_words
from pos_ui.display.screen import CustomerDisplay, State
from pos_ui.kit import style, tokens
from pos_ui.kit.qr_tile import LEAST, laid_out
from tests.pos_ui.display.bills import SHOP, a_bill, a_sale, add, empty, long_bill

CODE = "weixin://wxpay/bizpayurl?pr=NwY5Mz9"
SIZES = [(1366, 768), (1024, 600), (1280, 720), (911, 512), (683, 400), (800, 1280)]


@pytest.fixture
def display(qtbot: QtBot) -> CustomerDisplay:
    made = CustomerDisplay(SHOP, say=say)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def say(key: str, **values: object) -> str:
    """Speak in keys: what is tested here is the same in every language."""
    return " ".join([key, *map(str, values.values())])


def state(display: CustomerDisplay) -> str:
    return display.state.name


def picture(display: CustomerDisplay) -> QImage:
    display.catch_up()
    QApplication.processEvents()
    return display.grab().toImage()


def test_it_welcomes_until_something_is_scanned(display: CustomerDisplay) -> None:
    assert state(display) == "IDLE"
    display.show_cart(empty())
    assert state(display) == "IDLE"
    display.show_cart(a_bill())
    assert state(display) == "BILL"
    assert display.foot.total.text() == "97.75"


def test_the_newest_line_is_marked_and_in_view(display: CustomerDisplay) -> None:
    cart = long_bill(100)
    display.show_cart(cart)
    assert display.lines.newest == 99
    display.show_cart(cart.change(cart.lines[3].position, Quantity.pieces(2)))
    display.catch_up()
    lines = display.lines
    assert lines.newest == 3
    assert lines.first <= 3 < lines.first + lines.rows_in_view()


def test_a_voided_line_leaves_the_view_where_it_was(display: CustomerDisplay) -> None:
    cart = long_bill(100)
    display.show_cart(cart)
    first = display.lines.first
    display.show_cart(cart.void(cart.lines[50].position))
    display.catch_up()
    assert display.lines.newest == -1
    assert display.lines.first == first - 1


def test_a_new_bill_shows_nothing_of_the_last(display: CustomerDisplay) -> None:
    display.show_cart(a_bill(1))
    display.show_member(Member(name="陈建国", points=5))
    display.show_due(Due(amount=Money(9775), code=CODE, note="已用储值 20.00"))
    display.show_paid(a_sale(Money(10000)))
    display.show_cart(a_bill(2))
    used = picture(display)
    fresh = CustomerDisplay(SHOP, say=say)
    fresh.resize(1366, 768)
    fresh.show_cart(a_bill(2))
    assert display.head.member_words() == ""
    assert not display.due.tile.text
    assert used == picture(fresh)
    fresh.deleteLater()


def test_a_bill_set_aside_is_gone_at_once(display: CustomerDisplay) -> None:
    display.show_cart(a_bill())
    display.show_cart(a_bill().change(1, Quantity.pieces(9)))
    display.show_cart(empty(2))
    assert state(display) == "IDLE"
    display.catch_up()
    assert state(display) == "IDLE"


def test_thanks_stay_while_the_till_opens_the_next_bill(display: CustomerDisplay) -> None:
    display.show_cart(a_bill())
    display.show_paid(a_sale(Money(12000)))
    display.show_cart(empty(2))
    display.show_bill()
    assert state(display) == "PAID"
    assert display.thanks.amount.text() == "22.25"


def test_thanks_end_by_themselves(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens, "THANKS_MS", 1)
    quick = CustomerDisplay(SHOP, say=say)
    qtbot.addWidget(quick)
    quick.show_paid(a_sale(Money(12000)))
    qtbot.waitUntil(lambda: quick.state is State.IDLE)


def test_without_change_the_paid_sum_is_the_big_amount(display: CustomerDisplay) -> None:
    display.show_paid(a_sale(a_bill().total))
    assert display.thanks.amount.text() == "97.75"
    assert display.thanks.words()[1] == ""


def test_leaving_the_payment_shows_the_bill_again(display: CustomerDisplay) -> None:
    display.show_cart(a_bill())
    display.show_due(Due(amount=a_bill().total))
    assert state(display) == "PAYING"
    display.show_bill()
    assert state(display) == "BILL"


def test_nothing_is_asked_for_without_a_bill(display: CustomerDisplay) -> None:
    display.show_due(Due(amount=Money(100)))
    assert state(display) == "IDLE"


def test_many_scans_at_once_are_drawn_once(display: CustomerDisplay, qtbot: QtBot) -> None:
    cart = a_bill()
    display.show_cart(cart)
    for at in range(20):
        cart = add(cart, f"{at}", Money(100), Quantity.pieces(1))
        display.show_cart(cart)
    assert display.foot.total.text() == "97.75"
    qtbot.waitUntil(lambda: display.foot.total.text() == "117.75")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("fen", [9_999_999, 123_456_789])
def test_large_sums_are_whole(display: CustomerDisplay, size: tuple[int, int], fen: int) -> None:
    display.resize(*size)
    half = Money(fen // 2)
    cart = add(empty(), "a", half, Quantity.pieces(1))
    cart = add(cart, "b", Money(fen) - half, Quantity.pieces(1))
    display.show_cart(cart)
    picture(display)
    total = display.foot.total
    assert total.width() >= total.minimumSizeHint().width()
    display.show_due(Due(amount=cart.total, code=CODE))
    picture(display)
    amount = display.due.amount
    assert amount.width() >= amount.minimumSizeHint().width()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", [tokens.LIGHT, tokens.DARK])
def test_a_code_is_black_on_white_and_large(
    styled: QApplication, display: CustomerDisplay, size: tuple[int, int], theme: tokens.Theme
) -> None:
    style.apply(styled, theme)
    display.resize(*size)
    display.show_cart(a_bill())
    display.show_due(Due(amount=Money(7275), code=CODE, note="x", ways="y", left_s=9))
    QApplication.processEvents()
    tile = display.due.tile
    assert display.due.rect().contains(tile.geometry())
    image = tile.grab().toImage()
    inside = range(12, image.width() - 12)
    found = {image.pixelColor(x, y).name() for x in inside[::3] for y in inside[::3]}
    assert found == {QColor("black").name(), QColor("white").name()}
    black = [x for x in inside if image.pixelColor(x, image.height() // 2) == QColor("black")]
    assert black[-1] - black[0] + 1 >= LEAST * 0.9  # a row may begin with white modules


@pytest.mark.parametrize("dpr", [1, 1.25, 1.5, 2])
@pytest.mark.parametrize("modules", [25, 29, 33, 37, 57])
def test_a_code_keeps_its_size_and_then_its_white(modules: int, dpr: float) -> None:
    for room in range(340, 500, 7):
        code, tile = laid_out(modules, room, dpr)
        assert tile <= room
        assert code >= LEAST or room < LEAST * (modules + 2) / modules
        assert tile - code >= 2 * code / modules - 1
    code, tile = laid_out(modules, 2000, dpr)
    assert round(code * dpr) % modules == 0
    assert tile - code >= 8 * code / modules - 1


@pytest.mark.parametrize(
    ("seconds", "text"), [(98, "1:38"), (60, "1:00"), (5, "0:05"), (0, "0:00"), (-3, "0:00")]
)
def test_the_time_left_reads_as_a_clock(seconds: int, text: str) -> None:
    assert clock_words(seconds) == text


def test_a_member_is_shown_masked(display: CustomerDisplay) -> None:
    display.show_cart(a_bill())
    display.show_member(Member(name="陈建国", points=2386))
    assert "陈*国" in display.head.member_words()
    display.show_member(Member(phone="13812342076"))
    assert "138****2076" in display.head.member_words()


def test_money_that_goes_back_has_no_sign(display: CustomerDisplay) -> None:
    display.show_cart(a_bill())
    display.show_due(Due(amount=Money(-500)))
    assert display.due.amount.text() == "5.00"
