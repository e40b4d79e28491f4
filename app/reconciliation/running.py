"""Reconciling a period: both books into the engine, matched, and the exceptions kept as cases.

The main database keeps cases and decisions; the engine's file is a cache that may be deleted.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection  # handed on

from app.base import clock
from app.base.ids import new_id
from app.reconciliation import cases, files, own_books, rows
from app.reconciliation.case import (
    WAITING,
    Act,
    Case,
    CaseState,
    SideRow,
    due_after,
    severity_of,
)
from app.reconciliation.finding import AGREED, BY_NUMBER, Finding
from app.reconciliation.imported import FileStatus, Imported
from app.reconciliation.matching import loads, matching
from app.reconciliation.matching.engines import DuckDb
from app.reconciliation.matching.matching import LOOK_AHEAD, LOOK_BACK, Outcome, Period, Progress
from app.reconciliation.matching.terms import Terms, day_of_number, number_of_day
from app.reconciliation.standard import KINDS, STATUSES, Side
from app.shop import Shop

CACHE = "reconciliation.duckdb"
_SHOWN = (
    *("account", "kind", "status", "channel_no", "order_no", "refund_no", "gross_fen"),
    *("fee_fen", "at_ms", "biz_date", "store", "terminal"),
)
QUIET = AGREED | {Finding.TIMING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run came to; `new`, `changed` and `gone` count cases."""

    id: str
    period: Period
    outcome: Outcome
    unexplained_fen: int
    cases: int
    new: int
    changed: int
    gone: int


def run(
    shop: Shop,
    engine: DuckDb,
    terms: Terms,
    period: Period,
    progress: Progress = lambda _n, _of: None,
) -> Run:
    """Reconcile a period and keep what is found; a decision that a person made stays as it is.

    Raises Trouble when a disk fails, and what `progress` raises to break it off.
    """
    id_, began = new_id(), shop.clock()
    _keep_run(shop, id_, period, "running", began)
    try:
        outcome = _match(shop, engine, terms, period, progress)
        found = [*_cases(engine, id_, began), *_of_stores(engine, id_, began)]
        found += _of_files(shop, period, id_, began)
    except BaseException as error:
        state = "cancelled" if isinstance(error, matching.Cancelled) else "failed"
        _keep_run(shop, id_, period, state, began, ended=shop.clock())
        raise
    new, changed, gone = _settle(shop, period, found)
    figures = dict(sorted(outcome.groups.items()))
    _keep_run(shop, id_, period, "done", began, ended=shop.clock(), figures=figures)
    return Run(
        id=id_,
        period=period,
        outcome=outcome,
        unexplained_fen=unexplained(engine),
        cases=len(found),
        new=new,
        changed=changed,
        gone=gone,
    )


def unexplained(engine: DuckDb) -> int:
    """Return what of the difference of both books no verdict explains: it must be 0."""
    found = engine.rows(
        """SELECT
          (SELECT coalesce(sum(money), 0) FROM ours
            WHERE id IN (SELECT id FROM judged WHERE side = 0))
        - (SELECT coalesce(sum(money), 0) FROM theirs
            WHERE id IN (SELECT id FROM judged WHERE side = 1))
        - (SELECT coalesce(sum(ours_money - theirs_money), 0) FROM verdict)"""
    )
    return int(found[0][0])


def _match(shop: Shop, engine: DuckDb, terms: Terms, period: Period, progress: Progress) -> Outcome:
    first, last = (
        day_of_number(number_of_day(day) + by)
        for day, by in ((period.first_day, -LOOK_BACK), (period.last_day, LOOK_AHEAD))
    )
    with shop.database.reading() as connection:
        held = cases.held(connection)
        taken = files.of_status(connection, FileStatus.ACCEPTED)
        covered = [
            (it.channel, it.first_day, it.last_day)
            for it in taken
            if it.side is Side.THEIRS and it.first_day
        ]
        loads.take_both(engine, _both(connection, shop, first, last))
    return matching.run(engine, terms, period, covered=covered, held=held, progress=progress)


def _both(connection: Connection, shop: Shop, first: int, last: int) -> Iterator[Sequence[object]]:
    yield from rows.current(connection, first, last)
    for place, entry in enumerate(own_books.read(connection, shop, first, last), 1):
        yield loads.coded(entry, 0, place)


def _cases(engine: DuckDb, run_id: str, now: datetime) -> Iterator[Case]:
    """Make a case of every group that is neither agreed nor still waiting."""
    quiet = ", ".join(str(BY_NUMBER.index(it)) for it in QUIET)
    engine.make("found_row", loads.MEMBERS)
    engine.make(
        "judged",
        "SELECT DISTINCT m.side AS side, m.id AS id FROM found_row AS m"
        " JOIN verdict AS v ON v.grp = m.grp AND v.side = m.of",
    )
    engine.make("open_verdict", f"SELECT * FROM verdict WHERE finding NOT IN ({quiet})")
    sides = _sides(engine)
    wanted = """SELECT v.grp, v.side, v.finding, n.name, coalesce(s.name, ''), v.day, v.ours_money,
        v.theirs_money FROM open_verdict AS v JOIN channel_name AS n ON n.code = v.channel
        LEFT JOIN store_name AS s ON s.code = v.store ORDER BY v.day, v.grp, v.side"""
    absent: dict[tuple[str, int], list[Case]] = defaultdict(list)
    for grp, side, number, channel, store, day, ours, theirs in engine.rows(wanted):
        members = sides[(grp, side)]
        finding = BY_NUMBER[number]
        case = _case(
            finding, channel, store, day_of_number(day), ours, theirs, members, run_id, now
        )
        if finding is Finding.FILE_MISSING:
            absent[(channel, case.day)].append(case)
        else:
            yield case
    for (channel, day), them in sorted(absent.items()):
        yield _one_of(channel, day, them)


def _of_stores(engine: DuckDb, run_id: str, now: datetime) -> Iterator[Case]:
    """Make a case of every store that a channel names and nobody knows; its rows still match."""
    wanted = """SELECT n.name, t.e_store, min(w.day), sum(w.money)
        FROM theirs AS w JOIN wide_theirs AS t ON t.id = w.id
        JOIN channel_name AS n ON n.code = w.channel
        WHERE t.e_store <> '' AND w.store = 0 AND EXISTS (SELECT 1 FROM store_name)
        GROUP BY n.name, t.e_store ORDER BY n.name, t.e_store"""
    for channel, store, day, money in engine.rows(wanted):
        yield _whole(
            Finding.UNKNOWN_STORE, channel, store, day_of_number(day), int(money), run_id, now
        )


def _of_files(shop: Shop, period: Period, run_id: str, now: datetime) -> Iterator[Case]:
    """Make a case of every statement that was not taken in, unless its day is there by now."""
    with shop.database.reading() as connection:
        bad = [
            it
            for status in (FileStatus.REFUSED, FileStatus.QUARANTINED)
            for it in files.of_status(connection, status)
        ]
        good = files.of_status(connection, FileStatus.ACCEPTED)
    there = {(it.format, it.first_day, it.last_day) for it in good}
    for it in bad:
        day = it.first_day or period.last_day
        is_there = (it.format, it.first_day, it.last_day) in there
        if it.side is Side.THEIRS and not is_there and period.first_day <= day <= period.last_day:
            yield _whole(_why(it), it.channel, it.name, day, it.sums.paid_fen, run_id, now)


def _why(file: Imported) -> Finding:
    codes = {it.why.code for it in file.problems}
    if "statement_balance" in codes:
        return Finding.BALANCE_CHAIN
    if codes & {"statement_unknown", "statement_columns"}:
        return Finding.FORMAT_CHANGED
    return Finding.CONTROL_TOTAL


def _whole(
    finding: Finding, channel: str, store: str, day: int, stake: int, run_id: str, now: datetime
) -> Case:
    """Make a case of something larger than a row."""
    severity = severity_of(finding)
    return Case(
        id=_id_of(finding, channel, store, day),
        finding=finding,
        channel=channel,
        store=store,
        day=day,
        ours_fen=0,
        theirs_fen=0,
        at_stake_fen=abs(stake),
        severity=severity,
        state=CaseState.OPEN,
        assignee="",
        opened_at=now,
        due_at=now + due_after(severity, abs(stake)),
        version=1,
        run=run_id,
        sides=(),
    )


def _one_of(channel: str, day: int, them: list[Case]) -> Case:
    """Make one case of all rows that wait for the same statement."""
    ours = sum(it.ours_fen for it in them)
    due = due_after(severity_of(Finding.FILE_MISSING), abs(ours))
    return replace(
        them[0],
        id=_id_of("file", channel, day),
        store="",
        ours_fen=ours,
        at_stake_fen=abs(ours),
        due_at=them[0].opened_at + due,
        sides=tuple(row for it in them for row in it.sides)[:100],
    )


def _case(
    finding: Finding,
    channel: str,
    store: str,
    day: int,
    ours: int,
    theirs: int,
    members: tuple[SideRow, ...],
    run_id: str,
    now: datetime,
) -> Case:
    gross = max((abs(it.gross_fen) for it in members), default=0)
    fees = finding in {Finding.FEE_MISMATCH, Finding.FEE_MISSING}
    stake = sum(abs(it.fee_fen) for it in members) if fees else abs(ours - theirs) or gross
    severity = severity_of(finding)
    return Case(
        id=_id_of(*(cases.row_name(it) for it in members[:1]), members[0].side),
        finding=finding,
        channel=channel,
        store=store,
        day=day,
        ours_fen=ours,
        theirs_fen=theirs,
        at_stake_fen=stake,
        severity=severity,
        state=CaseState.OPEN,
        assignee="",
        opened_at=now,
        due_at=now + due_after(severity, stake),
        version=1,
        run=run_id,
        sides=members,
    )


def _id_of(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def _sides(engine: DuckDb) -> dict[tuple[int, int], tuple[SideRow, ...]]:
    """Fetch both sides' rows of every open group, ours first."""
    named = ", ".join(f"w.e_{it}" for it in _SHOWN)
    kinds, statuses = {n: it for it, n in KINDS.items()}, {n: it for it, n in STATUSES.items()}
    found: dict[tuple[int, int], list[SideRow]] = defaultdict(list)
    for code, side in enumerate((Side.OURS, Side.THEIRS)):
        sql = f"""SELECT m.grp, m.of, w.e_channel, {named}, w.copy FROM open_verdict AS v
            JOIN found_row AS m ON m.grp = v.grp AND m.of = v.side AND m.side = {code}
            JOIN wide_{side} AS w ON w.id = m.id ORDER BY w.e_at_ms, w.id"""
        for row in engine.rows(sql):
            grp, of, channel, account, kind, status, *rest = row
            found[(grp, of)].append(
                SideRow(
                    side=side,
                    channel=channel,
                    account=account,
                    kind=kinds[kind],
                    status=statuses[status],
                    channel_no=rest[0],
                    order_no=rest[1],
                    refund_no=rest[2],
                    gross_fen=rest[3],
                    fee_fen=rest[4],
                    at_ms=rest[5],
                    biz_date=rest[6],
                    store=rest[7],
                    terminal=rest[8],
                    copy=rest[9],
                )
            )
    return {key: tuple(them) for key, them in found.items()}


def _settle(shop: Shop, period: Period, found: Sequence[Case]) -> tuple[int, int, int]:
    """Keep new and changed cases, and let go of those that are found no more."""
    now = shop.clock()
    with shop.database.writing() as connection:
        known = cases.of_ids(connection, [it.id for it in found])
        new = [it for it in found if it.id not in known]
        changed = [
            merged
            for it in found
            if it.id in known and (merged := _merged(known[it.id], it)) != known[it.id]
        ]
        ids = {it.id for it in found}
        waiting = cases.waiting_between(
            connection, sorted(WAITING), period.first_day, period.last_day
        )
        gone = [
            replace(it, state=CaseState.GONE, version=it.version + 1)
            for it in waiting
            if it.id not in ids
        ]
        cases.put(connection, [*new, *changed, *gone])
        for act, them in ((Act.FOUND, new), (Act.CHANGED, changed), (Act.GONE, gone)):
            about = [(it.id, _event_of(it, known.get(it.id))) for it in them]
            cases.tell(connection, act, about, now)
    return len(new), len(changed), len(gone)


def _merged(old: Case, new: Case) -> Case:
    """Bring a known case up to date; who has it and since when stays."""
    state = CaseState.OPEN if old.state is CaseState.GONE else old.state
    if old.state not in WAITING | {CaseState.GONE}:
        return old
    same = replace(
        new,
        state=state,
        assignee=old.assignee,
        opened_at=old.opened_at,
        due_at=old.opened_at + due_after(new.severity, new.at_stake_fen),
        version=old.version,
        run=old.run,
    )
    return old if same == old else replace(same, version=old.version + 1, run=new.run)


def _event_of(case: Case, old: Case | None) -> dict[str, object]:
    return {
        "case": case.id,
        "person": "",
        "before": str(old.state) if old else "",
        "after": str(case.state),
        "finding": str(case.finding),
        "difference_fen": case.difference_fen,
        "run": case.run,
    }


def _keep_run(
    shop: Shop,
    id_: str,
    period: Period,
    state: str,
    began: datetime,
    *,
    ended: datetime | None = None,
    figures: dict[Finding, int] | None = None,
) -> None:
    values = {
        "id": id_,
        "first_day": period.first_day,
        "last_day": period.last_day,
        "as_of": period.as_of,
        "state": state,
        "began_at_ms": clock.to_ms(began),
        "ended_at_ms": clock.to_ms(ended) if ended else None,
        "figures": msgspec.json.encode(figures or {}).decode(),
    }
    with shop.database.writing() as connection:
        cases.put_run(connection, values)
