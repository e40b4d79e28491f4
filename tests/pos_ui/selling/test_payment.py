import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.errors import Trouble
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling import checkout
from app.selling.tender import Tender, TenderKind
from app.till import Till
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.selling.entry import Code, grouped, masked
from pos_ui.selling.payment import SETTLE_MS
from pos_ui.selling.tender_grid import CARD, CASH, VOUCHER
from pos_ui.window import TillWindow
from tests.pos_ui import keys
from tests.pos_ui.binding import bind, settings_of
from tests.pos_ui.selling.paying import cart, last, owe, paid, take_part, type_slip

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_cash_in_two_parts_completes_with_change(
    qtbot: QtBot, window: TillWindow, till: Till
) -> None:
    owe(window, 9770)
    take_part(qtbot, window, "20")
    assert window.payment.summary.left.text() == "77.70"
    keys.type_in(window, "80")
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("cash", 2000, ""), ("cash", 8000, "")]
    assert last(till).change == Money(230)


def test_wide_digits_of_an_input_method_are_an_amount_too(window: TillWindow, till: Till) -> None:
    owe(window, 9770)
    keys.type_in(window, "１００．５")
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("cash", 10050, "")]


def test_enter_never_completes_with_too_little_and_never_splits(
    window: TillWindow, till: Till
) -> None:
    owe(window, 9770)
    keys.type_in(window, "20")
    keys.press(window, KEY.Key_Return)
    assert window.payment.banner.text() == "还差 ¥77.70，按 F9 先收这部分"
    assert not cart(window).tenders
    assert checkout.last(till) is None


def test_a_card_is_taken_by_its_slip(window: TillWindow, till: Till) -> None:
    owe(window, 650)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_Return)
    type_slip(window, "A-12/7731")
    assert paid(till) == [("card", 650, "A-12/7731")]
    assert window.pages.currentWidget() is window.success


def test_a_part_by_card_leaves_the_rest_to_cash(
    qtbot: QtBot, window: TillWindow, till: Till
) -> None:
    owe(window, 9770)
    keys.press(window, KEY.Key_F4)
    keys.type_in(window, "50")
    keys.press(window, KEY.Key_F9)
    type_slip(window, "0912")
    assert window.payment.summary.left.text() == "47.70"
    assert [row.line for row in window.payment.summary.taken.rows] == ["凭证 …0912"]
    qtbot.wait(SETTLE_MS + 20)
    keys.press(window, KEY.Key_F1)
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("card", 5000, "0912"), ("cash", 4770, "")]


def test_a_card_number_is_refused_and_does_not_stay_on_the_screen(
    window: TillWindow, till: Till
) -> None:
    owe(window, 650)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_Return)
    type_slip(window, "6222020000000000000")
    assert "卡号" in window.payment.banner.text()
    assert window.payment.money.code == Code()
    assert checkout.last(till) is None
    type_slip(window, "0912")
    assert paid(till) == [("card", 650, "0912")]


def test_a_slip_without_a_number_is_asked_for_again(window: TillWindow, till: Till) -> None:
    owe(window, 650)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_Return)
    keys.press(window, KEY.Key_Return)
    assert window.payment.banner.isVisible()
    assert window.payment.money.code == Code()
    assert checkout.last(till) is None


def test_a_voucher_is_scanned(window: TillWindow, till: Till) -> None:
    owe(window, 650)
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.scan(window, "V2026-88")
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("voucher", 650, "V2026-88")]


def test_what_a_customer_pays_with_is_never_kept_or_shown(window: TillWindow) -> None:
    code = "134567890123456789"
    owe(window, 650)
    keys.scan(window, code)
    assert code not in window.payment.banner.text()
    keys.press(window, KEY.Key_F8)
    keys.press(window, KEY.Key_Return)
    keys.scan(window, code)
    assert window.payment.money.code == Code()
    assert code not in window.payment.banner.text()


def test_a_slip_is_not_used_twice(qtbot: QtBot, window: TillWindow, till: Till) -> None:
    owe(window, 9770)
    keys.press(window, KEY.Key_F4)
    keys.type_in(window, "50")
    keys.press(window, KEY.Key_F9)
    type_slip(window, "0912")
    qtbot.wait(SETTLE_MS + 20)
    keys.press(window, KEY.Key_Return)
    type_slip(window, "0912")
    assert "0912" in window.payment.banner.text()
    assert len(cart(window).tenders) == 1
    assert checkout.last(till) is None


def test_a_card_gives_no_change(window: TillWindow) -> None:
    owe(window, 650)
    keys.press(window, KEY.Key_F4)
    keys.type_in(window, "10")
    keys.press(window, KEY.Key_Return)
    assert "3.50" in window.payment.banner.text()
    assert window.payment.money.code is None


def test_escape_goes_back_step_by_step(window: TillWindow) -> None:
    owe(window, 650)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_Return)
    keys.press(window, KEY.Key_Escape)
    assert window.pages.currentWidget() is window.payment
    assert window.payment.money.code is None
    keys.press(window, KEY.Key_Escape)
    assert window.pages.currentWidget() is window.selling


def test_parts_stay_when_the_cart_is_changed_and_after_a_restart(
    qtbot: QtBot, window: TillWindow, till: Till
) -> None:
    owe(window, 9770)
    take_part(qtbot, window, "20")
    keys.press(window, KEY.Key_Escape)
    assert window.selling.totals.due.text() == "77.70"
    again = TillWindow(settings_of(till))
    qtbot.addWidget(again)
    again.show()
    again.open(bind(till))
    again.selling.do("pay")
    assert [row.amount for row in again.payment.summary.taken.rows] == ["20.00"]
    again.payment.confirm()
    assert paid(till) == [("cash", 2000, ""), ("cash", 7770, "")]


def test_cash_is_taken_back_at_once(qtbot: QtBot, window: TillWindow) -> None:
    owe(window, 9770)
    take_part(qtbot, window, "20")
    window.payment.summary.taken.rows[0].cross.click()
    assert not cart(window).tenders
    assert window.payment.summary.left.text() == "97.70"
    assert "20.00" in window.payment.banner.text()


def test_a_card_is_taken_back_only_once_its_terminal_has_voided_it(
    qtbot: QtBot, window: TillWindow
) -> None:
    owe(window, 9770)
    keys.press(window, KEY.Key_F4)
    keys.type_in(window, "50")
    keys.press(window, KEY.Key_F9)
    type_slip(window, "0912")
    qtbot.wait(SETTLE_MS + 20)
    keys.press(window, KEY.Key_Delete, CONTROL)
    keys.press(window, KEY.Key_Return)  # the careful answer has the focus
    assert len(cart(window).tenders) == 1
    keys.press(window, KEY.Key_Delete, CONTROL)
    assert window.dialog is not None
    window.dialog.yes_button.click()
    QApplication.processEvents()
    assert not cart(window).tenders
    assert window.focusWidget() is window.payment


def test_a_bill_that_shrank_below_what_was_taken_gives_change(
    qtbot: QtBot, window: TillWindow, till: Till
) -> None:
    owe(window, 9770)
    take_part(qtbot, window, "20")
    keys.press(window, KEY.Key_Escape)
    window.register.reprice(cart(window).lines[0], Money(1500))
    keys.press(window, KEY.Key_F12)
    assert window.payment.entry_box.change.text() == "¥5.00"
    keys.press(window, KEY.Key_Return)
    assert last(till).change == Money(500)


def test_arrows_choose_among_the_ways_that_are_ready(window: TillWindow) -> None:
    owe(window, 650)
    ways = []
    for key in (KEY.Key_Down, KEY.Key_Right, KEY.Key_Down, KEY.Key_Up, KEY.Key_Left, KEY.Key_Up):
        keys.press(window, key)
        ways.append(window.payment.tenders.way)
    assert ways == [CARD, VOUCHER, VOUCHER, CARD, CASH, CASH]


def test_a_way_that_does_not_exist_yet_says_so_and_does_nothing(window: TillWindow) -> None:
    owe(window, 650)
    for key in (KEY.Key_F2, KEY.Key_F3, KEY.Key_F5, KEY.Key_F6, KEY.Key_F7):
        keys.press(window, key)
    assert window.payment.tenders.way is CASH
    tiles = window.payment.tenders.tiles
    closed = [tile for way, tile in tiles.items() if way.kind is None]
    reasons = (t("not_yet"), t("pay.not_connected"))
    assert all(any(it in tile.accessibleName() for it in reasons) for tile in closed)


def test_quick_cash_is_from_what_is_left_and_never_more_than_four(
    qtbot: QtBot, window: TillWindow
) -> None:
    owe(window, 9770)
    take_part(qtbot, window, "25")
    offers = [amount.fen for amount, _ in window.payment.money.quick.offers]
    assert offers == [7270, 7500, 8000, 10000]


def test_an_amount_that_was_typed_stays_when_another_way_is_chosen(window: TillWindow) -> None:
    owe(window, 9770)
    keys.type_in(window, "20")
    keys.press(window, KEY.Key_F4)
    assert window.payment.money.given == Money(2000)
    keys.press(window, KEY.Key_F1)
    keys.type_in(window, "100")
    keys.press(window, KEY.Key_F4)
    assert window.payment.money.given == Money(9770)


def test_the_customer_is_asked_for_what_is_left(qtbot: QtBot, window: TillWindow) -> None:
    asked: list[Money] = []
    window.register.owed.connect(asked.append)
    owe(window, 9770)
    take_part(qtbot, window, "20")
    assert (asked[0], asked[-1]) == (Money(9770), Money(7770))


def test_more_than_twenty_parts_are_refused_and_the_newest_is_in_view(
    qtbot: QtBot, window: TillWindow
) -> None:
    owe(window, 9770)
    for at in range(21):
        part = Tender(TenderKind.VOUCHER, Money(100), f"V{at}")
        window.register.take(part, cart(window).total)
    qtbot.wait(10)
    taken = window.payment.summary.taken
    assert len(taken.rows) == 20
    assert taken.rows[-1].visibleRegion().boundingRect().height() == taken.rows[-1].height()
    assert "20" in window.payment.banner.text()


def test_a_card_that_was_charged_stays_known_when_the_sale_cannot_be_kept(
    window: TillWindow, till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise Trouble("disk_full")

    owe(window, 650)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_Return)
    with monkeypatch.context() as broken:
        broken.setattr(checkout, "complete", fails)
        type_slip(window, "0912")
    assert checkout.resume(till).tendered == Money(650)
    window.payment._part_taken.invalidate()  # noqa: SLF001 - as time would
    keys.press(window, KEY.Key_Return)
    assert paid(till) == [("card", 650, "0912")]


def test_a_number_being_typed_is_grouped_and_a_reference_masked() -> None:
    assert [grouped(text) for text in ("", "0.", "1234567.8")] == ["", "0.", "1,234,567.8"]
    assert masked(" 000912347731 ") == "…7731"
    assert Code().typed("a-1/2 é中").erased() == Code("a-1/")


def test_another_language_is_spoken_at_once(qtbot: QtBot, window: TillWindow) -> None:
    owe(window, 9770)
    take_part(qtbot, window, "20")
    window.use_language("en")
    assert [row.name for row in window.payment.summary.taken.rows] == ["Cash"]
    assert "77.70" in window.payment.money.quick.offers[0][1].text()
    assert "Exact" in window.payment.money.quick.offers[0][1].text()


@pytest.mark.parametrize("width", [1024, 1280, 1366, 1536])
def test_no_money_is_clipped_and_no_offer_leaves_its_row(
    qtbot: QtBot, window: TillWindow, width: int
) -> None:
    window.use_language("en")
    window.resize(width, 768)
    owe(window, 99_999_999)
    window.register.take(Tender(TenderKind.CARD, Money(12_345_678), "0912"), cart(window).total)
    qtbot.wait(10)
    screen = window.payment
    assert screen.summary.left.width() >= screen.summary.left.minimumSizeHint().width()
    assert screen.entry_box.given.width() >= screen.entry_box.given.minimumSizeHint().width()
    for _, offer in screen.money.quick.offers:
        assert offer.geometry().right() < screen.money.quick.width()
    assert screen.money.geometry().right() <= screen.width()


def test_a_line_that_comes_back_meanwhile_is_asked_for(window: TillWindow, till: Till) -> None:
    owe(window, 650)
    window.register.change(cart(window).lines[0].position, Quantity.pieces(2))
    assert window.payment.summary.left.text() == "13.00"
    keys.press(window, KEY.Key_Return)
    assert last(till).total == Money(1300)


def test_shift_f1_is_the_help_where_f1_itself_is_cash(window: TillWindow) -> None:
    owe(window, 650)
    keys.press(window, KEY.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert window.dialog is not None
    shown = {it.text() for it in window.dialog.findChildren(Label)}
    assert {"F1", t("tender.cash"), "F10", t("help_pay.round_off")} <= shown  # its own keys
    keys.press(window, KEY.Key_Escape)
    assert window.dialog is None
    assert window._shows("payment")  # noqa: SLF001
