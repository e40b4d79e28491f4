"""Trying a receipt printer: where it is, its make and paper, a test page, a search for others."""

from collections.abc import Sequence
from threading import Event

from app.base.errors import Told
from devices import checkup, detecting, profile
from devices.checkup import Result
from devices.detecting import Kind
from devices.worker import Chunk
from pos_ui.doctor.examining import known_addresses
from pos_ui.doctor.findings import failed
from pos_ui.kit.label import Label
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t
from pos_ui.setup.bench import Bench
from pos_ui.setup.choice_list import Choice, ChoiceList
from pos_ui.setup.device_sheet import DeviceSheet, found_with
from pos_ui.setup.labour import Labour, Progress

PAPERS = (80, 58)
TITLES = {
    "generic": "setup.make_generic",
    "epson_tm_t82": "Epson TM-T82",
    "epson_tm_t88": "Epson TM-T88",
    "xprinter_xp80": "芯烨 Xprinter XP-80",
    "xprinter_xp58": "芯烨 Xprinter XP-58",
    "gprinter_l80160": "佳博 Gprinter GP-L80160",
    "gprinter_5890": "佳博 Gprinter GP-5890",
    "sunmi": "商米 Sunmi",
}


def title_of(make: str) -> str:
    """Say what a make is called."""
    known = TITLES.get(make or "generic", make)
    return t(known) if known.startswith("setup.") else known


class PrinterSheet(DeviceSheet):
    """The address, the make and the paper; a page that shows whether they fit."""

    name = "printer"
    kinds = frozenset({Kind.USB, Kind.QUEUE, Kind.NETWORK, Kind.SERIAL})
    none = "setup.no_printer"

    def __init__(self, bench: Bench, labour: Labour, rows: int = 4) -> None:
        self._answers = ""
        self.makes = ChoiceList(rows)
        self.paper = Segment(height=44, takes_focus=True)
        super().__init__(bench, labour, rows)

    def fill(self) -> None:
        """Offer makes and papers."""
        self.heading("setup.make")
        self.right.addWidget(self.makes)
        self.paper.show_items([f"{mm} mm" for mm in PAPERS])
        self.right.addWidget(self.paper)
        self.right.addWidget(Label(t("setup.make_line"), 13, 400, "text3", wraps=True))
        self.right.addStretch(1)
        self.makes.chosen.connect(lambda make: self.keep(printer_profile=make))
        self.paper.chosen.connect(lambda at: self.keep(paper_mm=PAPERS[at]))
        self.add_action("setup.test_line", "refresh-cw", self.check)
        self.add_action("setup.test_page", "printer", self.print_page)
        self.add_action("setup.search", "search", self.search)

    def offer(self) -> None:
        """Offer what was found, and what it may be."""
        super().offer()
        ours = self.bench.ours
        self.makes.offer(
            [Choice(make, title_of(make)) for make in profile.names()],
            ours.printer_profile or "generic",
        )
        self.paper.show_items([f"{mm} mm" for mm in PAPERS], PAPERS.index(ours.paper_mm))

    def start(self) -> None:
        """Ask the printer how it is."""
        if self.url:
            self.check()

    def check(self) -> None:
        """Ask the printer how it is; nothing is printed."""
        it, hear = self.bench.ours, self.overhear()
        self._answers = ""
        self.work(
            lambda *_: checkup.check_printer(it.printer, it.printer_profile, it.paper_mm, hear=hear)
        )

    def print_page(self) -> None:
        """Print the page that a technician looks at."""
        it, hear = self.bench.ours, self.overhear()
        self.work(
            lambda *_: checkup.print_test_page(
                it.printer, it.printer_profile, it.paper_mm, hear=hear
            ),
            "setup.printing",
        )

    def search(self) -> None:
        """Look for printers on the shop's network."""
        self.work(self._search, "setup.searching", self._show_search)

    def show_result(self, result: Result, *, is_new: bool = True) -> None:
        """Say what came of it, and which questions the printer answers."""
        super().show_result(result, is_new=is_new)
        figures = result.figures
        if result.state is checkup.State.FAULT:
            self._answers = ""
            self.monitor.say("")
        if "answers" in figures:
            answers = str(figures["answers"]) or "—"
            acknowledges = t("setup.yes" if figures.get("acknowledges") else "setup.no")
            self._answers = t("setup.printer_answers", answers=answers, acknowledges=acknowledges)
            self.monitor.say(self._answers)

    def wire_word(self, heard: Sequence[Chunk]) -> str:
        """Say which questions it answers, once that is known, and how much went over the wire."""
        return " · ".join(filter(None, (self._answers, super().wire_word(heard))))

    def _search(self, over: Event, tell: Progress) -> Result:
        it = self.bench.ours
        try:
            found = detecting.network_printers(
                it.subnet,
                known=known_addresses(it),
                is_over=over.is_set,
                tell=lambda done, whole: tell("search", done, whole),
            )
        except Told as told:
            return failed("search", told, 400)
        self.bench.found = found_with(self.bench.found, found)
        return checkup.Result(
            name="search",
            level=checkup.Level.EXTERNAL,
            state=checkup.State.OK,
            code="search_found",
            figures={"count": len(found)},
        )

    def _show_search(self, _what: str, done: int, whole: int) -> None:
        self.said.setText(t("setup.searched", done=done, whole=whole))
