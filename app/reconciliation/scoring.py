"""Scoring what matching finds in a world against its truth."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from app.base.errors import Told
from app.reconciliation import simulating
from app.reconciliation.finding import AGREED, NUMBERS, Finding
from app.reconciliation.matching import loads, matching
from app.reconciliation.matching.engines import DuckDb
from app.reconciliation.matching.passes import PAIRS
from app.reconciliation.matching.terms import FeeTerm, Terms
from app.reconciliation.simulating import World
from app.reconciliation.standard import Side
from app.reconciliation.statements import reading, source

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well a world was judged; shares are fractions, money is in fen, times in seconds."""

    orders: int
    rows_ours: int
    rows_theirs: int
    auto_match_pct: float
    precision: dict[str, float]
    recall: dict[str, float]
    planted: dict[str, int]
    found: dict[str, int]
    pair_precision: float  # of what was put together, how much belongs together
    exact_precision: float  # of what was put together by a number alone
    money_error_fen: int
    conservation_fen: int  # ours - theirs - what the findings explain: always 0
    refused_as_planned: bool
    load_s: float
    match_s: float

    def document(self) -> dict[str, object]:
        """Give the score as it is told to programs."""
        return asdict(self)


def score(folder: Path, engine: DuckDb, progress: Progress = lambda _: None) -> Score:
    """Reconcile a world's files and compare; raises Trouble for a folder without a world."""
    world = simulating.read(folder)
    began = time.perf_counter()
    refused = load(engine, folder, progress)
    loaded = time.perf_counter()
    fees = tuple(
        FeeTerm(channel=channel, rate_ppm=rate) for channel, rate in world.rate_ppm.items()
    )
    period = matching.Period(first_day=world.first_day, last_day=world.last_day, as_of=world.as_of)
    covered = [(it, world.first_day, world.as_of) for it in world.rate_ppm]
    outcome = matching.run(engine, Terms(fees=fees), period, covered=covered)
    matched = time.perf_counter()
    progress("scoring")
    return _compare(
        engine,
        folder,
        world,
        outcome,
        refused_as_planned=sorted(refused) == sorted(world.refused),
        load_s=round(loaded - began, 2),
        match_s=round(matched - loaded, 2),
    )


def load(engine: DuckDb, folder: Path, progress: Progress = lambda _: None) -> list[str]:
    """Bring a world's files into the engine; return the names of those that were refused."""
    loads.take_own_books(engine, folder / simulating.OURS)
    refused: list[str] = []
    loads.take(engine, Side.THEIRS, _rows(folder / simulating.STATEMENTS, refused, progress))
    return refused


def _rows(folder: Path, refused: list[str], progress: Progress) -> Iterator[list[object]]:
    for path in sorted(folder.iterdir()):
        progress(path.name)
        try:
            file = source.of_path(path)
            statement = reading.told(file)
        except Told:
            refused.append(path.name)
            continue
        rows = [loads.coded(it, file.number, place) for place, it in enumerate(statement.rows(), 1)]
        if statement.is_good:
            yield from rows
        else:
            refused.append(path.name)


def _compare(
    engine: DuckDb,
    folder: Path,
    world: World,
    outcome: matching.Outcome,
    *,
    refused_as_planned: bool,
    load_s: float,
    match_s: float,
) -> Score:
    _signatures(engine, folder)
    names = {it: str(it) for it in Finding}
    planted = _counts(engine, "SELECT finding, count(*) FROM truth_group GROUP BY finding")
    found = _counts(engine, "SELECT finding, count(*) FROM found_group GROUP BY finding")
    right = _counts(
        engine,
        """SELECT t.finding, count(*) FROM truth_group AS t JOIN found_group AS f
        ON t.signature = f.signature AND t.finding = f.finding GROUP BY t.finding""",
    )
    exceptions = [it for it in Finding if it not in AGREED and (planted.get(it) or found.get(it))]
    exact = "(" + ", ".join(str(int(it)) for it in PAIRS[:3]) + ")"
    together = "ours > 0 AND theirs > 0"
    known = "signature IN (SELECT signature FROM truth_group)"
    pairs = engine.rows(
        f"""SELECT count(*) FILTER ({known}), count(*),
        count(*) FILTER ({known} AND pass IN {exact}), count(*) FILTER (pass IN {exact})
        FROM found_group WHERE {together}"""
    )[0]
    return Score(
        orders=world.orders,
        rows_ours=world.rows_ours,
        rows_theirs=world.rows_theirs,
        auto_match_pct=round(outcome.auto_match_pct, 4),
        precision={
            names[it]: right.get(it, 0) / found[it] if found.get(it) else 1.0 for it in exceptions
        },
        recall={names[it]: right.get(it, 0) / planted[it] for it in exceptions if planted.get(it)},
        planted={names[it]: n for it, n in planted.items()},
        found={names[it]: n for it, n in found.items()},
        pair_precision=pairs[0] / pairs[1] if pairs[1] else 1.0,
        exact_precision=pairs[2] / pairs[3] if pairs[3] else 1.0,
        money_error_fen=_money_error(engine),
        conservation_fen=conservation(engine),
        refused_as_planned=refused_as_planned,
        load_s=load_s,
        match_s=match_s,
    )


def conservation(engine: DuckDb) -> int:
    """Return what of the difference of both books no verdict explains: it must be 0."""
    found = engine.rows(
        """SELECT (SELECT coalesce(sum(money), 0) FROM ours)
        - (SELECT coalesce(sum(money), 0) FROM theirs)
        - (SELECT coalesce(sum(ours_money - theirs_money), 0) FROM verdict)"""
    )
    return int(found[0][0])


def _counts(engine: DuckDb, sql: str) -> dict[Finding, int]:
    return {Finding(name): count for name, count in engine.rows(sql)}


def _money_error(engine: DuckDb) -> int:
    """Add up the differences that were found wrongly, and those that were not found."""
    found = engine.rows(
        """SELECT coalesce(sum(abs(ours_money - theirs_money)), 0) FROM found_group AS f
        WHERE NOT EXISTS (SELECT 1 FROM truth_group AS t WHERE t.signature = f.signature
          AND t.finding = f.finding)"""
    )
    missed = engine.rows(
        """SELECT coalesce(sum(abs(difference)), 0) FROM truth_group AS t
        WHERE NOT EXISTS (SELECT 1 FROM found_group AS f WHERE t.signature = f.signature
          AND t.finding = f.finding)"""
    )
    return int(found[0][0]) + int(missed[0][0])


def _signatures(engine: DuckDb, folder: Path) -> None:
    """Make `truth_group` and `found_group`: what each group holds, as one text's hash."""
    engine.do(
        """CREATE OR REPLACE TABLE truth_row AS SELECT * FROM read_csv(?, header=true, columns={
        'group': 'BIGINT', 'finding': 'VARCHAR', 'side': 'VARCHAR', 'channel': 'VARCHAR',
        'kind': 'VARCHAR', 'number': 'VARCHAR', 'gross_fen': 'BIGINT'})""",
        [str(folder / simulating.TRUTH)],
    )
    engine.make(
        "truth_group",
        """SELECT "group", any_value(finding) AS finding,
          sum(hash(side, channel, kind, number)) AS signature,
          sum(CASE WHEN side = 'ours' THEN gross_fen ELSE -gross_fen END) AS difference
        FROM truth_row GROUP BY "group" """,
    )
    engine.make("found_row", loads.MEMBERS)
    kinds = " ".join(f"WHEN {at} THEN '{name}'" for name, at in loads.CODES["kind"].items())
    findings = " ".join(f"WHEN {at} THEN '{name}'" for name, at in NUMBERS.items())
    engine.make(
        "found_group",
        f"""SELECT v.grp AS grp, any_value(v.pass) AS pass, any_value(v.ours) AS ours,
          any_value(v.theirs) AS theirs, any_value(CASE v.finding {findings} END) AS finding,
          any_value(v.ours_money) AS ours_money, any_value(v.theirs_money) AS theirs_money,
          sum(hash(n.side, n.channel, CASE n.kind {kinds} END, n.number)) AS signature
        FROM verdict AS v JOIN found_row AS m ON m.grp = v.grp AND m.of = v.side
        JOIN (
          SELECT 'ours' AS side, 0 AS code, w.id, w.e_channel AS channel, w.kind AS kind,
            concat(w.e_order_no, '/', w.e_refund_no) AS number FROM wide_ours AS w
          UNION ALL SELECT 'theirs', 1, w.id, w.e_channel, w.kind,
            concat(w.e_order_no, '/', w.e_refund_no, '/', w.e_channel_no) FROM wide_theirs AS w
        ) AS n ON n.id = m.id AND n.code = m.side
        GROUP BY v.grp, v.side""",
    )
