"""`zhanggui payments`: order numbers, never codes; what a person should see to first."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.payments.attempt import Event
from pos_ui import opening
from tests.app.assurance.test_outcomes import LOST, PAID, attempt, put

Zhanggui = Callable[..., Any]


def test_open_payments_are_listed_the_unknown_first(folder: Path, zhanggui: Zhanggui) -> None:
    with opening.opened(folder) as it:
        now = it.till.shop.clock()
        asked = put(it.till.shop, Event.SEND, Event.PAYING, one=replace(attempt(), made_at=now))
        lost = put(it.till.shop, *LOST, one=replace(attempt(), made_at=now))
        put(it.till.shop, *PAID, one=replace(attempt(), made_at=now))
    told = zhanggui("payments")
    assert [one["number"] for one in told["open"]] == [lost.number, asked.number]
    assert (told["open"][0]["state"], told["unknown"]) == ("unknown", 1)
    assert told["today"]["taken"] == 1


def test_a_till_without_payments_says_so(folder: Path, zhanggui: Zhanggui) -> None:
    assert folder.is_dir()
    told = zhanggui("payments")
    assert (told["open"], told["today"]["success_rate"]) == ([], None)
