"""Draws payment assurance into PNG files: `python -m tests.pos_ui.shots_assurance DIR`."""

import os
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from sqlalchemy import Connection

from app.base.ids import SaleId
from app.base.money import Money
from app.payments import attempts
from app.payments.attempt import Attempt, Event, new_number
from app.payments.exchange import Mode
from app.till import Till
from pos_ui import window as windows
from pos_ui.kit import style
from pos_ui.pictures import save
from pos_ui.window import TillWindow
from tests.pos_ui import shots
from tests.pos_ui.hands import wait_for
from tests.pos_ui.shots import Look
from tests.pos_ui.shots_payment import LARGE, SMALL

SHARES = {"wechat": 0.992, "alipay": 0.988, "quickpass": 0.93, "ecny": 0.99}
WALLETS = {"wechat": "wechat", "alipay": "alipay", "quickpass": "wechat", "ecny": "ecny"}
USUAL = Money(2350)
LOST = (Event.SEND, Event.UNCLEAR)


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
    application: QApplication,
    state: Callable[[TillWindow, Till], None],
    look: Look,
    folder: Path,
) -> None:
    with TemporaryDirectory() as place:
        till = shots.a_till(Path(place))
        window = shots.a_window(till, look)
        state(window, till)
        shots.settle(application)
        save(window, folder / f"assurance_{state.__name__}-{look.name}.png")
        window.close()
        window.deleteLater()
        shots.settle(application)
        till.shop.database.close()


def busy(window: TillWindow, till: Till) -> None:
    """A day with an outage that is over, a channel worse than another, and two open payments."""
    pay(till, seed=7)
    show(window)
    window.assurance.matters.step(1)


def troubled(window: TillWindow, till: Till) -> None:
    """An outage that is on, and many results missing."""
    pay(till, seed=9)
    now = till.shop.clock()
    with till.shop.database.writing() as connection:
        for at in range(9):
            write(connection, made(till, "alipay", now - timedelta(minutes=9 - at)), LOST, 5)
    show(window)


def empty(window: TillWindow, _till: Till) -> None:
    show(window)


STATES = (busy, troubled, empty)


def show(window: TillWindow) -> None:
    """Turn to the page and wait until its thread has read."""
    window.selling.do("assurance")
    assert wait_for(lambda: window.assurance.view is not None, 10)


def pay(till: Till, seed: int) -> None:
    """Write down two days of payments, with an outage of Alipay at noon of the second."""
    chooser = random.Random(seed)
    now = till.shop.clock()
    with till.shop.database.writing() as connection:
        for minute in range(48 * 60, 12, -2):
            at = now - timedelta(minutes=minute)
            channel = chooser.choices(list(SHARES), (6, 4, 5, 1))[0]
            is_out = channel == "alipay" and timedelta(hours=2) < now - at < timedelta(hours=3)
            share = 0.2 if is_out else SHARES[channel]
            one = made(till, channel, at)
            events: tuple[Event, ...] = (Event.SEND, Event.PAID)
            if chooser.random() > share:
                events = (*LOST, Event.GIVE_UP, Event.DEAD) if is_out else (*LOST, Event.PAID)
                if channel == "quickpass":
                    events = (*LOST, Event.GIVE_UP, Event.DEAD)
            write(connection, one, events, chooser.choice((0.7, 1.1, 1.4, 1.9, 2.6, 9.0)))
        lost = made(till, "wechat", now - timedelta(minutes=6), Money(7275))
        write(connection, lost, LOST, 3)
        asked = made(till, "alipay", now - timedelta(minutes=1), Money(12900))
        write(connection, asked, (Event.SEND, Event.PAYING), 1)


def made(till: Till, channel: str, at: datetime, amount: Money = USUAL) -> Attempt:
    return Attempt(
        number=new_number(),
        store=till.store,
        till=till.id,
        sale=SaleId("s"),
        channel=channel,
        wallet=WALLETS[channel],
        mode=Mode.SCANNED,
        amount=amount,
        made_at=at,
    )


def write(connection: Connection, one: Attempt, events: tuple[Event, ...], took_s: float) -> None:
    attempts.add(connection, [one])
    for event in events:
        later = 0 if event is Event.SEND else took_s
        attempts.happen(connection, one.number, event, one.made_at + timedelta(seconds=later))


if __name__ == "__main__":
    main()
