"""Which channel takes a payment: what may, what is likely to, at what cost; then a draw.

First what cannot take it is left out (device, contract, limits, network, cost, fuse). Then each
that is left gets a draw from what is believed of it (Thompson sampling), less its fee and its
slowness; the best draw wins. A small share of small payments explores. Every decision keeps what
it was made of, so that `replay` makes it again.

Method: W. R. Thompson, "On the likelihood that one unknown probability exceeds another",
Biometrika 25 (1933); discounting after Raj and Kalyani, arXiv 1707.09727.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from app.base.money import Money
from app.payments.belief import Beliefs, Counts, Key, Posterior, Snapshot
from app.payments.breaker import CLOSED, Breaker

BPS = 10_000
LEAST, MOST = Money(1), Money(5_000_000)
EXPLORED_UPTO = Money(50_000)
OLD_S = 600.0  # of a snapshot
PATIENCE, SHORTEST_S, LONGEST_S = 2.2, 2.2, 10.0  # usual answer times, and the bounds of silence
BANDS = ((Money(10_000), "small"), (Money(100_000), "middle"))  # below; then "large"


class Why(StrEnum):
    """Why a channel cannot take a payment."""

    DEVICE = "device"
    CONTRACT = "contract"
    INSTRUMENT = "instrument"
    LIMITS = "limits"
    NETWORK = "network"
    COST = "cost"
    BREAKER = "breaker"


class Result(StrEnum):
    """What became of a payment, as far as it tells of the channel."""

    TAKEN = "taken"
    FAULT = "fault"  # time-out, 5xx, bad signature, maintenance: the channel's
    NEUTRAL = "neutral"  # the customer's: no funds, wrong password, changed their mind


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A channel as it is contracted; limits in both directions inclusive."""

    channel: str
    instruments: frozenset[str]
    modes: frozenset[str]
    network: str = "internet"
    needs: frozenset[str] = frozenset()  # of the till's devices
    least: Money = LEAST
    most: Money = MOST
    fee_bps: int = 0
    is_contracted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A payment that looks for its channel."""

    instrument: str
    mode: str
    amount: Money
    has: frozenset[str] = frozenset()  # devices of the till
    networks: frozenset[str] = frozenset({"internet"})
    dearest_bps: int = BPS

    @property
    def band(self) -> str:
        """The band of amounts that this one is in."""
        return next((name for below, name in BANDS if self.amount < below), "large")

    def key(self, channel: str) -> Key:
        """Name what is counted when a channel takes this."""
        return channel, self.instrument, self.mode, self.band


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How much fees, slowness and curiosity weigh.

    A utility is a share of payments: `fee_weight` says what share one per cent of the amount is
    worth, `s_weight` what one second is. `explores` of payments up to `explores_upto` look around.
    """

    fee_weight: float = 1.0
    s_weight: float = 0.0005
    explores: float = 0.02
    explores_upto: Money = EXPLORED_UPTO


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A channel at the moment of a decision: left out for a reason, or with its draw."""

    channel: str
    why_not: Why | None = None
    posterior: Posterior | None = None
    cost: float = 0.0  # fee and slowness, as a share
    draw: float = 0.0

    @property
    def utility(self) -> float:
        """What the draw is worth after its cost."""
        return self.draw - self.cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was chosen and all that it was made of; `chosen` is empty where nothing may take it."""

    at_s: float
    seed: int
    wanted: Wanted
    candidates: tuple[Candidate, ...]
    explores: float
    chosen: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Router:
    """Beliefs, fuses and usual answer times of all channels; lives as long as its program."""

    beliefs: Beliefs = field(default_factory=Beliefs)
    policy: Policy = field(default_factory=Policy)
    breakers: dict[str, Breaker] = field(default_factory=dict)
    answer_s: dict[str, float] = field(default_factory=dict)
    before_outage: dict[str, dict[Key, Counts]] = field(default_factory=dict)

    def decide(
        self, terms: Sequence[Terms], wanted: Wanted, *, now_s: float, seed: int
    ) -> Decision:
        """Choose a channel; the same beliefs, fuses and seed choose the same."""
        seen = tuple(self._candidate(one, wanted, now_s) for one in terms)
        may_look = wanted.amount <= self.policy.explores_upto and all(
            self.breakers.get(one.channel, CLOSED).is_whole for one in seen if one.why_not is None
        )
        made = drawn(
            Decision(
                at_s=now_s,
                seed=seed,
                wanted=wanted,
                candidates=seen,
                explores=self.policy.explores if may_look else 0.0,
                chosen="",
                reason="",
            )
        )
        if made.chosen:
            breaker = self.breakers.get(made.chosen, CLOSED)
            self.breakers[made.chosen] = breaker.passed(now_s)
        return made

    def late(self, channel: str, key: Key, now_s: float) -> None:
        """Count a payment that has had no answer for long as failed, for the time being."""
        self.beliefs.count(key, now_s, failures=1)
        self._trip(channel, now_s)

    def told(
        self,
        channel: str,
        key: Key,
        result: Result,
        *,
        now_s: float,
        took_s: float,
        was_late: bool = False,
    ) -> None:
        """Learn from an outcome; `was_late` when it was counted as failed meanwhile."""
        failures = -1.0 if was_late else 0.0
        if result is Result.TAKEN:
            self.beliefs.count(key, now_s, successes=1, failures=failures)
        elif result is Result.FAULT:
            self.beliefs.count(key, now_s, failures=1 + failures)
        else:
            self.beliefs.count(key, now_s, failures=failures)
        if result is Result.FAULT:
            if not was_late:
                self._trip(channel, now_s)
        else:  # the channel works, whatever the customer did
            self._works(channel)
            usual = self.answer_s.get(channel, took_s)
            self.answer_s[channel] = usual + 0.05 * (took_s - usual)

    def shipped(self, now_s: float) -> Snapshot:
        """Make the snapshot that tills route by."""
        resting = {name for name, breaker in self.breakers.items() if not breaker.is_whole}
        return Snapshot(
            at_s=now_s, posteriors=self.beliefs.known(now_s), resting=frozenset(resting)
        )

    def patience_s(self, channel: str) -> float:
        """Say how long an answer may take before it counts as late: several usual ones."""
        return min(LONGEST_S, max(SHORTEST_S, PATIENCE * self.answer_s.get(channel, 2.5)))

    def _is_up(self, terms: Terms, now_s: float) -> bool:
        """Say whether the chain sends there; an old word of it counts no more."""
        told = self.beliefs.snapshot
        is_old = told is None or now_s - told.at_s > OLD_S
        return told is None or is_old or terms.channel not in told.resting

    def _trip(self, channel: str, now_s: float) -> None:
        old = self.breakers.get(channel, CLOSED)
        self.breakers[channel] = new = old.failed(now_s)
        if old.is_whole and not new.is_whole:
            self.before_outage[channel] = self.beliefs.of(channel)

    def _works(self, channel: str) -> None:
        """Count on a channel again; once its fuse closes, the outage is not held against it."""
        old = self.breakers.get(channel, CLOSED)
        self.breakers[channel] = new = old.succeeded()
        if new.is_whole and not old.is_whole:
            self.beliefs.put_back(channel, self.before_outage.pop(channel, {}))

    def _candidate(self, terms: Terms, wanted: Wanted, now_s: float) -> Candidate:
        why_not = _why_not(terms, wanted)
        breaker = self.breakers.get(terms.channel, CLOSED)
        if why_not is None and not (breaker.may_pass(now_s) and self._is_up(terms, now_s)):
            why_not = Why.BREAKER
        if why_not is not None:
            return Candidate(channel=terms.channel, why_not=why_not)
        seconds = self.answer_s.get(terms.channel, 1.0)
        fee = terms.fee_bps / BPS * self.policy.fee_weight
        return Candidate(
            channel=terms.channel,
            posterior=self.beliefs.posterior(wanted.key(terms.channel), now_s),
            cost=fee + seconds * self.policy.s_weight,
        )


def drawn(decision: Decision) -> Decision:
    """Draw for every candidate and choose: all chance of a decision comes from its seed."""
    random = Random(decision.seed)  # noqa: S311 - chance, not secrecy
    seen = []
    for one in decision.candidates:
        draw = one.posterior.draw(random) if one.posterior is not None else 0.0
        seen.append(
            Candidate(
                channel=one.channel,
                why_not=one.why_not,
                posterior=one.posterior,
                cost=one.cost,
                draw=draw,
            )
        )
    able = [one for one in seen if one.why_not is None]
    chosen, reason = "", "none"
    if able and random.random() < decision.explores:
        chosen, reason = random.choice(able).channel, "explored"
    elif able:
        chosen, reason = max(able, key=lambda one: one.utility).channel, "best_draw"
        if len(able) == 1:
            reason = "only_one"
    return Decision(
        at_s=decision.at_s,
        seed=decision.seed,
        wanted=decision.wanted,
        candidates=tuple(seen),
        explores=decision.explores,
        chosen=chosen,
        reason=reason,
    )


def replay(decision: Decision) -> Decision:
    """Make a decision again from what it kept; it is equal to the bit."""
    return drawn(decision)


def suggested(
    instruments: Sequence[str], habit: Mapping[str, float], dead: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Order what to suggest: what this customer likes first, what cannot work left out.

    Habit never chooses a channel: a scanned code has chosen the wallet.
    """
    able = [one for one in instruments if one not in dead]
    return tuple(sorted(able, key=lambda one: -habit.get(one, 0.0)))


def _why_not(terms: Terms, wanted: Wanted) -> Why | None:
    checks = (
        (terms.needs <= wanted.has, Why.DEVICE),
        (terms.is_contracted, Why.CONTRACT),
        (wanted.instrument in terms.instruments and wanted.mode in terms.modes, Why.INSTRUMENT),
        (terms.least <= wanted.amount <= terms.most, Why.LIMITS),
        (terms.network in wanted.networks, Why.NETWORK),
        (terms.fee_bps <= wanted.dearest_bps, Why.COST),
    )
    return next((why for is_fine, why in checks if not is_fine), None)
