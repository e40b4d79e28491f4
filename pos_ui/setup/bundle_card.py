"""The support bundle: what is in it, how large it is, and a button to take it along."""

from threading import Event

from PySide6.QtWidgets import QVBoxLayout

from app.base import clock
from app.base.errors import Told, Trouble
from pos_ui.doctor import bundle
from pos_ui.kit import words
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.chip import Chip
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.setup import places
from pos_ui.setup.bench import Bench
from pos_ui.setup.labour import Labour, Progress
from pos_ui.setup.page import EDGE, head

MB, KB = 10**6, 10**3


class BundleCard(Card):
    """Makes the bundle ahead, so that its size is known before anybody takes it."""

    def __init__(self, bench: Bench, labour: Labour) -> None:
        super().__init__()
        self._bench, self._labour = bench, labour
        self._title, self._chip = Label("", 16, 700), Chip()
        self._line = Label("", 14, 400, "text2", wraps=True)
        self.told = Label("", 13, 400, "text3", wraps=True)
        self.save = Button("", icon="file-archive", takes_focus=True)
        self.save.clicked.connect(self.export)
        self._made: bytes = b""
        inside = QVBoxLayout(self)
        inside.setContentsMargins(EDGE, 15, EDGE, 12)
        inside.setSpacing(6)
        inside.addLayout(head(self._title, self._chip))
        inside.addWidget(self._line)
        inside.addWidget(self.told)
        inside.addStretch(1)
        inside.addWidget(self.save)

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self._title.setText(t("setup.bundle"))
        self._chip.say(t("setup.bundle_clean"), "ok", "lock")
        self._line.setText(t("setup.bundle_line"))
        self.save.setText(t("setup.bundle_save"))
        self._say_size()

    def look(self) -> None:
        """Make it anew, to know how large it is."""
        self._labour.begin(self._make, self._came)

    def export(self) -> None:
        """Put it on the stick."""
        self.save.setEnabled(False)
        self._labour.begin(self._export, self._saved)

    def _make(self, _over: Event, _tell: Progress) -> bytes:
        return bundle.make(self._bench.folder, self._bench.found, clock.now())

    def _export(self, over: Event, tell: Progress) -> str:
        made = self._make(over, tell)
        try:
            place = places.best(self._bench.folder)
        except OSError as error:
            raise Trouble(
                "folder_read_only", folder=self._bench.folder, why=error.strerror
            ) from error
        return str(bundle.save(made, place, clock.now()))

    def _came(self, answer: bytes | Told) -> None:
        if isinstance(answer, bytes):
            self._made = answer
            self._say_size()

    def _saved(self, answer: str | Told) -> None:
        self.save.setEnabled(True)
        if isinstance(answer, Told):
            self.told.setText(answer.text(words.language()))
        else:
            self.told.setText(t("setup.bundle_saved", path=answer))

    def _say_size(self) -> None:
        size = len(self._made)
        if size:
            written = f"{size / MB:.1f} MB" if size >= MB else f"{max(1, size // KB)} KB"
            self.told.setText(t("setup.bundle_size", size=written))
