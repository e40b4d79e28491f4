"""Reviewing cases: who has one, what is decided about it, and the second person above a limit.

Each request checks that nobody changed the case meanwhile, and adds to the chain of events in the
same transaction. Rows of a decided case are held: no run touches them until somebody takes the
decision back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection  # handed on

from app.base.errors import Refusal
from app.reconciliation import cases
from app.reconciliation.case import (
    DECIDES,
    LEADS_TO,
    LIMIT_FEN,
    OF_TWO,
    WAITING,
    Act,
    Case,
    CaseState,
    total_at_stake,
)
from app.shop import Shop
from app.storage import chain
from app.storage.chain import Fault
from app.storage.facts import Fact

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A case as it stands after a request; `needs_second` where another person must approve."""

    case: Case
    needs_second: bool = False


def decide(
    shop: Shop,
    case: Case,
    act: Act,
    *,
    person: str,
    reason: str,
    others: Sequence[Case] = (),
    limit_fen: int = LIMIT_FEN,
) -> Done:
    """Do what a person decides of a case; MATCH takes `others` whose rows belong to it, too.

    Above the limit it only proposes. Raises Refusal without a reason, for a match that leaves a
    difference unnamed, and when somebody else was quicker.
    """
    if act not in LEADS_TO:
        raise Refusal("case_cannot", act=act, state=case.state)
    reason = _reason(reason)
    whole = [case, *others]
    with shop.database.writing() as connection:
        for it in whole:
            cases.must_be_unchanged(connection, it)
            if it.state not in WAITING:
                raise Refusal("case_cannot", act=act, state=it.state)
        if act is Act.MATCH:
            _must_share_something(whole)
        stake = total_at_stake(whole)
        now = shop.clock()
        if act in OF_TWO and stake > limit_fen:
            return _propose(connection, whole, act, person, reason, stake, now)
        return Done(case=_carry_out(connection, whole, act, person, "", reason, now))


def assign(shop: Shop, case: Case, *, person: str, to: str) -> Done:
    """Give a case to somebody."""
    with shop.database.writing() as connection:
        cases.must_be_unchanged(connection, case)
        if case.state not in WAITING:
            raise Refusal("case_cannot", act=Act.ASSIGN, state=case.state)
        moved = replace(case, assignee=to, state=CaseState.ASSIGNED, version=case.version + 1)
        _keep(connection, case, moved, Act.ASSIGN, person, "", to, shop.clock())
    return Done(case=moved)


def comment(shop: Shop, case: Case, *, person: str, text: str) -> Done:
    """Say something about a case; it stays where it is."""
    with shop.database.writing() as connection:
        _keep(connection, case, case, Act.COMMENT, person, "", _reason(text), shop.clock())
    return Done(case=case)


def approve(shop: Shop, case: Case, *, person: str) -> Done:
    """Carry out what another person proposed; raises Refusal for one's own proposal."""
    with shop.database.writing() as connection:
        waiting, whole = _waiting(connection, case)
        if waiting["maker"] == person:
            raise Refusal("case_needs_another")
        act, reason = Act(str(waiting["act"])), str(waiting["reason"])
        cases.forget_proposal(connection, case.id)
        maker = str(waiting["maker"])
        return Done(case=_carry_out(connection, whole, act, maker, person, reason, shop.clock()))


def reject(shop: Shop, case: Case, *, person: str, reason: str) -> Done:
    """Open a case again whose proposal does not convince."""
    reason = _reason(reason)
    with shop.database.writing() as connection:
        _, whole = _waiting(connection, case)
        cases.forget_proposal(connection, case.id)
        moved = [replace(it, state=CaseState.OPEN, version=it.version + 1) for it in whole]
        for before, after in zip(whole, moved, strict=True):
            cases.release(connection, before.id)
            _keep(connection, before, after, Act.REJECT, person, "", reason, shop.clock())
    return Done(case=moved[0])


def unmatch(shop: Shop, case: Case, *, person: str, reason: str) -> Done:
    """Take a decision back: the rows go to matching again. Raises Refusal where there is none."""
    reason = _reason(reason)
    with shop.database.writing() as connection:
        cases.must_be_unchanged(connection, case)
        if case.state not in {LEADS_TO[it] for it in DECIDES}:
            raise Refusal("case_cannot", act=Act.UNMATCH, state=case.state)
        cases.release(connection, case.id)
        moved = replace(case, state=CaseState.OPEN, version=case.version + 1)
        _keep(connection, case, moved, Act.UNMATCH, person, "", reason, shop.clock())
    return Done(case=moved)


def prove(shop: Shop) -> list[Fault]:
    """Follow the whole chain of events; return what is missing or altered."""
    faults: list[Fault] = []
    last: Fact | None = None
    with shop.database.reading() as connection:
        for fact in chain.follow(cases.events(connection), faults):
            last = fact
        chain.must_end_at(cases.head(connection), last, faults)
    return faults


def _propose(
    connection: Connection,
    whole: Sequence[Case],
    act: Act,
    person: str,
    reason: str,
    stake: int,
    now: datetime,
) -> Done:
    moved = [replace(it, state=CaseState.PROPOSED, version=it.version + 1) for it in whole]
    cases.propose(
        connection,
        {
            "case": whole[0].id,
            "act": act,
            "maker": person,
            "reason": reason,
            "amount_fen": stake,
            "others": msgspec.json.encode([it.id for it in whole[1:]]).decode(),
            "version": moved[0].version,
        },
    )
    for before, after in zip(whole, moved, strict=True):
        cases.hold(connection, before)
        _keep(connection, before, after, act, person, "", reason, now)
    return Done(case=moved[0], needs_second=True)


def _carry_out(
    connection: Connection,
    whole: Sequence[Case],
    act: Act,
    person: str,
    approver: str,
    reason: str,
    now: datetime,
) -> Case:
    moved = [replace(it, state=LEADS_TO[act], version=it.version + 1) for it in whole]
    for before, after in zip(whole, moved, strict=True):
        if act in DECIDES:
            cases.hold(connection, before)
        _keep(connection, before, after, act, person, approver, reason, now)
    return moved[0]


def _keep(
    connection: Connection,
    before: Case,
    after: Case,
    act: Act,
    person: str,
    approver: str,
    reason: str,
    now: datetime,
) -> None:
    value = {
        "case": before.id,
        "person": person,
        "approver": approver,
        "reason": reason,
        "before": str(before.state),
        "after": str(after.state),
        "finding": str(before.finding),
        "difference_fen": before.difference_fen,
        "at": now,
    }
    if after is not before:
        cases.put(connection, [after])
    cases.tell(connection, act, [(before.id, value)], now)


def _waiting(connection: Connection, case: Case) -> tuple[dict[str, object], list[Case]]:
    waiting = cases.proposal(connection, case.id)
    if waiting is None:
        raise Refusal("case_cannot", act=Act.APPROVE, state=case.state)
    cases.must_be_unchanged(connection, case)
    others = msgspec.json.decode(str(waiting["others"]), type=list[str])
    return waiting, [case, *(cases.find(connection, it) for it in others)]


def _must_share_something(whole: Sequence[Case]) -> None:
    """Raise Refusal for rows that have nothing in common: of one channel, and both books."""
    sides = {row.side for it in whole for row in it.sides}
    if len({it.channel for it in whole}) > 1 or len(sides) < 2:  # noqa: PLR2004 - ours and theirs
        raise Refusal("case_match_needs_both")


def _reason(text: str) -> str:
    if not text.strip():
        raise Refusal("case_needs_reason")
    return text.strip()[:LONGEST_REASON]
