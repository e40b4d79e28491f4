"""Draws what is asked about papers and the drawer: `python -m tests.pos_ui.shots_papers DIR`."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.base.errors import Trouble
from app.base.ids import JobId
from app.base.money import Money
from app.base.quantity import Quantity
from app.printing import spooling
from app.printing.job import Decision, Event
from app.selling.tender import Tender, TenderKind
from app.staff.person import OWNER
from app.storage import outbox
from app.till import Till
from devices.drawer import DrawerState
from pos_ui import window as windows
from pos_ui.kit import style
from pos_ui.pictures import save
from pos_ui.window import TillWindow
from sync.engine import Status
from tests.pos_ui.binding import InMemory, bind
from tests.pos_ui.shots import LINES, Look, a_till, a_window, looks, settle

SMALL = tuple(Look(1024, 640, 1.0, "light", language) for language in ("zh_CN", "en"))
URL = "tcp://192.168.1.50:9100"


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    for look in (*looks(), *SMALL):
        if os.environ.get("QT_SCALE_FACTOR", "1") != str(look.ratio).removesuffix(".0"):
            continue
        style.start(application, windows.theme_of(look.theme))
        for state in (unknown, waiting, fault, may_be_out, left_open, reason, more, success, aside):
            with TemporaryDirectory() as place:
                till = a_till(Path(place))
                window = a_window(till, look)
                state(window, till)
                settle(application)
                save(window, folder / f"papers-{state.__name__}-{look.name}.png")
                window.close()
                window.deleteLater()
                settle(application)
                till.shop.database.close()


def aside(window: TillWindow, till: Till) -> None:
    """Show what head office set aside, more than can be read at once."""
    sell(till, 6)
    reason = "HQ keeps another fact as number 3 of this till, or before it. " * 2
    with till.shop.database.writing() as connection:
        for fact in outbox.oldest(connection, 6):
            outbox.refuse(connection, fact.id, reason)
        depth = outbox.depth(connection)
    window.telling.on_synced(Status(depth=depth, is_online=True))
    window.set_aside.ask()


def sell(till: Till, count: int) -> None:
    services = bind(till)
    for at in range(count):
        cart = services.scan(services.resume(), LINES[at % len(LINES)][1], Quantity.pieces(99))
        services.complete(cart, [Tender(TenderKind.CASH, cart.total)], rounding=Money(0), by=OWNER)


def cut_off(till: Till, printer: str = URL) -> JobId:
    job = spooling.take(till.shop)
    assert job is not None
    spooling.tell(till.shop, job.id, Event.CUT_OFF, "", printer)
    return job.id


def unknown(window: TillWindow, till: Till) -> None:
    bound = window.register.services
    assert isinstance(bound, InMemory)
    settings = replace(bound.settings, printer=URL, printer_backup=("tcp://192.168.1.51:9100",))
    bound.opened = replace(bound.opened, settings=settings)
    sell(till, 5)
    again = cut_off(till)
    spooling.decide(till, again, Decision.AGAIN, by=OWNER)
    for _ in range(3):
        cut_off(till)
    window.papers.on_unsettled(3)


def waiting(window: TillWindow, till: Till) -> None:
    sell(till, 2)
    window.papers.on_printer(Trouble("printer_no_paper", url=URL))
    window.papers.ask()


def fault(window: TillWindow, _till: Till) -> None:
    window.register.scan(LINES[0][1])
    window.papers.on_printer(Trouble("printer_no_paper_midway", url=URL))


def may_be_out(window: TillWindow, till: Till) -> None:
    window.register.scan(LINES[0][1])
    cut_off(till)
    window.papers.on_unsettled(1)


def left_open(window: TillWindow, _till: Till) -> None:
    window.papers.on_drawer(DrawerState.LEFT_OPEN)


def reason(window: TillWindow, _till: Till) -> None:
    window.papers.ask_drawer()


def more(window: TillWindow, _till: Till) -> None:
    window._do("more")  # noqa: SLF001


def success(window: TillWindow, _till: Till) -> None:
    window._make_ready()  # noqa: SLF001
    window.register.scan(LINES[0][1])
    cart = window.register.cart
    assert cart is not None
    window.register.complete([Tender(TenderKind.CASH, cart.total)])
    window.papers.on_drawer(Trouble("drawer_by_printer"))
    window.papers.on_printer(Trouble("printer_offline", url=URL))


if __name__ == "__main__":
    main()
