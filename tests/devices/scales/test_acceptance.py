"""What may be sold by: never a wrong weight, and none twice."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import Refusal
from devices.scales.acceptance import FRESH_S, INFERRED_S, Acceptance, Verdict
from devices.scales.feed import Feed
from devices.scales.protocol import Protocol
from devices.scales.reading import Reading
from devices.scales.simulator import CAPACITY_G, Load
from tests.devices.scales.streams import (
    ALL,
    EVERY_S,
    Phase,
    damaged,
    flipped,
    frames_of,
    is_guarded,
    pieces,
)

LOADS = st.one_of(
    st.builds(Load, gross_g=st.integers(1, CAPACITY_G)),
    st.builds(Load, gross_g=st.integers(1, CAPACITY_G), is_moving=st.just(True)),
    st.builds(Load, gross_g=st.integers(200, 2000), tare_g=st.integers(1, 199)),
    st.builds(Load, tare_g=st.integers(1, 200)),
    st.just(Load()),
    st.just(Load(gross_g=CAPACITY_G + 100, is_over=True)),
    st.just(Load(is_under=True)),
)
PHASES = st.lists(st.builds(Phase, LOADS, st.integers(1, 9)), min_size=1, max_size=10)


def seen(*readings: Reading, repeats: int = 2) -> Acceptance:
    acceptance = Acceptance(capacity_g=CAPACITY_G, repeats=repeats)
    for reading in readings:
        acceptance = acceptance.see(reading)
    return acceptance


def still(grams: int, at: float, *, is_net: bool = False) -> Reading:
    return Reading(grams=grams, is_stable=True, at=at, is_net=is_net)


def test_a_weight_is_believed_once_readings_agree() -> None:
    once = seen(still(500, 1.0))
    assert once.judge(1.0) is Verdict.MOVING
    assert once.see(still(500, 1.1)).judge(1.1) is Verdict.READY


def test_an_old_weight_is_no_weight() -> None:
    ready = seen(still(500, 1.0), still(500, 1.1))
    assert ready.judge(1.1 + FRESH_S) is Verdict.SILENT
    assert ready.judge(0.5) is Verdict.SILENT  # a clock that went back


def test_a_run_does_not_survive_noise_or_a_pause() -> None:
    noisy = Reading(grams=500, is_stable=True, at=1.1, follows_noise=True)
    assert seen(still(500, 1.0), noisy).judge(1.1) is Verdict.MOVING
    assert seen(still(500, 1.0), still(500, 2.5)).judge(2.5) is Verdict.MOVING


@pytest.mark.parametrize(
    ("reading", "verdict"),
    [
        (Reading(grams=0, is_stable=True, at=1.0, is_over=True), Verdict.OVER),
        (Reading(grams=CAPACITY_G + 1, is_stable=True, at=1.0), Verdict.OVER),
        (Reading(grams=-5, is_stable=True, at=1.0), Verdict.NEGATIVE),
        (Reading(grams=0, is_stable=True, at=1.0, is_under=True), Verdict.NEGATIVE),
        (Reading(grams=5, is_stable=False, at=1.0), Verdict.MOVING),
        (Reading(grams=0, is_stable=True, at=1.0), Verdict.EMPTY),
    ],
)
def test_every_other_state_is_refused_by_its_name(reading: Reading, verdict: Verdict) -> None:
    acceptance = seen(reading, reading)
    assert acceptance.judge(1.0) is verdict
    with pytest.raises(Refusal) as refused:
        acceptance.take(1.0, reading.grams)
    assert refused.value.code == f"scale_{verdict}"
    assert refused.value.text("en")


def test_the_same_load_is_sold_once() -> None:
    taken = seen(still(500, 1.0), still(500, 1.1)).take(1.1, 500)
    assert taken.judge(1.1) is Verdict.TAKEN
    more = taken.see(still(900, 1.2)).see(still(900, 1.3))
    assert more.judge(1.3) is Verdict.TAKEN  # something was laid on top of it
    empty = more.see(still(0, 1.4)).see(still(0, 1.5))
    assert empty.see(still(900, 1.6)).see(still(900, 1.7)).judge(1.7) is Verdict.READY


def test_a_cut_line_does_not_make_a_sold_load_new() -> None:
    taken = seen(still(500, 1.0), still(500, 1.1)).take(1.1, 500).interrupted()
    again = taken.see(still(500, 1.2)).see(still(500, 1.3))
    assert again.judge(1.3) is Verdict.TAKEN


def test_taring_a_sold_load_away_sells_only_what_comes_on_top() -> None:
    taken = seen(still(500, 1.0), still(500, 1.1)).take(1.1, 500)
    tared = taken.see(still(0, 1.2, is_net=True)).see(still(0, 1.3, is_net=True))
    top = tared.see(still(90, 1.4, is_net=True)).see(still(90, 1.5, is_net=True))
    assert top.judge(1.5) is Verdict.READY
    both = top.take(1.5, 90).see(still(590, 1.6)).see(still(590, 1.7))
    assert both.judge(1.7) is Verdict.TAKEN  # the gross holds what was sold


def test_a_weight_that_changed_since_it_was_shown_is_not_taken() -> None:
    ready = seen(still(510, 1.0), still(510, 1.1))
    with pytest.raises(Refusal, match="还在变"):
        ready.take(1.1, 500)


@pytest.mark.parametrize("protocol", ALL, ids=lambda it: it.name)
@settings(max_examples=60)
@given(phases=PHASES, seed=st.integers())
def test_never_a_wrong_weight(protocol: Protocol, phases: list[Phase], seed: int) -> None:
    """Follow a line with damage against what truly lay there.

    A check or a parity finds any one flipped bit, so such lines may be damaged all the time,
    even in the same bit of every frame. Lines without either are damaged in no more than two
    frames in a row.
    """
    chance = random.Random(seed)
    feed = Feed(protocol)
    acceptance = Acceptance(
        capacity_g=CAPACITY_G,
        repeats=protocol.repeats,
        settles_s=0.0 if protocol.says_stable else INFERRED_S,
    )
    truths = [phase.load for phase in phases for _ in range(phase.frames)]
    was_emptied, in_a_row = True, 0
    stuck = (chance.randrange(24), chance.randrange(8)) if chance.random() < 0.5 else None
    worst = 99 if is_guarded(protocol) else 2
    for at, frame in enumerate(frames_of(protocol, phases, chance)):
        now = at * EVERY_S
        broken = chance.random() < 0.4 and in_a_row < worst
        in_a_row = in_a_row + 1 if broken else 0
        sent = damaged(frame, chance) if broken else frame
        if stuck is not None and is_guarded(protocol):
            sent = flipped(frame, *stuck)
        for piece in pieces(sent, chance):
            for reading in feed.feed(piece, now):
                acceptance = acceptance.see(reading)
        was_emptied = was_emptied or truths[at].gross_g - truths[at].tare_g <= 0
        if acceptance.judge(now) is not Verdict.READY:
            continue
        assert acceptance.last is not None
        weight = acceptance.last.grams
        recent = [it for it in truths[max(0, at - 12) : at + 1] if not it.is_over]
        assert weight in {it.net_g for it in recent if _stands_still(it, protocol)}
        if chance.random() < 0.5:
            assert was_emptied, "sold twice"
            acceptance = acceptance.take(now, weight)
            was_emptied = False


def _stands_still(load: Load, protocol: Protocol) -> bool:
    return not load.is_moving and (not load.is_under or not protocol.says_stable)


def test_a_quiet_line_is_accepted_within_half_a_second() -> None:
    for protocol in ALL:
        feed, chance = Feed(protocol), random.Random(1)
        acceptance = Acceptance(capacity_g=CAPACITY_G, repeats=protocol.repeats)
        frames = frames_of(protocol, [Phase(Load(gross_g=685), 7)], chance)
        for at, frame in enumerate(frames):
            for reading in feed.feed(frame, at * EVERY_S):
                acceptance = acceptance.see(reading)
            if acceptance.judge(at * EVERY_S) is Verdict.READY:
                break
        assert at <= 5, protocol.name
