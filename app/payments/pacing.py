"""When to ask again: often while the customer waits, then less and less, never not at all.

All of it counts a steady clock, so that a computer clock that is set meanwhile changes nothing.
"""

import heapq
from dataclasses import dataclass, field, replace

from app.payments.attempt import Attempt, OrderNo, State
from app.payments.channels.channel import SWEEPS_S, Timing

ESCALATE_AFTER_S = 600.0  # of what is not proven by then a person is told
SOON_S, LATER_S = 5.0, 30.0  # while a person may still be waiting for the proof
SOON_FOR_S = 120.0
LINK_EVERY_S = 10.0  # while a pay link is open
WAITING = frozenset({State.PAYING, State.UNKNOWN})
UNPROVEN = frozenset({State.PAYING, State.UNKNOWN, State.REVERSING, State.REFUNDING})


def first_s(timing: Timing, age_s: float) -> float:
    """Say how long after its answer a payment that is not proven is first asked about."""
    return max(0.0, timing.first_query_s - age_s)


def next_s(attempt: Attempt, timing: Timing, age_s: float) -> float:
    """Say in how many seconds to ask again about an attempt that was sent `age_s` ago."""
    if attempt.state in WAITING and age_s < timing.stop_s:
        return min(timing.every_s, timing.stop_s - age_s)
    over_s = age_s - timing.stop_s
    if over_s < SOON_FOR_S:
        return SOON_S
    until_s = ESCALATE_AFTER_S + _longer_s(timing)
    if age_s < until_s:
        return min(LATER_S, until_s - age_s)
    return next((it for it in SWEEPS_S if it > over_s), SWEEPS_S[-1])


def must_give_up(attempt: Attempt, timing: Timing, age_s: float) -> bool:
    """Say whether the customer has had their time."""
    return may_give_up(attempt) and age_s >= timing.stop_s


def may_give_up(attempt: Attempt) -> bool:
    """Say whether an attempt that is not proven still counts, and nobody trusts it."""
    waits = attempt.state in (*WAITING, State.ESCALATED)
    return waits and attempt.given_up_at is None and not attempt.is_trusted


def must_escalate(attempt: Attempt, timing: Timing, age_s: float) -> bool:
    """Say whether a person must be told of an attempt that is still not proven.

    A link that a customer may still open is not late.
    """
    return attempt.state in UNPROVEN and age_s >= ESCALATE_AFTER_S + _longer_s(timing)


def lasting(timing: Timing, lasts_s: float) -> Timing:
    """Let a QR code live longer than a screen waits, and ask about it less often."""
    if lasts_s <= timing.stop_s:
        return timing
    return replace(timing, stop_s=lasts_s, every_s=LINK_EVERY_S)


def _longer_s(timing: Timing) -> float:
    return timing.stop_s if timing.every_s == LINK_EVERY_S else 0.0


@dataclass(slots=True)
class Agenda:
    """What is to be asked about, and when; one time for each order number."""

    _heap: list[tuple[float, OrderNo]] = field(default_factory=list)
    _times: dict[OrderNo, float] = field(default_factory=dict)

    def put(self, number: OrderNo, at_s: float) -> None:
        """Ask about an order at this time, in place of any other time."""
        self._times[number] = at_s
        heapq.heappush(self._heap, (at_s, number))

    def drop(self, number: OrderNo) -> None:
        """Ask about it no more."""
        self._times.pop(number, None)

    def next_s(self) -> float | None:
        """Return the time of what comes first; None where nothing waits."""
        while self._heap and self._times.get(self._heap[0][1]) != self._heap[0][0]:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def due(self, now_s: float) -> list[OrderNo]:
        """Take out what is due."""
        found = []
        while (at_s := self.next_s()) is not None and at_s <= now_s:
            _, number = heapq.heappop(self._heap)
            del self._times[number]
            found.append(number)
        return found
