"""Comparing, at the end of the day, what the till and head office have in their books."""

from dataclasses import dataclass
from pathlib import Path

from app.base.money import Money, total
from app.selling import sales
from app.storage import outbox
from app.storage.database import Database, open_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What one database holds."""

    ids: tuple[str, ...]
    lines: int
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The day in figures; a good day has no unsent, no duplicates and no lost sale."""

    sales: int
    lines: int
    till_total_fen: int
    hq_total_fen: int
    unsent: int
    duplicates: int
    lost: int
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether every sale reached head office exactly once, to the fen."""
        return (
            self.till_total_fen == self.hq_total_fen
            and not self.unsent + self.duplicates + self.lost
        )


def compare(till_file: Path, hq_file: Path, promised: set[str], seconds: float) -> Summary:
    """Compare both books; `promised` are the sales that somebody was told were safe."""
    till, hq = open_file(till_file), open_file(hq_file)
    try:
        ours, theirs = _read(till), _read(hq)
        with till.reading() as connection:
            unsent = outbox.depth(connection).unsent
    finally:
        till.close()
        hq.close()
    return Summary(
        sales=len(ours.ids),
        lines=ours.lines,
        till_total_fen=ours.total.fen,
        hq_total_fen=theirs.total.fen,
        unsent=unsent,
        duplicates=len(theirs.ids) - len(set(theirs.ids)) + len(set(theirs.ids) - set(ours.ids)),
        lost=len((promised | set(ours.ids)) - set(theirs.ids)),
        seconds=round(seconds, 1),
    )


def _read(database: Database) -> Books:
    with database.reading() as connection:
        sums = sales.sums(connection)
        return Books(
            ids=tuple(sales.ids(connection)),
            lines=sum(one.lines for one in sums),
            total=total(one.total for one in sums),
        )
