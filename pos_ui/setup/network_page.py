"""Step 4: how good the line to head office is, and where on the network printers are looked for."""

from threading import Event

from PySide6.QtWidgets import QHBoxLayout

from app.base.errors import Told
from devices import detecting
from devices.checkup import Result, State
from pos_ui.doctor import network
from pos_ui.kit import words
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.note import Note
from pos_ui.kit.progress import Progress as Bar
from pos_ui.kit.words import t
from pos_ui.setup.devices_page import LINE
from pos_ui.setup.finding_list import FindingList
from pos_ui.setup.labour import Job, Progress
from pos_ui.setup.page import Page, card, head, small

ROW = 44


class NetworkPage(Page):
    """Measures when it is come to; a minute's measurement is a press away."""

    name = "network"

    def fill(self) -> None:
        """Show the findings, and the field of the subnet."""
        self._job: Job | None = None
        self.list = FindingList(ROW)
        self._head, self._subnet = Label("", 16, 700), Label("", 14, 600, "text2")
        self.deep = small()
        self.bar = Bar()
        self.bar.hide()
        self.subnet = Field(px=17)
        self.keep = small()
        self._note = Note(self.subnet, "")
        self.deep.clicked.connect(lambda: self.measure(deep=True))
        self.keep.clicked.connect(self.keep_subnet)
        made, inside = card()
        inside.addLayout(head(self._head, self.deep))
        inside.addWidget(self.list)
        inside.addWidget(self.bar)
        inside.addStretch(1)
        self.body.addWidget(made, 1)
        made, inside = card()
        inside.setContentsMargins(16, 15, 16, 12)
        inside.addWidget(self._subnet)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.subnet, 1)
        line.addWidget(self.keep)
        inside.addLayout(line)
        inside.addWidget(self._note)
        self.body.addWidget(made)

    def enter(self) -> None:
        """Measure, the first time."""
        self.subnet.setText(self.bench.ours.subnet)
        if not any(it in self.bench.results for it in LINE):
            self.measure()
        self.show_all()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self.say(t("setup.network"), t("setup.network_line"))
        self._head.setText(t("setup.line"))
        self.deep.setText(t("setup.measure_long"))
        self._subnet.setText(t("setup.subnet"))
        self.subnet.setPlaceholderText(t("setup.subnet_hint"))
        self.subnet.setAccessibleName(t("setup.subnet"))
        self.keep.setText(t("setup.keep"))
        self._note._help = t("setup.subnet_line")  # noqa: SLF001
        self.show_all()

    def show_all(self) -> None:
        """Show what was measured last."""
        self.list.say([self.bench.results[it] for it in LINE if it in self.bench.results])

    @property
    def again_word(self) -> str:
        """Measure again, or stop."""
        return t("setup.stop" if self._job is not None else "setup.measure")

    @property
    def note(self) -> str:
        """Say what did not work."""
        missing = sum(it.state is State.FAULT for it in self.list.results)
        return t("setup.missing", count=missing) if missing else ""

    def again(self) -> None:
        """Measure again, or stop measuring."""
        if not self.cancel():
            self.measure()

    def cancel(self) -> bool:
        """Stop measuring."""
        job, self._job = self._job, None
        if job is None:
            return False
        job.cancel()
        self._end()
        return True

    def measure(self, *, deep: bool = False) -> None:
        """Measure the line, for a minute where that is wanted."""
        ours = self.bench.ours
        if self._job is not None or not ours.hq_url:
            for result in network.look(""):
                self.bench.note(result)
            self.show_all()
            return
        self.deep.setEnabled(False)
        self._tell("network", 0, 1)
        self.bar.show()

        def work(over: Event, tell: Progress) -> list[Result]:
            return network.look(
                ours.hq_url,
                ours.hq_ca,
                deep=deep,
                is_over=over.is_set,
                tell=lambda done, whole: tell("network", done, whole),
            )

        self._job = self.labour.begin(work, self._answered, self._tell)
        self.changed.emit()

    def keep_subnet(self) -> None:
        """Look for printers there from now on; nothing is the network around this computer."""
        typed = self.subnet.text().strip()
        try:
            if typed:
                detecting.network_of(typed)
            self.bench.keep(subnet=typed)
        except Told as told:
            self.subnet.error(told.text(words.language()))
        else:
            self.subnet.error("")
            self.said.emit(t("setup.kept"))

    def _tell(self, _what: str, done: int, whole: int) -> None:
        self.bar.show_done(done, whole, t("setup.measured", done=done, whole=whole))

    def _answered(self, answer: list[Result] | Told) -> None:
        self._job = None
        if isinstance(answer, Told):
            self.told.emit(answer)
        else:
            for result in answer:
                self.bench.note(result)
        self._end()

    def _end(self) -> None:
        self.deep.setEnabled(True)
        self.bar.hide()
        self.show_all()
        self.changed.emit()
