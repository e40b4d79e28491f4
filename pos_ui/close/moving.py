"""Cash in and out at the screen: asked in a dialog, done as whoever is on duty."""

from collections.abc import Callable

from app.base.errors import Told
from app.base.money import Money
from app.shifts.shift import MoveKind
from app.staff.person import Actor, NeedsApproval
from pos_ui.close.move_sheet import MoveSheet
from pos_ui.kit.dialog import WIDE, Dialog
from pos_ui.kit.words import t
from pos_ui.selling.asking import Asking, Question
from pos_ui.selling.register import Register

SHEET = WIDE + 40


class MoveDesk:
    """Asks, moves, prints a slip, and says so."""

    def __init__(
        self,
        asking: Asking,
        register: Register,
        say: Callable[[str], object],
        print_slip: Callable[[], None],
    ) -> None:
        self._asking, self._register = asking, register
        self._say, self._print = say, print_slip

    def ask(self) -> None:
        """Ask how much, which way, and why."""
        sheet = MoveSheet()

        def ready(dialog: Dialog) -> None:
            sheet.given.connect(lambda *given: done(dialog, *given))
            dialog.yes_button.clicked.disconnect()
            dialog.yes_button.clicked.connect(sheet.answer)
            sheet.amount.setFocus()

        def done(dialog: Dialog, kind: MoveKind, amount: Money, reason: str) -> None:
            dialog.accept()
            self._move(kind, amount, reason)

        self._asking.ask(
            Question(
                title=t("move.title"),
                body=sheet,
                yes=t("move.yes"),
                no=t("cancel"),
                width=SHEET,
                keys=sheet.on_key,
                ready=ready,
            )
        )

    def _move(self, kind: MoveKind, amount: Money, reason: str, by: Actor | None = None) -> None:
        services = self._register.services
        assert services is not None
        actor = by or self._register.actor
        try:
            services.close_desk().move(kind, amount, reason, by=actor)
        except NeedsApproval as needs:
            self._register.ask(needs, lambda one: self._move(kind, amount, reason, one))
        except Told as told:
            self._register.told.emit(told)
        else:
            self._print()
            self._say(t(f"move.done_{kind}", amount=amount.grouped()))
