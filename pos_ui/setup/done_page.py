"""Step 6: the signed report, the support bundle, and a first receipt on paper."""

from pathlib import Path
from threading import Event

from PySide6.QtWidgets import QHBoxLayout

from app.base import clock
from app.base.errors import Told
from devices.checkup import Result, State, fault
from pos_ui.doctor import report, wording
from pos_ui.doctor.report import Report
from pos_ui.kit import words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.setup import bench as benches
from pos_ui.setup.bundle_card import BundleCard
from pos_ui.setup.finding_list import FindingList
from pos_ui.setup.labour import Progress
from pos_ui.setup.page import Page, card

ROW = 40
MOST = 9  # findings that are shown; all are in the report
GRAVE = (State.FAULT, State.WARN, State.OK, State.ABSENT)
BUNDLE = 360


class DonePage(Page):
    """Signs what this visit found; a report says what was, and who looked."""

    name = "done"

    def fill(self) -> None:
        """Show what matters most, and what is left to do."""
        self.banner = Banner()
        self.list = FindingList(ROW)
        self.saved, self.first = Label("", 13, 400, "text3"), Button("", takes_focus=True)
        self.first.icon_name = "receipt-text"
        self.first.clicked.connect(self.print_first)
        self.paper = Label("", 14, 400, "text2", wraps=True)
        self.bundle = BundleCard(self.bench, self.labour)
        self.bundle.setFixedWidth(BUNDLE)
        made, inside = card()
        inside.setContentsMargins(16, 16, 16, 14)
        inside.addWidget(self.banner)
        inside.addWidget(self.list)
        inside.addStretch(1)
        inside.addWidget(self.saved)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.first)
        line.addWidget(self.paper, 1)
        inside.addLayout(line)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(made, 1)
        columns.addWidget(self.bundle)
        self.body.addLayout(columns, 1)
        self._path: Path | None = None

    def enter(self) -> None:
        """Sign and keep what was found."""
        self.again()
        self.bundle.look()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        super().retitle()
        self.first.setText(t("setup.first_receipt"))
        self.bundle.retitle()
        self._show()

    @property
    def next_word(self) -> str:
        """Leave."""
        return t("setup.finish")

    @property
    def again_word(self) -> str:
        """Sign anew."""
        return t("setup.sign_again")

    def again(self) -> None:
        """Sign what is known now, and keep it."""
        self._show()
        made = self._report()
        folder = self.bench.folder
        self.labour.begin(lambda *_: report.save(folder, made), self._saved)

    def print_first(self) -> None:
        """Print a receipt as customers get it, that says it is none."""
        ours = self.bench.ours
        if not ours.printer:
            self.paper.setText(t("setup.not_set"))
            return
        self.first.setEnabled(False)

        def work(_over: Event, _tell: Progress) -> Result:
            return benches.print_first_receipt(ours)

        self.labour.begin(work, self._printed)

    def _report(self) -> Report:
        ours = self.bench.ours
        return Report(
            made_at=clock.now(),
            program=report.program_version(),
            store=ours.store,
            till=ours.till,
            is_deep=False,
            results=tuple(self.bench.results.values()),
            found=self.bench.found,
        )

    def _show(self) -> None:
        results = sorted(self.bench.results.values(), key=lambda it: GRAVE.index(it.state))
        self.list.say(results[:MOST])
        faults = sum(it.state is State.FAULT for it in results)
        warnings = sum(it.state is State.WARN for it in results)
        line = t("setup.sums", good=len(results) - faults - warnings, warnings=warnings, bad=faults)
        kind = "danger" if faults else "warn" if warnings else "ok"
        self.banner.say(kind, t(f"setup.done_{kind}"), line)

    def _saved(self, answer: Path | Told) -> None:
        if isinstance(answer, Told):
            self.saved.setText(answer.text(words.language()))
            return
        self._path = answer
        self.saved.setText(t("setup.report_saved", path=answer.name))

    def _printed(self, answer: Result | Told) -> None:
        self.first.setEnabled(True)
        result = answer if isinstance(answer, Result) else fault("printer", answer)
        self.paper.setText(wording.line_of(result, words.language()))
        self.bench.note(result)
        self._show()
