from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import products
from app.catalogue.product import UNLISTED
from app.printing import spooling
from app.printing.job import Event
from app.selling import checkout
from app.selling.cart import Cart
from app.staff import staffing
from app.staff.person import Act, Person
from app.till import Till
from pos_ui.kit.label import Label
from pos_ui.printing.papers_sheet import PapersSheet
from pos_ui.selling.discount_pad import Discount
from pos_ui.window import TillWindow
from tests.app.staff.crew import on_record
from tests.examples import BANANA, MILK, a_cart, cash
from tests.pos_ui import keys
from tests.pos_ui.staff.team import (
    BADGE,
    BOSS,
    CLERK,
    NAMES,
    OTHER,
    PIN,
    settle,
    sheet_of,
    signed_in,
)

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def selling(window: TillWindow, team: dict[str, Person]) -> TillWindow:
    signed_in(window, team[CLERK])
    keys.scan(window, MILK.barcode)
    return window


def cart(window: TillWindow) -> Cart:
    assert window.register.cart is not None
    return window.register.cart


def at_half_price(window: TillWindow) -> None:
    """Change the price of milk to 3.25: the cashier's limit is 10 %."""
    keys.press(window, KEY.Key_F3)
    keys.type_in(window, "3.25")
    keys.press(window, KEY.Key_Return)


def granted(window: TillWindow) -> None:
    settle(lambda: window.dialog is None)


def test_the_dialog_says_what_is_asked_for_and_how_far_it_goes(
    selling: TillWindow, till: Till
) -> None:
    staffing.limit(till, "cashier", allowed=[Act.REPRICE])
    keys.press(selling, KEY.Key_L, CONTROL)  # the rights of now
    keys.scan(selling, BADGE[CLERK])
    settle(lambda: not selling.duty.is_locked)
    at_half_price(selling)
    said = selling.dialog.accessibleName() if selling.dialog else ""
    assert "改价" in said
    labels = " ".join(it.text() for it in sheet_of(selling).findChildren(Label))
    assert "让利 50%" in labels
    assert f"{NAMES[CLERK]} 最多 10%" in labels


def test_a_manager_stands_behind_it_with_pin_and_reason_and_both_are_on_record(
    selling: TillWindow, till: Till
) -> None:
    at_half_price(selling)
    assert cart(selling).total == Money(650)
    keys.type_in(selling, PIN[BOSS])
    keys.press(selling, KEY.Key_F2)
    granted(selling)
    assert cart(selling).total == Money(325)
    [entry] = on_record(till, Act.REPRICE)
    assert (entry.name, entry.approver_name) == (NAMES[CLERK], NAMES[BOSS])
    assert entry.reason == "价签不符"
    assert selling.selling.box.hasFocus()


def test_it_is_for_once(selling: TillWindow) -> None:
    at_half_price(selling)
    keys.type_in(selling, PIN[BOSS])
    keys.press(selling, KEY.Key_F1)
    granted(selling)
    assert selling.register.actor.approvals == ()
    at_half_price(selling)
    assert selling.dialog is not None


def test_a_badge_and_a_digit_for_the_reason_are_enough(selling: TillWindow, till: Till) -> None:
    at_half_price(selling)
    keys.scan(selling, BADGE[BOSS])
    settle(lambda: not sheet_of(selling).ask.is_busy)
    keys.type_in(selling, "3")
    granted(selling)
    assert [it.reason for it in on_record(till, Act.REPRICE)] == ["商品破损"]
    assert len(cart(selling).lines) == 1


def test_the_reason_may_come_first(selling: TillWindow) -> None:
    at_half_price(selling)
    keys.press(selling, KEY.Key_F1)
    assert "PIN" in sheet_of(selling).ask.error.text()
    keys.scan(selling, BADGE[BOSS])
    granted(selling)
    assert cart(selling).total == Money(325)


def test_a_reason_in_ones_own_words(selling: TillWindow, till: Till) -> None:
    at_half_price(selling)
    keys.type_in(selling, PIN[BOSS])
    keys.press(selling, KEY.Key_F5)
    keys.type_in(selling, "vip")
    keys.press(selling, KEY.Key_Return)
    granted(selling)
    assert [it.reason for it in on_record(till, Act.REPRICE)] == ["vip"]


def test_the_reason_is_asked_for_when_enter_checked_the_pin(selling: TillWindow) -> None:
    at_half_price(selling)
    keys.type_in(selling, PIN[BOSS])
    keys.press(selling, KEY.Key_Return)
    settle(lambda: not sheet_of(selling).ask.is_busy)
    assert selling.dialog is not None
    assert cart(selling).total == Money(650)
    keys.type_in(selling, "1")
    granted(selling)
    assert cart(selling).total == Money(325)


def test_esc_gives_up_and_nothing_has_changed(selling: TillWindow, till: Till) -> None:
    at_half_price(selling)
    keys.type_in(selling, PIN[BOSS][:3])
    keys.press(selling, KEY.Key_Escape)
    granted(selling)
    assert cart(selling).total == Money(650)
    assert on_record(till, Act.REPRICE) == []
    keys.scan(selling, MILK.barcode)
    assert cart(selling).pieces == 2


def test_esc_while_the_pin_is_checked_gives_up_too(selling: TillWindow, till: Till) -> None:
    at_half_price(selling)
    keys.type_in(selling, PIN[BOSS])
    keys.press(selling, KEY.Key_F1)
    keys.press(selling, KEY.Key_Escape)
    QTest.qWait(150)
    assert selling.dialog is None
    assert cart(selling).total == Money(650)
    assert on_record(till, Act.REPRICE) == []


def test_two_rights_that_are_lacking_are_asked_for_one_by_one(
    window: TillWindow, till: Till, team: dict[str, Person]
) -> None:
    staffing.limit(till, "cashier", denied=[Act.VOID_LINE])
    signed_in(window, team[CLERK])
    keys.type_in(window, "10*")
    keys.scan(window, MILK.barcode)
    window.register.discount(Discount(is_all=True, amount=Money(650)), None)
    window.register.change(1, Quantity.pieces(5))  # 6.50 off 32.50 is beyond 10 %, too
    first = sheet_of(window)
    keys.scan(window, BADGE[BOSS])
    settle(lambda: not first.ask.is_busy)
    keys.type_in(window, "1")
    settle(lambda: window.asking.body not in {None, first})
    assert cart(window).pieces == 10
    keys.scan(window, BADGE[BOSS])
    settle(lambda: not sheet_of(window).ask.is_busy)
    keys.type_in(window, "3")
    granted(window)
    assert cart(window).pieces == 5
    [void], *_, discount = on_record(till, Act.VOID_LINE), *on_record(till, Act.DISCOUNT)
    assert (void.reason, discount.reason) == ("顾客要求", "商品破损")


def test_whoever_may_not_is_told_and_somebody_else_is_asked(
    selling: TillWindow, till: Till
) -> None:
    staffing.limit(till, "manager", discount_per_mille=100)
    at_half_price(selling)
    keys.scan(selling, BADGE[BOSS])
    settle(lambda: NAMES[BOSS] in sheet_of(selling).ask.error.text())
    assert cart(selling).total == Money(650)
    keys.press(selling, KEY.Key_Escape)


def test_only_those_who_may_are_offered(selling: TillWindow) -> None:
    at_half_price(selling)  # 50 %: beyond the supervisor, too
    assert [it.person.code for it in sheet_of(selling).ask.tiles.tiles] == [BOSS]


def test_a_wrong_pin_is_told_and_keeps_the_reason(selling: TillWindow, till: Till) -> None:
    at_half_price(selling)
    keys.type_in(selling, "9999")
    keys.press(selling, KEY.Key_F2)
    settle(lambda: "不对" in sheet_of(selling).ask.error.text())
    keys.type_in(selling, PIN[BOSS])
    keys.press(selling, KEY.Key_Return)
    granted(selling)
    assert [it.reason for it in on_record(till, Act.REPRICE)] == ["价签不符"]
    assert [it.name for it in on_record(till, Act.WRONG_PIN)] == [NAMES[BOSS]]


def test_scans_wait_behind_the_dialog_only_if_they_are_no_badge(selling: TillWindow) -> None:
    at_half_price(selling)
    keys.scan(selling, MILK.barcode)
    settle(lambda: not sheet_of(selling).ask.is_busy)
    assert "工牌" in sheet_of(selling).ask.error.text()
    keys.press(selling, KEY.Key_Escape)
    assert cart(selling).pieces == 1


# -- keys ---------------------------------------------------------------------------------


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Count what is pressed; a badge that is swept over the scanner is one."""
    pressed: list[str] = []
    press, type_in, scan = keys.press, keys.type_in, keys.scan

    def one(window: TillWindow, key: Qt.Key) -> None:
        pressed.append(key.name)
        press(window, key)

    def some(window: TillWindow, text: str) -> None:
        pressed.extend(text)
        type_in(window, text)

    def sweep(window: TillWindow, code: str) -> None:
        pressed.append("badge")
        scan(window, code)

    with monkeypatch.context() as patched:
        patched.setattr(keys, "press", one)
        patched.setattr(keys, "type_in", some)
        patched.setattr(keys, "scan", sweep)
        yield pressed


@pytest.mark.parametrize("way", ["pin", "only_one", "badge"])
def test_a_manager_override_takes_at_most_six_keys_more(
    selling: TillWindow, till: Till, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "pin":  # more than one may: the digit of the tile is one more
        staffing.limit(till, "senior", discount_per_mille=1000)
    with counted(monkeypatch) as alone:
        at_half_price(selling)
    with counted(monkeypatch) as more:
        if way == "badge":
            keys.scan(selling, BADGE[BOSS])
            settle(lambda: not sheet_of(selling).ask.is_busy)
            keys.type_in(selling, "1")
        else:
            keys.type_in(selling, ("1" if way == "pin" else "") + PIN[BOSS])
            keys.press(selling, KEY.Key_F1)
    granted(selling)
    assert cart(selling).total == Money(325)
    assert len(alone) == 6
    assert len(more) == {"pin": 6, "only_one": 5, "badge": 2}[way]


# -- every act ----------------------------------------------------------------------------


def by_rounding(window: TillWindow, _till: Till) -> None:
    window.register.complete(cash(600), Money(50))


def by_reprint(window: TillWindow, till: Till) -> None:
    checkout.complete(till, a_cart("earlier"), cash(650))
    window._do("reprint")  # noqa: SLF001


def by_quick_add(window: TillWindow, _till: Till) -> None:
    window.register.quick_add("6999999999994", "新品", Money(100))


def by_unknown_return(window: TillWindow, _till: Till) -> None:
    window.register.bring_back_unknown(
        MILK, Quantity.pieces(1), Money(650), number="", reason="坏了"
    )


ACTS: dict[Act, Callable[[TillWindow, Till], None]] = {
    Act.VOID_LINE: lambda window, _: window.register.void(cart(window).lines[0]),
    Act.VOID_SALE: lambda window, _: window.register.clear(),
    Act.ROUND_OFF: by_rounding,
    Act.REPRINT: by_reprint,
    Act.QUICK_ADD: by_quick_add,
    Act.OPEN_DRAWER: lambda window, _: window.papers.ask_drawer(),
    Act.OPEN_PRICE: lambda window, _: window.register.price(UNLISTED, "", Money(100)),
    Act.CONFIRM_AGE: lambda window, _: window.register.confirm_age(18, lambda: None),
    Act.RETURN_UNCHECKED: by_unknown_return,
}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_asks_somebody_who_may_and_then_happens(
    window: TillWindow, till: Till, team: dict[str, Person], act: Act
) -> None:
    staffing.limit(till, "cashier", denied=list(ACTS))
    signed_in(window, team[CLERK])
    keys.scan(window, MILK.barcode)
    ACTS[act](window, till)
    assert window.dialog is not None
    assert on_record(till, act) == []
    keys.scan(window, BADGE[BOSS])
    settle(lambda: not sheet_of(window).ask.is_busy)
    keys.type_in(window, "1")
    granted(window)
    [entry] = on_record(till, act)
    assert (entry.name, entry.approver_name) == (NAMES[CLERK], NAMES[BOSS])
    assert entry.reason == "顾客要求"


def test_nobody_here_may(selling: TillWindow, till: Till) -> None:
    for role in ("manager", "senior"):
        staffing.limit(till, role, denied=[Act.OPEN_DRAWER])
    keys.press(selling, KEY.Key_D, CONTROL)
    sheet = sheet_of(selling)
    assert sheet.ask.tiles.tiles == []
    keys.type_in(selling, "0" + OTHER)
    keys.press(selling, KEY.Key_Return)
    keys.type_in(selling, PIN[OTHER])
    keys.press(selling, KEY.Key_Return)
    settle(lambda: NAMES[OTHER] in sheet.ask.error.text())
    assert on_record(till, Act.OPEN_DRAWER) == []


def test_a_weight_typed_by_hand_takes_its_right(
    window: TillWindow, till: Till, team: dict[str, Person]
) -> None:
    staffing.limit(till, "cashier", denied=[Act.MANUAL_WEIGHT])
    with till.shop.database.writing() as connection:
        products.put(connection, [BANANA])
    signed_in(window, team[CLERK])
    keys.scan(window, BANANA.barcode)
    keys.type_in(window, "0.5")
    keys.press(window, KEY.Key_Return)
    assert cart(window).lines == ()
    keys.scan(window, BADGE[BOSS])
    settle(lambda: not sheet_of(window).ask.is_busy)
    keys.type_in(window, "1")
    granted(window)
    assert [line.quantity for line in cart(window).lines] == [Quantity(500)]


def test_saying_what_came_out_of_the_printer_takes_its_right(
    window: TillWindow, till: Till, team: dict[str, Person]
) -> None:
    staffing.limit(till, "cashier", denied=[Act.SETTLE_PAPER])
    signed_in(window, team[CLERK])
    for name in ("s1", "s2"):
        checkout.complete(till, a_cart(name), cash(650))
        job = spooling.take(till.shop)
        assert job is not None
        spooling.tell(till.shop, job.id, Event.CUT_OFF, "", "")
    window.papers.on_unsettled(2)
    keys.press(window, KEY.Key_1)
    assert spooling.count_unknown(till.shop) == 2
    keys.scan(window, BADGE[BOSS])
    settle(lambda: not sheet_of(window).ask.is_busy)
    keys.type_in(window, "1")
    settle(lambda: spooling.count_unknown(till.shop) == 1)
    settle(lambda: isinstance(window.asking.body, PapersSheet))  # the other one still waits
    [entry] = on_record(till, Act.SETTLE_PAPER)
    assert entry.approver == team[BOSS].id
    keys.press(window, KEY.Key_Escape)
