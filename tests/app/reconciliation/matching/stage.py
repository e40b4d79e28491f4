"""Two books in memory, and what is found of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.reconciliation import worlds
from app.reconciliation.finding import BY_NUMBER, Finding
from app.reconciliation.matching import loads, matching
from app.reconciliation.matching.engines import DuckDb
from app.reconciliation.matching.matching import Outcome, Period
from app.reconciliation.matching.terms import FeeTerm, Terms
from app.reconciliation.standard import Entry, Kind, Side

NOON_MS = 1_790_827_200_000  # 2026-10-01 12:00 in China
DAY = 20261001
PERIOD = Period(first_day=20260930, last_day=20261031, as_of=20261105)
TERMS = Terms(
    fees=tuple(FeeTerm(channel=name, rate_ppm=rate) for name, rate in worlds.RATE_PPM.items())
)
COVERED = tuple((name, 20260901, 20261130) for name in worlds.RATE_PPM)
Found = list[tuple[Finding, frozenset[tuple[Side, str]]]]


def ours(number: int, fen: int = 1000, **more: object) -> Entry:
    """Our row of an order."""
    row = Entry(
        side=Side.OURS,
        channel="wechat",
        store="S1",
        kind=Kind.PAY,
        order_no=f"ZS{number:010}",
        channel_no=f"4200{number:010}",
        gross_fen=fen,
        net_fen=fen,
        at_ms=NOON_MS + number * 1000,
        biz_date=DAY,
    )
    return replace(row, **more)  # type: ignore[arg-type]


def theirs(number: int, fen: int = 1000, **more: object) -> Entry:
    """The channel's row of the same order."""
    row = worlds.charged(replace(ours(number, fen), side=Side.THEIRS, store=""))
    row = replace(row, **more)  # type: ignore[arg-type]
    return row if "fee_fen" in more else worlds.charged(row)


def match(
    rows: Iterable[Entry], period: Period = PERIOD, terms: Terms = TERMS, **more: object
) -> tuple[DuckDb, Outcome]:
    """Match rows of both sides."""
    engine = DuckDb(None, threads=1)
    loads.take_both(engine, [loads.coded(it, 1, place) for place, it in enumerate(rows, 1)])
    more.setdefault("covered", COVERED)
    return engine, matching.run(engine, terms, period, **more)  # type: ignore[arg-type]


def found(engine: DuckDb) -> Found:
    """Return every group: what it is, and its rows by side and numbers."""
    groups: dict[tuple[int, int], tuple[Finding, set[tuple[Side, str]]]] = {}
    members = loads.MEMBERS
    for code, side in enumerate((Side.OURS, Side.THEIRS)):
        sql = f"""SELECT v.grp, v.side, v.finding,
            concat(w.e_order_no, '/', w.e_refund_no, '/', w.e_channel_no, '/', w.copy)
            FROM verdict AS v JOIN ({members}) AS m ON m.grp = v.grp AND m.of = v.side
            JOIN wide_{side} AS w ON w.id = m.id AND m.side = {code}"""
        for grp, of, finding, name in engine.rows(sql):
            groups.setdefault((grp, of), (BY_NUMBER[finding], set()))[1].add((side, name))
    return sorted(
        ((finding, frozenset(rows)) for finding, rows in groups.values()),
        key=lambda it: (it[0], sorted(it[1])),
    )


def findings(rows: Sequence[Entry], **more: object) -> list[Finding]:
    """Return what is found, in order."""
    engine, _ = match(rows, **more)  # type: ignore[arg-type]
    result = [it for it, _ in found(engine)]
    engine.close()
    return result
