"""What the window knows of printer and drawer, what it asks about them, and what it answers."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.errors import Told
from app.printing.job import Decision
from app.selling.unprinted import Unprinted
from app.settings import Settings
from app.staff.person import Act, Actor, Demand, NeedsApproval
from devices.drawer import DrawerState
from pos_ui.kit import words
from pos_ui.kit.dialog import WIDE, Dialog
from pos_ui.kit.words import t
from pos_ui.printing.papers_sheet import PapersSheet
from pos_ui.printing.reason_sheet import ReasonSheet
from pos_ui.selling.asking import Asking, Question
from pos_ui.selling.register import Register

DRAWER_WIDE = 560
DECISIONS = {"seen": Decision.SEEN, "again": Decision.AGAIN, "other": Decision.AGAIN}
WORDS = {  # what a trouble is called in the bar; others are a fault
    "printer_no_paper": "status.printer_no_paper",
    "printer_no_paper_midway": "status.printer_no_paper",
    "printer_cover_open": "status.printer_cover",
    "printer_cover_open_midway": "status.printer_cover",
    "printer_offline": "status.printer_offline",
    "printer_offline_midway": "status.printer_offline",
    "printer_away": "status.printer_away",
    "printer_mute": "status.printer_away",
    "printer_stands_in": "status.printer_stands_in",
}
LINES = {
    "printer_no_paper": "no_paper_line",
    "printer_no_paper_midway": "no_paper_line",
    "printer_stands_in": "stands_in_line",
}
Said = tuple[str, str, str, str]  # a banner's kind, title, body and icon


class Papers(QObject):
    """Asks about papers that are not done, and why the drawer is opened; it never stops a sale."""

    retried = Signal(str)  # try the printers again, first this one if it is named
    drawer_wanted = Signal()  # it is on record already
    changed = Signal()  # what the banner and the bar say
    said = Signal(str)  # for a toast
    drawer_told = Signal(bool)  # whether it is open now, as far as we know
    shut = Signal(object)  # the Told why it stays shut against our will

    def __init__(self, asking: Asking, register: Register) -> None:
        super().__init__(asking)
        self._asking = asking
        self._register = register
        self._sheet: PapersSheet | None = None
        self._has_open = False  # papers that did not just wait too long are shown
        self._unknown: int | None = None  # as long as nobody has counted
        self._first = ""  # the printer that somebody chose
        self.trouble: Told | None = None
        self.drawer = DrawerState.CLOSED

    @property
    def unknown(self) -> int:
        """How many papers wait for a person."""
        return self._unknown or 0

    # -- news

    def on_printer(self, trouble: Told | None) -> None:
        """Hear what the printer lacks, or that all is well."""
        self.trouble = trouble
        self._refresh()
        self.changed.emit()

    def on_receipt(self) -> None:
        """Hear that a paper has moved on."""
        self._refresh()

    def on_unsettled(self, count: int) -> None:
        """Hear how many papers wait for a person; ask at once about those of an earlier run."""
        before, self._unknown = self._unknown, count
        if count > (before or 0):
            self._register.sounded.emit("attention")
        self._refresh()
        self.changed.emit()
        cart = self._register.cart
        if before is None and count and (cart is None or cart.is_empty):
            self.ask()

    def on_drawer(self, news: "DrawerState | Told") -> None:
        """Hear that the drawer opens, stays open, is shut, or cannot be opened."""
        if isinstance(news, Told):
            self.shut.emit(news)
            self._register.sounded.emit("attention")
            return
        if news is DrawerState.LEFT_OPEN:
            self._register.sounded.emit("attention")
        self.drawer_told.emit(news is not DrawerState.CLOSED)
        self.drawer = news
        self.changed.emit()

    def word(self) -> str:
        """Say in a word what is so with the printer; only of one that is not well."""
        if self.trouble is None:
            return t("status.printer_asks")
        return t(WORDS.get(self.trouble.code, "status.printer_fault"))

    def explain(self) -> None:
        """Say more about the banner: ask about the papers; a drawer that was seen to is quiet."""
        if self.drawer is DrawerState.LEFT_OPEN:
            self.drawer = DrawerState.OPEN
            self.changed.emit()
        else:
            self.ask()

    def banner(self) -> Said | None:
        """Say what is so with printer and drawer, the most urgent first."""
        if self.drawer is DrawerState.LEFT_OPEN:
            return "warn", t("banner.drawer_open"), t("banner.drawer_open_line"), "archive"
        if self.trouble is not None:
            line = f"banner.{LINES.get(self.trouble.code, 'printer_line')}"
            return "warn", self.word(), t(line), "printer"
        if self.unknown:
            title = t("banner.papers", count=self.unknown)
            return "warn", title, t("banner.papers_line"), "printer"
        return None

    # -- papers

    def ask(self) -> None:
        """Ask about every paper that is not done, in one dialog."""
        services = self._register.services
        if services is None or self._sheet is not None:
            return
        items = services.unprinted()
        if not items:
            self._say_nothing_waits(services.settings)
            return
        settings = services.settings
        zone = ZoneInfo(settings.time_zone)
        sheet = PapersSheet(zone, has_other=bool(settings.printer_backup))
        sheet.show_items(items, self._trouble_text())
        sheet.chosen.connect(self._decide)
        self._sheet = sheet
        self._has_open = any(not it.is_late for it in items)

        def ready(dialog: Dialog) -> None:
            dialog.accepted.connect(self._forget)
            dialog.rejected.connect(self._forget)
            QTimer.singleShot(0, self, self._refresh)  # it may have waited behind another question

        self._asking.ask(
            Question(
                title=t("papers.title"),
                body=sheet,
                no=t("papers.later"),
                width=WIDE,
                keys=sheet.on_key,
                ready=ready,
            )
        )

    def _say_nothing_waits(self, settings: Settings) -> None:
        if self.trouble is not None:
            self.retried.emit("")
            self.said.emit(t("papers.trying"))
        else:
            self.said.emit(t("papers.none" if settings.printer else "paper.none"))

    def _decide(self, item: Unprinted, name: str, by: Actor | None = None) -> None:
        services = self._register.services
        assert services is not None
        try:
            if item.is_unknown or item.is_late or name == "skip":
                decision = DECISIONS.get(name, Decision.SKIP)
                services.settle_paper(item.job.id, decision, by=by or self._register.actor)
        except NeedsApproval as needs:
            self._ask_for_right(needs, item, name)
            return
        except Told as told:
            self.said.emit(told.text(words.language()))
        else:
            if name == "other":
                self.retried.emit(self._next_printer(services.settings, item.job.printer))
            elif name == "again":
                self.retried.emit("")
        self._refresh()

    def _ask_for_right(self, needs: NeedsApproval, item: Unprinted, name: str) -> None:
        """Let somebody with more rights stand behind it, and show what is left after that."""

        def go_on(actor: Actor) -> None:
            self._decide(item, name, actor)
            if self._unknown:
                self.ask()

        if self._asking.dialog is not None and self._asking.body is self._sheet:
            self._asking.dialog.accept()
        self._register.ask(needs, go_on)

    def _next_printer(self, settings: Settings, tried: str) -> str:
        every = (settings.printer, *settings.printer_backup)
        last = self._first or tried or settings.printer
        at = every.index(last) if last in every else 0
        self._first = every[(at + 1) % len(every)]
        return self._first

    def _refresh(self) -> None:
        """Show what is so now, where the dialog is open; close it when nothing is left."""
        services = self._register.services
        if services is None or self._sheet is None:
            return
        try:
            items = services.unprinted()
        except Told:
            return  # the next news tries again
        self._unknown = sum(it.is_unknown for it in items)
        self.changed.emit()
        had_open, self._has_open = self._has_open, any(not it.is_late for it in items)
        if items and (self._has_open or not had_open):
            self._sheet.show_items(items, self._trouble_text())
        elif self._asking.dialog is not None and self._asking.body is self._sheet:
            self._asking.dialog.accept()
            self.said.emit(t("papers.done"))

    def _trouble_text(self) -> str:
        return self.trouble.text(words.language()) if self.trouble is not None else ""

    def _forget(self) -> None:
        self._sheet = None

    # -- the drawer

    def ask_drawer(self) -> None:
        """Ask why the drawer is opened without a sale; whoever may not asks somebody who may."""
        try:
            self._register.actor.must_be_allowed(Demand(act=Act.OPEN_DRAWER))
        except NeedsApproval as needs:
            self._register.ask(needs, self._approved)
            return
        sheet = ReasonSheet()

        def ready(dialog: Dialog) -> None:
            sheet.given.connect(lambda reason: given(dialog, reason))

        def given(dialog: Dialog, reason: str) -> None:
            dialog.accept()
            self._open(reason, self._register.actor)

        self._asking.ask(
            Question(
                title=t("drawer.title"),
                body=sheet,
                no=t("cancel"),
                width=DRAWER_WIDE,
                keys=sheet.on_key,
                ready=ready,
            )
        )

    def _approved(self, actor: Actor) -> None:
        approval = actor.approval(Act.OPEN_DRAWER)
        self._open(approval.reason if approval is not None else "", actor)

    def _open(self, reason: str, by: Actor) -> None:
        services = self._register.services
        if services is None:
            return
        try:
            services.open_drawer(reason, by=by)
        except Told as told:
            self._register.told.emit(told)
        else:
            self.drawer_wanted.emit()
