"""A statement that was looked at: what it is, whether it was taken in, what it comes to."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.reconciliation.problem import Problem
from app.reconciliation.standard import Entry, Kind, Side, Status, Sums


class FileStatus(StrEnum):
    """What became of a file."""

    STORING = "storing"  # its rows are being written; after a crash it is begun again
    ACCEPTED = "accepted"
    REFUSED = "refused"  # it does not add up, or cannot be read; none of its rows is kept
    QUARANTINED = "quarantined"  # whole by itself, but it contradicts what was accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One file; `number` names it where its rows are kept. Days are as 20260131, 0 is none."""

    number: int
    hash: str
    name: str
    side: Side = Side.THEIRS
    format: str = ""
    channel: str = ""
    account: str = ""
    currency: str = ""
    status: FileStatus
    first_day: int = 0
    last_day: int = 0
    sums: Sums = field(default_factory=Sums)
    problems: tuple[Problem, ...] = ()
    repeats: int = 0  # rows that an earlier file had already
    was_there: bool = False  # the very same file was taken in before: nothing was changed


@dataclass(slots=True)
class Tally:
    """What the rows come to, while they pass by."""

    rows: int = 0
    paid: int = 0
    refunded: int = 0
    fee: int = 0
    net: int = 0
    days: set[int] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    currencies: set[str] = field(default_factory=set)
    channels: set[str] = field(default_factory=set)

    def add(self, it: Entry) -> None:
        """Add a row."""
        self.rows += 1
        self.days.add(it.biz_date)
        self.accounts.add(it.account)
        self.currencies.add(it.currency)
        self.channels.add(it.channel)
        if it.status in {Status.FAILED, Status.CLOSED}:
            return
        self.paid += it.gross_fen if it.kind is Kind.PAY else 0
        self.refunded -= it.gross_fen if it.kind is Kind.REFUND else 0
        self.fee += it.fee_fen
        self.net += it.net_fen

    def onto(self, file: Imported) -> Imported:
        """Write the sums, days, accounts and currencies onto a file."""
        sums = Sums(
            rows=self.rows,
            paid_fen=self.paid,
            refunded_fen=self.refunded,
            fee_fen=self.fee,
            net_fen=self.net,
        )
        days = sorted(self.days - {0}) or [0]
        return replace(
            file,
            sums=sums,
            first_day=days[0],
            last_day=days[-1],
            account=_listed(self.accounts) or file.account,
            currency=_listed(self.currencies),
            channel=_listed(self.channels) or file.channel,
        )


def _listed(texts: set[str]) -> str:
    return ",".join(sorted(texts - {""})[:20])
