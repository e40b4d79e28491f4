"""Draws returns and exchanges into PNG files: `python -m tests.pos_ui.shots_returns DIR`."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.base.errors import Trouble
from app.base.ids import SaleId, TillId, new_id
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling.sale import Sale
from app.selling.sold import Claim, Sold
from app.selling.tender import Tender, TenderKind
from app.staff.person import OWNER
from app.till import Till
from pos_ui import window as windows
from pos_ui.kit import style
from pos_ui.window import TillWindow
from tests.pos_ui import shots, shots_payment
from tests.pos_ui.binding import bind, settings_of

KEY = Qt.Key
CARD = Tender(TenderKind.CARD, Money(2000), "000912347731")


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    for look in shots_payment.looks():
        if os.environ.get("QT_SCALE_FACTOR", "1") != str(look.ratio).removesuffix(".0"):
            continue
        style.start(application, windows.theme_of(look.theme))
        for state in STATES:
            shots_payment.draw(application, state, look, folder)


def begin(window: TillWindow, till: Till) -> None:
    some_sales(till)
    window.selling.do("return")


def searched(window: TillWindow, till: Till) -> None:
    begin(window, till)
    window.returns.box.setText("63.6")


def nothing(window: TillWindow, till: Till) -> None:
    begin(window, till)
    window.returns.box.setText("T9-20261122-0004")


def opened(window: TillWindow, till: Till) -> None:
    sale = some_sales(till)
    window.selling.do("return")
    window.returns.look_for(sale.number)


def chosen(window: TillWindow, till: Till) -> None:
    opened(window, till)
    table = window.returns.table
    table.choose(table._lines()[1], Quantity.pieces(1))  # noqa: SLF001 - as a key would
    table.choose(table._lines()[4], Quantity.pieces(2))  # noqa: SLF001
    table.mark(4)


def too_much(window: TillWindow, till: Till) -> None:
    chosen(window, till)
    table = window.returns.table
    table.choose(table._lines()[4], Quantity.pieces(9))  # noqa: SLF001


def why(window: TillWindow, till: Till) -> None:
    chosen(window, till)
    window.returns.ask_why()


def without(window: TillWindow, till: Till) -> None:
    begin(window, till)
    window.returns.ask_without()


def without_found(window: TillWindow, till: Till) -> None:
    without(window, till)
    form = window.asking.body
    form.name.setText("69")  # type: ignore[union-attr]
    form.name.textEdited.emit("69")  # type: ignore[union-attr]


def without_taken(window: TillWindow, till: Till) -> None:
    without(window, till)
    form = window.asking.body
    form.scan(shots.LINES[2][1])  # type: ignore[union-attr]
    form.quantity.setText("0")  # type: ignore[union-attr]
    form.answer()  # type: ignore[union-attr]


def waiting(window: TillWindow, till: Till) -> None:
    begin(window, till)
    ask_for_ever(window)


def away(window: TillWindow, till: Till) -> None:
    begin(window, till)
    window.returns._on_looked_up("T9-1", Trouble("hq_unreachable", why="-"))  # noqa: SLF001


def elsewhere(window: TillWindow, till: Till) -> None:
    """A sale of another till, of which HQ keeps something for a third."""
    sale = some_sales(till)
    other = replace(sale, id=SaleId(new_id()), till=TillId("3"), number="3-20261122-0031")
    sold = Sold(sale=other, is_ours=False, claims=(Claim(SaleId("x"), 5, Quantity.pieces(1)),))
    window.selling.do("return")
    window.desk.hq = object()  # type: ignore[assignment]
    window.returns._open(sold)  # noqa: SLF001


def stress(window: TillWindow, till: Till) -> None:
    shots.stress(window, till)
    assert window.register.services is not None
    cart = window.register.cart
    assert cart is not None
    window.register.complete((Tender(TenderKind.CASH, cart.total),))
    window.pages.setCurrentWidget(window.selling)
    window.selling.do("return")
    window.returns.look_for(window.register.services.search_sales("")[0].id)
    window.returns.table.choose_all()
    window.returns.table.mark(97)


def credited(window: TillWindow, till: Till) -> None:
    """Back on the selling screen: more goes back than is bought."""
    chosen(window, till)
    sold = window.returns._sold  # noqa: SLF001
    assert sold is not None
    window.desk.bring_back(sold, window.returns.table.chosen, "质量问题", window.returns.left.emit)
    window.register.scan(shots.LINES[6][1], Quantity.pieces(1))
    window.selling.table.select(1)


def exchanged(window: TillWindow, till: Till) -> None:
    credited(window, till)
    window.register.scan(shots.LINES[2][1], Quantity.pieces(1))


def refunding(window: TillWindow, till: Till) -> None:
    credited(window, till)
    window.selling.do("pay")


def refunded(window: TillWindow, till: Till) -> None:
    refunding(window, till)
    window.payment.confirm()
    shots_payment.printed(window)


def asking_again(window: TillWindow, till: Till) -> None:
    credited(window, till)
    ask_for_ever(window)


STATES: tuple[Callable[[TillWindow, Till], None], ...] = (
    begin,
    searched,
    nothing,
    opened,
    chosen,
    too_much,
    why,
    without,
    without_found,
    without_taken,
    waiting,
    away,
    elsewhere,
    stress,
    credited,
    exchanged,
    refunding,
    refunded,
    asking_again,
)


def ask_for_ever(window: TillWindow) -> None:
    window.desk._send(Event().wait, lambda _: None, 9.0, lambda: None)  # noqa: SLF001


def some_sales(till: Till) -> Sale:
    """Sell three bills; of the last one, paid in part by card, something came back already."""
    services = bind(till, settings_of(till))
    for codes in (("6921168509256",), ("6901236341582", "6935284412918", "6901939621608", "000")):
        cart = services.resume()
        for code in codes:
            cart = services.scan(cart, code, Quantity.pieces(2))
        services.complete(
            cart, [Tender(TenderKind.CASH, Money(10000))], rounding=Money(0), by=OWNER
        )
    cart = services.resume()
    for _, code, _, quantity in shots.LINES:
        cart = services.scan(cart, code, Quantity(round(quantity * 1000)))
    cart = services.discount_line(cart, 3, per_mille=0, amount=Money(600), by=OWNER)
    cart = services.take(cart, CARD, due=cart.total)
    rest = Tender(TenderKind.CASH, cart.total - cart.tendered)
    sale = services.complete(cart, [rest], rounding=Money(0), by=OWNER)
    sold = services.find_sold(sale.number)
    parts = {1: Quantity.pieces(2), 8: Quantity.pieces(1)}
    cart = services.bring_back(services.resume(), sold, parts, reason="买错", by=OWNER)
    services.complete(cart, services.propose_refund(cart), rounding=Money(0), by=OWNER)
    return sale


if __name__ == "__main__":
    main()
