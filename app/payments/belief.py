"""How likely a channel is to take a payment now: counts that fade, on a prior from the chain.

A success or failure of now counts 1 and half as much after each half-life. What the chain knows
stands behind what one store has seen, as a number of imagined payments that fades with the age of
the snapshot. Only what the channel is to blame for is ever counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

Key = tuple[str, str, str, str]  # channel, instrument, mode, band of amounts
BESIDE = 8.0  # payments' worth of our own prior beside what the chain says


@dataclass(frozen=True, slots=True)
class Counts:
    """Successes and failures as they weigh at the moment `at_s`."""

    successes: float = 0.0
    failures: float = 0.0
    at_s: float = 0.0

    def at(self, now_s: float, half_life_s: float) -> "Counts":
        """Return what is left of them now; a clock that went back fades nothing."""
        age_s = now_s - self.at_s
        if age_s <= 0:
            return self
        left: float = 0.5 ** (age_s / half_life_s)
        return Counts(self.successes * left, self.failures * left, now_s)

    def plus(self, successes: float, failures: float) -> "Counts":
        """Count more, never below nothing."""
        return Counts(
            max(0.0, self.successes + successes), max(0.0, self.failures + failures), self.at_s
        )


NONE = Counts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What is believed before anything was seen here, worth `weight` payments."""

    mean: float = 0.96
    weight: float = 100.0


@dataclass(frozen=True, slots=True)
class Posterior:
    """A Beta distribution over the share of payments that a channel takes."""

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """The expected share."""
        return self.alpha / (self.alpha + self.beta)

    def draw(self, random: Random) -> float:
        """Draw a share as it may be: what is little known is sometimes thought better of."""
        return random.betavariate(self.alpha, self.beta)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What the chain believes, as HQ shipped it at `at_s`: posteriors by key.

    `resting` are the channels whose fuse was open there.
    """

    at_s: float
    posteriors: Mapping[Key, Posterior]
    resting: frozenset[str] = frozenset()


class Beliefs:
    """What is known of every channel, for every way of paying; changed by each outcome."""

    def __init__(
        self,
        *,
        half_life_s: float = 3600.0,
        prior: Prior | None = None,
        snapshot: Snapshot | None = None,
        most_from_snapshot: float = 400.0,
    ) -> None:
        self.half_life_s = half_life_s
        self.snapshot = snapshot
        self._prior = prior or Prior()
        self._most = most_from_snapshot
        self._counts: dict[Key, Counts] = {}

    def count(self, key: Key, now_s: float, *, successes: float = 0, failures: float = 0) -> None:
        """Count outcomes; below zero takes a provisional one back."""
        present = self._counts.get(key, Counts(at_s=now_s)).at(now_s, self.half_life_s)
        self._counts[key] = present.plus(successes, failures)

    def posterior(self, key: Key, now_s: float) -> Posterior:
        """Return what is believed of a channel now."""
        own = self._counts.get(key, NONE).at(now_s, self.half_life_s)
        mean, weight = self._before(key, now_s)
        return Posterior(
            own.successes + mean * weight + 0.01, own.failures + (1 - mean) * weight + 0.01
        )

    def known(self, now_s: float) -> dict[Key, Posterior]:
        """Return what is believed of all that was ever counted."""
        return {key: self.posterior(key, now_s) for key in self._counts}

    def of(self, channel: str) -> dict[Key, Counts]:
        """Return what was counted of a channel."""
        return {key: counts for key, counts in self._counts.items() if key[0] == channel}

    def put_back(self, channel: str, before: Mapping[Key, Counts]) -> None:
        """Believe of a channel what was believed then: it is over what came between."""
        for key in self.of(channel):
            del self._counts[key]
        self._counts.update(before)

    def _before(self, key: Key, now_s: float) -> tuple[float, float]:
        """Return mean and weight of the prior: the chain's where it speaks, fading with age."""
        known = self.snapshot.posteriors.get(key) if self.snapshot else None
        if known is None or self.snapshot is None:
            return self._prior.mean, self._prior.weight
        fade = 0.5 ** (max(0.0, now_s - self.snapshot.at_s) / self.half_life_s)
        told = min(known.alpha + known.beta, self._most) * fade
        weight = told + BESIDE
        return (known.mean * told + self._prior.mean * BESIDE) / weight, weight
