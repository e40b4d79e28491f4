"""Exceptions as the commands tell of them."""

from app.base.clock import to_ms
from app.base.money import Money
from app.reconciliation.case import Case, SideRow, told


def document(case: Case, language: str) -> dict[str, object]:
    """Give a case to programs, with its cause in words."""
    return {
        "id": case.id,
        "finding": case.finding,
        "severity": case.severity,
        "state": case.state,
        "assignee": case.assignee,
        "channel": case.channel,
        "store": case.store,
        "day": case.day,
        "ours_fen": case.ours_fen,
        "theirs_fen": case.theirs_fen,
        "difference_fen": case.difference_fen,
        "at_stake_fen": case.at_stake_fen,
        "opened_at_ms": to_ms(case.opened_at),
        "due_at_ms": to_ms(case.due_at),
        "version": case.version,
        "cause": told(case).text(language),
        "sides": [side(it) for it in case.sides],
    }


def side(row: SideRow) -> dict[str, object]:
    """Give a row of either book to programs."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def line(case: Case, language: str) -> str:
    """Write a case on one line."""
    amount = Money(case.at_stake_fen).grouped()
    cause = told(case).text(language)
    return f"{case.id[:8]}  {case.severity:6}  {case.state:8}  {amount:>12}  {cause}"


def row_line(row: SideRow) -> str:
    """Write a row of either book on one line."""
    numbers = " ".join(filter(None, (row.order_no, row.refund_no, row.channel_no)))
    amount = Money(row.gross_fen).grouped()
    return f"  {row.side:6} {row.biz_date} {row.kind:6} {row.status:7} {amount:>12}  {numbers}"
