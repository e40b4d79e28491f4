"""Matching from the standard form to a verdict on every row: load, pass by pass, reason, judge."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.base.errors import Refusal
from app.reconciliation.finding import AGREED, BY_NUMBER, Finding
from app.reconciliation.matching import loads, passes, verdicts
from app.reconciliation.matching.engines import DuckDb, Engine
from app.reconciliation.matching.passes import LEFT, Step
from app.reconciliation.matching.residuals import Found, Left, Near, reason
from app.reconciliation.matching.terms import Terms, number_of_day

LOOK_BACK, LOOK_AHEAD = 7, 7  # days around the period whose rows may belong to rows in it
Progress = Callable[[int, int], None]


class Cancelled(Refusal):
    """Somebody asked for an end."""

    def __init__(self) -> None:
        super().__init__("matching_cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days to be judged, and the last day that is over; days such as 20260831."""

    first_day: int
    last_day: int
    as_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many groups and how much money of each finding; `lost` rows are our own fault."""

    groups: dict[Finding, int]
    ours_fen: dict[Finding, int]
    theirs_fen: dict[Finding, int]

    @property
    def auto_match_pct(self) -> float:
        """The share of groups that need nobody, in per cent of those which are not still waiting."""
        judged = sum(n for it, n in self.groups.items() if it is not Finding.TIMING)
        return 100 * sum(self.groups.get(it, 0) for it in AGREED) / judged if judged else 100.0


def run(
    engine: DuckDb,
    terms: Terms,
    period: Period,
    *,
    covered: Iterable[tuple[str, int, int]] = (),
    held: Iterable[tuple[str, Sequence[object]]] = (),
    progress: Progress = lambda _n, _of: None,
) -> Outcome:
    """Match what stands in `entry_ours` and `entry_theirs`; raises Trouble, or what `progress` raises.

    `covered` are channels and the first and last days of their statements, beside the days of
    which there are rows. Of a run over the same rows that was broken off, the steps that were
    done are not done again.
    """
    loads.prepare(engine, terms)
    first = number_of_day(period.first_day) - LOOK_BACK
    last = number_of_day(period.last_day) + LOOK_AHEAD
    loads.choose(engine, first, last, list(held))
    _cover(engine, period, covered)
    todo = [*passes.steps(), None, *_verdicts(period)]
    done = _done_before(engine, period, todo)
    for at, step in enumerate(todo):
        progress(at, len(todo))
        if at >= done:
            _do(engine, step)
            engine.do("UPDATE mark SET done = ?", [at + 1])
    progress(len(todo), len(todo))
    return outcome(engine)


def _done_before(engine: DuckDb, period: Period, todo: Sequence[Step | None]) -> int:
    """Say how many steps of this very run were done, and begin to count anew where it is another."""
    made_of = [
        engine.rows(f"SELECT count(*), sum(hash({columns})) FROM {table}")
        for table, columns in (
            ("ours", passes.COLUMNS),
            ("theirs", passes.COLUMNS),
            ("covered", "channel, day"),
            ("until", "channel, day"),
            ("wait", "channel, days"),
        )
    ]
    said = [it.sql if it else "" for it in todo]
    mark = hashlib.sha256(repr((made_of, period, said)).encode()).hexdigest()
    if engine.has("mark"):
        found = engine.rows(f"SELECT done FROM mark WHERE of = '{mark}'")
        if found:
            return int(found[0][0])
    engine.do("CREATE OR REPLACE TABLE mark (of VARCHAR, done INTEGER)")
    engine.do("INSERT INTO mark VALUES (?, 0)", [mark])
    return 0


def _do(engine: Engine, step: Step | None) -> None:
    if step is None:
        _reason(engine)
    else:
        engine.make(step.name, step.sql)


def judge(engine: Engine, period: Period) -> None:
    """Run every pass on `ours` and `theirs` and make `verdict`."""
    for step in (*passes.steps(), None, *_verdicts(period)):
        _do(engine, step)


def _verdicts(period: Period) -> Iterator[Step]:
    days = (period.as_of, period.first_day, period.last_day)
    return verdicts.steps(*(number_of_day(it) for it in days))


def _reason(engine: Engine) -> None:
    ours, theirs = (list(_left(engine, side)) for side in ("ours", "theirs"))
    gone = "SELECT id FROM {0}_" + str(LEFT)
    near = engine.rows(
        f"""SELECT r.ours, r.theirs, r.gap FROM ranked AS r
        WHERE r.ours IN ({gone.format("ours")}) AND r.theirs IN ({gone.format("theirs")})"""
    )
    found = reason(ours, theirs, [Near(*it) for it in sorted(near)])
    engine.fill("extra", "grp, side, id, pass", list(_members(found)))


def _members(found: Iterable[Found]) -> Iterator[tuple[int, int, int, int]]:
    for it in found:
        lead = min(it.ours)
        yield from ((lead, 0, row, it.by) for row in it.ours)
        yield from ((lead, 1, row, it.by) for row in it.theirs)


def _left(engine: Engine, side: str) -> Iterator[Left]:
    number = "CASE WHEN w.kind = 1 THEN w.e_refund_no ELSE w.e_order_no END"
    offset = "CASE WHEN c.offset_s IS NULL THEN 0 ELSE c.offset_s END" if side == "ours" else "0"
    clock = (
        "LEFT JOIN clock AS c ON c.channel = w.channel AND c.store = w.store"
        if side == "ours"
        else ""
    )
    rows = engine.rows(
        f"""SELECT w.id, w.channel, w.store, w.kind, w.amount, w.day, w.at_s + {offset}, w.alt,
          s.sound, {number} FROM wide_{side} AS w JOIN {side}_open AS s ON s.id = w.id
          {clock} WHERE w.id IN (SELECT id FROM {side}_{LEFT}) ORDER BY w.id"""
    )
    for row in rows:
        yield Left(
            id=row[0],
            channel=row[1],
            store=row[2],
            kind=row[3],
            amount=row[4],
            day=row[5],
            at_s=row[6],
            alt=row[7],
            sound=bool(row[8]),
            number=row[9],
        )


def _cover(engine: DuckDb, period: Period, covered: Iterable[tuple[str, int, int]]) -> None:
    codes: dict[str, int] = dict(engine.rows("SELECT name, code FROM channel_name"))
    said = [
        (codes[channel], number_of_day(first), number_of_day(last))
        for channel, first, last in covered
        if channel in codes
    ]
    engine.fill("covered_span", "channel, first_day, last_day", said)
    low, high = number_of_day(period.first_day) - LOOK_BACK, number_of_day(period.as_of)
    engine.make(
        "covered",
        f"""SELECT DISTINCT channel, day FROM theirs WHERE day > 0
        UNION SELECT c.channel AS channel, d.day AS day FROM covered_span AS c
        JOIN (SELECT unnest(range({low}, {high} + 1)) AS day) AS d
          ON d.day BETWEEN c.first_day AND c.last_day""",
    )
    engine.make(
        "until",
        f"SELECT channel, least(max(day), {high}) AS day FROM covered GROUP BY channel",
    )


def outcome(engine: Engine) -> Outcome:
    """Add up the verdicts by finding."""
    rows = engine.rows(
        """SELECT finding, count(*), CAST(sum(ours_money) AS BIGINT), CAST(sum(theirs_money) AS BIGINT)
        FROM verdict GROUP BY finding ORDER BY finding"""
    )
    return Outcome(
        groups={BY_NUMBER[it[0]]: it[1] for it in rows},
        ours_fen={BY_NUMBER[it[0]]: it[2] for it in rows},
        theirs_fen={BY_NUMBER[it[0]]: it[3] for it in rows},
    )
