"""A case: an exception that matching found, and where its review stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.base.errors import Refusal
from app.base.money import Money
from app.reconciliation.finding import Finding
from app.reconciliation.standard import Kind, Side, Status


class Severity(StrEnum):
    """How bad it is if nobody looks."""

    HIGH = "high"
    MEDIUM = "medium"
    REVIEW = "review"  # a proposal to be confirmed


class CaseState(StrEnum):
    """Where a case is. What a person decided no run moves."""

    OPEN = "open"
    ASSIGNED = "assigned"
    TIMING = "timing"  # somebody says that it only needs days
    PROPOSED = "proposed"  # decided by one, waits for a second person
    DISPUTED = "disputed"
    RESOLVED = "resolved"
    WRITTEN_OFF = "written_off"
    GONE = "gone"  # a later run no longer finds it


class Act(StrEnum):
    """What happens to a case."""

    FOUND = "found"
    CHANGED = "changed"
    GONE = "gone"
    ASSIGN = "assign"
    COMMENT = "comment"
    TIMING = "timing"
    MATCH = "match"  # belongs together, for this reason
    ADJUST = "adjust"  # written off, or booked elsewhere
    RECORD_SALE = "record_sale"
    DISPUTE = "dispute"
    APPROVE = "approve"
    REJECT = "reject"
    UNMATCH = "unmatch"  # takes a decision back


WAITING = frozenset({CaseState.OPEN, CaseState.ASSIGNED, CaseState.TIMING})
LEADS_TO = {
    Act.ASSIGN: CaseState.ASSIGNED,
    Act.TIMING: CaseState.TIMING,
    Act.MATCH: CaseState.RESOLVED,
    Act.RECORD_SALE: CaseState.RESOLVED,
    Act.ADJUST: CaseState.WRITTEN_OFF,
    Act.DISPUTE: CaseState.DISPUTED,
}
DECIDES = frozenset({Act.MATCH, Act.RECORD_SALE, Act.ADJUST, Act.DISPUTE})
OF_TWO = frozenset({Act.MATCH, Act.RECORD_SALE, Act.ADJUST})  # above the limit
LIMIT_FEN = 10_000
SEVERITIES = {
    Finding.REFUND_ORPHAN: Severity.MEDIUM,
    Finding.SPLIT_INCOMPLETE: Severity.MEDIUM,
    Finding.FEE_MISMATCH: Severity.MEDIUM,
    Finding.FEE_MISSING: Severity.MEDIUM,
    Finding.FILE_MISSING: Severity.MEDIUM,
    Finding.UNKNOWN_STORE: Severity.MEDIUM,
    Finding.SETTLE_LATE: Severity.MEDIUM,
    Finding.FORMAT_CHANGED: Severity.MEDIUM,
    Finding.FUZZY_PROPOSED: Severity.REVIEW,
    Finding.AMBIGUOUS: Severity.REVIEW,
}
DUE_H = ((1_000_000, 24), (100_000, 72), (10_000, 120))  # at stake from so many fen: hours
LATEST_DUE_H = 168


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """A row of either book, as a person compares them; `copy` tells equal rows apart, from 1."""

    side: Side
    channel: str
    account: str
    kind: Kind
    status: Status
    channel_no: str
    order_no: str
    refund_no: str
    gross_fen: int
    fee_fen: int
    at_ms: int
    biz_date: int
    store: str
    terminal: str
    copy: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An exception. Amounts are what moved by each book; `at_stake_fen` is what may be lost."""

    id: str
    finding: Finding
    channel: str
    store: str
    day: int
    ours_fen: int
    theirs_fen: int
    at_stake_fen: int
    severity: Severity
    state: CaseState
    assignee: str
    opened_at: datetime
    due_at: datetime
    version: int
    run: str
    sides: tuple[SideRow, ...]

    @property
    def difference_fen(self) -> int:
        """Ours less theirs."""
        return self.ours_fen - self.theirs_fen


def severity_of(finding: Finding) -> Severity:
    """Say how bad a finding is by itself."""
    return SEVERITIES.get(finding, Severity.HIGH)


def due_after(severity: Severity, at_stake_fen: int) -> timedelta:
    """Say how long a case may wait: the more is at stake, the shorter."""
    hours = next((h for least, h in DUE_H if at_stake_fen >= least), LATEST_DUE_H)
    return timedelta(hours=min(hours, 120) if severity is Severity.HIGH else hours)


def told(case: Case) -> Refusal:
    """Put the cause of a case, and what to do, into words in every language."""
    rows = case.sides or ()
    first = rows[0] if rows else None
    number = (first.order_no or first.refund_no or first.channel_no) if first else ""
    return Refusal(
        f"found_{case.finding}",
        channel=case.channel,
        day=f"{case.day // 10000}-{case.day // 100 % 100:02}-{case.day % 100:02}",
        number=number or "—",
        ours=Money(case.ours_fen).grouped(),
        theirs=Money(case.theirs_fen).grouped(),
        difference=Money(abs(case.difference_fen)).grouped(),
        stake=Money(case.at_stake_fen).grouped(),
        rows=len(rows),
    )


def total_at_stake(cases: Sequence[Case]) -> int:
    """Add up what may be lost."""
    return sum(it.at_stake_fen for it in cases)
