"""A till's folder as a technician works on it: what is set, what was found, what each test said."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app import settings
from app.base.errors import Refusal
from app.printing import opening as drawer_opening
from app.settings import Settings
from app.staff.person import TECHNICIAN
from devices import checkup, escpos, printer
from devices.checkup import Level, Result, State
from devices.detecting import Found
from devices.drawer import NONE
from devices.overheard import Hear, nobody
from devices.profile import by_name
from pos_ui import opening

CARDS = ("printer", "scanner", "drawer", "scale", "display", "card_terminal")
SETTING = {  # where the address of each device stands
    "printer": "printer",
    "drawer": "drawer",
    "scanner": "scanner",
    "scale": "weighing_scale",
    "pole": "pole",
    "card_terminal": "card_terminal",
}


class Bench:
    """Remembers results for the screen; what is set is kept in the till's folder at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: tuple[Found, ...] = ()
        self.results: dict[str, Result] = {}
        self.settings: Settings | None = None
        self.reload()

    def reload(self) -> None:
        """Read what is set; nothing before the till was set up. Raises Refusal for what is odd."""
        self.settings = settings.load(self.folder) if settings.exists(self.folder) else None

    @property
    def ours(self) -> Settings:
        """What is set; raises Refusal before the till was set up."""
        if self.settings is None:
            raise Refusal("no_till_here", folder=self.folder.name)
        return self.settings

    def keep(self, **changes: object) -> None:
        """Set something for good; raises Told and has changed nothing then."""
        try:
            self.settings = settings.change(self.folder, **changes)
        except ValueError as error:
            raise Refusal("bad_settings", file=settings.FILE, why=error) from error

    def note(self, result: Result) -> None:
        """Remember what a test said."""
        self.results[result.name] = result

    def address(self, name: str) -> str:
        """Return the address of a device; empty where none is set, or none is needed."""
        return str(getattr(self.ours, SETTING[name])) if name in SETTING else ""

    def outstanding(self) -> int:
        """Count what failed."""
        return sum(it.state is State.FAULT for it in self.results.values())


def open_drawer(folder: Path, ours: Settings, reason: str, hear: Hear = nobody) -> Result:
    """Open the drawer once, on record before it happens."""
    if ours.drawer == NONE or not (ours.drawer or ours.printer):
        return checkup.fault("drawer", Refusal("no_drawer"), level=Level.INTERACTIVE)
    with opening.opened(folder) as it:
        drawer_opening.by_hand(it.till, reason, by=TECHNICIAN)
    return checkup.open_drawer(
        ours.drawer, ours.printer, ours.printer_profile, ours.paper_mm, ours.drawer_bytes, hear=hear
    )


def print_first_receipt(ours: Settings) -> Result:
    """Print a receipt with the shop's own head that says on its face that nothing was sold."""
    from app.selling import receipt  # noqa: PLC0415 - only at the end
    from pos_ui.setup.sample import a_sale  # noqa: PLC0415

    profile = by_name(ours.printer_profile or "generic", ours.paper_mm)
    paper = receipt.lay_out(a_sale(ours), replace(ours, is_training=True))
    work = printer.Work(
        job="first receipt", data=escpos.encode(paper, profile), acknowledges=profile.has_status
    )
    done = printer.send(ours.printer, work)
    if done.trouble is not None:
        return checkup.fault("printer", done.trouble, level=Level.INTERACTIVE)
    figures: Mapping[str, int | float | str] = {"bytes": len(work.data)}
    return Result(
        name="printer",
        level=Level.INTERACTIVE,
        state=State.OK,
        code="receipt_sent",
        figures=dict(figures),
    )
