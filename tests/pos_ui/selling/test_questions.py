import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.ids import ProductId
from app.base.money import Money
from app.catalogue import products
from app.catalogue.product import UNLISTED, Pack, Product
from app.selling.cart import Cart
from app.staff import entries
from app.staff.person import Act
from app.till import Till
from pos_ui.selling.cart_table import beneath
from pos_ui.selling.keymap import ACTIONS, KEYS, PRESETS, Keymap, keymap
from pos_ui.selling.unknown_sheet import NoteForm, QuickAddForm, UnknownSheet
from pos_ui.window import TillWindow
from tests.examples import MILK
from tests.pos_ui import keys
from tests.pos_ui.binding import bind, settings_of

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NOBODYS = "6999999999999"
BEER = Product(
    id=ProductId("beer"), name="青岛啤酒", price=Money(600), barcodes=("6901035602020",), min_age=18
)
BUN = Product(
    id=ProductId("bun"),
    name="现做包子",
    price=Money(0),
    barcodes=("2000001",),
    is_open_price=True,
)
COLA = Product(
    id=ProductId("cola"),
    name="可乐",
    price=Money(300),
    barcodes=("6901939621608",),
    packs=(Pack(barcode="16901939621605", factor=24, name="箱", price=Money(6600)),),
)


@pytest.fixture
def till(till: Till) -> Till:
    with till.shop.database.writing() as connection:
        products.put(connection, [BEER, BUN, COLA])
    return till


def cart(window: TillWindow) -> Cart:
    assert window.register.cart is not None
    return window.register.cart


def answer(window: TillWindow, text: str) -> None:
    keys.type_in(window, text)
    keys.press(window, KEY.Key_Return)


def asked(window: TillWindow, kind: type[QWidget]) -> bool:
    return window.dialog is not None and window.dialog.findChild(kind) is not None


def acts(till: Till) -> list[Act]:
    with till.shop.database.reading() as connection:
        return [entry.act for entry in reversed(entries.newest(connection))]


def test_an_unknown_barcode_asks_and_lets_scans_wait(window: TillWindow) -> None:
    keys.scan(window, NOBODYS)
    assert asked(window, UnknownSheet)
    keys.scan(window, MILK.barcode)
    keys.scan(window, MILK.barcode)
    assert cart(window).is_empty
    keys.press(window, KEY.Key_Escape)
    assert cart(window).pieces == 2


def test_something_unknown_is_put_on_sale_and_sold_by_keyboard(
    window: TillWindow, till: Till
) -> None:
    keys.scan(window, NOBODYS)
    keys.type_in(window, "2")
    assert asked(window, QuickAddForm)
    answer(window, "Pan")
    answer(window, "12.50")
    assert [line.name for line in cart(window).lines] == ["Pan"]
    assert cart(window).total == Money(1250)
    keys.scan(window, NOBODYS)
    assert cart(window).pieces == 2
    assert acts(till) == [Act.QUICK_ADD]


def test_a_product_needs_a_name_and_a_price(window: TillWindow) -> None:
    keys.scan(window, NOBODYS)
    keys.type_in(window, "2")
    keys.press(window, KEY.Key_Return)
    keys.press(window, KEY.Key_Return)
    assert asked(window, QuickAddForm)
    answer(window, "abc")
    assert asked(window, QuickAddForm)
    keys.press(window, KEY.Key_Escape)
    assert cart(window).is_empty


def test_something_unknown_is_sold_unlisted_at_a_price(window: TillWindow) -> None:
    keys.scan(window, NOBODYS)
    keys.type_in(window, "3")
    answer(window, "8.80")
    [line] = cart(window).lines
    assert (line.name, line.barcode, line.amount) == (UNLISTED.name, NOBODYS, Money(880))


def test_a_choice_is_made_with_arrows_and_enter(window: TillWindow) -> None:
    keys.scan(window, NOBODYS)
    keys.press(window, KEY.Key_Down)
    keys.press(window, KEY.Key_Down)
    keys.press(window, KEY.Key_Return)
    assert asked(window, QuickAddForm)


@pytest.mark.parametrize(
    "code", ["134567890123456789", "2812345678901234567", "6212345678901234567"]
)
def test_a_payment_code_is_no_article_and_never_shown_whole(window: TillWindow, code: str) -> None:
    keys.scan(window, code)
    assert window.dialog is None
    assert "付款码" in window.selling.banner.text()
    assert code[:8] not in window.selling.banner.text()


def test_beer_asks_for_the_age_once_a_bill(window: TillWindow, till: Till) -> None:
    keys.scan(window, BEER.barcode)
    keys.scan(window, MILK.barcode)
    assert cart(window).is_empty
    keys.press(window, KEY.Key_Return)
    assert [line.name for line in cart(window).lines] == [BEER.name, MILK.name]
    keys.scan(window, BEER.barcode)
    assert cart(window).lines[0].quantity.text() == "2"
    assert acts(till) == [Act.CONFIRM_AGE]


def test_beer_is_not_sold_to_the_young(window: TillWindow) -> None:
    keys.scan(window, BEER.barcode)
    keys.press(window, KEY.Key_Escape)
    assert cart(window).is_empty


def test_what_has_no_price_asks_for_one_each_time(window: TillWindow) -> None:
    for price in ("2.5", "3"):
        keys.scan(window, BUN.barcode)
        answer(window, price)
    assert [line.amount for line in cart(window).lines] == [Money(250), Money(300)]


def test_a_pack_is_sold_at_its_own_price(window: TillWindow) -> None:
    for code in (COLA.barcode, COLA.packs[0].barcode, COLA.packs[0].barcode):
        keys.scan(window, code)
    single, pack = cart(window).lines
    assert (single.amount, pack.amount, pack.pack) == (Money(300), Money(13200), 24)


def test_a_note_is_written_on_a_line(window: TillWindow) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_N, CONTROL)
    assert asked(window, NoteForm)
    answer(window, "gift")
    assert cart(window).lines[0].note == "gift"
    keys.scan(window, MILK.barcode)
    assert len(cart(window).lines) == 2  # a line with a note is not counted up


def test_the_whole_bill_is_voided_only_after_a_question(window: TillWindow, till: Till) -> None:
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_Delete, CONTROL)
    keys.press(window, KEY.Key_Return)  # a danger begins with the focus on "no"
    assert cart(window).pieces == 1
    keys.press(window, KEY.Key_Delete, CONTROL)
    keys.press(window, KEY.Key_Tab)
    keys.press(window, KEY.Key_Return)
    assert cart(window).is_empty
    assert acts(till) == [Act.VOID_SALE]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_reaches_every_action(preset: str) -> None:
    made = keymap(preset, {})
    assert sorted(made.actions) == sorted(KEYS)
    assert sorted(made.actions.values()) == sorted(ACTIONS)


def test_a_key_that_is_given_away_swaps_its_meaning() -> None:
    changed = keymap("standard", {}).swapped("F9", "pay")
    assert (changed.key("pay"), changed.key("void")) == ("F9", "F12")
    assert keymap("standard", changed.changes("standard")) == changed


@pytest.mark.parametrize("odd", [{"F9": "pay"}, {"F13": "pay"}, {"F1": "fly"}])
def test_changes_that_would_lose_an_action_are_left_out(odd: dict[str, str]) -> None:
    assert keymap("standard", odd) == Keymap(PRESETS["standard"])


def test_the_keys_follow_the_preset_at_once(window: TillWindow, till: Till) -> None:
    window.open(bind(till, settings_of(till, keys="supermarket")))
    keys.scan(window, MILK.barcode)
    keys.press(window, KEY.Key_F9)
    assert window.pages.currentWidget() is window.payment
    assert window.selling.pay.key == "F9"


def test_a_key_is_changed_by_pressing_it(window: TillWindow) -> None:
    window.questions.keys(window.selling.keys.map, window.keep_keys)
    keys.press(window, KEY.Key_Down)  # from help to quantity
    keys.press(window, KEY.Key_F7)
    keys.press(window, KEY.Key_Escape)
    assert window.selling.keys.map.key("quantity") == "F7"
    assert window.selling.keys.map.key("recall") == "F2"


def test_what_is_special_about_a_line_stands_beneath_its_name(window: TillWindow) -> None:
    keys.scan(window, COLA.packs[0].barcode)
    window.register.reprice(cart(window).lines[0], Money(6000))
    assert beneath(cart(window).lines[0]) == f"{COLA.packs[0].barcode} · 箱 = 24 件 · 原价 66.00"
