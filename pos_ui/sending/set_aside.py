"""Asks about what head office set aside: it is shown, and sent again if wanted."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from app.base.errors import Told
from pos_ui.kit import words
from pos_ui.kit.dialog import WIDE, Dialog
from pos_ui.kit.words import t
from pos_ui.selling.asking import Asking, Question
from pos_ui.selling.register import Register
from pos_ui.sending.set_aside_sheet import SetAsideSheet


class SetAside(QObject):
    """Shows what head office did not take into its books; selling never waits for it."""

    said = Signal(str)  # for a toast
    waits = Signal()  # something waits to be sent again

    def __init__(self, asking: Asking, register: Register) -> None:
        super().__init__(asking)
        self._asking = asking
        self._register = register

    def ask(self) -> None:
        """Show it, and ask whether it is to be sent again."""
        services = self._register.services
        if services is None:
            return
        items = services.set_aside()
        if not items:
            self.said.emit(t("set_aside.none"))
            return
        sheet = SetAsideSheet(items, ZoneInfo(services.settings.time_zone))
        self._asking.ask(
            Question(
                title=t("set_aside.title", count=len(items)),
                body=sheet,
                yes=t("set_aside.again"),
                no=t("set_aside.later"),
                width=WIDE,
                ready=self._connect,
            )
        )

    def _connect(self, dialog: Dialog) -> None:
        dialog.accepted.connect(self._send_again)

    def _send_again(self) -> None:
        services = self._register.services
        assert services is not None
        try:
            count = services.send_again()
        except Told as told:
            self.said.emit(told.text(words.language()))
            return
        self.said.emit(t("set_aside.sending", count=count))
        self.waits.emit()
