"""How payments are watched: against published intervals, in quiet and in trouble."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assurance import watching
from app.assurance.watching import About, Kind, Result, Seen, Tally
from app.base.money import Money
from tests.examples import NOON

MINUTE = timedelta(minutes=1)
ONE = Seen(
    number="n",
    channel="direct",
    wallet="wechat",
    store="s",
    till="t",
    at=NOON,
    amount=Money(1000),
    result=Result.TAKEN,
    took_s=1.0,
)


def run(
    n: int, good: float, *, start: datetime = NOON, seed: int = 1, **more: object
) -> list[Seen]:
    """Pay once a minute; this share is taken."""
    chooser = random.Random(seed)
    return [
        replace(
            ONE,
            at=start + at * MINUTE,
            result=Result.TAKEN if chooser.random() < good else Result.FAULT,
            **more,  # type: ignore[arg-type]
        )
        for at in range(n)
    ]


@pytest.mark.parametrize(
    ("taken", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_the_interval_of_newcombe_1998_table_i(
    taken: int, n: int, low: float, high: float
) -> None:
    found = watching.wilson(taken, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((0, 20), (0, 10), -0.2775, 0.1611),
    ],
)
def test_a_difference_has_the_interval_of_newcombe_1998_table_ii(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    (taken, n), (others, m) = one, other
    found = watching.difference(Tally(n=n, taken=taken), Tally(n=m, taken=others))
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_lies_in_its_interval(taken: int, others: int) -> None:
    found = watching.wilson(taken, taken + others)
    assert 0 <= found.low <= found.value + 1e-9 <= found.high + 2e-9 <= 1 + 2e-9


def test_what_the_customer_did_counts_neither_way() -> None:
    seen = [ONE, replace(ONE, result=Result.CUSTOMER), replace(ONE, result=Result.WAITING)]
    counted = watching.tally(seen)
    assert (counted.n, counted.taken, counted.customer) == (1, 1, 1)


def test_a_lost_order_that_was_found_is_counted_as_found() -> None:
    lost = replace(ONE, was_unknown=True, amount=Money(700))
    counted = watching.tally([ONE, lost, replace(lost, result=Result.UNPROVEN)])
    assert (counted.n, counted.unknown, counted.found) == (3, 2, 1)
    assert counted.found_amount == Money(700)


def test_payments_are_counted_apart_by_channel_store_till_and_hour() -> None:
    seen = [ONE, replace(ONE, till="u"), replace(ONE, at=NOON + 60 * MINUTE)]
    apart = watching.tallies(seen, lambda it: (it.channel, it.store, it.till, it.at.hour))
    hour = NOON.hour
    assert {key: one.n for key, one in apart.items()} == {
        ("direct", "s", "t", hour): 1,
        ("direct", "s", "u", hour): 1,
        ("direct", "s", "t", hour + 1): 1,
    }


def test_times_are_told_by_their_middle_and_by_the_slowest() -> None:
    counted = watching.tally([replace(ONE, took_s=float(at)) for at in range(1, 102)])
    assert (counted.usual_s, counted.slow_s) == (51.0, 96.0)
    assert watching.tally([]).usual_s is None


def test_an_old_fault_fades_with_time() -> None:
    fault = replace(ONE, result=Result.FAULT)
    later = [replace(ONE, at=NOON + at * MINUTE) for at in (20, 40)]
    moments = [NOON - MINUTE, NOON, NOON + 20 * MINUTE, NOON + 40 * MINUTE]
    shares = watching.smoothed([fault, *later], moments)
    assert shares == [None, 0.0, pytest.approx(1 / 1.5), pytest.approx(1.5 / 1.75)]


def test_an_outage_is_noticed_within_six_faults_and_ends_by_itself() -> None:
    seen = run(300, 0.99) + run(30, 0.1, start=NOON + 300 * MINUTE)
    seen += run(200, 0.995, start=NOON + 330 * MINUTE, seed=3)
    (found,) = watching.incidents(seen, NOON + 530 * MINUTE)
    assert found.kind is Kind.FAULTS
    assert NOON + 295 * MINUTE <= found.began_at <= NOON + 302 * MINUTE
    assert found.noticed_at <= NOON + 306 * MINUTE
    assert found.ended_at is not None
    assert NOON + 330 * MINUTE < found.ended_at < NOON + 350 * MINUTE


def test_an_outage_that_goes_on_is_open() -> None:
    seen = run(300, 0.99) + run(10, 0.0, start=NOON + 300 * MINUTE)
    (found,) = watching.incidents(seen, NOON + 310 * MINUTE)
    assert (found.ended_at, found.bad >= 9) == (None, True)


def test_a_channel_that_nobody_uses_any_more_is_not_in_trouble_for_ever() -> None:
    seen = run(10, 0.0)
    (found,) = watching.incidents(seen, NOON + timedelta(hours=9))
    assert found.ended_at == NOON + 9 * MINUTE + watching.SILENCE


def test_trouble_of_a_whole_day_is_how_the_channel_is_now() -> None:
    seen = [replace(one, at=NOON + at * 5 * MINUTE) for at, one in enumerate(run(900, 0.8))]
    found = watching.incidents(seen, seen[-1].at)
    assert all(one.ended_at is not None for one in found if one.kind is Kind.FAULTS)
    assert len(found) <= 4


def test_a_slow_channel_is_an_incident_of_its_own() -> None:
    seen = run(100, 1.0) + run(20, 1.0, start=NOON + 100 * MINUTE, took_s=14.0)
    (found,) = watching.incidents(seen, NOON + 120 * MINUTE)
    assert (found.kind, found.ended_at) == (Kind.SLOW, None)


def test_customers_who_type_passwords_are_no_incident() -> None:
    chooser = random.Random(7)
    seen = [replace(one, took_s=15.0 if chooser.random() < 0.05 else 1.0) for one in run(2000, 1)]
    assert watching.incidents(seen, seen[-1].at) == []


def test_good_days_raise_hardly_any_false_alarm() -> None:
    days = [
        watching.incidents(run(1000, 0.99, seed=seed), NOON + 1000 * MINUTE) for seed in range(20)
    ]
    assert sum(map(len, days)) <= 3


def test_a_worse_channel_for_the_same_wallet_is_advice_with_its_evidence() -> None:
    seen = run(600, 0.95) + run(600, 0.995, channel="agent", seed=2)
    fees = {"direct": 38, "agent": 60}
    (found,) = watching.advise(seen, fees_bps=fees)
    assert (found.about, found.what, found.instead) == (About.CHANNEL, "direct", "agent")
    assert (found.n, found.other_n, found.delta.is_clear) == (600, 600, True)
    assert found.delta.low < found.delta.value < found.delta.high < 0
    assert found.fee == Money(600 * 1000 * 22 // 10_000)


def test_what_may_be_chance_is_no_advice() -> None:
    seen = run(600, 0.98) + run(600, 0.985, channel="agent", seed=2)
    assert watching.advise(seen) == []


def test_few_payments_are_no_evidence_however_bad() -> None:
    seen = run(150, 0.5) + run(600, 0.99, channel="agent", seed=2)
    assert watching.advise(seen) == []


def test_channels_of_different_wallets_are_not_compared() -> None:
    seen = run(600, 0.9) + run(600, 0.99, channel="alipay", wallet="alipay", seed=2)
    assert watching.advise(seen) == []


def test_a_till_and_an_hour_that_are_worse_than_the_others_are_named() -> None:
    seen = run(600, 0.99, start=NOON) + run(400, 0.9, till="bad", start=NOON, seed=4)
    by_till = [one for one in watching.advise(seen) if one.about is About.TILL]
    assert [(one.what, one.instead, one.fee) for one in by_till] == [("s/bad", "", None)]
    rush = [replace(one, at=NOON + timedelta(days=at)) for at, one in enumerate(run(400, 0.9))]
    calm = [replace(one, at=one.at + timedelta(hours=5)) for one in run(600, 0.99)]
    found = watching.advise(rush + calm)
    assert (About.HOUR, str(NOON.hour)) in {(one.about, one.what) for one in found}


def test_twenty_equal_tills_are_rarely_told_apart() -> None:
    told = 0
    for seed in range(5):
        seen = [
            one for at in range(20) for one in run(250, 0.98, till=f"t{at}", seed=seed * 20 + at)
        ]
        told += sum(one.about is About.TILL for one in watching.advise(seen))
    assert told <= 1


@given(st.lists(st.sampled_from(list(Result)), max_size=60))
def test_incidents_are_in_order_and_count_what_they_saw(results: list[Result]) -> None:
    seen = [replace(ONE, at=NOON + at * MINUTE, result=it) for at, it in enumerate(results)]
    for found in watching.incidents(seen, NOON + len(seen) * MINUTE):
        assert found.began_at <= found.noticed_at <= (found.ended_at or found.noticed_at)
        assert 0 < found.bad <= found.n <= len(seen)
