"""What the line display shows of a sale."""

import pytest
from pytestqt.qtbot import QtBot

from app.base.money import Money
from app.selling.tender import Tender, TenderKind
from devices.displays.shown import CLEAR, Lamp, Shown
from pos_ui.display.pole import PRICE_MS, PoleFollower
from pos_ui.window import TillWindow
from tests.examples import MILK


class Pole:
    def __init__(self, window: TillWindow) -> None:
        self.shown: list[Shown] = []
        self.follower = PoleFollower(window.register, self.shown.append)

    @property
    def now(self) -> tuple[Lamp, int]:
        last = self.shown[-1]
        return last.lamp, last.amount.fen if last.amount is not None else 0


@pytest.fixture
def pole(window: TillWindow) -> Pole:
    return Pole(window)


def test_a_scan_shows_the_price_then_the_total(
    window: TillWindow, pole: Pole, qtbot: QtBot
) -> None:
    window.register.scan(MILK.barcode)
    window.register.scan(MILK.barcode)
    assert pole.now == (Lamp.PRICE, MILK.price.fen)
    assert pole.shown[-1].text == MILK.name
    total = (Lamp.TOTAL, 2 * MILK.price.fen)
    qtbot.waitUntil(lambda: pole.now == total, timeout=PRICE_MS + 1500)


def test_received_and_change_stay_until_the_next_bill(
    window: TillWindow, pole: Pole, qtbot: QtBot
) -> None:
    window.register.scan(MILK.barcode)
    window.register.complete([Tender(TenderKind.CASH, Money(10_000))])
    assert pole.now == (Lamp.RECEIVED, 10_000)
    change = (Lamp.CHANGE, 10_000 - MILK.price.fen)
    qtbot.waitUntil(lambda: pole.now == change, timeout=3000)
    assert CLEAR not in pole.shown[2:]
    window.register.scan(MILK.barcode)
    assert pole.now == (Lamp.PRICE, MILK.price.fen)


def test_an_empty_bill_clears_it(window: TillWindow, pole: Pole) -> None:
    window.register.scan(MILK.barcode)
    window.register.clear()
    assert pole.shown[-1] == CLEAR


def test_what_is_due_is_the_total(window: TillWindow, pole: Pole) -> None:
    window.register.scan(MILK.barcode)
    window.register.owed.emit(Money(123))
    assert pole.now == (Lamp.TOTAL, 123)


def test_a_refusal_is_never_shown(window: TillWindow, pole: Pole) -> None:
    before = list(pole.shown)
    window.register.scan("404")
    assert pole.shown == before
