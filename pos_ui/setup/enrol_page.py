"""Step 2: make this computer one of a store's tills."""

import platform
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.base.errors import Told
from app.settings import Settings
from pos_ui.doctor import environment
from pos_ui.kit import words
from pos_ui.kit.banner import Banner
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.paints import RIGHT
from pos_ui.kit.words import t
from pos_ui.setup import enrolling
from pos_ui.setup.code_boxes import LENGTH, CodeBoxes
from pos_ui.setup.enrolling import NAME, Set, Wish
from pos_ui.setup.labour import Progress
from pos_ui.setup.page import Page, card

FACTS = ("computer", "system", "processor", "screen", "second", "disk")
SIDE = 360
NARROW_SIDE = 284
NARROW = 900


class EnrolPage(Page):
    """Asks for store, till, head office and its one-time code; none of these for a single shop."""

    name = "enrol"

    def fill(self) -> None:
        """Lay the questions at the left, what this computer is at the right."""
        self.store, self.till = Field(px=17), Field(px=17)
        self.hq, self.shop = Field(px=17), Field(px=17)
        self.shop.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)
        self.code = CodeBoxes()
        self.banner = Banner()
        self._is_busy = False
        self._labels = {
            name: Label("", 15, 700) for name in ("store", "till", "hq", "shop", "code", "computer")
        }
        self._help = Label("", 13, 400, "text3", wraps=True)
        self._alone = Label("", 13, 400, "text3", wraps=True)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._questions(), 1)
        self._side = self._computer()
        columns.addWidget(self._side)
        self.body.addLayout(columns, 1)
        for field in (self.store, self.till, self.hq, self.shop):
            field.textChanged.connect(lambda _: self.changed.emit())
        self.code.changed.connect(self._on_code)

    def _questions(self) -> QWidget:
        made, inside = card(edge=24)
        inside.setContentsMargins(24, 20, 24, 20)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for at, (name, field) in enumerate(
            (("store", self.store), ("till", self.till), ("shop", self.shop), ("hq", self.hq))
        ):
            row, column = at // 2 * 3, at % 2
            grid.addWidget(self._labels[name], row, column)
            grid.addWidget(field, row + 1, column)
        grid.setRowMinimumHeight(2, 8)
        inside.addLayout(grid)
        inside.addWidget(self._alone)
        inside.addSpacing(8)
        inside.addWidget(self._labels["code"])
        inside.addWidget(self.code)
        inside.addWidget(self._help)
        inside.addStretch(1)
        inside.addWidget(self.banner)
        return made

    def _computer(self) -> QWidget:
        made, inside = card(edge=20)
        inside.setContentsMargins(20, 20, 20, 20)
        made.setFixedWidth(SIDE)
        inside.addWidget(self._labels["computer"])
        self._facts = {
            name: (Label("", 15, 400, "text2"), Label("", 14, 600, "text", RIGHT)) for name in FACTS
        }
        for name, value in self._facts.values():
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(name, 2)
            line.addWidget(value, 3)
            inside.addLayout(line)
        inside.addStretch(1)
        self.environment = Banner()
        inside.addWidget(self.environment)
        return made

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Give the questions enough room on a narrow screen."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._side.setFixedWidth(NARROW_SIDE if self.width() < NARROW else SIDE)

    def enter(self) -> None:
        """Show what is set, and go to what is asked first."""
        known = self.bench.settings
        if known is not None:
            self._show(known)
        self.store.setEnabled(known is None)
        self.till.setEnabled(known is None)
        self._show_facts()
        first = self.store if known is None else self.code.boxes[0]
        first.setFocus()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        super().retitle()
        for name, label in self._labels.items():
            label.setText(t(f"setup.{name}_name"))
        for name, (label, _) in self._facts.items():
            label.setText(t(f"setup.fact_{name}"))
        for name in ("store", "till", "hq", "shop"):
            field = getattr(self, name)
            field.setPlaceholderText(t(f"setup.{name}_hint"))
            field.setAccessibleName(t(f"setup.{name}_name"))
        self.code.name(t("setup.code_name"))
        self._help.setText(t("setup.code_help"))
        self._alone.setText(t("setup.alone"))
        if self.bench.settings is not None:
            self._show_activated()
        self._show_facts()

    def show_environment(self, kind: str, title: str, line: str) -> None:
        """Say what step 1 came to."""
        self.environment.say(kind, title, line)

    # -- the footer

    @property
    def wish(self) -> Wish:
        """What is typed."""
        shop = self.shop.text().strip()
        return Wish(
            store=self.store.text().strip(),
            till=self.till.text().strip(),
            hq_url=self.hq.text().strip(),
            code=self.code.code(),
            changes={"shop_name": shop} if shop else {},
        )

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to do: a new till, another code, or what it is called."""
        known, it = self.bench.settings, self.wish
        if known is None or it.code:
            return True
        shop = self.shop.text().strip()
        return (it.hq_url or known.hq_url, shop or known.shop_name) != (
            known.hq_url,
            known.shop_name,
        )

    @property
    def next_word(self) -> str:
        """Activate, keep what is called otherwise, or go on."""
        if not self.is_needed:
            return t("setup.next")
        is_new = self.bench.settings is None or bool(self.code.code())
        return t("setup.activate" if is_new else "setup.keep")

    @property
    def may_go_on(self) -> bool:
        """Whether enough is typed."""
        it = self.wish
        if self._is_busy or not self.is_needed:
            return not self._is_busy
        is_named = bool(NAME.fullmatch(it.store) and NAME.fullmatch(it.till))
        if not it.code and (not it.hq_url or self.bench.settings is not None):
            return is_named
        return is_named and bool(it.hq_url) and len(it.code) == LENGTH

    @property
    def note(self) -> str:
        """Say what is missing."""
        if self._is_busy:
            return t("setup.activating")
        typed = len(self.code.code())
        is_new = self.bench.settings is None
        if self.hq.text().strip() and typed < LENGTH and (is_new or typed):
            return t("setup.code_left", length=LENGTH, left=LENGTH - typed)
        return ""

    def go_on(self) -> None:
        """Set the till up, or go on."""
        if not self.is_needed:
            self.passed.emit()
            return
        if not self.may_go_on:
            return
        wish = self.wish
        self._is_busy = True
        self.changed.emit()
        self.labour.begin(lambda *it: self._enrol(wish, *it), self._answered)

    def scan(self, code: str) -> None:
        """Take a code from the paper of head office."""
        self.code.fill(code)

    def _enrol(self, wish: Wish, _over: Event, _tell: Progress) -> Set:
        return enrolling.enrol(self.bench.folder, wish)

    def _answered(self, answer: Set | Told) -> None:
        self._is_busy = False
        if isinstance(answer, Told):
            self.banner.say("danger", t("setup.not_activated"), answer.text(words.language()))
            self.changed.emit()
            return
        self.bench.reload()
        self.code.fill("")
        self._show_activated()
        if answer.waits is None:
            self.passed.emit()
        else:
            self.banner.say("warn", t("setup.activated_later"), t("setup.activated_later_line"))
        self.store.setEnabled(False)
        self.till.setEnabled(False)
        self.changed.emit()

    def _on_code(self, _code: str) -> None:
        self.changed.emit()
        if len(self.code.code()) == LENGTH and self.may_go_on:
            self.go_on()

    # -- what is shown

    def _show(self, known: Settings) -> None:
        self.store.setText(known.store)
        self.till.setText(known.till)
        self.hq.setText(known.hq_url)
        self.shop.setText(known.shop_name)
        self._show_activated()

    def _show_activated(self) -> None:
        it = self.bench.ours
        line = t("setup.activated_line", store=it.store, till=it.till)
        self.banner.say("ok", t("setup.activated"), line)

    def _show_facts(self) -> None:
        screens = QGuiApplication.screens()
        sizes = [f"{it.geometry().width()}×{it.geometry().height()}" for it in screens]
        memory = environment.memory_gb()
        values = {
            "computer": platform.node(),
            "system": environment.system_name(),
            "processor": f"{platform.machine()} / {memory:.0f} GB" if memory else "—",
            "screen": sizes[0],
            "second": sizes[1] if len(sizes) > 1 else "—",
            "disk": f"{environment.free_gb(self.bench.folder):.0f} GB",
        }
        for name, (_, value) in self._facts.items():
            value.setText(values[name])
