from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.reconciliation import worlds
from app.reconciliation.finding import AGREED, Finding
from app.reconciliation.matching import loads, matching
from app.reconciliation.matching.engines import DuckDb
from app.reconciliation.matching.matching import Cancelled, Period
from app.reconciliation.standard import Entry, Kind, Status
from tests.app.reconciliation.matching.stage import (
    COVERED,
    NOON_MS,
    PERIOD,
    TERMS,
    Found,
    findings,
    found,
    match,
    ours,
    theirs,
)

Rows = list[Entry]
PLAIN = [row for n in range(1, 21) for row in (ours(n, 900 + n), theirs(n, 900 + n))]
DAY_MS = 86_400_000


def refund(row: Entry, number: str, fen: int, later_ms: int = 60_000) -> Entry:
    changed = replace(
        row,
        kind=Kind.REFUND,
        refund_no=number,
        channel_no="" if row.side == "ours" else f"5030{number}",
        gross_fen=-fen,
        net_fen=-fen,
        at_ms=row.at_ms + later_ms,
    )
    return changed if row.side == "ours" else worlds.charged(changed)


def over() -> Rows:
    a, b = ours(50, 5000), theirs(50, 5000)
    first = [refund(a, "R1", 5000), refund(b, "R1", 5000)]
    return [a, b, *first, refund(a, "R2", 700, 90_000), refund(b, "R2", 700, 90_000)]


def split() -> Rows:
    a, b = ours(50, 5000), theirs(50, 5000)
    return [a, b, refund(a, "R1", 900), refund(b, "R1-1", 600), refund(b, "R1-2", 250)]


SINGLE: dict[Finding, Callable[[], Rows]] = {
    Finding.MISSING_CHANNEL: lambda: [ours(50)],
    Finding.MISSING_INTERNAL: lambda: [theirs(50)],
    Finding.AMOUNT_MISMATCH: lambda: [ours(50), theirs(50, 1100)],
    Finding.STATUS_MISMATCH: lambda: [ours(50, status=Status.CLOSED), theirs(50)],
    Finding.DUP_CHANNEL: lambda: [ours(50), theirs(50), theirs(50, channel_no="42009")],
    Finding.DUP_INTERNAL: lambda: [ours(50), ours(50, at_ms=NOON_MS + 55_000), theirs(50)],
    Finding.REFUND_ORPHAN: lambda: [refund(theirs(50), "R1", 500)],
    Finding.REFUND_OVER: over,
    Finding.SPLIT_INCOMPLETE: split,
    Finding.FEE_MISMATCH: lambda: [ours(50), theirs(50, fee_fen=26)],
    Finding.FEE_MISSING: lambda: [ours(50), theirs(50, fee_fen=0)],
    Finding.FUZZY_PROPOSED: lambda: [
        ours(50, channel_no=""),
        theirs(50, order_no="ZS9000000050"),
    ],
    Finding.FILE_MISSING: lambda: [ours(50, channel="alipay")],
}


@pytest.mark.parametrize("finding", SINGLE)
def test_a_single_planted_exception_is_found_once_and_nothing_else(finding: Finding) -> None:
    more = {"covered": [("wechat", 20260901, 20261130)]}
    seen = findings([*PLAIN, *SINGLE[finding]()], **more)
    assert [it for it in seen if it not in AGREED] == [finding]


def test_agreeing_books_leave_nothing() -> None:
    assert set(findings(PLAIN)) == {Finding.MATCHED}


def test_a_number_that_was_cut_off_reversed_or_lost_is_matched_by_amount_and_time() -> None:
    for number in ("ZS00000", "", theirs(50).order_no[::-1]):
        odd = [ours(50, 4321, channel_no=""), theirs(50, 4321, order_no=number)]
        assert set(findings([*PLAIN, *odd])) == {Finding.MATCHED}


def test_rows_whose_sound_numbers_differ_are_never_matched_by_amount_and_time() -> None:
    strangers = [ours(51, 4321, channel_no=""), theirs(9352, 4321, at_ms=NOON_MS + 51_000)]
    seen = findings([*PLAIN, *strangers])
    assert {Finding.MISSING_CHANNEL, Finding.MISSING_INTERNAL} <= set(seen)


def test_two_rows_cut_off_alike_are_no_duplicates() -> None:
    odd = [
        *(ours(n, 7000 + n, channel_no="") for n in (50, 51)),
        *(theirs(n, 7000 + n, order_no="ZS00000") for n in (50, 51)),
    ]
    assert set(findings([*PLAIN, *odd])) == {Finding.MATCHED}


def test_a_store_whose_clock_is_off_is_learned_from_what_is_sure() -> None:
    def late(row: Entry) -> Entry:
        return replace(row, at_ms=row.at_ms + 400_000)

    rows = [late(it) if it.side == "ours" else it for it in PLAIN]
    odd = [late(ours(50, 4321, channel_no="")), theirs(50, 4321, order_no="")]
    assert set(findings([*rows, *odd])) == {Finding.MATCHED}


def test_a_refund_paid_in_parts_is_one_match() -> None:
    a, b = ours(50, 5000), theirs(50, 5000)
    parts = [refund(a, "R1", 900), refund(b, "R1-1", 600), refund(b, "R1-2", 300)]
    assert set(findings([*PLAIN, a, b, *parts])) == {Finding.MATCHED}


def test_several_rows_that_could_be_one_another_are_assigned_but_wait_for_a_person() -> None:
    odd = [
        *(ours(n, 7000, channel_no="", order_no=f"X{n}") for n in (60, 69)),
        *(theirs(n, 7000, order_no="") for n in (60, 69)),
    ]
    seen = findings([*PLAIN, *odd])
    assert [it for it in seen if it is not Finding.MATCHED] == [Finding.AMBIGUOUS] * 2


def test_rows_that_add_up_to_one_are_proposed_where_only_one_choice_does() -> None:
    parts = [ours(50, 3001, channel_no=""), ours(51, 4002, channel_no="")]
    whole = theirs(52, 7003, order_no="M1")
    seen = findings([*PLAIN, *parts, whole])
    assert [it for it in seen if it is not Finding.MATCHED] == [Finding.FUZZY_PROPOSED]


def test_a_row_has_its_days_before_it_is_missed() -> None:
    today = Period(first_day=20260930, last_day=20261031, as_of=20261001)
    assert Finding.TIMING in findings([*PLAIN, ours(50)], period=today)


def test_a_day_that_ends_later_in_the_channels_books_is_a_cutoff() -> None:
    pair = [ours(50), theirs(50, biz_date=20261002, at_ms=NOON_MS + DAY_MS)]
    assert Finding.CUTOFF in findings([*PLAIN, *pair])


def test_an_unknown_payment_closes_itself_when_the_statement_proves_it() -> None:
    pair = [ours(50, status=Status.PENDING), theirs(50)]
    seen = findings([*PLAIN, *pair])
    assert [it for it in seen if it is not Finding.MATCHED] == [Finding.PROVEN]


def test_what_people_hold_is_never_matched() -> None:
    row = ours(3, 903)
    name = [row.channel, row.account, "pay", row.channel_no, row.order_no, "", 903, 1]
    engine, outcome = match(PLAIN, held=[("ours", name)])
    assert outcome.groups[Finding.MATCHED] == 19
    assert outcome.groups[Finding.MISSING_INTERNAL] == 1
    engine.close()


def test_a_run_that_was_cancelled_goes_on_where_it_was() -> None:
    asked: list[int] = []

    def stop(at: int, _of: int) -> None:
        asked.append(at)
        if len(asked) == 30:
            raise Cancelled

    rows = [*PLAIN, ours(50)]
    engine = DuckDb(None, threads=1)
    loads.take_both(engine, [loads.coded(it, 1, place) for place, it in enumerate(rows, 1)])
    with pytest.raises(Cancelled):
        matching.run(engine, TERMS, PERIOD, covered=COVERED, progress=stop)
    assert engine.rows("SELECT done FROM mark") == [(29,)]
    outcome = matching.run(engine, TERMS, PERIOD, covered=COVERED)
    assert outcome.groups == {Finding.MATCHED: 20, Finding.MISSING_CHANNEL: 1}
    engine.close()


WORLD = list(worlds.play(1500, 7))
WORLD_ROWS = [row for day in WORLD for row in (*day.ours, *day.theirs)]


@pytest.fixture(scope="module")
def verdict() -> Found:
    engine, _ = match(WORLD_ROWS)
    seen = found(engine)
    engine.close()
    return seen


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6))
def test_the_order_of_rows_decides_nothing(verdict: Found, seed: int) -> None:
    rows = list(WORLD_ROWS)
    Random(seed).shuffle(rows)
    engine, _ = match(rows)
    assert found(engine) == verdict
    engine.close()


def test_every_row_is_in_one_group_and_all_of_the_difference_is_explained() -> None:
    engine, outcome = match(WORLD_ROWS)
    groups = found(engine)
    named = [row for _, rows in groups for row in rows]
    assert len(named) == len(set(named)) == len(WORLD_ROWS)
    money = {
        side: sum(it.gross_fen for it in WORLD_ROWS if it.side == side and it.status == "success")
        for side in ("ours", "theirs")
    }
    explained = sum(outcome.ours_fen.values()) - sum(outcome.theirs_fen.values())
    assert explained == money["ours"] - money["theirs"]
    engine.close()


def test_matching_again_finds_the_same() -> None:
    engine, first = match(WORLD_ROWS)
    again = matching.run(engine, TERMS, PERIOD, covered=COVERED)
    assert again == first
    engine.close()
