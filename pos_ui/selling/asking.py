"""Asking one thing at a time over the screen; scans wait until it is answered."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_ui.kit.button import Button
from pos_ui.kit.dialog import NARROW, Dialog
from pos_ui.selling.register import Register

ANSWERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
KeyTaker = Callable[[QKeyEvent], bool]
ScanTaker = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a dialog asks; `keys` and `scans` see what is typed or scanned first."""

    title: str
    body: QWidget | str = ""
    yes: str = ""
    no: str = ""
    kind: str = "primary"
    width: int = NARROW
    keys: KeyTaker | None = None
    scans: ScanTaker | None = None
    ready: Callable[[Dialog], None] = field(default=lambda _: None)  # connects the body


class Asking(QObject):
    """Shows one dialog; what is asked meanwhile waits its turn.

    The register pauses while somebody must answer, and goes on once the key or touch that
    answered is over: the next question must not open in the middle of it.
    """

    over = Signal()  # nothing is asked any more: the screen takes the focus back

    def __init__(self, window: QWidget, register: Register) -> None:
        super().__init__(window)
        self._window = window
        self._register = register
        self._next: deque[Question] = deque()
        self._question: Question | None = None
        self._is_held = False
        self.dialog: Dialog | None = None

    @property
    def body(self) -> QWidget | None:
        """What the dialog of now shows, where that is more than words."""
        it = self._question
        return it.body if it is not None and isinstance(it.body, QWidget) else None

    def ask(self, question: Question) -> None:
        """Ask now, or after what is being asked."""
        self._next.append(question)
        if self.dialog is None and not self._is_held:
            self._open()

    def hold(self, *, on: bool) -> None:
        """Let questions wait while nobody could answer them, or go on with them."""
        self._is_held = on
        if not on and self.dialog is None and self._next:
            self._open()

    def on_key(self, event: QKeyEvent) -> bool:
        """Give a key to the dialog; return False when its focused field may have it."""
        assert self.dialog is not None
        taker = self._question.keys if self._question is not None else None
        if taker is not None and taker(event):
            return True
        key = Qt.Key(event.key())
        focus = self._window.focusWidget()
        if key in ANSWERS and key != Qt.Key.Key_Escape and isinstance(focus, Button):
            focus.click()
        elif key in ANSWERS:
            self.dialog.keyPressEvent(event)
        return key in ANSWERS

    def on_scan(self, code: str) -> bool:
        """Give a scan to the dialog; return False when it is for the bill."""
        taker = self._question.scans if self._question is not None else None
        return taker is not None and taker(code)

    def _open(self) -> None:
        it = self._question = self._next.popleft()
        self.dialog = Dialog(
            self._window, it.title, it.body, yes=it.yes, no=it.no, kind=it.kind, width=it.width
        )
        self._register.pause(on=True)
        self.dialog.accepted.connect(self._answered)
        self.dialog.rejected.connect(self._answered)
        it.ready(self.dialog)

    def _answered(self) -> None:
        assert self.dialog is not None
        self.dialog.deleteLater()  # what is connected to it would keep it for ever
        self.dialog = self._question = None
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        if self.dialog is not None:
            return
        if self._next and not self._is_held:
            self._open()
            return
        self.over.emit()
        self._register.pause(on=False)
