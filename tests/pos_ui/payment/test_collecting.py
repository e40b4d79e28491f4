"""Taking money through channels at the payment screen, by keys, against the stand-in providers."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.base.ids import ProductId
from app.base.quantity import Quantity
from app.catalogue import products
from app.catalogue.gtin import check_digit
from app.payments.attempt import State
from app.till import Till
from pos_ui.kit.chip import Chip
from pos_ui.kit.words import t
from pos_ui.payment.parts import FactCard
from pos_ui.payment.progress import Phase
from pos_ui.window import TillWindow
from tests.examples import BANANA, MILK
from tests.pos_ui import keys
from tests.pos_ui.payment.counter import Counter, Sandbox, a_counter
from tests.pos_ui.selling.paying import cart, last, owe, paid

KEY = Qt.Key
FEN = 7270


@pytest.fixture
def counter(till: Till, providers: Sandbox) -> Iterator[Counter]:
    with a_counter(till, providers) as made:
        made.window.show()
        made.window.activateWindow()
        made.open()
        yield made


@pytest.fixture
def paying(counter: Counter) -> Counter:
    """A bill of 72.70 on the payment screen."""
    owe(counter.window, FEN)
    return counter


def phase(counter: Counter) -> Phase | None:
    progress = counter.window.payment.collecting.progress
    return progress.phase if progress is not None else None


def shows(counter: Counter) -> str:
    window = counter.window
    pages = {"selling": window.selling, "payment": window.payment, "success": window.success}
    return next(name for name, page in pages.items() if page is window.pages.currentWidget())


def press(counter: Counter, key: Qt.Key) -> None:
    keys.press(counter.window, key)


def scan(counter: Counter, wallet: str = "wechat", tail: str = "0001") -> None:
    keys.scan(counter.window, counter.code(wallet, tail))


def test_a_scanned_code_pays_the_bill_and_the_sale_is_complete(paying: Counter) -> None:
    scan(paying)
    assert phase(paying) is Phase.SENDING
    paying.run(1)
    assert shows(paying) == "success"
    ((kind, fen, number),) = paid(paying.till)
    assert (kind, fen, len(number), paying.net_fen()) == ("wechat", FEN, 27, FEN)


def test_a_scanned_code_is_never_shown_kept_or_sold(paying: Counter) -> None:
    code = paying.code()
    keys.scan(paying.window, code)
    paying.run(1)
    seen = [repr(one) for one in paying.told] + [repr(last(paying.till))]
    assert not any(code in text for text in seen)
    path = paying.till.shop.database.path
    assert path is not None
    files = [path, *path.parent.glob(f"{path.name}-*")]
    assert not any(code.encode() in file.read_bytes() for file in files)


def test_f2_asks_for_the_code_and_esc_goes_back_to_the_ways(paying: Counter) -> None:
    press(paying, KEY.Key_F2)
    assert paying.window.payment.collecting.is_open
    press(paying, KEY.Key_Escape)
    assert not paying.window.payment.collecting.is_open
    assert shows(paying) == "payment"


def test_a_part_that_was_typed_is_what_the_code_pays_and_cash_the_rest(
    qtbot: QtBot, paying: Counter
) -> None:
    keys.type_in(paying.window, "20")
    press(paying, KEY.Key_F2)
    scan(paying)
    paying.run(1)
    assert cart(paying.window).tendered.fen == 2000
    qtbot.wait(450)
    press(paying, KEY.Key_F12)
    press(paying, KEY.Key_Return)
    assert [(kind, fen) for kind, fen, _ in paid(paying.till)] == [("wechat", 2000), ("cash", 5270)]


def test_a_code_of_no_known_wallet_is_refused_in_words_and_nothing_is_sent(
    paying: Counter,
) -> None:
    keys.scan(paying.window, "991234567890123456")
    assert "99***" in paying.window.payment.banner.accessibleName()
    assert (paying.attempts(), paying.books()["charges"]) == ([], [])


def test_goods_are_never_sold_on_the_payment_screen(paying: Counter) -> None:
    keys.scan(paying.window, "6901234567892")
    assert (len(cart(paying.window).lines), shows(paying)) == (1, "payment")


def test_a_code_typed_by_hand_is_only_counted_on_the_screen(paying: Counter) -> None:
    press(paying, KEY.Key_F2)
    code = paying.code()
    keys.type_in(paying.window, code)
    stage = paying.window.payment.collecting.side.stage
    assert code not in stage.typed.text()
    assert "18" in stage.typed.text()
    press(paying, KEY.Key_Return)
    paying.run(1)
    assert shows(paying) == "success"


def test_our_code_is_shown_until_the_customer_has_scanned_it(paying: Counter) -> None:
    press(paying, KEY.Key_F3)
    press(paying, KEY.Key_1)
    paying.run(1)
    side = paying.window.payment.collecting.side
    assert phase(paying) is Phase.SHOWING
    assert side.stage.tile.text.startswith("weixin://")
    paying.buyer_scans()
    paying.run(5)
    assert (shows(paying), paying.net_fen()) == ("success", FEN)


def test_a_customer_who_types_a_password_is_waited_for_with_a_countdown(paying: Counter) -> None:
    scan(paying, tail="9951")
    paying.run(2)
    assert phase(paying) is Phase.PASSWORD
    progress = paying.window.payment.collecting.progress
    assert progress is not None
    assert 30 < (progress.left_s or 0) <= 45
    paying.run(10)
    assert shows(paying) == "success"


def test_cancelling_ends_the_order_at_the_provider_before_anything_else_begins(
    paying: Counter,
) -> None:
    scan(paying, tail="9957")  # the buyer ignores it
    paying.run(2)
    press(paying, KEY.Key_Escape)
    assert shows(paying) == "payment"
    paying.run(0)
    scan(paying)
    assert len(paying.attempts()) == 1
    paying.run(30)
    assert (paying.states(), phase(paying)) == ([State.REVERSED], Phase.DEAD)
    press(paying, KEY.Key_Escape)
    scan(paying)
    paying.run(1)
    assert (shows(paying), paying.net_fen()) == ("success", FEN)


def test_who_pays_while_we_cancel_gets_the_money_back(paying: Counter) -> None:
    scan(paying, tail="9951")
    paying.run(2)
    paying.plan("pays_at_reverse", call="reverse")
    press(paying, KEY.Key_Escape)
    paying.run(90)
    assert phase(paying) is Phase.DEAD
    assert (paying.net_fen(), shows(paying)) == (0, "payment")


def test_cash_may_be_taken_while_the_last_payment_is_being_reversed(paying: Counter) -> None:
    scan(paying, tail="9957")
    paying.run(2)
    press(paying, KEY.Key_F6)
    assert not paying.window.payment.collecting.is_open
    press(paying, KEY.Key_Return)
    assert (shows(paying), paid(paying.till)) == ("success", [("cash", FEN, "")])
    paying.run(60)
    assert paying.net_fen() == 0


def test_a_wallet_without_money_is_told_with_its_reason_and_the_next_way(paying: Counter) -> None:
    scan(paying, tail="9956")
    paying.run(1)
    stage = paying.window.payment.collecting.side.stage
    assert phase(paying) is Phase.DEAD
    assert "余额" in stage.line.text()
    assert [one.key for one in stage.offers.buttons if one.isVisibleTo(stage)][-1] == "Enter"
    press(paying, KEY.Key_F1)
    assert not paying.window.payment.collecting.is_open


def lose(paying: Counter) -> None:
    """Let no answer come any more, until the result counts as unknown."""
    paying.plan("cut_after", times=0)
    scan(paying)
    paying.run(50)


def test_without_an_answer_nothing_else_may_be_charged(paying: Counter) -> None:
    lose(paying)
    assert phase(paying) is Phase.UNKNOWN
    for key in (KEY.Key_Escape, KEY.Key_F1, KEY.Key_F2, KEY.Key_F12, KEY.Key_1):
        press(paying, key)
    scan(paying)
    assert (phase(paying), shows(paying), len(paying.attempts())) == (Phase.UNKNOWN, "payment", 1)


def test_a_late_success_goes_on_by_itself(paying: Counter) -> None:
    lose(paying)
    paying.clear_plan()
    paying.run(60)
    assert (shows(paying), paying.net_fen()) == ("success", FEN)


def test_f5_asks_at_once(paying: Counter) -> None:
    lose(paying)
    paying.clear_plan()
    press(paying, KEY.Key_F5)
    paying.run(0)
    assert shows(paying) == "success"


def test_a_manager_releases_with_a_reason_and_it_stays_on_record(paying: Counter) -> None:
    lose(paying)
    press(paying, KEY.Key_F7)
    press(paying, KEY.Key_1)
    QApplication.processEvents()
    assert shows(paying) == "success"
    number = paid(paying.till)[0][2]
    state = paying.hub.state(number)  # type: ignore[arg-type]
    assert state is not None
    assert state.is_trusted
    paying.clear_plan()
    paying.run(700)
    assert paying.net_fen() == FEN


def test_reversing_first_gives_the_money_back_before_it_is_taken_again(paying: Counter) -> None:
    lose(paying)
    press(paying, KEY.Key_F8)
    assert phase(paying) is Phase.GIVING_UP
    paying.clear_plan()
    paying.run(60)
    assert (phase(paying), paying.net_fen()) == (Phase.DEAD, 0)


def test_the_bill_can_be_set_aside_and_comes_back_with_its_payment(
    qtbot: QtBot, paying: Counter
) -> None:
    lose(paying)
    press(paying, KEY.Key_F6)
    assert (shows(paying), cart(paying.window).is_empty) == ("selling", True)
    owe(paying.window, 500)
    press(paying, KEY.Key_Return)
    assert paid(paying.till) == [("cash", 500, "")]
    paying.clear_plan()
    paying.run(120)
    qtbot.wait(450)
    press(paying, KEY.Key_Return)
    press(paying, KEY.Key_F7)
    press(paying, KEY.Key_F12)
    QApplication.processEvents()
    assert [kind for kind, _, _ in paid(paying.till)] == ["wechat"]
    assert paying.net_fen() == FEN


def test_a_till_that_was_killed_while_paying_comes_back_to_the_payment(paying: Counter) -> None:
    lose(paying)
    number = paying.attempts()[0].number
    again = TillWindow(paying.window.settings)
    paying.window.close()
    paying.window = again
    again.show()
    again.activateWindow()
    paying.start_hub()
    paying.open()
    assert (shows(paying), paying.window.payment.collecting.number) == ("payment", number)
    paying.clear_plan()
    paying.run(60)
    assert (shows(paying), paying.net_fen()) == ("success", FEN)
    again.close()


def test_money_that_came_while_the_till_was_down_is_a_tender_at_once(paying: Counter) -> None:
    scan(paying)
    window, paying.window = paying.window, TillWindow(paying.window.settings)
    window.news.payment.disconnect()
    paying.hub.work()
    window.close()
    paying.window.show()
    paying.open()
    assert (shows(paying), paid(paying.till)[0][:2]) == ("success", ("wechat", FEN))
    paying.window.close()


def test_a_part_through_a_channel_goes_back_when_it_is_taken_off(
    qtbot: QtBot, paying: Counter
) -> None:
    keys.type_in(paying.window, "20")
    scan(paying)
    paying.run(1)
    qtbot.wait(450)
    paying.window.payment.give_up(0)
    press(paying, KEY.Key_Tab)
    press(paying, KEY.Key_Return)
    assert cart(paying.window).tenders == ()
    paying.run(120)
    assert paying.net_fen() == 0


def test_instalments_are_chosen_before_the_code_is_scanned(counter: Counter) -> None:
    owe(counter.window, 20_000)
    press(counter, KEY.Key_F5)
    press(counter, KEY.Key_2)
    scan(counter, "alipay")
    counter.run(1)
    assert [kind for kind, _, _ in paid(counter.till)] == ["huabei"]
    assert counter.net_fen() == 20_000


@pytest.mark.parametrize("wallet", ["wechat", "alipay", "unionpay", "ecny"])
def test_every_wallet_pays(paying: Counter, wallet: str) -> None:
    scan(paying, wallet)
    paying.run(15)
    assert (shows(paying), [kind for kind, _, _ in paid(paying.till)]) == ("success", [wallet])


def test_without_a_hub_the_ways_through_channels_say_so_and_cash_works(counter: Counter) -> None:
    counter.open(())
    owe(counter.window, FEN)
    press(counter, KEY.Key_F2)
    assert not counter.window.payment.collecting.is_open
    press(counter, KEY.Key_Return)
    assert shows(counter) == "success"


def test_a_payment_code_scanned_while_selling_is_never_goods(counter: Counter) -> None:
    scan(counter)
    assert cart(counter.window).is_empty
    assert counter.window.dialog is None


def sell(counter: Counter, fen: int = FEN, wallet: str = "wechat") -> None:
    """Sell milk for this much, paid through a channel."""
    owe(counter.window, fen)
    scan(counter, wallet)
    counter.run(15)


def bring_back(counter: Counter) -> None:
    """Take the last sale back, with the payment screen open."""
    services = counter.window.register.services
    assert services is not None
    sold = services.find_sold(last(counter.till).number)
    counter.window.register.bring_back(sold, {1: Quantity.pieces(1)}, "坏了")
    keys.press(counter.window, KEY.Key_F12)


@pytest.mark.parametrize("wallet", ["wechat", "alipay"])
def test_goods_brought_back_are_paid_back_through_their_channel(
    qtbot: QtBot, counter: Counter, wallet: str
) -> None:
    sell(counter, wallet=wallet)
    qtbot.wait(450)
    press(counter, KEY.Key_Return)
    bring_back(counter)
    rows = counter.window.payment.refund.rows.rows
    assert [(row.name, row.amount) for row in rows] == [(t(f"tender.{wallet}"), "-72.70")]
    press(counter, KEY.Key_Return)
    assert [(kind, fen) for kind, fen, _ in paid(counter.till)] == [(wallet, -FEN)]
    counter.run(120)
    assert counter.net_fen() == 0
    chip = counter.window.success.refund_chip
    assert (chip.isVisible(), chip.text()) == (True, t("back.done"))


def test_a_customer_code_that_fits_a_label_is_still_no_goods(counter: Counter) -> None:
    """A label of 18 digits and an Alipay code may both begin with 28: the code wins."""
    with counter.till.shop.database.writing() as connection:
        products.put(connection, [replace(BANANA, id=ProductId("b"), short_code="00077")])
    counter.open(labels=("28IIIIIWWWWWPPPPPC",))
    keys.scan(counter.window, with_check("28" + "00077" + "01000" + "00700"))
    assert cart(counter.window).is_empty
    counter.open(labels=("21IIIIIWWWWWPPPPPC",))
    keys.scan(counter.window, with_check("21" + "00077" + "01000" + "00700"))
    assert len(cart(counter.window).lines) == 1


def with_check(code: str) -> str:
    return code + check_digit(code)


def test_goods_listed_under_a_code_like_a_wallets_are_sold(counter: Counter) -> None:
    code = "130000000000000000"
    with counter.till.shop.database.writing() as connection:
        products.put(connection, [replace(MILK, id=ProductId("m"), barcodes=(code,))])
    keys.scan(counter.window, code)
    assert len(cart(counter.window).lines) == 1


def test_a_payment_is_found_by_its_number_and_asked_about(paying: Counter) -> None:
    lose(paying)
    number = paying.attempts()[0].number
    press(paying, KEY.Key_F6)
    paying.window.payments.look_up(f"{number[:9]} {number[9:18]} {number[18:]}".lower())
    body = paying.window.asking.body
    assert body is not None
    facts = next(it for it in body.findChildren(FactCard) if it.isVisible())
    assert number[:9] in facts.accessibleName()
    paying.clear_plan()
    press(paying, KEY.Key_F5)
    paying.run(0)
    assert t("state.paid") in [it.text() for it in body.findChildren(Chip)]
    assert paying.window.toast.text() == t(
        "elsewhere.held.paid", wallet=t("wallet.wechat"), amount="72.70", number=number[-5:]
    )


def test_a_customers_code_is_shown_on_no_page(counter: Counter) -> None:
    code = counter.code()
    counter.window.payments.look_up()
    keys.scan(counter.window, code)
    press(counter, KEY.Key_Escape)
    press(counter, KEY.Key_F8)
    keys.scan(counter.window, code)
    texts = [it.text() for it in counter.window.findChildren(QLineEdit)]
    names = [it.accessibleName() for it in counter.window.findChildren(QWidget)]
    assert not any(code in text for text in texts + names)


def test_every_end_has_its_sound(paying: Counter) -> None:
    heard: list[str] = []
    paying.window.register.sounded.connect(heard.append)
    scan(paying, tail="9956")
    paying.run(1)
    press(paying, KEY.Key_Escape)
    lose(paying)
    paying.clear_plan()
    paying.run(60)
    assert [it for it in heard if it in {"refused", "unknown", "result"}] == [
        "refused",
        "unknown",
        "result",
    ]


def test_a_paid_bill_that_is_not_complete_at_once_waits_for_enter(
    qtbot: QtBot, paying: Counter
) -> None:
    paying.window.register.is_completing = True  # as while head office is asked
    scan(paying)
    paying.run(1)
    assert (shows(paying), paying.window.payment.collecting.is_open) == ("payment", False)
    assert cart(paying.window).tendered.fen == FEN
    paying.window.register.is_completing = False
    qtbot.wait(450)
    press(paying, KEY.Key_Return)
    assert shows(paying) == "success"
