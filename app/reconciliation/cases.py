"""Cases, runs, decisions and the chain of what happened, in SQL."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

import msgspec
from sqlalchemy import Connection, delete, func, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.errors import Refusal
from app.base.ids import new_id
from app.reconciliation import case_tables as tables
from app.reconciliation.case import Case, CaseState, Severity, SideRow
from app.reconciliation.finding import Finding
from app.storage import facts, rows
from app.storage.facts import Fact, Head

EPOCH = "reconciliation"
SCHEMA = 1
AT_ONCE = 500


def find(connection: Connection, case: str) -> Case:
    """Return a case by its id or the beginning of it; raises Refusal when there is no only one."""
    it = tables.case
    text = case.replace("%", "").replace("_", "")
    found = connection.execute(select(it).where(it.c.id.like(f"{text}%")).limit(2)).all()
    if len(found) != 1 or not text:
        raise Refusal("no_such_case", case=case)
    return _case(found[0])


def listed(
    connection: Connection,
    *,
    states: Sequence[CaseState] = (),
    first_day: int = 0,
    last_day: int = 99_999_999,
    finding: str = "",
    channel: str = "",
    limit: int = 1000,
) -> list[Case]:
    """Return cases of these days, what is due first at the head."""
    it = tables.case
    wanted = select(it).where(it.c.day.between(first_day, last_day))
    if states:
        wanted = wanted.where(it.c.state.in_([str(one) for one in states]))
    if finding:
        wanted = wanted.where(it.c.finding == finding)
    if channel:
        wanted = wanted.where(it.c.channel == channel)
    ordered = wanted.order_by(it.c.due_at_ms, it.c.at_stake_fen.desc(), it.c.id).limit(limit)
    return [_case(row) for row in connection.execute(ordered)]


def of_ids(connection: Connection, ids: Sequence[str]) -> dict[str, Case]:
    """Return the cases among these ids, by id."""
    it = tables.case
    found: dict[str, Case] = {}
    rest = iter(ids)
    while some := list(islice(rest, AT_ONCE)):
        for row in connection.execute(select(it).where(it.c.id.in_(some))):
            found[row.id] = _case(row)
    return found


def waiting_between(
    connection: Connection, states: Sequence[CaseState], first_day: int, last_day: int
) -> list[Case]:
    """Return the cases of these days and states."""
    return listed(
        connection, states=states, first_day=first_day, last_day=last_day, limit=10_000_000
    )


def counts(
    connection: Connection, first_day: int, last_day: int
) -> list[tuple[str, str, str, int, int, int]]:
    """Count cases by channel, finding and state: how many, what is at stake, the difference."""
    it = tables.case
    wanted = (
        select(
            it.c.channel,
            it.c.finding,
            it.c.state,
            func.count(),
            func.sum(it.c.at_stake_fen),
            func.sum(it.c.ours_fen - it.c.theirs_fen),
        )
        .where(it.c.day.between(first_day, last_day))
        .group_by(it.c.channel, it.c.finding, it.c.state)
        .order_by(it.c.channel, it.c.finding, it.c.state)
    )
    return [
        (row[0], row[1], row[2], int(row[3]), int(row[4]), int(row[5]))
        for row in connection.execute(wanted)
    ]


def put(connection: Connection, cases: Sequence[Case]) -> None:
    """Write cases as they stand."""
    rows.put(connection, tables.case, [_row(one) for one in cases])


def must_be_unchanged(connection: Connection, case: Case) -> None:
    """Raise Refusal when somebody changed a case since it was read."""
    kept = find(connection, case.id)
    if kept.version != case.version:
        raise Refusal("case_changed", case=case.id, state=kept.state)


def tell(
    connection: Connection, act: str, about: Sequence[tuple[str, object]], at: datetime
) -> None:
    """Add what happened to cases (by id, with what is to be kept of it) to the chain."""
    last = head(connection)
    added = []
    for case, value in about:
        fact = Fact(
            id=new_id(),
            kind=act,
            schema=SCHEMA,
            epoch=EPOCH,
            sequence=last.sequence + 1,
            prev_hash=last.hash,
            hash="",
            body=msgspec.Raw(facts.encode(value)),
        )
        fact = replace(fact, hash=facts.hash_of(fact))
        added.append(facts.to_row(fact) | {"case": case, "at_ms": clock.to_ms(at)})
        last = Head(epoch=EPOCH, sequence=fact.sequence, hash=fact.hash, made_at=at)
    if added:
        rows.insert(connection, tables.event, added)
        end = {"id": 1, "sequence": last.sequence, "hash": last.hash}
        rows.put(connection, tables.event_head, [end])


def head(connection: Connection) -> Head:
    """Return where the chain of events ends."""
    row = connection.execute(select(tables.event_head)).one_or_none()
    number, hash_ = (row.sequence, row.hash) if row else (0, "")
    return Head(epoch=EPOCH, sequence=number, hash=hash_, made_at=clock.EPOCH)


def events(connection: Connection, case: str = "") -> Iterator[Fact]:
    """Give the events of a case, or all of them, in order."""
    it = tables.event
    wanted = select(it).order_by(it.c.sequence)
    if case:
        wanted = wanted.where(it.c.case == case)
    for row in connection.execute(wanted):
        yield facts.of_row(row)


def hold(connection: Connection, case: Case) -> None:
    """Keep the rows of a case from every run."""
    kept = [{"side": it.side, "row": row_name(it), "case": case.id} for it in case.sides]
    rows.put(connection, tables.held, kept)


def release(connection: Connection, case: str) -> None:
    """Give the rows of a case back to matching."""
    connection.execute(delete(tables.held).where(tables.held.c.case == case))


def held(connection: Connection) -> list[tuple[str, list[object]]]:
    """Return every row that people hold: its side, and what names it."""
    it = tables.held
    return [
        (row.side, msgspec.json.decode(row.row, type=list[object]))
        for row in connection.execute(select(it).order_by(it.c.side, it.c.row))
    ]


def row_name(it: SideRow) -> str:
    """Name a row by what it says, as matching does."""
    name = (
        it.channel,
        it.account,
        it.kind,
        it.channel_no,
        it.order_no,
        it.refund_no,
        it.gross_fen,
        it.copy,
    )
    return msgspec.json.encode(name).decode()


def put_run(connection: Connection, values: dict[str, object]) -> None:
    """Write a run as it stands."""
    rows.put(connection, tables.run, [values])


def runs(connection: Connection, limit: int = 20) -> list[dict[str, object]]:
    """Return the last runs, the newest first."""
    wanted = select(tables.run).order_by(tables.run.c.began_at_ms.desc()).limit(limit)
    return [dict(row._mapping) for row in connection.execute(wanted)]  # noqa: SLF001


def propose(connection: Connection, values: dict[str, object]) -> None:
    """Keep a decision that waits for a second person."""
    rows.put(connection, tables.proposal, [values])


def proposal(connection: Connection, case: str) -> dict[str, object] | None:
    """Return the decision that waits, if there is one."""
    found = connection.execute(select(tables.proposal).where(tables.proposal.c.case == case))
    row = found.one_or_none()
    return None if row is None else dict(row._mapping)  # noqa: SLF001


def forget_proposal(connection: Connection, case: str) -> None:
    """Drop a decision that was approved or rejected: the chain keeps it."""
    connection.execute(delete(tables.proposal).where(tables.proposal.c.case == case))


def _row(it: Case) -> dict[str, object]:
    return {
        "id": it.id,
        "finding": it.finding,
        "channel": it.channel,
        "store": it.store,
        "day": it.day,
        "ours_fen": it.ours_fen,
        "theirs_fen": it.theirs_fen,
        "at_stake_fen": it.at_stake_fen,
        "severity": it.severity,
        "state": it.state,
        "assignee": it.assignee,
        "opened_at_ms": clock.to_ms(it.opened_at),
        "due_at_ms": clock.to_ms(it.due_at),
        "version": it.version,
        "run": it.run,
        "sides": facts.encode(it.sides).decode(),
    }


def _case(row: "DbRow[tuple[object, ...]]") -> Case:
    return Case(
        id=row.id,
        finding=Finding(row.finding),
        channel=row.channel,
        store=row.store,
        day=row.day,
        ours_fen=row.ours_fen,
        theirs_fen=row.theirs_fen,
        at_stake_fen=row.at_stake_fen,
        severity=Severity(row.severity),
        state=CaseState(row.state),
        assignee=row.assignee,
        opened_at=clock.from_ms(row.opened_at_ms),
        due_at=clock.from_ms(row.due_at_ms),
        version=row.version,
        run=row.run,
        sides=facts.decode(row.sides.encode(), tuple[SideRow, ...]),
    )
