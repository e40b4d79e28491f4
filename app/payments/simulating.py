"""Playing policies through worlds and measuring what each would have cost."""

import heapq
import itertools
import time
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from app.payments.policies import POLICIES, Chooser, Zhanggui
from app.payments.routing import Result
from app.payments.worlds import TIMED_OUT, TIMEOUT_S, Payment, Played, Second, World, play

SNAPSHOT_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a policy did in a world; `*_pct` in per cent, `*_pp` in percentage points."""

    payments: int
    failure_pct: float
    regret_pp: float
    onto_down_pct: float  # to a channel that was down while another was up
    fee_bps: float
    avoid_s: float  # from the beginning of an outage to 90% avoiding it; the median
    decisions_per_s: float


class _Play:
    """One policy on its way through one world."""

    def __init__(self, played: Played, chooser: Chooser, seed: int) -> None:
        self._played, self._chooser = played, chooser
        self._random = Random(seed)  # noqa: S311 - chance, not secrecy
        self._news: list[tuple[float, int, str, int, Result, float]] = []
        self._order = itertools.count()
        self._late: set[int] = set()
        self.failed = self.onto_down = 0
        self.regret = self.fees = self.spent_s = 0.0
        self.choices: list[tuple[float, int]] = []

    def run(self, upto_s: float, payments: Sequence[Payment]) -> None:
        for payment in payments:
            self.pay(payment)
        self._hear(upto_s)

    def pay(self, payment: Payment) -> None:
        self._hear(payment.at_s)
        channels = range(len(self._played.seconds))
        at = [self._played.of(channel, payment.at_s) for channel in channels]
        seed = self._random.getrandbits(64)
        started = time.perf_counter()
        channel = self._chooser.choose(at, payment.at_s, seed)
        self.spent_s += time.perf_counter() - started
        self._book(payment, channel, at)

    def _book(self, payment: Payment, channel: int, at: Sequence[Second]) -> None:
        here = at[channel]
        self.choices.append((payment.at_s, channel))
        self.regret += max(one.takes for one in at) - here.takes
        self.fees += here.fee_bps
        self.onto_down += here.is_down and not all(one.is_down for one in at)
        result, took_s = _outcome(self._played.world, payment, here)
        is_failed = payment.luck >= here.takes
        self.failed += is_failed
        number = next(self._order)
        late_at = self._chooser.late_at_s(channel)
        if took_s > late_at:
            self._tell(payment.at_s + late_at, number, "late", channel, result, late_at)
        self._tell(payment.at_s + took_s, number, "final", channel, result, took_s)

    def _tell(
        self, at_s: float, number: int, kind: str, channel: int, result: Result, took_s: float
    ) -> None:
        heapq.heappush(self._news, (at_s, number, kind, channel, result, took_s))

    def _hear(self, upto_s: float) -> None:
        while self._news and self._news[0][0] <= upto_s:
            at_s, number, kind, channel, result, took_s = heapq.heappop(self._news)
            if kind == "late":
                self._late.add(number)
                self._chooser.late(channel, at_s)
            else:
                was_late = number in self._late
                self._late.discard(number)
                self._chooser.told(channel, result, at_s, took_s, was_late=was_late)


def measure(world: World, policy: str, seed: int) -> Score:
    """Play one policy through one world."""
    played = play(world, seed)
    chooser = POLICIES[policy]()
    going = _Play(played, chooser, seed)
    going.run(world.hours * 3600, played.payments)
    return _score(going, played)


def measure_store(chain: World, store: World, seed: int) -> Score:
    """Play one store that routes by the snapshots of a chain, a minute old at the most."""
    played = play(chain, seed)
    pooled = _Play(played, hq := Zhanggui(), seed)
    till = Zhanggui()
    few = Played(store, played.seconds, _thinned(played, store, seed))
    going = _Play(few, till, seed + 1)
    next_snapshot = SNAPSHOT_S
    both = heapq.merge(
        ((it.at_s, 0, it) for it in played.payments),
        ((it.at_s, 1, it) for it in few.payments),
        key=lambda it: it[:2],
    )
    for at_s, which, payment in both:
        while at_s >= next_snapshot:
            till.hear(hq.router.shipped(next_snapshot))
            next_snapshot += SNAPSHOT_S
        (going if which else pooled).pay(payment)
    return _score(going, few)


def _thinned(played: Played, store: World, seed: int) -> tuple[Payment, ...]:
    share = store.arrivals_s / played.world.arrivals_s
    random = Random(seed + 7)  # noqa: S311 - chance, not secrecy
    return tuple(payment for payment in played.payments if random.random() < share)


def _outcome(world: World, payment: Payment, here: Second) -> tuple[Result, float]:
    took_s = here.answers_s * payment.pace
    if payment.luck >= here.takes:
        silent = payment.silence < TIMED_OUT
        return Result.FAULT, TIMEOUT_S if silent else took_s
    if payment.customer < world.customer_faults:
        is_blamed = payment.label < world.mislabelled
        return (Result.FAULT if is_blamed else Result.NEUTRAL), took_s
    return Result.TAKEN, took_s


def _score(going: _Play, played: Played) -> Score:
    count = max(1, len(going.choices))
    return Score(
        payments=len(going.choices),
        failure_pct=100 * going.failed / count,
        regret_pp=100 * going.regret / count,
        onto_down_pct=100 * going.onto_down / count,
        fee_bps=going.fees / count,
        avoid_s=_avoid_s(going.choices, played),
        decisions_per_s=count / going.spent_s if going.spent_s else 0.0,
    )


def _avoid_s(choices: Sequence[tuple[float, int]], played: Played) -> float:
    """Return how long after an outage began only one in ten still went there, the median."""
    delays = []
    for channel, line in enumerate(played.seconds):
        starts = [at for at in range(1, len(line)) if line[at].is_down and not line[at - 1].is_down]
        delays += [_delay(choices, channel, start, line) for start in starts]
    known = sorted(one for one in delays if one is not None)
    return known[len(known) // 2] if known else 0.0


def _delay(
    choices: Sequence[tuple[float, int]], channel: int, start: int, line: Sequence[Second]
) -> float | None:
    first = bisect_left(choices, (float(start), 0))
    before = choices[max(0, first - 30) : first]
    if sum(one == channel for _, one in before) < 3:  # noqa: PLR2004 - it was hardly used
        return None
    recent: list[int] = []
    for at_s, chosen in choices[first:]:
        if not line[min(int(at_s), len(line) - 1)].is_down:
            return None
        recent.append(chosen == channel)
        last = recent[-20:]
        if len(last) == 20 and sum(last) <= 2:  # noqa: PLR2004 - nine in ten avoid it
            return at_s - start
    return None
