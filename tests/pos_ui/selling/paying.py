"""Brings a window to the payment screen, and plays keys that stay down there."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from app.base.money import Money
from app.base.quantity import Quantity
from app.selling import checkout
from app.selling.cart import Cart
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from app.staff.person import OWNER
from app.till import Till
from pos_ui.selling.payment import SETTLE_MS
from pos_ui.window import TillWindow
from tests.examples import MILK
from tests.pos_ui import keys
from tests.pos_ui.binding import bind

KEY = Qt.Key
SLIP = "000912347731"


def owe(window: TillWindow, fen: int) -> None:
    """Go to the payment screen with a bill of this much."""
    keys.scan(window, MILK.barcode)
    window.register.reprice(cart(window).lines[0], Money(fen))
    keys.press(window, KEY.Key_F12)


def cart(window: TillWindow) -> Cart:
    assert window.register.cart is not None
    return window.register.cart


def take_part(qtbot: QtBot, window: TillWindow, amount: str) -> None:
    """Take a part in cash, and wait until the screen listens again."""
    keys.type_in(window, amount)
    keys.press(window, KEY.Key_F9)
    qtbot.wait(SETTLE_MS + 20)


def type_slip(window: TillWindow, number: str) -> None:
    """Type what a slip or voucher carries, and confirm."""
    keys.type_in(window, number)
    keys.press(window, KEY.Key_Return)


def hold_down(window: TillWindow, key: Qt.Key, text: str = "") -> None:
    """Repeat a key that stays down."""
    handle = window.windowHandle()
    assert handle is not None
    for _ in range(5):
        event = QKeyEvent(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, autorep=True
        )
        QCoreApplication.sendEvent(handle, event)
    QCoreApplication.processEvents()


def milk_back(till: Till, *, by_card: int = 0) -> Cart:
    """Sell milk, this much of it by card, and bring it back."""
    services = bind(till)
    cart = services.scan(services.resume(), MILK.barcode, Quantity.pieces(1))
    if by_card:
        cart = services.take(cart, Tender(TenderKind.CARD, Money(by_card), SLIP), due=cart.total)
    rest = Tender(TenderKind.CASH, cart.total - cart.tendered)
    sale = services.complete(cart, [rest], rounding=Money(0), by=OWNER)
    sold = services.find_sold(sale.number)
    return services.bring_back(
        services.resume(), sold, {1: Quantity.pieces(1)}, reason="坏了", by=OWNER
    )


def last(till: Till) -> Sale:
    sale = checkout.last(till)
    assert sale is not None
    return sale


def paid(till: Till) -> list[tuple[str, int, str]]:
    """Return how the last sale was paid."""
    return [(one.kind.value, one.amount.fen, one.reference) for one in last(till).tenders]
