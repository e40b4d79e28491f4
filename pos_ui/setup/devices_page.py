"""Step 3: connect each device and try it; below, how line and database are."""

from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.errors import Told
from devices import checkup, detecting
from devices.checkup import Result, State
from devices.detecting import Found
from pos_ui.doctor import books, examining, network, wording
from pos_ui.kit import words
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.setup import addresses
from pos_ui.setup.bench import CARDS, Bench
from pos_ui.setup.bundle_card import BundleCard
from pos_ui.setup.device_card import DeviceCard
from pos_ui.setup.device_sheet import found_with
from pos_ui.setup.display_sheet import look_at_screens
from pos_ui.setup.finding_list import FindingList
from pos_ui.setup.labour import Job, Labour, Progress
from pos_ui.setup.page import Page, card, head, small
from pos_ui.setup.printer_sheet import title_of

ICONS = {
    "printer": "printer",
    "scanner": "scan-barcode",
    "drawer": "archive",
    "scale": "scale",
    "display": "monitor",
    "card_terminal": "credit-card",
}
LEAST_LOW, HIGH_LOW = 150, 240  # px of the cards below
LINE = ("hq", "loss", "clock", "certificate")
BOOKS = ("database", "unsent", "space", "backup", "catalogue")
UNSTEADY = {"scale_is_moving"}
AWAY = {"E-DEV-404"}


class DevicesPage(Page):
    """Six devices on cards; a touch opens the dialog that tries one."""

    name = "devices"

    def __init__(self, bench: Bench, labour: Labour) -> None:
        self._job: Job | None = None
        self._progress = ""
        super().__init__(bench, labour)

    def fill(self) -> None:
        """Lay the cards out, as in a drawing of two columns and three below."""
        self.cards = {name: DeviceCard(ICONS[name]) for name in CARDS}
        for name, it in self.cards.items():
            it.pressed.connect(lambda name=name: self.asked.emit(name))
        grid = QGridLayout()
        grid.setSpacing(12)
        for at, name in enumerate(CARDS):
            grid.addWidget(self.cards[name], at // 2, at % 2)
            grid.setColumnStretch(at % 2, 1)
        self.line, self.books = FindingList(), FindingList()
        self._line_name, self._books_name = Label("", 16, 700), Label("", 16, 700)
        self.measure, self.check = small(), small()
        self.measure.clicked.connect(self.look_at_line)
        self.check.clicked.connect(self.look_at_books)
        self.bundle = BundleCard(self.bench, self.labour)
        low = QHBoxLayout()
        low.setSpacing(12)
        for title, button, listed in (
            (self._line_name, self.measure, self.line),
            (self._books_name, self.check, self.books),
        ):
            made, inside = card()
            inside.addLayout(head(title, button))
            inside.addWidget(listed)
            inside.addStretch(1)
            low.addWidget(made, 1)
        low.addWidget(self.bundle, 1)
        below = QWidget()
        below.setLayout(low)
        below.setMinimumHeight(LEAST_LOW)
        low.setContentsMargins(0, 0, 0, 0)
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(grid)
        inside.addWidget(below, 1)
        self.body.addWidget(scrolled(whole), 1)

    def enter(self) -> None:
        """Look for what is plugged in, the first time."""
        self.bundle.look()
        if not self.bench.found and self._job is None:
            self.again()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        super().retitle()
        self._line_name.setText(t("setup.line"))
        self._books_name.setText(t("setup.books"))
        self.measure.setText(t("setup.measure"))
        self.check.setText(t("setup.check_books"))
        self.bundle.retitle()
        self.show_all()

    def show_all(self) -> None:
        """Show what is known of every device."""
        if self.bench.settings is None:
            return
        language = words.language()
        for name, it in self.cards.items():
            known = self.bench.results.get(name)
            state = known.state if known is not None else None
            second = wording.advice_of(known, language) if known is not None else t("setup.try_it")
            it.say(
                wording.name_of(name, language),
                self._where(name),
                self._second(name, second),
                chip=chip_word(known),
                state=state,
                button=t("setup.test_again" if state is State.FAULT else "setup.test"),
                code=wording.with_error("", known.error, language) if known is not None else "",
            )
        self.line.say([self.bench.results[it] for it in LINE if it in self.bench.results])
        self.books.say([self.bench.results[it] for it in BOOKS if it in self.bench.results])
        self._say_found()
        self.changed.emit()

    # -- the footer

    @property
    def again_word(self) -> str:
        """Look at all of them again, or stop looking."""
        return t("setup.stop" if self._job is not None else "setup.all_again")

    @property
    def note(self) -> str:
        """Say what did not work."""
        missing = sum(
            it.state is State.FAULT for name, it in self.bench.results.items() if name in CARDS
        )
        return t("setup.missing", count=missing) if missing else ""

    def again(self) -> None:
        """Look for devices, and at every device that is set; a second press stops that."""
        if self._job is not None:
            self.cancel()
            return
        self._job = self.labour.begin(self._look, self._answered, self._tell)
        self._progress = t("setup.looking")
        self._say_found()
        self.changed.emit()

    def cancel(self) -> bool:
        """Stop looking."""
        job, self._job = self._job, None
        if job is None:
            return False
        job.cancel()
        self._progress = ""
        self.show_all()
        return True

    def look_at_line(self) -> None:
        """Measure the line to head office."""
        ours = self.bench.ours
        self.measure.setEnabled(False)
        self.labour.begin(
            lambda over, _: network.look(ours.hq_url, ours.hq_ca, is_over=over.is_set),
            self._measured,
        )

    def look_at_books(self) -> None:
        """Check the database."""
        folder, ours = self.bench.folder, self.bench.ours
        self.check.setEnabled(False)
        self.labour.begin(lambda *_: books.look(folder, ours), self._checked)

    # -- how

    def _look(
        self, over: Event, tell: Progress
    ) -> tuple[tuple[Found, ...], list[Result], list[Result]]:
        """Look at what is plugged in, at each device, the network, line and books."""
        ours, folder = self.bench.ours, self.bench.folder
        found = detecting.plugged_in()
        results = examining.devices(ours, is_selling=False, tell=tell)
        line = network.look(ours.hq_url, ours.hq_ca, is_over=over.is_set)
        line += books.look(folder, ours)
        try:
            found += detecting.network_printers(
                ours.subnet,
                known=examining.known_addresses(ours),
                is_over=over.is_set,
                tell=lambda done, whole: tell("search", done, whole),
            )
        except Told:  # an odd subnet is told where it is typed
            tell("search", 1, 1)
        return found, results, line

    def _tell(self, what: str, done: int, whole: int) -> None:
        key = "setup.searched" if what == "search" else "setup.tried"
        self._progress = t(key, done=done, whole=whole)
        self._say_found()

    def _answered(
        self, answer: tuple[tuple[Found, ...], list[Result], list[Result]] | Told
    ) -> None:
        self._job = None
        self._progress = ""
        if isinstance(answer, Told):
            self.told.emit(answer)
            return
        found, results, line = answer
        self.bench.found = found_with(found, self.bench.found)
        for result in (*results, *line):
            self._note(result)
        display = look_at_screens(self.bench.ours.display, self.screen())
        self.bench.note(display)
        self.show_all()

    def _note(self, result: Result) -> None:
        """Remember a result, unless somebody has seen the device work by hand meanwhile."""
        known = self.bench.results.get(result.name)
        was_seen = known is not None and known.level is checkup.Level.INTERACTIVE
        if not (was_seen and known is not None and known.state is result.state is State.OK):
            self.bench.note(result)

    def _measured(self, answer: list[Result] | Told) -> None:
        self.measure.setEnabled(True)
        self._take(answer)

    def _checked(self, answer: list[Result] | Told) -> None:
        self.check.setEnabled(True)
        self._take(answer)

    def _take(self, answer: list[Result] | Told) -> None:
        if isinstance(answer, Told):
            self.told.emit(answer)
            return
        for result in answer:
            self.bench.note(result)
        self.show_all()

    def _say_found(self) -> None:
        if self._progress:
            self.say(t("setup.devices"), self._progress)
        elif self.bench.found:
            line = t("setup.devices_found", count=len(self.bench.found))
            self.say(t("setup.devices"), line)
        else:
            self.say(t("setup.devices"), t("setup.devices_line"))

    def _where(self, name: str) -> str:
        ours = self.bench.ours
        match name:
            case "printer" if ours.printer:
                return f"{title_of(ours.printer_profile)} · {addresses.word(ours.printer)}"
            case "drawer" if not ours.drawer:
                return t("setup.by_printer")
            case "drawer" if "://" not in ours.drawer:
                return t("setup.no_drawer")
            case "scanner" if not ours.scanner:
                return t("setup.scanner_types")
            case "display":
                return t("setup.display_auto") if ours.display == "auto" else ours.display
        url = self.bench.address(name)
        if not url:
            return t("setup.not_set")
        protocol = addresses.query_of(url).get("protocol", "")
        return " · ".join(filter(None, (addresses.word(url), protocol)))

    def _second(self, name: str, said: str) -> str:
        ours = self.bench.ours
        known = self.bench.results.get(name)
        if name == "printer" and known is not None and known.state is State.OK:
            encoding = str(known.figures.get("encoding", ""))
            return " · ".join(filter(None, (f"{ours.paper_mm} mm", encoding, said)))
        pole = self.bench.results.get("pole")
        if name == "display" and ours.pole and pole is not None:
            language = words.language()
            return f"{wording.name_of('pole', language)}: {wording.advice_of(pole, language)}"
        return said


def chip_word(result: Result | None) -> str:
    """Say how a device is in a word."""
    if result is None:
        return t("setup.untried")
    if result.code in UNSTEADY:
        return t("setup.unsteady")
    if result.error in AWAY:
        return t("setup.away")
    return wording.state_of(result.state, words.language())


def scrolled(inside: QWidget) -> QScrollArea:
    """Let what has no room on a small screen be scrolled to."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setObjectName("screen")
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    area.setWidget(inside)
    return area
