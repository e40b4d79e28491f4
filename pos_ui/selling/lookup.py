"""Asking about a payment by number: ours from a receipt, or the provider's from a phone."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.errors import Refusal, Told
from app.payments.attempt import DEAD, Attempt, State
from app.payments.hub import Update
from pos_ui.kit import words
from pos_ui.kit.chip import Chip
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.note import Note
from pos_ui.kit.words import t
from pos_ui.payment import stages, wording
from pos_ui.payment.parts import Actions, FactCard
from pos_ui.payment.stages import Action
from pos_ui.selling import scans
from pos_ui.selling.asking import Question
from pos_ui.selling.register import Register
from pos_ui.selling.services import Services
from pos_ui.selling.side_panel import row

WIDE, HIGH = 720, 440  # the dialog does not grow once it is open
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
CHIPS = {State.PAID: ("ok", "check"), State.ESCALATED: ("danger", "circle-alert")}


class Lookup:
    """A field, what is known of the payment that was found, and a key to ask its provider now."""

    def __init__(self, register: Register, news: SignalInstance) -> None:
        assert register.services is not None  # a till that is not open has no payments
        self._services: Services = register.services
        self._news = news
        self.found: Attempt | None = None
        self.body = QWidget()
        self.field, self.chip = Field(t("lookup.hint"), "search"), Chip()
        self.advice = Label("", 15, 400, "text2", wraps=True)
        self.facts, self.actions = FactCard(), Actions()
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Label(t("lookup.line"), 15, 400, "text2", wraps=True))
        layout.addWidget(self.field)
        layout.addWidget(Note(self.field))
        layout.addLayout(row(self.chip, self.advice))
        layout.addWidget(self.facts)
        layout.addWidget(self.actions)
        layout.addStretch(1)
        self.body.setMinimumHeight(HIGH)
        self.actions.asked.connect(self._do)
        self.field.textEdited.connect(lambda _: self.field.error(""))
        self._show()

    def question(self) -> Question:
        """Return it as a dialog."""
        return Question(
            title=t("lookup.title"),
            body=self.body,
            no=t("close"),
            width=WIDE,
            keys=self.on_key,
            scans=self.scan,
            ready=self._open,
        )

    def on_key(self, event: QKeyEvent) -> bool:
        """Look up with Enter, ask again with F5."""
        key = Qt.Key(event.key())
        if key in ENTERS:
            self.look(self.field.text())
            return True
        return self.actions.on_key(key.name.removeprefix("Key_")) if key == Qt.Key.Key_F5 else False

    def scan(self, code: str) -> bool:
        """Look up what a receipt or a phone shows; a code that pays is not even shown."""
        if scans.is_of_a_wallet(code):
            refusal = Refusal("payment_code_here", start=code[:4])
            self.field.error(refusal.text(words.language()))
            return True
        self.field.setText(code)
        self.look(code)
        return True

    def look(self, typed: str) -> None:
        """Find a payment, or say why not."""
        try:
            self.found = self._services.find_payment(typed)
        except Told as told:
            self.found = None
            self.field.error(told.text(words.language()))
        self._show()

    def hear(self, update: Update) -> None:
        """Show what has become known meanwhile."""
        if self.found is not None and update.attempt.number == self.found.number:
            self.found = update.attempt
            self._show()

    def _open(self, dialog: Dialog) -> None:
        self._news.connect(self.hear, Qt.ConnectionType.QueuedConnection)
        dialog.accepted.connect(self._end)
        dialog.rejected.connect(self._end)
        self.field.setFocus()

    def _end(self) -> None:
        self._news.disconnect(self.hear)

    def _do(self, name: str) -> None:
        if self.found is not None and name == stages.QUERY:
            try:
                self._services.ask_payment(self.found.number)
            except Told as told:
                self.field.error(told.text(words.language()))

    def _show(self) -> None:
        it = self.found
        for part in (self.chip, self.advice, self.facts, self.actions):
            part.setVisible(it is not None)
        if it is None:
            return
        kind, icon = CHIPS.get(it.state, ("neutral" if it.state in DEAD else "info", "clock"))
        self.chip.say(t(f"state.{it.state}"), kind, icon)
        self.advice.setText(t(f"state_line.{it.state}"))
        zone = ZoneInfo(self._services.settings.time_zone)
        made = it.made_at.astimezone(zone)
        self.facts.show_facts(
            (
                (t("fact.order"), wording.grouped(it.number)),
                (t("fact.reference"), it.reference or "—"),
                (t("fact.amount"), f"¥{it.amount.grouped()} · {wording.tender_word(it)}"),
                (t("fact.started"), f"{made:%Y-%m-%d %H:%M:%S}"),
                (t("fact.payer"), it.payer or "—"),
                (t("fact.reply"), wording.reply(it.reason)),
            )
        )
        query = Action(stages.QUERY, "F5", "refresh-cw", t("pay.query"), "tint")
        self.actions.show_actions((query,))
