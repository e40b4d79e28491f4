"""Draws payment and what follows into PNG files: `python -m tests.pos_ui.shots_payment DIR`."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.base.money import Money
from app.base.quantity import Quantity
from app.selling.tender import Tender, TenderKind
from app.staff.person import OWNER
from app.till import Till
from pos_ui import window as windows
from pos_ui.kit import style
from pos_ui.pictures import save
from pos_ui.selling.tender_grid import CARD, VOUCHER
from pos_ui.window import TillWindow
from tests.pos_ui import keys, shots
from tests.pos_ui.binding import bind
from tests.pos_ui.shots import Look

PARTS = (
    Tender(TenderKind.VOUCHER, Money(500), "60A-7731"),
    Tender(TenderKind.CARD, Money(2000), "000912340088"),
)
LARGE = Look(1280, 720, 1.5, "light", "en")
SMALL = Look(1024, 640, 1.0, "light", "en")


def main() -> None:
    folder, only = Path(sys.argv[1]), set(sys.argv[2:])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    for look in looks():
        if os.environ.get("QT_SCALE_FACTOR", "1") != str(look.ratio).removesuffix(".0"):
            continue
        style.start(application, windows.theme_of(look.theme))
        for state in STATES:
            if not only or state.__name__ in only:
                draw(application, state, look, folder)


def looks() -> Iterator[Look]:
    yield from shots.looks()
    for look in (LARGE, SMALL):
        yield look
        yield replace(look, language="zh_CN")


def draw(
    application: QApplication, state: Callable[[TillWindow, Till], None], look: Look, folder: Path
) -> None:
    with TemporaryDirectory() as place:
        till = shots.a_till(Path(place))
        window = shots.a_window(till, look)
        application.processEvents()
        state(window, till)
        shots.settle(application)
        save(window, folder / f"{state.__name__}-{look.name}.png")
        window.close()
        window.deleteLater()
        shots.settle(application)
        till.shop.database.close()


def cash(window: TillWindow, till: Till) -> None:
    """As drawn: two parts taken, 100 typed."""
    with_parts(window, till, *PARTS)
    window.payment.money.type_in("100")


def untouched(window: TillWindow, till: Till) -> None:
    with_parts(window, till)


def short(window: TillWindow, till: Till) -> None:
    with_parts(window, till, *PARTS)
    window.payment.money.type_in("30")
    window.payment.confirm()


def card(window: TillWindow, till: Till) -> None:
    with_parts(window, till, PARTS[0])
    window.payment.choose(CARD)


def card_part(window: TillWindow, till: Till) -> None:
    with_parts(window, till, PARTS[0])
    window.payment.choose(CARD)
    window.payment.money.type_in("20")


def slip(window: TillWindow, till: Till) -> None:
    card_part(window, till)
    window.payment.split()
    window.payment.money.type_in("00091234")


def card_number(window: TillWindow, till: Till) -> None:
    card_part(window, till)
    window.payment.split()
    window.payment.money.type_in("6222020000000000000")
    window.payment.confirm()


def voucher(window: TillWindow, till: Till) -> None:
    with_parts(window, till)
    window.payment.choose(VOUCHER)
    window.payment.confirm()


def taking_back(window: TillWindow, till: Till) -> None:
    with_parts(window, till, *PARTS)
    window.payment.give_up(1)


def rounded(window: TillWindow, till: Till) -> None:
    with_parts(window, till)
    window.payment.money.type_in("0.50")
    window.payment.round_off()


def many(window: TillWindow, till: Till) -> None:
    parts = (Tender(TenderKind.CARD, Money(101 + at), f"S-{at:04}") for at in range(20))
    with_parts(window, till, *parts)


def dear(window: TillWindow, till: Till) -> None:
    """A bill and a part of more than a million."""
    services = bind(till)
    cart = services.scan(services.resume(), shots.LINES[2][1], Quantity.pieces(3))
    cart = services.reprice(cart, 1, Money(99_999_999), by=OWNER)
    cart = services.take(cart, Tender(TenderKind.CARD, Money(123_456_789), "0912"), due=cart.total)
    window.open(services)
    window.selling.do("pay")
    window.payment.money.type_in("2")
    window.payment.money.type_in("000000")


def helped(window: TillWindow, till: Till) -> None:
    with_parts(window, till)
    keys.press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)


def refund_helped(window: TillWindow, till: Till) -> None:
    refund(window, till)
    keys.press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)


def refund(window: TillWindow, till: Till) -> None:
    brought_back(window, till, Tender(TenderKind.CARD, Money(2000), "000912347731"))


def refund_in_cash(window: TillWindow, till: Till) -> None:
    refund(window, till)
    window.payment.refund.choose(is_cash=True)


def refund_cash_only(window: TillWindow, till: Till) -> None:
    brought_back(window, till)


def exchange(window: TillWindow, till: Till) -> None:
    brought_back(window, till, and_buys=shots.LINES[4][1])


def even(window: TillWindow, till: Till) -> None:
    brought_back(window, till, and_buys=shots.LINES[2][1])


def done_cash(window: TillWindow, till: Till) -> None:
    cash(window, till)
    window.payment.confirm()
    printed(window)


def done_card(window: TillWindow, till: Till) -> None:
    with_parts(window, till, PARTS[0])
    window.payment.choose(CARD)
    window.payment.confirm()
    window.payment.money.type_in("00091234")
    window.payment.confirm()
    printed(window)


def done_refund(window: TillWindow, till: Till) -> None:
    refund(window, till)
    window.payment.confirm()
    printed(window)


def done_even(window: TillWindow, till: Till) -> None:
    even(window, till)
    window.payment.confirm()


def done_dear(window: TillWindow, till: Till) -> None:
    dear(window, till)
    window.payment.money.type_in("0")
    window.payment.confirm()
    printed(window)


STATES = (
    cash,
    untouched,
    short,
    card,
    card_part,
    slip,
    card_number,
    voucher,
    taking_back,
    rounded,
    many,
    dear,
    helped,
    refund,
    refund_helped,
    refund_in_cash,
    refund_cash_only,
    exchange,
    even,
    done_cash,
    done_card,
    done_refund,
    done_even,
    done_dear,
)


def with_parts(window: TillWindow, till: Till, *parts: Tender) -> None:
    """Fill the cart of the target pictures and take these parts."""
    services = bind(till)
    cart = services.resume()
    for _, code, _, quantity in shots.LINES:
        cart = services.scan(cart, code, Quantity(round(quantity * 1000)))
    cart = services.discount_line(cart, 3, per_mille=0, amount=Money(1200), by=OWNER)
    for part in parts:
        cart = services.take(cart, part, due=cart.total)
    window.open(services)
    window.selling.do("pay")


def brought_back(window: TillWindow, till: Till, *paid: Tender, and_buys: str = "") -> None:
    """Sell milk, paid in these parts and cash, and bring it back."""
    services = bind(till)
    cart = services.scan(services.resume(), shots.LINES[2][1], Quantity.pieces(1))
    for part in paid:
        cart = services.take(cart, part, due=cart.total)
    rest = Tender(TenderKind.CASH, cart.total - cart.tendered)
    sale = services.complete(cart, [rest], rounding=Money(0), by=OWNER)
    sold = services.find_sold(sale.number)
    cart = services.resume()
    cart = services.bring_back(cart, sold, {1: Quantity.pieces(1)}, reason="质量问题", by=OWNER)
    if and_buys:
        cart = services.scan(cart, and_buys, Quantity.pieces(1))
    window.open(services)
    window.selling.do("pay")


def printed(window: TillWindow) -> None:
    services = window.register.services
    sale = services.last() if services is not None else None
    assert sale is not None
    window.news.receipt.emit(sale.id, "printed")


if __name__ == "__main__":
    main()
