"""The card terminal of a till, on real lines."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from app.base.errors import Refusal
from devices.serving import TcpServed
from devices.terminal.outcome import Approved, Declined, Outcome, Unknown, Waiting
from devices.terminal.session import Terminal
from devices.terminal.simulator import Fault, SimTerminal

PATIENCE_S = 6.0


@contextmanager
def at(url: str, told: list[Outcome]) -> Iterator[Terminal]:
    terminal = Terminal(url, show=lambda _: None, told=told.append)
    terminal.start()
    try:
        yield terminal
    finally:
        terminal.stop()


def until(wanted: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not wanted():
        assert time.monotonic() < ends
        time.sleep(0.01)


def outcome_of(terminal: Terminal, reference: str) -> Outcome:
    until(lambda: not isinstance(terminal.poll(reference), Waiting))
    outcome = terminal.poll(reference)
    assert outcome is not None
    return outcome


def test_a_payment_and_its_void() -> None:
    sim = SimTerminal.named("pays")
    told: list[Outcome] = []
    with at("sim://pays", told) as terminal:
        assert terminal.begin("S1-1", 9770) == Waiting(reference="S1-1")
        paid = outcome_of(terminal, "S1-1")
        assert isinstance(paid, Approved)
        terminal.void("S1-1-v", paid)
        back = outcome_of(terminal, "S1-1-v")
        assert isinstance(back, Approved)
        assert told == [paid, back]
        assert terminal.begin("S1-1", 9770) == paid  # pressed once more: nothing is charged
        assert sim.charges("S1-1") == 1
        assert terminal.poll("S1-2") is None


def test_no_digit_of_a_card_stands_in_what_a_technician_sees() -> None:
    SimTerminal.named("hides")
    with at("sim://hides", []) as terminal:
        terminal.begin("S1-1", 100)
        outcome_of(terminal, "S1-1")
        seen = b"".join(it.data for it in terminal.health.recent)
        assert b"*" in seen
        assert not set(seen) & set(b"0123456789")


def test_one_payment_at_a_time() -> None:
    SimTerminal.named("busy").customer_s = 5
    with at("sim://busy", []) as terminal:
        terminal.begin("S1-1", 100)
        with pytest.raises(Refusal, match="正在收另一笔"):
            terminal.begin("S1-2", 100)


def test_an_unplugged_terminal_leaves_it_unknown_then_knows_it_when_it_is_back() -> None:
    sim = SimTerminal.named("cut")
    told: list[Outcome] = []
    sim.customer_s = 0.4
    with at("sim://cut", told) as terminal:
        terminal.begin("S1-1", 100)
        until(lambda: sim._doing is not None)  # noqa: SLF001
        sim.is_away = True
        assert outcome_of(terminal, "S1-1") == Unknown(reference="S1-1", reason="cut_off")
        with pytest.raises(Refusal, match="S1-1"):
            terminal.begin("S1-2", 100)
        sim.say(time.monotonic() + 10)  # it goes on by itself, and its answer is lost
        sim.is_away = False
        until(lambda: isinstance(terminal.poll("S1-1"), Approved))
        assert [type(it) for it in told] == [Unknown, Approved]
        assert sim.charges("S1-1") == 1
        assert isinstance(terminal.begin("S1-2", 100), Waiting)


def test_a_terminal_that_is_not_there_has_charged_nothing() -> None:
    SimTerminal.named("none").is_away = True
    with at("sim://none", []) as terminal:
        until(lambda: terminal.health.trouble is not None)
        terminal.begin("S1-1", 100)
        assert isinstance(outcome_of(terminal, "S1-1"), Declined)


def test_after_a_restart_the_terminal_is_asked_by_the_reference() -> None:
    sim = SimTerminal.named("again")
    with at("sim://again", []) as terminal:
        terminal.begin("S1-1", 100)
        outcome_of(terminal, "S1-1")
    with at("sim://again", []) as terminal:
        assert terminal.poll("S1-1") is None
        terminal.last_result("S1-1", 100)
        assert isinstance(outcome_of(terminal, "S1-1"), Approved)
        terminal.last_result("S1-9", 100)
        assert isinstance(outcome_of(terminal, "S1-9"), Unknown)
        with pytest.raises(Refusal):
            terminal.begin("S1-10", 100)
        terminal.set_aside("S1-9")
        assert isinstance(terminal.begin("S1-10", 100), Waiting)
        outcome_of(terminal, "S1-10")
    assert sim.charges("S1-9") == 0


def test_a_late_answer_makes_the_unknown_known() -> None:
    sim = SimTerminal.named("late")
    sim.faults = [Fault.WRONG_AMOUNT]
    with at("sim://late", []) as terminal:
        terminal.begin("S1-1", 100)
        unknown = outcome_of(terminal, "S1-1")
        assert unknown == Unknown(reference="S1-1", reason="amount_differs")
        right = sim.journal[-1]
        with sim._lock:  # noqa: SLF001
            sim._answer(replace(right, amount_fen=100))  # noqa: SLF001
        until(lambda: isinstance(terminal.poll("S1-1"), Approved))


def test_over_tcp_with_faults() -> None:
    sim = SimTerminal()
    sim.faults = [Fault.GARBAGE, Fault.TWICE]
    with TcpServed(sim.wire) as served, at(served.url, []) as terminal:
        terminal.begin("S1-1", 100)
        assert isinstance(outcome_of(terminal, "S1-1"), Approved)
        assert sim.charges("S1-1") == 1


@pytest.mark.parametrize("reference", ["", "x" * 37, "单号", "a b"])
def test_a_reference_that_no_terminal_carries_is_refused(reference: str) -> None:
    with at("sim://odd", []) as terminal, pytest.raises(Refusal):
        terminal.begin(reference, 100)


@pytest.mark.parametrize("fen", [0, -1, 10**10])
def test_an_amount_that_cannot_be_is_refused(fen: int) -> None:
    with at("sim://odd", []) as terminal, pytest.raises(Refusal):
        terminal.begin("S1-1", fen)
