"""Worlds of channels that work and fail, made from a seed, to measure routing in.

A world is played second by second: what share of payments each channel takes now, how long it
takes, what it costs. Payments come at random moments; each knows beforehand the chance by which
every channel would take or fail it, so that all policies meet the very same luck.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

CHANNELS = ("a", "b", "c")
TIMEOUT_S = 45.0
TIMED_OUT = 0.7  # of a channel's faults are silence, the others are said at once
LATE_AT_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How channels behave; rates are shares, times in seconds or hours as named.

    `base` is what each channel takes while it is well, `drift` how far that wanders. Outages come
    `outage_every_h` apart and last about `outage_min` minutes; the share is multiplied by a chance
    up to `outage_worst` meanwhile. `shared` outages take the first channels together.
    """

    name: str
    arrivals_s: float = 3.0
    hours: float = 4.0
    base: tuple[float, ...] = (0.985, 0.985, 0.985)
    drift: float = 0.0
    outage_every_h: tuple[float, ...] = (0.0, 0.0, 0.0)  # 0 for none
    outage_min: float = 12.0
    outage_worst: float = 0.5
    shared: int = 0
    slow_every_h: float = 0.0
    fee_bps: tuple[int, ...] = (38, 38, 38)
    fee_changes: bool = False
    customer_faults: float = 0.0
    mislabelled: float = 0.0  # of the customers' faults are told as the channel's
    flap_s: float = 0.0


OUTAGES = World(
    name="outages",
    base=(0.9675, 0.9675, 0.9675),
    drift=0.0275,  # wanders between 94 and 99.5 per cent
    outage_every_h=(6.0, 6.0, 6.0),
    hours=12.0,
)
WORLDS = {
    world.name: world
    for world in (
        World(name="stationary", base=(0.965, 0.991, 0.98)),
        World(name="drift", base=(0.9475, 0.9475, 0.9475), drift=0.0475, hours=12.0),
        OUTAGES,
        World(
            name="correlated",
            base=(0.99, 0.988, 0.975),
            outage_every_h=(2.0, 2.0, 0.0),
            shared=2,
            hours=8.0,
        ),
        World(name="slow", base=(0.97, 0.99, 0.985), slow_every_h=1.0),
        World(name="fee_change", base=(0.97, 0.985, 0.985), fee_bps=(38, 60, 38), fee_changes=True),
        World(
            name="contaminated",
            base=(0.965, 0.99, 0.98),
            customer_faults=0.08,
            mislabelled=0.2,
        ),
        World(name="flapping", base=(0.99, 0.985, 0.98), flap_s=240.0),
        World(
            name="seed",
            base=(0.995, 0.995, 0.995),
            outage_every_h=(7.0, 6.0, 6.0),  # static priority fails 3.2% over seeds 0 to 29
            outage_min=12.0,
            hours=12.0,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Second:
    """How one channel is in one second."""

    takes: float
    answers_s: float
    fee_bps: int
    is_down: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment that comes at `at_s`; its luck is the same whichever channel is asked."""

    at_s: float
    luck: float
    pace: float
    silence: float
    customer: float
    label: float


@dataclass(frozen=True, slots=True)
class Played:
    """A world made from a seed: its seconds by channel, and the payments in order."""

    world: World
    seconds: tuple[tuple[Second, ...], ...]
    payments: tuple[Payment, ...]

    def of(self, channel: int, at_s: float) -> Second:
        """Return how a channel is at a moment."""
        line = self.seconds[channel]
        return line[min(int(at_s), len(line) - 1)]


def play(world: World, seed: int) -> Played:
    """Make a world; the same seed makes the same."""
    random = Random(f"{world.name}-{seed}")  # noqa: S311 - chance, not secrecy
    length = int(world.hours * 3600)
    outages = _outages(world, length, random)
    seconds = tuple(
        tuple(_seconds(world, channel, length, outages[channel], random))
        for channel in range(len(world.base))
    )
    return Played(world, seconds, tuple(_payments(world, length, random)))


def for_a_store(world: World) -> World:
    """Return the same world as one store meets it: few payments."""
    return replace(world, arrivals_s=0.035, hours=max(24.0, world.hours))


def _outages(world: World, length: int, random: Random) -> list[list[float]]:
    """Return for each channel and second what its share is multiplied by."""
    made = [_outage_line(world, every, length, random) for every in world.outage_every_h]
    if world.shared:
        for channel in range(1, world.shared):
            made[channel] = made[0]
    return made


def _outage_line(world: World, every_h: float, length: int, random: Random) -> list[float]:
    line = [1.0] * length
    at = random.expovariate(1 / (every_h * 3600)) if every_h else math.inf
    while at < length:
        lasts = world.outage_min * 60 * random.lognormvariate(0, 1)
        worth = random.uniform(0, world.outage_worst)
        for second in range(int(at), min(length, int(at + lasts))):
            line[second] = worth
        at += lasts + random.expovariate(1 / (every_h * 3600))
    return line


def _seconds(
    world: World, channel: int, length: int, outage: list[float], random: Random
) -> list[Second]:
    wander = _wander(world.drift, random)
    slow = _outage_line(world, world.slow_every_h, length, random)
    phase = random.uniform(0, world.flap_s) if world.flap_s else 0.0
    made = []
    for second in range(length):
        takes = (world.base[channel] + wander(second)) * outage[second]
        flaps = bool(world.flap_s) and channel == 0
        is_out = flaps and int((second + phase) / world.flap_s) % 2 == 1
        if is_out:
            takes *= 0.3
        answers = 8.0 if slow[second] < 1 and channel == 1 else 1.0
        fee = _fee(world, channel, second, length)
        made.append(Second(takes, answers, fee, outage[second] < 1 or is_out))
    return made


def _fee(world: World, channel: int, second: int, length: int) -> int:
    fee = world.fee_bps[channel]
    if world.fee_changes and second > length // 2:  # what was dear is cheap from now on
        fee = world.fee_bps[(channel + 1) % len(world.fee_bps)]
    return fee


def _wander(width: float, random: Random) -> Callable[[int], float]:
    """Return a slow wander around zero, never further than `width`: a few sines."""
    if not width:
        return lambda _: 0.0
    waves = [
        (random.uniform(0.5, 1), random.uniform(8, 24) * 3600, random.uniform(0, 2 * math.pi))
        for _ in range(3)
    ]
    whole = sum(height for height, _, _ in waves)
    return lambda second: (
        width
        * sum(
            height * math.sin(2 * math.pi * second / period + phase)
            for height, period, phase in waves
        )
        / whole
    )


def _payments(world: World, length: int, random: Random) -> list[Payment]:
    made = []
    at = random.expovariate(world.arrivals_s)
    while at < length:
        made.append(
            Payment(
                at_s=at,
                luck=random.random(),
                pace=random.lognormvariate(0, 0.25),
                silence=random.random(),
                customer=random.random(),
                label=random.random(),
            )
        )
        at += random.expovariate(world.arrivals_s)
    return made
