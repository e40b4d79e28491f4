"""Draws signing in, the lock and approvals: `python -m tests.pos_ui.shots_staff DIR`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.base.errors import Refusal
from app.base.money import Money
from app.staff import pins, staffing
from app.staff.person import Act, Demand, NeedsApproval
from app.till import Till
from pos_ui import window as windows
from pos_ui.kit import style
from pos_ui.pictures import save
from pos_ui.selling.discount_pad import Discount
from pos_ui.window import TillWindow
from tests.pos_ui.binding import bind, settings_of
from tests.pos_ui.shots import Look, a_till, looks, online, selling, settle
from tests.pos_ui.staff.team import BOSS, CLERK, hire_all, sheet_of, signed_in

SMALL = tuple(Look(1024, 640, 1.0, "light", language) for language in ("zh_CN", "en"))
STATES = ("signing_in", "typing", "wrong", "locked", "many", "override", "refund", "nobody", "more")
NAME = "欧阳娜娜·买买提江·阿卜杜拉"


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    for look in (*looks(), *SMALL):
        if os.environ.get("QT_SCALE_FACTOR", "1") != str(look.ratio).removesuffix(".0"):
            continue
        style.start(application, windows.theme_of(look.theme))
        for name, window in states(look):
            settle(application)
            save(window, folder / f"staff-{name}-{look.name}.png")
            window.close()
            window.deleteLater()
            settle(application)


def states(look: Look) -> Iterator[tuple[str, TillWindow]]:
    for name in STATES:
        with TemporaryDirectory() as place:
            till = a_till(Path(place))
            hire_all(till, Path(place))
            if name == "many":
                crowd(till, Path(place))
            window = a_window(till, Path(place), look)
            globals()[name](window, till)
            yield name, window
            till.shop.database.close()


def a_window(till: Till, folder: Path, look: Look) -> TillWindow:
    changes = {"language": look.language, "theme": look.theme, "hq_url": "https://hq"}
    settings = settings_of(till, printer="sim://", **changes)
    window = TillWindow(settings)
    window.resize(look.width, look.height)
    window.show()
    window.open(bind(till, settings, folder))
    online(window, 0)
    return window


def crowd(till: Till, folder: Path) -> None:
    pepper = pins.pepper_of(folder)
    for at in range(17):
        name = NAME if at % 3 else f"{NAME}{at}"
        staffing.hire(till, pepper, code=f"{2000 + at}", name=name, role="senior")


def on_duty(window: TillWindow, code: str = CLERK) -> None:
    assert window.register.services is not None
    people = {one.code: one for one in window.register.services.staff()}
    signed_in(window, people[code])


def signing_in(_window: TillWindow, _till: Till) -> None:
    pass


def typing(window: TillWindow, _till: Till) -> None:
    assert window.duty.screen is not None
    ask = window.duty.screen.ask
    ask.choose(ask.tiles.tiles[1].person)
    for digit in "2580":
        ask.pad.digit.emit(digit)


def wrong(window: TillWindow, till: Till) -> None:
    typing(window, till)
    assert window.duty.screen is not None
    window.duty.screen.ask.refuse(Refusal("pin_blocked", name=NAME, seconds=899))


def locked(window: TillWindow, till: Till) -> None:
    on_duty(window)
    selling(window, till)
    window.duty.lock()
    window.scan("6921168509256")
    assert window.duty.screen is not None
    window.duty.screen._on_strange("6921168509256", Refusal("unknown_badge"))  # noqa: SLF001


def many(window: TillWindow, _till: Till) -> None:
    locked_by = window.duty.screen
    assert locked_by is not None
    locked_by.ask.tiles.turn_page(1)


def override(window: TillWindow, till: Till) -> None:
    on_duty(window)
    selling(window, till)
    line = window.register.cart.lines[4] if window.register.cart else None
    window.register.discount(Discount(is_all=False, per_mille=350), line)
    sheet = sheet_of(window)
    sheet.ask.choose(sheet.ask.tiles.tiles[0].person)
    for digit in "8306":
        sheet.ask.pad.digit.emit(digit)


def refund(window: TillWindow, till: Till) -> None:
    crowd(till, window.register.services.opened.folder)  # type: ignore[union-attr]
    on_duty(window)
    selling(window, till)
    demand = Demand(act=Act.RETURN, amount=Money(49_900))
    window.register.ask(NeedsApproval(demand, window.register.actor), lambda _: None)
    sheet = sheet_of(window)
    sheet.ask.refuse(Refusal("approver_may_not", name=NAME))


def nobody(window: TillWindow, till: Till) -> None:
    on_duty(window)
    selling(window, till)
    for role in ("manager", "senior"):
        staffing.limit(till, role, rounding_most=Money(100))
    demand = Demand(act=Act.ROUND_OFF, amount=Money(500))
    window.register.ask(NeedsApproval(demand, window.register.actor), lambda _: None)


def more(window: TillWindow, till: Till) -> None:
    on_duty(window, BOSS)
    selling(window, till)
    window.selling.do("more")


if __name__ == "__main__":
    main()
