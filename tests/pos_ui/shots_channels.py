"""Draws payments through channels into PNG files: `python -m tests.pos_ui.shots_channels DIR`."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.base.money import Money
from app.base.quantity import Quantity
from app.selling.tender import Tender, TenderKind
from app.staff.person import OWNER
from pos_ui import window as windows
from pos_ui.kit import style
from pos_ui.pictures import save
from tests.pos_ui import keys, shots
from tests.pos_ui.binding import settings_of
from tests.pos_ui.payment.counter import Counter, a_counter, sandbox
from tests.pos_ui.shots import Look
from tests.pos_ui.shots_payment import LARGE, PARTS, SMALL

KEY = Qt.Key


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    for look in looks():
        if os.environ.get("QT_SCALE_FACTOR", "1") != str(look.ratio).removesuffix(".0"):
            continue
        style.start(application, windows.theme_of(look.theme))
        for state in STATES:
            draw(application, state, look, folder)


def looks() -> Iterator[Look]:
    yield from shots.looks()
    for look in (LARGE, SMALL):
        yield look
        yield replace(look, language="zh_CN")


def draw(
    application: QApplication, state: Callable[[Counter], None], look: Look, folder: Path
) -> None:
    with TemporaryDirectory() as place, sandbox() as providers:
        till = shots.a_till(Path(place))
        with a_counter(till, providers, settings_of(till, **dressed(look))) as counter:
            counter.window.resize(look.width, look.height)
            counter.window.show()
            counter.open(**dressed(look))
            shots.online(counter.window, 0)
            state(counter)
            shots.settle(application)
            save(counter.window, folder / f"{state.__name__}-{look.name}.png")
        till.shop.database.close()


def dressed(look: Look) -> dict[str, Any]:
    return {
        "language": look.language,
        "theme": look.theme,
        "cashier": "王小梅",
        "hq_url": "https://hq",
        "printer": "sim://",
    }


def owing(counter: Counter) -> None:
    """Fill the cart of the target pictures and take two parts."""
    services = counter.window.register.services
    assert services is not None
    cart = services.resume()
    for _, code, _, quantity in shots.LINES:
        cart = services.scan(cart, code, Quantity(round(quantity * 1000)))
    cart = services.discount_line(cart, 3, per_mille=0, amount=Money(1200), by=OWNER)
    for part in PARTS:
        cart = services.take(cart, part, due=cart.total)
    counter.open_again()
    counter.window.selling.do("pay")


def scan(counter: Counter, wallet: str = "wechat", tail: str = "0001") -> None:
    counter.window.payment.scan(counter.code(wallet, tail))


def ways(counter: Counter) -> None:
    owing(counter)


def asking(counter: Counter) -> None:
    owing(counter)
    keys.press(counter.window, KEY.Key_F2)


def wallets(counter: Counter) -> None:
    owing(counter)
    keys.press(counter.window, KEY.Key_F3)


def months(counter: Counter) -> None:
    services = counter.window.register.services
    assert services is not None
    cart = services.resume()
    cart = services.scan(cart, shots.LINES[2][1], Quantity.pieces(6))
    counter.open_again()
    counter.window.selling.do("pay")
    keys.press(counter.window, KEY.Key_F5)


def showing(counter: Counter) -> None:
    wallets(counter)
    keys.press(counter.window, KEY.Key_1)
    counter.run(2)


def sending(counter: Counter) -> None:
    owing(counter)
    scan(counter)


def password(counter: Counter) -> None:
    owing(counter)
    scan(counter, tail="9957")
    counter.run(7)


def querying(counter: Counter) -> None:
    owing(counter)
    counter.plan("cut_after", times=0)
    scan(counter)
    counter.run(20)


def unknown(counter: Counter) -> None:
    querying(counter)
    counter.run(60)


def releasing(counter: Counter) -> None:
    unknown(counter)
    keys.press(counter.window, KEY.Key_F7)


def reversing(counter: Counter) -> None:
    unknown(counter)
    keys.press(counter.window, KEY.Key_F8)


def failed(counter: Counter) -> None:
    owing(counter)
    scan(counter, tail="9956")
    counter.run(1)


def aside(counter: Counter) -> None:
    password(counter)
    keys.press(counter.window, KEY.Key_F6)


def refused(counter: Counter) -> None:
    owing(counter)
    counter.window.payment.scan("991234567890123456")


def part(counter: Counter) -> None:
    owing(counter)
    counter.window.payment.money.type_in("20")
    scan(counter)
    counter.run(1)


def paid(counter: Counter) -> None:
    owing(counter)
    scan(counter)
    counter.run(1)


def dear(counter: Counter) -> None:
    """An unknown result of nearly a hundred thousand, and many parts."""
    services = counter.window.register.services
    assert services is not None
    cart = services.scan(services.resume(), shots.LINES[2][1], Quantity.pieces(1))
    cart = services.reprice(cart, 1, Money(11_111_099), by=OWNER)
    for at in range(12):
        tender = Tender(TenderKind.CARD, Money(92_592), f"S-{at:04}")
        cart = services.take(cart, tender, due=cart.total)
    counter.open_again()
    counter.window.selling.do("pay")
    counter.plan("cut_after", times=0)
    scan(counter, "ecny")
    counter.run(90)


def found(counter: Counter) -> None:
    unknown(counter)
    number = counter.attempts()[0].number
    counter.window.payment.collecting.do("park")
    counter.window._do("find_payment")  # noqa: SLF001 - as its button does
    body = counter.window.asking.body
    assert body is not None
    counter.window.asking.on_scan(number)


STATES = (
    ways,
    asking,
    wallets,
    months,
    showing,
    sending,
    password,
    querying,
    unknown,
    releasing,
    reversing,
    failed,
    aside,
    refused,
    part,
    paid,
    dear,
    found,
)


if __name__ == "__main__":
    main()
