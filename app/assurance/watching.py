"""How well payments go: rates with their uncertainty, trouble that begins and ends, and advice.

All of it is counted from payments that were seen, in order of time: asked again, it says the same.
What a customer did (no funds, a wrong password, a change of mind) counts neither way.

Interval of a share: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927); of the difference of two:
R. G. Newcombe, Statistics in Medicine 17 (1998), method 10. Trouble: E. S. Page's cumulative sum of
log likelihood ratios, Biometrika 41 (1954), for a share that falls and for one that recovers.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import NormalDist, median, quantiles
from typing import TypeVar

from app.base.money import Money, total

Key = TypeVar("Key", bound=Hashable)

CONFIDENCE = 0.95
HALF_LIFE = timedelta(minutes=20)
SLOW_S = 10.0
LEAST_N = 200  # on both sides of a comparison, before it may become advice
USUAL_N = 100.0  # payments that what is believed of a channel at first counts for
BEST = 0.995  # no channel is believed to be better
WORSE = 6.0  # times the usual share of bad ones: what an incident looks for
ALARM = 6.0  # of the sum: a false one needs e^6 payments or many more
ALL_CLEAR = 6.0
SILENCE = timedelta(hours=2)  # then nobody knows any more, and an incident is over
LASTING = timedelta(hours=24)  # what goes on for longer is how the channel is now


class Result(StrEnum):
    """What a payment tells of its channel."""

    TAKEN = "taken"
    FAULT = "fault"  # no money came, and the channel did not say why: the customer did nothing
    UNPROVEN = "unproven"  # asked about still
    CUSTOMER = "customer"
    WAITING = "waiting"  # under way, nothing is wrong


NONE = Money(0)
COUNTED = frozenset({Result.TAKEN, Result.FAULT, Result.UNPROVEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One payment; `was_unknown` if its result was missing for a while, `took_s` until paid."""

    number: str
    channel: str
    wallet: str
    store: str
    till: str
    at: datetime
    amount: Money
    result: Result
    was_unknown: bool = False
    took_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A share, or a difference of shares, and between what it lies."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether it is not nothing."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of some payments; seconds are of those that were paid."""

    n: int = 0
    taken: int = 0
    unknown: int = 0  # for a while, whatever became of them
    found: int = 0  # of these, paid after all
    customer: int = 0
    amount: Money = NONE
    found_amount: Money = NONE
    took_s: tuple[float, ...] = ()

    @property
    def rate(self) -> Interval | None:
        """The share that was taken; None where nothing is counted."""
        return wilson(self.taken, self.n) if self.n else None

    @property
    def usual_s(self) -> float | None:
        """How long half of them took at most."""
        return median(self.took_s) if self.took_s else None

    @property
    def slow_s(self) -> float | None:
        """How long 19 of 20 took at most."""
        if len(self.took_s) < 2:  # noqa: PLR2004 - of one value there are no quantiles
            return self.took_s[0] if self.took_s else None
        return quantiles(self.took_s, n=20, method="inclusive")[-1]


class Kind(StrEnum):
    """What went wrong for a while."""

    FAULTS = "faults"
    SLOW = "slow"  # customers who type a password are, too: many of them are usual


AT_FIRST = {Kind.FAULTS: 0.99, Kind.SLOW: 0.9}  # the share of good ones that is believed in
WORST = {Kind.FAULTS: 0.8, Kind.SLOW: 0.5}  # no worse one is believed to be usual


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A channel in trouble: since when as far as the numbers tell, noticed when, over when."""

    kind: Kind
    channel: str
    began_at: datetime
    noticed_at: datetime
    ended_at: datetime | None
    n: int  # while it lasted
    bad: int
    usual: float  # share of bad ones before


class About(StrEnum):
    """What an advice is about."""

    CHANNEL = "channel"
    TILL = "till"
    HOUR = "hour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Something that is worse than what it is compared with, beyond chance.

    `delta` is the difference of the shares that were taken, below zero. `fee` is what moving its
    payments would cost, below zero for a saving; None where nothing is moved.
    """

    about: About
    what: str  # the channel, the till, or the hour as 0 to 23
    instead: str  # the better channel; "" for all the others
    wallet: str
    n: int
    other_n: int
    rate: float
    other_rate: float
    delta: Interval
    fee: Money | None = None


def wilson(taken: int, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Return a share and its score interval; of nothing, anything may be true."""
    if n == 0:
        return Interval(value=0.0, low=0.0, high=1.0)
    z = _z(confidence)
    share = taken / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return Interval(value=share, low=max(0.0, middle - half), high=min(1.0, middle + half))


def difference(one: Tally, other: Tally, confidence: float = CONFIDENCE) -> Interval:
    """Return how much more often one is taken than the other, and between what that lies."""
    a, b = wilson(one.taken, one.n, confidence), wilson(other.taken, other.n, confidence)
    delta = a.value - b.value
    low = delta - math.hypot(a.value - a.low, b.high - b.value)
    high = delta + math.hypot(a.high - a.value, b.value - b.low)
    return Interval(value=delta, low=low, high=high)


def tally(seen: Iterable[Seen]) -> Tally:
    """Count payments."""
    every = list(seen)
    counted = [one for one in every if one.result in COUNTED]
    found = [one for one in counted if one.was_unknown and one.result is Result.TAKEN]
    return Tally(
        n=len(counted),
        taken=sum(one.result is Result.TAKEN for one in counted),
        unknown=sum(one.was_unknown for one in every),
        found=len(found),
        customer=sum(one.result is Result.CUSTOMER for one in every),
        amount=total(one.amount for one in counted),
        found_amount=total(one.amount for one in found),
        took_s=tuple(one.took_s for one in counted if one.took_s is not None),
    )


def tallies(seen: Iterable[Seen], by: Callable[[Seen], Key]) -> dict[Key, Tally]:
    """Count payments apart by a key, such as channel, store, till and hour."""
    apart: dict[Key, list[Seen]] = defaultdict(list)
    for one in seen:
        apart[by(one)].append(one)
    return {key: tally(some) for key, some in apart.items()}


def smoothed(
    seen: Sequence[Seen], moments: Sequence[datetime], half_life: timedelta = HALF_LIFE
) -> list[float | None]:
    """Return the share taken as it stood at each moment, older payments counting ever less.

    Both are in order of time. None before the first payment.
    """
    shares: list[float | None] = []
    taken = n = 0.0
    last: datetime | None = None
    rest = iter([one for one in seen if one.result in COUNTED])
    one = next(rest, None)
    for moment in moments:
        while one is not None and one.at <= moment:
            faded = 0.5 ** ((one.at - last) / half_life) if last is not None else 1.0
            taken, n, last = taken * faded + (one.result is Result.TAKEN), n * faded + 1, one.at
            one = next(rest, None)
        shares.append(taken / n if n else None)
    return shares


def incidents(seen: Iterable[Seen], now: datetime) -> list[Incident]:
    """Find the troubles of every channel, the newest first; those still open have no end."""
    apart: dict[str, list[Seen]] = defaultdict(list)
    for one in sorted(seen, key=lambda it: it.at):
        if one.result in COUNTED:
            apart[one.channel].append(one)
    found = [
        incident
        for channel, some in apart.items()
        for kind in Kind
        for incident in _troubles(kind, channel, some, now)
    ]
    return sorted(found, key=lambda it: it.began_at, reverse=True)


def advise(
    seen: Iterable[Seen],
    *,
    fees_bps: Mapping[str, int] | None = None,
    hour_of: Callable[[datetime], int] = lambda at: at.hour,
    least_n: int = LEAST_N,
) -> list[Advice]:
    """Say what is worse than it could be, the worst first; nothing that may be chance.

    As many comparisons as are made share the risk of one false word among them (Bonferroni).
    """
    every = [one for one in seen if one.result in COUNTED]
    pairs = [
        *_channel_pairs(every, least_n),
        *_one_and_the_others(every, About.TILL, lambda one: f"{one.store}/{one.till}", least_n),
        *_one_and_the_others(every, About.HOUR, lambda one: str(hour_of(one.at)), least_n),
    ]
    confidence = 1 - (1 - CONFIDENCE) / max(1, len(pairs))
    found = [pair.advice(confidence, fees_bps or {}) for pair in pairs]
    worse = [one for one in found if one.delta.high < 0]
    return sorted(_best_for_each(worse), key=lambda it: it.delta.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    about: About
    what: str
    one: Tally
    other: Tally
    instead: str = ""
    wallet: str = ""

    def advice(self, confidence: float, fees_bps: Mapping[str, int]) -> Advice:
        fee = None
        if self.what in fees_bps and self.instead in fees_bps:
            dearer = fees_bps[self.instead] - fees_bps[self.what]
            fee = Money(round(self.one.amount.fen * dearer / 10_000))
        return Advice(
            about=self.about,
            what=self.what,
            instead=self.instead,
            wallet=self.wallet,
            n=self.one.n,
            other_n=self.other.n,
            rate=self.one.taken / self.one.n,
            other_rate=self.other.taken / self.other.n,
            delta=difference(self.one, self.other, confidence),
            fee=fee,
        )


def _channel_pairs(every: Sequence[Seen], least_n: int) -> list[_Pair]:
    """Compare channels that carry the same wallet."""
    known = tallies(every, lambda one: (one.wallet, one.channel))
    enough = {key: some for key, some in known.items() if some.n >= least_n}
    return [
        _Pair(
            about=About.CHANNEL, what=channel, one=some, other=other, instead=better, wallet=wallet
        )
        for (wallet, channel), some in enough.items()
        for (its, better), other in enough.items()
        if its == wallet and better != channel
    ]


def _one_and_the_others(
    every: Sequence[Seen], about: About, by: Callable[[Seen], str], least_n: int
) -> list[_Pair]:
    pairs = []
    for what in sorted({by(one) for one in every}):
        some = tally(one for one in every if by(one) == what)
        others = tally(one for one in every if by(one) != what)
        if min(some.n, others.n) >= least_n:
            pairs.append(_Pair(about=about, what=what, one=some, other=others))
    return pairs


def _best_for_each(worse: Iterable[Advice]) -> list[Advice]:
    """Keep of several better channels the best one."""
    best: dict[tuple[About, str, str], Advice] = {}
    for one in worse:
        key = one.about, one.what, one.wallet
        if key not in best or one.delta.value < best[key].delta.value:
            best[key] = one
    return list(best.values())


@dataclass(slots=True)
class _Sum:
    """One channel's sum for one kind of trouble, and what it learns while all is well."""

    kind: Kind
    channel: str
    good: float
    n: float = USUAL_N
    height: float = 0.0  # of trouble while well, of recovery while in trouble
    last_at: datetime | None = None
    found: list[Incident] = field(default_factory=list)
    open: Incident | None = None
    _since: list[tuple[datetime, bool]] = field(default_factory=list)  # since it began to rise

    def see(self, at: datetime, *, is_bad: bool) -> None:
        if self.open is not None and self.last_at is not None and at - self.last_at > SILENCE:
            self._close(self.last_at + SILENCE)
        self.last_at = at
        if self.open is None:
            self._while_well(at, is_bad=is_bad)
        else:
            self._while_in_trouble(at, is_bad=is_bad)

    def finish(self, now: datetime) -> list[Incident]:
        if self.open is not None:
            if self.last_at is not None and now - self.last_at > SILENCE:
                self._close(self.last_at + SILENCE)
            else:
                self.found.append(self._counted(None))
        return self.found

    def _while_well(self, at: datetime, *, is_bad: bool) -> None:
        self.height = max(0.0, self.height + self._ratio(is_bad=is_bad))
        if self.height == 0.0:
            self._learn([*self._since, (at, is_bad)])
            self._since = []
            return
        self._since.append((at, is_bad))
        if self.height >= ALARM:
            self.open = Incident(
                kind=self.kind,
                channel=self.channel,
                began_at=self._since[0][0],
                noticed_at=at,
                ended_at=None,
                n=0,
                bad=0,
                usual=1 - self._usual,
            )
            self.height = 0.0

    def _while_in_trouble(self, at: datetime, *, is_bad: bool) -> None:
        assert self.open is not None
        self._since.append((at, is_bad))
        if at - self.open.began_at > LASTING:
            self._learn(self._since)
            self._close(at)
            return
        bad = sum(one for _, one in self._since)
        self.height = max(0.0, self.height - self._ratio(bad / len(self._since), is_bad=is_bad))
        if self.height >= ALL_CLEAR:
            self._close(at)

    def _close(self, at: datetime) -> None:
        self.found.append(self._counted(at))
        self.open, self.height, self._since = None, 0.0, []

    def _counted(self, ended_at: datetime | None) -> Incident:
        assert self.open is not None
        bad = sum(is_bad for _, is_bad in self._since)
        return Incident(
            kind=self.kind,
            channel=self.channel,
            began_at=self.open.began_at,
            noticed_at=self.open.noticed_at,
            ended_at=ended_at,
            n=len(self._since),
            bad=bad,
            usual=self.open.usual,
        )

    @property
    def _usual(self) -> float:
        return min(BEST, max(WORST[self.kind], self.good / self.n))

    def _ratio(self, seen: float = 0.0, *, is_bad: bool) -> float:
        """Say how much likelier this is in trouble than it usually is, as a logarithm.

        In trouble, at least the share of bad ones is expected that was `seen` in it so far.
        """
        usual = 1 - self._usual
        trouble = max(min((1 + usual) / 2, usual * WORSE), min(seen, 0.5))
        return math.log(trouble / usual) if is_bad else math.log((1 - trouble) / (1 - usual))

    def _learn(self, calm: Iterable[tuple[datetime, bool]]) -> None:
        for _, is_bad in calm:
            self.good += not is_bad
            self.n += 1


def _troubles(kind: Kind, channel: str, some: Sequence[Seen], now: datetime) -> list[Incident]:
    cumulative = _Sum(kind, channel, AT_FIRST[kind] * USUAL_N)
    for one in some:
        if kind is Kind.FAULTS:
            cumulative.see(one.at, is_bad=one.result is not Result.TAKEN)
        elif one.took_s is not None:
            cumulative.see(one.at, is_bad=one.took_s > SLOW_S)
    return cumulative.finish(now)


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf(1 - (1 - confidence) / 2)
