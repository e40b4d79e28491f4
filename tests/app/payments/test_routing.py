from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.money import Money
from app.payments.belief import Beliefs, Counts, Posterior, Snapshot
from app.payments.breaker import CLOSED, FAULTS, FIRST_S, LONGEST_S, PROBES, Breaker
from app.payments.routing import (
    Policy,
    Result,
    Router,
    Terms,
    Wanted,
    Why,
    replay,
    suggested,
)

WECHAT = frozenset({"wechat"})
SCAN = frozenset({"scan"})
DIRECT = Terms(channel="direct", instruments=WECHAT, modes=SCAN, fee_bps=38)
PARTNER = Terms(channel="partner", instruments=WECHAT, modes=SCAN, fee_bps=38)
BOTH = (DIRECT, PARTNER)
TEA = Wanted(instrument="wechat", mode="scan", amount=Money(1500))


def tripped(now_s: float = 0.0) -> Breaker:
    breaker = CLOSED
    for _ in range(FAULTS):
        breaker = breaker.failed(now_s)
    return breaker


@pytest.mark.parametrize(
    ("terms", "wanted", "why"),
    [
        (replace(DIRECT, needs=frozenset({"nfc"})), TEA, Why.DEVICE),
        (replace(DIRECT, is_contracted=False), TEA, Why.CONTRACT),
        (DIRECT, replace(TEA, instrument="alipay"), Why.INSTRUMENT),
        (DIRECT, replace(TEA, mode="qr"), Why.INSTRUMENT),
        (replace(DIRECT, most=Money(1499)), TEA, Why.LIMITS),
        (replace(DIRECT, network="bank_line"), TEA, Why.NETWORK),
        (DIRECT, replace(TEA, dearest_bps=37), Why.COST),
    ],
)
def test_what_cannot_take_a_payment_is_left_out_and_says_why(
    terms: Terms, wanted: Wanted, why: Why
) -> None:
    decision = Router().decide([terms], wanted, now_s=0, seed=1)
    assert decision.candidates[0].why_not is why
    assert decision.chosen == ""


def test_no_decision_goes_to_an_open_fuse() -> None:
    router = Router(breakers={"direct": tripped()})
    chosen = {router.decide(BOTH, TEA, now_s=1, seed=seed).chosen for seed in range(200)}
    assert chosen == {"partner"}


def test_the_better_channel_is_learnt_and_the_worse_one_hardly_asked() -> None:
    router = Router()
    for _ in range(200):
        router.told("direct", TEA.key("direct"), Result.TAKEN, now_s=1, took_s=1)
        router.told("partner", TEA.key("partner"), Result.TAKEN, now_s=1, took_s=1)
    for _ in range(20):
        router.beliefs.count(TEA.key("partner"), 1, failures=1)
    chosen = [router.decide(BOTH, TEA, now_s=2, seed=seed).chosen for seed in range(1000)]
    assert chosen.count("direct") > 950
    assert "partner" in chosen  # the floor of exploration


def test_a_customers_fault_is_never_held_against_the_channel() -> None:
    router = Router()
    before = router.beliefs.posterior(TEA.key("direct"), 0)
    for _ in range(50):
        router.told("direct", TEA.key("direct"), Result.NEUTRAL, now_s=0, took_s=2)
    assert router.beliefs.posterior(TEA.key("direct"), 0) == before
    assert router.breakers["direct"] == CLOSED


def test_a_late_answer_takes_back_what_its_silence_cost() -> None:
    router = Router()
    key = TEA.key("direct")
    before = router.beliefs.posterior(key, 0)
    router.late("direct", key, 0)
    assert router.beliefs.posterior(key, 0).mean < before.mean
    router.told("direct", key, Result.TAKEN, now_s=0, took_s=12, was_late=True)
    assert router.beliefs.posterior(key, 0).beta == pytest.approx(before.beta)


def test_an_outage_that_is_over_is_not_held_against_the_channel() -> None:
    router = Router()
    key = TEA.key("direct")
    for _ in range(100):
        router.told("direct", key, Result.TAKEN, now_s=0, took_s=1)
    before = router.beliefs.posterior(key, 0)
    for _ in range(30):
        router.told("direct", key, Result.FAULT, now_s=0, took_s=1)
    for probe in range(PROBES):
        at_s = FIRST_S + probe
        assert router.decide([DIRECT], TEA, now_s=at_s, seed=probe).chosen == "direct"
        router.told("direct", key, Result.TAKEN, now_s=at_s, took_s=1)
    after = router.beliefs.posterior(key, 0)
    assert after.mean > before.mean - 0.05
    assert router.breakers["direct"] == CLOSED


@given(seed=st.integers(0, 2**64 - 1), successes=st.integers(0, 500), failures=st.integers(0, 50))
def test_a_decision_is_made_again_to_the_bit(seed: int, successes: int, failures: int) -> None:
    router = Router()
    router.beliefs.count(TEA.key("direct"), 0, successes=successes, failures=failures)
    decision = router.decide(BOTH, TEA, now_s=3, seed=seed)
    assert replay(decision) == decision


def test_a_dear_channel_must_be_worth_its_fee() -> None:
    dear = replace(DIRECT, fee_bps=300)
    router = Router(policy=Policy(explores=0))
    for channel in ("direct", "partner"):
        router.beliefs.count(TEA.key(channel), 0, successes=2000, failures=10)
    chosen = {router.decide((dear, PARTNER), TEA, now_s=1, seed=seed).chosen for seed in range(50)}
    assert chosen == {"partner"}


def test_large_payments_are_nobodys_experiment() -> None:
    router = Router(policy=Policy(explores=1.0))
    large = replace(TEA, amount=Money(50_001))
    assert router.decide(BOTH, large, now_s=0, seed=1).reason == "best_draw"
    assert router.decide(BOTH, TEA, now_s=0, seed=1).reason == "explored"


def test_nobody_experiments_while_a_fuse_is_half_open() -> None:
    router = Router(policy=Policy(explores=1.0), breakers={"direct": tripped()})
    decision = router.decide(BOTH, TEA, now_s=FIRST_S, seed=1)
    assert decision.reason == "best_draw"


def test_a_till_with_the_chains_snapshot_knows_at_once_what_it_never_saw() -> None:
    key = TEA.key("partner")
    told = Snapshot(at_s=100, posteriors={key: Posterior(50, 50)})
    router = Router(beliefs=Beliefs(snapshot=told))
    chosen = [router.decide(BOTH, TEA, now_s=160, seed=seed).chosen for seed in range(300)]
    assert chosen.count("direct") > 280


def test_an_old_snapshot_still_routes_but_counts_for_less() -> None:
    key = TEA.key("partner")
    told = Snapshot(at_s=0, posteriors={key: Posterior(50, 50)})
    beliefs = Beliefs(snapshot=told)
    fresh, old = beliefs.posterior(key, 60), beliefs.posterior(key, 86_400)
    assert fresh.mean < 0.6
    assert old.mean > 0.9
    assert Router(beliefs=beliefs).decide(BOTH, TEA, now_s=86_400, seed=1).chosen


@given(st.lists(st.sampled_from(["worked", "failed", "pass", "wait"]), max_size=60))
def test_a_fuse_opens_waits_longer_each_time_and_closes_only_after_probes(
    steps: list[str],
) -> None:
    breaker, now_s = CLOSED, 0.0
    for step in steps:
        before = breaker
        match step:
            case "worked":
                breaker = breaker.succeeded()
            case "failed":
                breaker = breaker.failed(now_s)
            case "pass" if breaker.may_pass(now_s):
                breaker = breaker.passed(now_s)
            case _:
                now_s += 30
        assert breaker.wait_s in {0, 60, 120, 240, 480, LONGEST_S}
        if before.wait_s and not breaker.wait_s:
            assert before.worked == PROBES - 1
            assert before.probing_since_s >= 0
        if breaker.open_until_s > now_s:
            assert not breaker.may_pass(now_s)


def test_a_probe_that_never_answers_does_not_keep_the_fuse_open_for_ever() -> None:
    breaker = tripped().passed(FIRST_S)
    assert not breaker.may_pass(FIRST_S + 1)
    assert breaker.may_pass(2 * FIRST_S + 2)


def test_counts_fade_by_half_each_half_life_and_a_clock_set_back_fades_nothing() -> None:
    counts = Counts(8, 4, at_s=100)
    assert counts.at(160, 60) == Counts(4, 2, 160)
    assert counts.at(50, 60) == counts


def test_habit_orders_suggestions_and_leaves_out_what_cannot_work() -> None:
    habit = {"alipay": 0.9, "wechat": 0.1}
    order = suggested(("wechat", "alipay", "ecny"), habit, dead=frozenset({"ecny"}))
    assert order == ("alipay", "wechat")
