"""What the screens of shifts ask of a till; each request may take a while and may be sent off."""

from dataclasses import dataclass
from pathlib import Path

from app.base.errors import Trouble
from app.base.money import Money
from app.closing import beginning, closing, counting, papers, report, reviewing, workbook
from app.closing.closed import LooseEnds, Reopening, Z
from app.closing.closing import Closed, Ending
from app.closing.count import Pile
from app.closing.report import Report, Words
from app.closing.reviewing import Review, X
from app.shifts import moving, opening
from app.shifts.shift import Move, MoveKind, Shift
from app.staff.person import Actor
from app.till import Till
from devices import pdf
from pos_ui import paper
from pos_ui.opening import Opened

FOLDER = "reports"


@dataclass(frozen=True, slots=True)
class CloseDesk:
    """A till's shifts; `opened` says where its reports are written."""

    opened: Opened

    @property
    def till(self) -> Till:
        """The till whose shifts these are."""
        return self.opened.till

    @property
    def tolerance(self) -> Money:
        """How much a count may differ before somebody must explain it."""
        return Money(self.opened.settings.tolerance_fen)

    @property
    def prints(self) -> bool:
        """Whether there is a printer for slips and reports."""
        return bool(self.opened.settings.printer)

    def words(self, language: str) -> Words:
        """Return the words of reports in a language."""
        return papers.words_of(self.opened.settings, language)

    # -- shifts

    def current(self) -> Shift | None:
        """Return the open shift; None while there is none."""
        return opening.current(self.till)

    def float_left(self) -> Money | None:
        """Return what the last shift left in the drawer."""
        return beginning.float_left(self.till)

    def begin(self, amount: Money, *, by: Actor) -> Shift:
        """Open a shift."""
        return beginning.begin(self.till, amount, by=by)

    def move(self, kind: MoveKind, amount: Money, reason: str, *, by: Actor) -> Move:
        """Move cash, with a slip where there is a printer."""
        return moving.move(self.till, kind, amount, reason, paper=self.prints, by=by)

    # -- counting and closing

    def unsettled(self) -> LooseEnds:
        """Return what is not settled now."""
        return reviewing.unsettled(self.till)

    def submit(self, piles: tuple[Pile, ...], *, by: Actor) -> Review:
        """Keep what was counted, and tell what the day comes to."""
        counting.submit(self.till, piles, by=by)
        return reviewing.review(self.till)

    def close(self, ending: Ending, *, by: Actor) -> Closed:
        """Close the shift and, unless it is handed over, the day."""
        return closing.close(self.till, ending, by=by)

    # -- reports

    def x(self, *, wants_all: bool = False, by: Actor) -> X:
        """Return the day so far."""
        return reviewing.x(self.till, wants_all=wants_all, by=by)

    def last_z(self) -> tuple[Z, Reopening | None] | None:
        """Return the newest Z and what reversed it; None before the first."""
        z = closing.last_z(self.till)
        return None if z is None else closing.z(self.till, z.number)

    def reopen(self, number: int, reason: str, *, by: Actor) -> Reopening:
        """Reverse a Z."""
        return closing.reopen(self.till, number, reason, by=by)

    def print_again(self, number: int, *, by: Actor) -> None:
        """Ask for one more copy of a Z."""
        closing.print_again(self.till, number, by=by)

    def save(self, z: Z, form: str, language: str) -> Path:
        """Write a Z as "pdf" or "xlsx" beside the till's data; raises Trouble."""
        said = report.of_z(*closing.z(self.till, z.number), self.words(language))
        path = self.opened.folder / FOLDER / f"Z-{z.number:04d}-{z.business_date}.{form}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._pdf(said) if form == "pdf" else workbook.xlsx(said))
        except OSError as error:
            raise Trouble("folder_read_only", folder=path.parent, why=error.strerror) from error
        return path

    def _pdf(self, said: Report) -> bytes:
        ours = self.opened.settings
        profile = paper.profile_of(ours)
        return pdf.pdf(papers.lay_out(said, ours, paper_mm=profile.paper_mm), profile)
