"""Looking at everything that needs no person: computer, line, database, devices."""

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from app import settings
from app.base import clock
from app.base.errors import Refusal, Told, Trouble
from app.settings import Settings
from app.storage import lock
from devices import checkup, detecting
from devices.checkup import Result, State
from devices.detecting import Found
from pos_ui.doctor import books, environment, network, report
from pos_ui.doctor.findings import failed
from pos_ui.doctor.report import Report

log = logging.getLogger(__name__)

DEEP_LISTEN_S = 8.0
AT_ONCE = 8

Check = Callable[[], Result]
Tell = Callable[[str, int, int], None]  # a word for what is done now, done, of how many


def nobody(_what: str, _done: int, _whole: int) -> None:
    """Tell nobody how far it is."""


def examine(
    folder: Path, *, deep: bool = False, over: Event | None = None, tell: Tell = nobody
) -> Report:
    """Look at a till, or at a computer that shall become one; nothing is changed or printed.

    `deep` takes about a minute and also looks for printers on the shop's network.
    """
    over = over or Event()
    ours = settings.load(folder) if settings.exists(folder) else None
    tell("environment", 0, 1)
    results = environment.look(folder)
    found = detecting.plugged_in()
    if ours is not None:
        tell("network", 0, 1)
        results += network.look(
            ours.hq_url,
            ours.hq_ca,
            deep=deep,
            is_over=over.is_set,
            tell=lambda done, whole: tell("network", done, whole),
        )
        tell("database", 0, 1)
        results += books.look(folder, ours)
        results += devices(ours, is_selling=is_selling(folder), deep=deep, tell=tell)
    if deep:
        looked, more = _on_network(ours, over, tell)
        results, found = [*results, *looked], (*found, *more)
    return Report(
        made_at=clock.now(),
        program=report.program_version(),
        store=ours.store if ours else "",
        till=ours.till if ours else "",
        is_deep=deep,
        results=tuple(results),
        found=found,
    )


def devices(
    ours: Settings, *, is_selling: bool, deep: bool = False, tell: Tell = nobody
) -> list[Result]:
    """Look at each device of a till, all at the same time; those in use are left alone."""
    checks = [
        (name, check if not (is_selling and url) else _left_alone(name, url))
        for name, url, check in _checks(ours, DEEP_LISTEN_S if deep else checkup.LISTEN_S)
    ]
    tell("devices", 0, len(checks))
    done = 0
    results = []
    with ThreadPoolExecutor(AT_ONCE, "checkup") as pool:
        for result in pool.map(lambda it: guarded(*it), checks):
            done += 1
            results.append(result)
            tell("devices", done, len(checks))
    return results


def guarded(name: str, check: Check) -> Result:
    """Do a check; a mistake of ours in one of them must not hide the others."""
    try:
        return check()
    except Told as told:
        return checkup.fault(name, told)
    except Exception:  # the top of a thread
        log.exception("looking at the %s failed in a way that nobody foresaw", name)
        return checkup.fault(name, Trouble("our_bug", log="till.log"))


def is_selling(folder: Path) -> bool:
    """Say whether a till of this folder is open now, and has its devices open, too."""
    try:
        lock.hold_seller(folder).close()
    except Refusal:
        return True
    except Trouble:
        return False
    return False


def is_good(results: Iterable[Result]) -> bool:
    """Say whether nothing is at fault."""
    return not any(it.state is State.FAULT for it in results)


def _checks(ours: Settings, listen_s: float) -> Sequence[tuple[str, str, Check]]:
    """Name each device, the address that only one may have open, and how to look at it."""
    make, mm = ours.printer_profile, ours.paper_mm
    backups = [
        (
            "printer_backup",
            url,
            lambda url=url: checkup.check_printer(url, make, mm, "printer_backup"),
        )
        for url in ours.printer_backup
    ]
    return (
        ("printer", ours.printer, lambda: checkup.check_printer(ours.printer, make, mm)),
        *backups,
        (
            "drawer",
            ours.drawer if "://" in ours.drawer else ours.printer,
            lambda: checkup.check_drawer(
                ours.drawer, ours.printer, ours.drawer_bytes, ours.drawer_sense
            ),
        ),
        ("scanner", ours.scanner, lambda: checkup.check_scanner(ours.scanner)),
        (
            "scale",
            ours.weighing_scale,
            lambda: checkup.check_scale(ours.weighing_scale, ours.weighing_protocol, listen_s),
        ),
        ("pole", ours.pole, lambda: checkup.check_pole(ours.pole)),
        (
            "card_terminal",
            ours.card_terminal,
            lambda: checkup.check_terminal(ours.card_terminal),
        ),
    )


def _left_alone(name: str, url: str) -> Check:
    return lambda: checkup.in_use(name, url)


def _on_network(
    ours: Settings | None, over: Event, tell: Tell
) -> tuple[list[Result], tuple[Found, ...]]:
    try:
        return [], detecting.network_printers(
            ours.subnet if ours else "",
            known=known_addresses(ours),
            is_over=over.is_set,
            tell=lambda done, whole: tell("search", done, whole),
        )
    except Told as told:
        return [failed("search", told, 400)], ()


def known_addresses(ours: Settings | None) -> tuple[str, ...]:
    """Return the printers that a till may have open."""
    return (ours.printer, *ours.printer_backup) if ours else ()
