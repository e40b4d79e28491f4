"""Step 5: whether the database is whole, what is unsent, and a backup now."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from app.base.errors import Told
from devices.checkup import Result, State
from pos_ui.doctor import books
from pos_ui.kit import words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button
from pos_ui.kit.words import t
from pos_ui.setup.devices_page import BOOKS
from pos_ui.setup.finding_list import FindingList
from pos_ui.setup.page import Page, card

ROW = 44


class DatabasePage(Page):
    """Checks when it is come to."""

    name = "database"

    def fill(self) -> None:
        """Show the findings and what can be done."""
        self.list = FindingList(ROW)
        self.banner = Banner()
        self.back_up = Button("", icon="archive", takes_focus=True)
        self.back_up.clicked.connect(self.make_backup)
        made, inside = card()
        inside.addWidget(self.list)
        inside.addStretch(1)
        inside.addWidget(self.banner)
        line = QHBoxLayout()
        line.addWidget(self.back_up)
        line.addStretch(1)
        inside.addLayout(line)
        self.body.addWidget(made, 1)
        self._is_busy = False

    def enter(self) -> None:
        """Check."""
        self.again()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        super().retitle()
        self.back_up.setText(t("setup.back_up"))
        self.show_all()

    def show_all(self) -> None:
        """Show what was found last."""
        self.list.say([self.bench.results[it] for it in BOOKS if it in self.bench.results])

    @property
    def again_word(self) -> str:
        """Check again."""
        return t("setup.check_books")

    @property
    def note(self) -> str:
        """Say what did not work."""
        missing = sum(it.state is State.FAULT for it in self.list.results)
        return t("setup.missing", count=missing) if missing else ""

    def again(self) -> None:
        """Check everything."""
        if self._is_busy:
            return
        self._is_busy = True
        folder, ours = self.bench.folder, self.bench.ours
        self.labour.begin(lambda *_: books.look(folder, ours), self._answered)

    def make_backup(self) -> None:
        """Copy the database now."""
        self.back_up.setEnabled(False)
        folder = self.bench.folder
        self.labour.begin(lambda *_: books.back_up(folder), self._backed_up)

    def _answered(self, answer: list[Result] | Told) -> None:
        self._is_busy = False
        if isinstance(answer, Told):
            self.told.emit(answer)
            return
        for result in answer:
            self.bench.note(result)
        self.show_all()
        self.changed.emit()

    def _backed_up(self, answer: Path | Told) -> None:
        self.back_up.setEnabled(True)
        if isinstance(answer, Told):
            self.banner.say("danger", t("banner.warning"), answer.text(words.language()))
            return
        self.banner.say("ok", t("setup.backed_up"), answer.name)
        self.again()
