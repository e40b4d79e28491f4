"""Draws shifts and day close into PNG files: `python -m tests.pos_ui.shots_close DIR`."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.base.ids import PersonId
from app.base.money import Money
from app.base.quantity import Quantity
from app.closing import beginning, closing, counting
from app.closing.closed import Why
from app.closing.closing import Ending
from app.closing.count import Pile
from app.selling.tender import Tender, TenderKind
from app.shifts import moving
from app.shifts.shift import MoveKind
from app.staff.person import EVERYTHING, OWNER, Actor, Person
from app.till import Till
from pos_ui import window as windows
from pos_ui.kit import style
from pos_ui.pictures import save
from pos_ui.window import TillWindow
from tests.app.closing.days import piles_for
from tests.pos_ui import shots, shots_payment
from tests.pos_ui.binding import bind, settings_of
from tests.pos_ui.shots import Look

WANG = Actor(
    person=Person(id=PersonId("w"), code="1024", name="王小梅", role=EVERYTHING),
)
COUNTED = ((10000, 11), (5000, 7), (2000, 13), (1000, 23), (500, 31), (100, 50), (50, 22), (10, 45))


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
            draw(application, state, look, folder)


def draw(
    application: QApplication, state: Callable[[TillWindow, Till], None], look: Look, folder: Path
) -> None:
    with TemporaryDirectory() as place:
        till = replace(shots.a_till(Path(place)), has_shifts=True)
        window = a_window(till, look)
        application.processEvents()
        state(window, till)
        shots.settle(application)
        save(window, folder / f"close-{state.__name__}-{look.name}.png")
        window.close()
        window.deleteLater()
        shots.settle(application)
        till.shop.database.close()


def a_window(till: Till, look: Look) -> TillWindow:
    settings = settings_of(
        till,
        language=look.language,
        theme=look.theme,
        cashier="王小梅",
        hq_url="https://hq",
        printer="sim://",
        shifts=True,
    )
    window = TillWindow(settings)
    window.resize(look.width, look.height)
    window.show()
    window.open(bind(till, settings))
    shots.online(window, 0)
    return window


def a_day(till: Till) -> None:
    """Sell by every tender, take something back, move cash."""
    beginning.begin(till, Money(30_000), by=WANG)
    services = bind(till, settings_of(till))
    for number in range(24):
        cart = services.resume()
        for _, code, _, quantity in shots.LINES[: 2 + number % 4]:
            cart = services.scan(cart, code, Quantity(round(quantity * 1000)))
        kind = (TenderKind.CASH, TenderKind.CARD, TenderKind.VOUCHER)[number % 3]
        reference = "" if kind is TenderKind.CASH else f"T-{number}"
        rounding = Money(cart.total.fen % 10)
        tender = Tender(kind, cart.total - rounding, reference)
        services.complete(cart, [tender], rounding=rounding, by=WANG)
    moving.move(till, MoveKind.DROP, Money(20_000), "钱箱现金多了", by=WANG)


def wait(window: TillWindow) -> None:
    """Wait until what was sent off has come back."""
    for _ in range(500):
        if not window.shifts._errands._waiting:  # noqa: SLF001
            return
        QTest.qWait(10)
    raise TimeoutError


def opening(window: TillWindow, _till: Till) -> None:
    window.shifts.opening.amount.setText("300")


def opening_again(window: TillWindow, till: Till) -> None:
    a_day(till)
    expected = counting.submit(till, ()).expected
    counting.submit(till, piles_for(expected.fen))
    closing.close(till, Ending())
    window.shifts.begin()


def opening_odd(window: TillWindow, _till: Till) -> None:
    window.shifts.opening.amount.setText("3.0.0")
    window.shifts.opening.open.click()


def moving_cash(window: TillWindow, till: Till) -> None:
    a_day(till)
    window._sell()  # noqa: SLF001 - as the page says
    window.selling.do("move_cash")
    window.asking.body.kind.choose(2)  # type: ignore[union-attr]
    window.asking.body.amount.setText("2000")  # type: ignore[union-attr]


def counting_now(window: TillWindow, till: Till) -> None:
    a_day(till)
    window.selling.do("close_day")
    fill(window)


def fill(window: TillWindow) -> None:
    table = window.shifts.count.table
    for at, (_, pieces) in enumerate(COUNTED):
        table.mark(at)
        table.type(str(pieces))
    table.mark(5)


def counting_bundles(window: TillWindow, till: Till) -> None:
    """The largest numbers there may be."""
    counting_now(window, till)
    table = window.shifts.count.table
    for at in range(8):
        table.mark(at)
        table.type("999")
        table.bundle()
        table.type("99999")


def review(window: TillWindow, till: Till) -> None:
    counting_now(window, till)
    window.shifts.count.submit.click()
    wait(window)


def review_why(window: TillWindow, till: Till) -> None:
    review(window, till)
    window.shifts.review.choose(Why.CHANGE)
    window.shifts.review.note.setText("13:40 找零多给一张 10 元，监控可查")


def review_even(window: TillWindow, till: Till) -> None:
    a_day(till)
    window.selling.do("close_day")
    expected = counting.submit(till, (Pile(Money(100), 1),)).expected
    window.shifts.count.submitted.emit(piles_for(expected.fen))
    wait(window)


def handover(window: TillWindow, till: Till) -> None:
    review_even(window, till)
    window.shifts.review.kind.choose(1)


def done(window: TillWindow, till: Till) -> None:
    review_why(window, till)
    window.shifts.review.confirm.click()
    wait(window)


def x_blind(window: TillWindow, till: Till) -> None:
    counting_now(window, till)
    window.shifts.show_x(by=OWNER)
    wait(window)


def more(window: TillWindow, till: Till) -> None:
    a_day(till)
    window._sell()  # noqa: SLF001 - as the page says
    window.selling.do("more")


STATES: tuple[Callable[[TillWindow, Till], None], ...] = (
    opening,
    opening_again,
    opening_odd,
    moving_cash,
    counting_now,
    counting_bundles,
    review,
    review_why,
    review_even,
    handover,
    done,
    x_blind,
    more,
)


if __name__ == "__main__":
    main()
