"""The pole display of a till."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.base.errors import Refusal
from app.base.money import Money
from devices.displays import cd5220, led8
from devices.displays.session import PAUSE_S, Pole, SimPole, setup
from devices.displays.shown import CLEAR, Lamp, Shown
from devices.serving import TcpServed


@contextmanager
def showing(url: str) -> Iterator[Pole]:
    pole = Pole(setup(url), show=lambda _: None)
    pole.start()
    try:
        yield pole
    finally:
        pole.stop()


def until(wanted: Callable[[], bool], patience_s: float = 4.0) -> None:
    ends = time.monotonic() + patience_s
    while not wanted():
        assert time.monotonic() < ends
        time.sleep(0.01)


def total(fen: int) -> Shown:
    return Shown(lamp=Lamp.TOTAL, amount=Money(fen))


def test_the_newest_picture_is_shown_and_no_more_than_five_in_a_second() -> None:
    sim = SimPole.named("newest")
    with showing("sim://newest?protocol=led8") as pole:
        began = time.monotonic()
        for fen in range(1, 400):
            pole.show(total(fen))
            time.sleep(0.001)
        until(lambda: led8.decode(bytes(sim.data)) == ("3.99", Lamp.TOTAL))
        took_s = time.monotonic() - began
    assert sim.data.count(b"\r") <= took_s / PAUSE_S + 2


def test_a_display_that_comes_back_shows_again_what_it_showed() -> None:
    sim = SimPole.named("back")
    with showing("sim://back?protocol=cd5220") as pole:
        pole.show(total(500))
        until(lambda: cd5220.decode(bytes(sim.data))[1].endswith("5.00"))
        sim.is_away = True
        pole.show(total(700))
        until(lambda: pole.health.trouble is not None)
        pole.show(total(900))
        sim.data.clear()  # it was without power
        sim.is_away = False
        until(lambda: cd5220.decode(bytes(sim.data))[1].endswith("9.00"))
        assert bytes(sim.data).startswith(cd5220.START)


def test_telling_a_dead_display_never_waits() -> None:
    SimPole.named("dead").is_away = True
    with showing("sim://dead") as pole:
        began = time.monotonic()
        for fen in range(500):
            pole.show(total(fen))
        assert time.monotonic() - began < 0.2
    pole.show(CLEAR)  # after the end, too


def test_over_tcp() -> None:
    sim = SimPole()
    with TcpServed(lambda: sim) as served, showing(f"{served.url}?protocol=led8") as pole:
        pole.show(Shown(lamp=Lamp.CHANGE, amount=Money(230)))
        until(lambda: led8.decode(bytes(sim.data)) == ("2.30", Lamp.CHANGE))
    assert not [it for it in threading.enumerate() if it.name == "pole display"]


@pytest.mark.parametrize("query", ["?protocol=abacus", "?encoding=big5"])
def test_wrong_settings_are_refused(query: str) -> None:
    with pytest.raises(Refusal, match="客显"):
        setup("sim://pole" + query)
