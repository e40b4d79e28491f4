"""Ways of choosing a channel that others publish, and ours, all asked alike, to be compared.

Sources: epsilon-greedy and its window as in the routing of Juspay's decision engine (a window of
125 outcomes filled with successes, 5% hedged); SW-UCB after Garivier and Moulines, arXiv 0805.3415.
"""

import math
from collections import deque
from collections.abc import Sequence
from random import Random
from typing import Protocol

from app.base.money import Money
from app.payments.belief import Beliefs, Snapshot
from app.payments.breaker import CLOSED
from app.payments.routing import Result, Router, Terms, Wanted
from app.payments.worlds import CHANNELS, LATE_AT_S, Second

AMOUNT = Money(5_000)
WANTED = Wanted(instrument="wechat", mode="scan", amount=AMOUNT)
KEYS = {channel: WANTED.key(channel) for channel in CHANNELS}


class Chooser(Protocol):
    """A policy under test; channels are numbered from 0."""

    def choose(self, now: Sequence[Second], now_s: float, seed: int) -> int:
        """Choose a channel; only the oracle may look at how the channels really are."""

    def late_at_s(self, channel: int) -> float:
        """Say when silence begins to count, in seconds; infinity for never."""

    def late(self, channel: int, now_s: float) -> None:
        """Hear that a payment has had no answer for that long."""

    def told(
        self, channel: int, result: Result, now_s: float, took_s: float, *, was_late: bool
    ) -> None:
        """Hear what became of a payment."""


class _Plain:
    """What only learns from final outcomes."""

    def late_at_s(self, _channel: int) -> float:
        return math.inf

    def late(self, channel: int, now_s: float) -> None:
        raise AssertionError((channel, now_s))

    def told(
        self, channel: int, result: Result, now_s: float, took_s: float, *, was_late: bool
    ) -> None:
        del now_s, took_s, was_late
        if result is not Result.NEUTRAL:
            self.learn(channel, is_taken=result is Result.TAKEN)

    def learn(self, channel: int, *, is_taken: bool) -> None:
        """Count an outcome; what never learns leaves it."""


class Oracle(_Plain):
    """Knows how every channel is: nothing can choose better."""

    def choose(self, now: Sequence[Second], _now_s: float, _seed: int) -> int:
        """Take the best of now."""
        return max(range(len(now)), key=lambda at: now[at].takes)


class Static(_Plain):
    """Always the first."""

    def choose(self, _now: Sequence[Second], _now_s: float, _seed: int) -> int:
        """Take the first."""
        return 0


class StaticBreaker(_Plain):
    """The first whose fuse holds: five faults in a row open it for a minute."""

    def __init__(self, faults: int = 5, wait_s: float = 60.0) -> None:
        self._most, self._wait_s = faults, wait_s
        self._faults, self._open_until = [0] * len(CHANNELS), [0.0] * len(CHANNELS)

    def choose(self, _now: Sequence[Second], now_s: float, _seed: int) -> int:
        """Take the first that is closed, else the first."""
        closed = (at for at, until in enumerate(self._open_until) if until <= now_s)
        return next(closed, 0)

    def told(
        self, channel: int, result: Result, now_s: float, took_s: float, *, was_late: bool
    ) -> None:
        """Count faults in a row."""
        del took_s, was_late
        if result is Result.FAULT:
            self._faults[channel] += 1
            if self._faults[channel] >= self._most:
                self._faults[channel] = 0
                self._open_until[channel] = now_s + self._wait_s
        else:
            self._faults[channel] = 0


class RoundRobin(_Plain):
    """Each in turn."""

    def __init__(self) -> None:
        self._last = -1

    def choose(self, now: Sequence[Second], _now_s: float, _seed: int) -> int:
        """Take the next."""
        self._last = (self._last + 1) % len(now)
        return self._last


class EpsilonGreedy(_Plain):
    """The best mean so far, but a share at random."""

    def __init__(self, epsilon: float = 0.05) -> None:
        self._epsilon = epsilon
        self.taken, self.tried = [0.0] * len(CHANNELS), [0.0] * len(CHANNELS)

    def means(self) -> list[float]:
        """Return the mean of each; 0 before it was tried."""
        return [
            taken / tried if tried else 0.0
            for taken, tried in zip(self.taken, self.tried, strict=True)
        ]

    def choose(self, now: Sequence[Second], _now_s: float, seed: int) -> int:
        """Take the best mean, or any."""
        random = Random(seed)  # noqa: S311 - chance, not secrecy
        if random.random() < self._epsilon:
            return random.randrange(len(now))
        means = self.means()
        return max(range(len(means)), key=means.__getitem__)

    def learn(self, channel: int, *, is_taken: bool) -> None:
        """Count an outcome for ever."""
        self.tried[channel] += 1
        self.taken[channel] += is_taken


class Window(_Plain):
    """The best of the last 125 outcomes, which begin as successes; 5% hedged."""

    def __init__(self, length: int = 125, hedged: float = 0.05) -> None:
        self._hedged = hedged
        self._seen = [deque([1] * length, maxlen=length) for _ in CHANNELS]
        self._sums = [length] * len(CHANNELS)

    def choose(self, now: Sequence[Second], _now_s: float, seed: int) -> int:
        """Take the best window, or any."""
        random = Random(seed)  # noqa: S311 - chance, not secrecy
        if random.random() < self._hedged:
            return random.randrange(len(now))
        return max(range(len(now)), key=self._sums.__getitem__)

    def learn(self, channel: int, *, is_taken: bool) -> None:
        """Move the window on."""
        seen = self._seen[channel]
        self._sums[channel] += int(is_taken) - seen[0]
        seen.append(int(is_taken))


class SlidingUcb(_Plain):
    """Optimism over the last outcomes of all channels together."""

    def __init__(self, length: int = 300, width: float = 0.05) -> None:
        self._length, self._width = length, width
        self._seen: deque[tuple[int, int]] = deque()
        self.taken, self.tried = [0] * len(CHANNELS), [0] * len(CHANNELS)

    def bounds(self) -> list[float]:
        """Return the upper bound of each; infinity before it was tried."""
        whole = max(1, min(len(self._seen), self._length))
        return [
            taken / tried + math.sqrt(self._width * math.log(whole) / tried) if tried else math.inf
            for taken, tried in zip(self.taken, self.tried, strict=True)
        ]

    def choose(self, _now: Sequence[Second], _now_s: float, _seed: int) -> int:
        """Take the highest bound."""
        bounds = self.bounds()
        return max(range(len(bounds)), key=bounds.__getitem__)

    def learn(self, channel: int, *, is_taken: bool) -> None:
        """Move the window on."""
        self._seen.append((channel, int(is_taken)))
        self.tried[channel] += 1
        self.taken[channel] += is_taken
        if len(self._seen) > self._length:
            old, was_taken = self._seen.popleft()
            self.tried[old] -= 1
            self.taken[old] -= was_taken


class Zhanggui:
    """Our router, as it runs at HQ; with a feed of snapshots, as it runs at a till."""

    def __init__(self) -> None:
        self.router = Router(beliefs=Beliefs())
        self._fees: tuple[int, ...] = ()
        self._terms: tuple[Terms, ...] = ()

    def choose(self, now: Sequence[Second], now_s: float, seed: int) -> int:
        """Ask the router; fees are known, how the channels are is not."""
        fees = tuple(one.fee_bps for one in now)
        if fees != self._fees:
            self._fees, self._terms = fees, tuple(map(_terms, CHANNELS, fees))
        decision = self.router.decide(self._terms, WANTED, now_s=now_s, seed=seed)
        return CHANNELS.index(decision.chosen) if decision.chosen else self._least_bad()

    def late_at_s(self, channel: int) -> float:
        """Count silence after a few usual answer times."""
        return min(LATE_AT_S, self.router.patience_s(CHANNELS[channel]))

    def late(self, channel: int, now_s: float) -> None:
        """Count silence as a fault, for the time being."""
        self.router.late(CHANNELS[channel], KEYS[CHANNELS[channel]], now_s)

    def told(
        self, channel: int, result: Result, now_s: float, took_s: float, *, was_late: bool
    ) -> None:
        """Learn."""
        name = CHANNELS[channel]
        self.router.told(name, KEYS[name], result, now_s=now_s, took_s=took_s, was_late=was_late)

    def hear(self, snapshot: Snapshot) -> None:
        """Take a snapshot of the chain."""
        self.router.beliefs.snapshot = snapshot

    def _least_bad(self) -> int:
        """Name the channel whose fuse closes first, where all are open: a customer waits."""
        fuses = self.router.breakers
        return min(
            range(len(CHANNELS)), key=lambda at: fuses.get(CHANNELS[at], CLOSED).open_until_s
        )


def _terms(channel: str, fee_bps: int) -> Terms:
    return Terms(
        channel=channel,
        instruments=frozenset({"wechat"}),
        modes=frozenset({"scan"}),
        fee_bps=fee_bps,
    )


POLICIES: dict[str, type[Chooser]] = {
    "zhanggui": Zhanggui,
    "oracle": Oracle,
    "static": Static,
    "static_breaker": StaticBreaker,
    "round_robin": RoundRobin,
    "epsilon_greedy": EpsilonGreedy,
    "window_125": Window,
    "sw_ucb": SlidingUcb,
}
