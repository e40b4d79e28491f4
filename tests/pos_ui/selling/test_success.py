import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.base.money import Money
from app.printing import jobs
from app.printing.job import Kind
from app.selling.tender import Tender, TenderKind
from app.till import Till
from pos_ui.selling.success import LEAVES_S, SETTLE_MS
from pos_ui.window import TillWindow
from tests.examples import MILK
from tests.pos_ui import keys
from tests.pos_ui.binding import bind, settings_of
from tests.pos_ui.selling.paying import cart, last, milk_back, owe, type_slip

KEY = Qt.Key


def pay_by_card(window: TillWindow, fen: int = 650) -> None:
    owe(window, fen)
    keys.press(window, KEY.Key_F4)
    keys.press(window, KEY.Key_Return)
    type_slip(window, "0912")


def let_pass(window: TillWindow, seconds: int) -> None:
    """Let the seconds pass at once."""
    for _ in range(seconds):
        if window.success._leaving.isActive():  # noqa: SLF001
            window.success._leaving.timeout.emit()  # noqa: SLF001


def test_a_sale_without_cash_goes_on_by_itself(window: TillWindow) -> None:
    pay_by_card(window)
    assert "3" in window.success.leaves.text()
    assert window.success.change.text() == "6.50"
    let_pass(window, LEAVES_S - 1)
    assert window.pages.currentWidget() is window.success
    let_pass(window, 1)
    assert window.pages.currentWidget() is window.selling


def test_the_seconds_are_seconds(qtbot: QtBot, window: TillWindow) -> None:
    pay_by_card(window)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.selling, timeout=5000)


def test_cash_waits_for_somebody(window: TillWindow) -> None:
    owe(window, 650)
    keys.press(window, KEY.Key_Return)
    let_pass(window, 10)
    assert window.pages.currentWidget() is window.success
    assert not window.success.leaves.text()


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_F3, KEY.Key_F10])
def test_a_key_stops_the_seconds(window: TillWindow, key: Qt.Key) -> None:
    pay_by_card(window)
    keys.press(window, key)
    let_pass(window, 10)
    assert window.pages.currentWidget() is window.success
    assert not window.success.leaves.text()


def test_a_touch_stops_the_seconds(window: TillWindow) -> None:
    pay_by_card(window)
    QTest.mouseClick(window.success.receipt_chip, Qt.MouseButton.LeftButton)
    let_pass(window, 10)
    assert window.pages.currentWidget() is window.success


def test_a_scan_begins_the_next_sale_and_nothing_leaves_it(window: TillWindow) -> None:
    pay_by_card(window)
    keys.scan(window, MILK.barcode)
    assert cart(window).pieces == 1
    keys.press(window, KEY.Key_F12)
    let_pass(window, 10)
    assert window.pages.currentWidget() is window.payment


def test_the_drawer_is_spoken_of_only_where_it_opens(
    qtbot: QtBot, window: TillWindow, till: Till
) -> None:
    pay_by_card(window)
    window.news.receipt.emit(last(till).id, "printed")
    qtbot.waitUntil(lambda: window.success.receipt_chip.text() == "小票已打印")
    assert window.success.drawer_chip.isHidden()


def test_every_way_to_pay_is_in_the_sums(window: TillWindow) -> None:
    owe(window, 9770)
    window.register.take(Tender(TenderKind.VOUCHER, Money(500), "V1"), Money(9770))
    window.register.take(Tender(TenderKind.VOUCHER, Money(300), "V2"), Money(9770))
    window.register.take(Tender(TenderKind.CARD, Money(2000), "0912"), Money(9770))
    window.register.complete([Tender(TenderKind.CASH, Money(8000))])
    assert window.success.sums.text() == "应收 ¥97.70 · 代金券 8.00 · 银行卡 20.00 · 现金 80.00"
    assert window.success.change.text() == "10.30"


def test_a_refund_says_what_went_back_and_waits(window: TillWindow, till: Till) -> None:
    milk_back(till, by_card=650)
    window.open(bind(till))
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_Return)
    assert window.success.title.text() == "退款完成"
    assert window.success.change.text() == "6.50"
    assert window.success.sums.text() == "银行卡 …7731 6.50"
    let_pass(window, 10)
    assert window.pages.currentWidget() is window.success


def test_the_next_button_waits_for_eyes(qtbot: QtBot, window: TillWindow) -> None:
    owe(window, 650)
    keys.press(window, KEY.Key_Return)
    window.success.next.click()
    assert window.pages.currentWidget() is window.success
    qtbot.wait(SETTLE_MS + 20)
    window.success.next.click()
    assert window.pages.currentWidget() is window.selling


def kinds(till: Till) -> list[Kind]:
    """Say what was asked to be printed of the last sale."""
    with till.shop.database.reading() as connection:
        return [job.kind for job in jobs.of_sale(connection, last(till).id)]


def test_f9_prints_a_gift_receipt_and_wakes_the_printer(
    qtbot: QtBot, window: TillWindow, till: Till
) -> None:
    pay_by_card(window)
    with qtbot.waitSignal(window.paper_wanted, timeout=1000):
        keys.press(window, KEY.Key_F9)
    assert kinds(till) == [Kind.RECEIPT, Kind.GIFT]
    assert window.toast.text() == "已交给小票机打礼品小票：0001"
    assert window.pages.currentWidget() is window.success


def test_a_touch_prints_a_gift_receipt_too(window: TillWindow, till: Till) -> None:
    pay_by_card(window)
    window.success._gift.click()  # noqa: SLF001
    assert kinds(till) == [Kind.RECEIPT, Kind.GIFT]


def test_where_nothing_was_sold_there_is_no_gift_receipt(window: TillWindow, till: Till) -> None:
    milk_back(till, by_card=650)
    window.open(bind(till))
    keys.press(window, KEY.Key_F12)
    keys.press(window, KEY.Key_Return)
    keys.press(window, KEY.Key_F9)
    assert not window.success._gift.isEnabled()  # noqa: SLF001
    assert kinds(till) == [Kind.RECEIPT]


@pytest.mark.parametrize(
    ("printer", "paper", "chip", "button"),
    [
        ("sim://x", True, "小票等待打印", "重打小票"),
        ("sim://x", False, "未打小票", "打印小票"),
        ("", True, "未设小票机，单已保存", "重打小票"),
    ],
)
def test_a_receipt_that_nobody_prints_unasked_can_be_asked_for(
    window: TillWindow, till: Till, printer: str, *, paper: bool, chip: str, button: str
) -> None:
    window.open(bind(till, settings_of(till, printer=printer, paper=paper)))
    pay_by_card(window)
    assert window.success.receipt_chip.text() == chip
    assert window.success._reprint.text() == button  # noqa: SLF001
