"""Standing behind what somebody else does, once: who, why, and for exactly what."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.base.errors import Refusal, Told
from app.staff.person import Actor, Demand, NeedsApproval, Person
from pos_ui.kit import words
from pos_ui.kit.button import Button
from pos_ui.kit.dialog import RINGED, Dialog
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.selling.asking import Asking, Question
from pos_ui.selling.register import Register
from pos_ui.selling.services import Services
from pos_ui.staff import naming
from pos_ui.staff.identify import ENTERS, Identify

KEY = Qt.Key
REASONS = ("asked", "label", "damaged", "expiring")
FUNCTION_KEYS = {Qt.Key(KEY.Key_F1 + at): name for at, name in enumerate(REASONS)}
DIGITS = {Qt.Key(KEY.Key_1 + at): name for at, name in enumerate(REASONS)}
OWN_KEY, OWN_DIGIT = KEY.Key_F5, KEY.Key_5
WIDE = 860
LONGEST = 60
GoOn = Callable[[Actor], None]


class ApprovalSheet(QWidget):
    """Asks who approves, and why; `given` carries the Actor with whom to go on.

    A reason's key confirms as well: PIN, then the reason. Once the PIN or badge was right the
    reasons are on the digits, too.
    """

    given = Signal(object)

    def __init__(
        self, services: Services, actor: Actor, demand: Demand, people: Sequence[Person]
    ) -> None:
        super().__init__()
        self._services, self._actor, self._demand = services, actor, demand
        self._approver: Person | None = None
        self._reason = ""
        self.setProperty(RINGED, True)
        self.ask = Identify(services, people)
        self.own = Field(t("approval.own"), key="F5")
        self.own.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)
        self.own.setMaxLength(LONGEST)
        self.buttons: dict[str, Button] = {}
        self._lay_out(people)
        self.ask.known.connect(self._on_known)
        self.ask.waiting.connect(lambda _: self.own.clearFocus())  # the next digits are a PIN's

    def _lay_out(self, people: Sequence[Person]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        said = naming.asked(self._demand, self._actor.person)
        layout.addWidget(Label(said, 17, 600, "text", wraps=True))
        line = t("approval.line" if people else "approval.nobody")
        layout.addWidget(Label(line, 14, 400, "text2", wraps=True))
        layout.addWidget(self.ask, 1)
        self.ask.left.addWidget(Label(t("approval.reason"), 14, 600, "text2"))
        self.ask.left.addLayout(self._grid())
        self.ask.left.addWidget(self.own)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, name in enumerate(REASONS):
            button = Button(t(f"approval.{name}"), key=f"F{at + 1}")
            button.clicked.connect(lambda _=False, name=name: self.choose(name))
            self.buttons[name] = button
            grid.addWidget(button, at // 2, at % 2)
        return grid

    # -- keys and scans ---------------------------------------------------------------------

    def on_key(self, event: QKeyEvent) -> bool:
        """Take a reason, else pass the key to who is asked; Esc gives up."""
        key = Qt.Key(event.key())
        if key == KEY.Key_Escape:
            self.ask.drop()
            return False
        if self.ask.is_busy:
            return True
        if key in FUNCTION_KEYS:
            self.choose(FUNCTION_KEYS[key])
        elif key == OWN_KEY:
            self.own.setFocus()
        elif self.own.hasFocus():
            return self._on_own(key)
        elif self._approver is not None:
            self._on_reason(key)
        else:
            self.ask.on_key(event)
        return True

    def scan(self, code: str) -> bool:
        """Take the badge of whoever approves."""
        self.ask.scan(code)
        return True

    def choose(self, name: str) -> None:
        """Take a usual reason, and check the PIN that was typed before it."""
        self._reason = t(f"approval.{name}")
        for other, button in self.buttons.items():
            button.kind = "tint" if other == name else "secondary"
            button.update()
        self._go_on()

    def _on_own(self, key: Qt.Key) -> bool:
        if key not in ENTERS:
            return False
        self._reason = self.own.text().strip()
        self._go_on()
        return True

    def _on_reason(self, key: Qt.Key) -> None:
        if key in DIGITS:
            self.choose(DIGITS[key])
        elif key == OWN_DIGIT:
            self.own.setFocus()

    # -- answers ----------------------------------------------------------------------------

    def _go_on(self) -> None:
        """Answer once it is known who and why; else ask for what is missing."""
        if self._approver is not None:
            self._answer(self._approver)
        elif self.ask.has_pin:
            self.ask.confirm()
        elif not self.ask.is_busy:
            self.ask.error.setText(t("approval.pin_first"))

    def _on_known(self, person: Person) -> None:
        if not person.role.allows(self._demand):
            self.ask.refuse(Refusal("approver_may_not", name=person.name))
            return
        self._approver = person
        self.ask.approve(person, t("approval.reason_now"))
        if self._reason:
            self._answer(person)

    def _answer(self, approver: Person) -> None:
        try:
            actor = self._services.stand_behind(self._actor, approver, self._demand, self._reason)
        except Told as told:
            self.ask.error.setText(told.text(words.language()))
        else:
            self.given.emit(actor)


class Approvals:
    """Opens the dialog for what was refused to somebody, and goes on with it once it is granted."""

    def __init__(self, asking: Asking, register: Register) -> None:
        self._asking, self._register = asking, register

    def ask(self, needs: NeedsApproval, go_on: GoOn) -> None:
        """Ask somebody with more rights; nothing is done and nothing changed unless they agree."""
        services = self._register.services
        assert services is not None
        demand = needs.demand
        people = [one for one in services.staff() if one.role.allows(demand)]
        sheet = ApprovalSheet(services, needs.by, demand, people)

        def ready(dialog: Dialog) -> None:
            sheet.given.connect(lambda actor: given(dialog, actor))
            dialog.rejected.connect(sheet.ask.drop)

        def given(dialog: Dialog, actor: Actor) -> None:
            go_on(actor)  # what it asks next waits until this one has closed
            dialog.accept()

        self._asking.ask(
            Question(
                title=t("approval.title", act=naming.act_word(demand.act)),
                body=sheet,
                no=t("cancel"),
                width=WIDE,
                keys=sheet.on_key,
                scans=sheet.scan,
                ready=ready,
            )
        )
