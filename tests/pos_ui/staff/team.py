"""The people of a store, and their PINs and badges, for tests and pictures."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.staff import pins, staffing
from app.staff.person import Person
from app.till import Till
from pos_ui.staff.approval import ApprovalSheet
from pos_ui.window import TillWindow
from tests.pos_ui import keys

BOSS, CLERK, OTHER = "1001", "1002", "1003"  # staff numbers; the tiles 1, 2 and 3
PIN = {BOSS: "8306", CLERK: "2580", OTHER: "7419"}
BADGE = {BOSS: "ZGB-40017223", CLERK: "ZGB-40017224"}
NAMES = {BOSS: "陈国强", CLERK: "王小梅", OTHER: "李雷"}
ROLES = {BOSS: "manager", CLERK: "cashier", OTHER: "senior"}


def hire_all(till: Till, folder: Path) -> dict[str, Person]:
    pepper = pins.pepper_of(folder)
    return {
        code: staffing.hire(
            till,
            pepper,
            code=code,
            name=name,
            role=ROLES[code],
            pin=PIN[code],
            badge=BADGE.get(code, ""),
        )
        for code, name in NAMES.items()
    }


def signed_in(window: TillWindow, person: Person) -> None:
    """Put somebody on duty without the screen."""
    assert window.duty.screen is not None
    window.duty.screen.known.emit(signing_person(window, person))
    settle(lambda: not window.register.is_locked)


def signing_person(window: TillWindow, person: Person) -> Person:
    services = window.register.services
    assert services is not None
    return next(one for one in services.staff() if one.id == person.id)


def settle(is_done: Callable[[], bool], timeout_s: float = 5) -> None:
    """Let the window live until this holds."""
    end = time.monotonic() + timeout_s
    while not is_done():
        assert time.monotonic() < end, "it never came to that"
        QApplication.processEvents()
        time.sleep(0.002)
    QApplication.processEvents()


def sheet_of(window: TillWindow) -> ApprovalSheet:
    body = window.asking.body
    assert isinstance(body, ApprovalSheet)
    return body


def type_pin(window: TillWindow, code: str) -> None:
    keys.type_in(window, PIN[code])
