"""Saying that HQ is being asked, where no page of its own says so; the cashier may stop it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from pos_ui.kit.dialog import Dialog
from pos_ui.kit.words import t
from pos_ui.returning.desk import ReturnDesk
from pos_ui.selling.asking import Asking, Question


class Waiting(QObject):
    """A dialog that stays until HQ has answered, or nobody wants the answer any more."""

    def __init__(self, asking: Asking, desk: ReturnDesk, is_said: Callable[[], bool]) -> None:
        super().__init__(desk)
        self._asking, self._desk, self._is_said = asking, desk, is_said
        self._dialog: Dialog | None = None
        desk.asking.connect(self._begin)
        desk.answered.connect(self._end)

    def _begin(self) -> None:
        if self._is_said():
            return
        self._asking.ask(
            Question(
                title=t("returns.waiting_title"),
                body=t("returns.waiting_line"),
                no=t("returns.stop"),
                ready=self._opened,
            )
        )

    def _opened(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.rejected.connect(self._desk.give_up)
        if not self._desk.is_waiting:  # the answer came while another question was open
            QTimer.singleShot(0, self, self._end)

    def _end(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.accept()
