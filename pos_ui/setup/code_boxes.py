"""The one-time code in groups, as it is read aloud; a scanned or pasted one fills all of them."""

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.paints import CENTRE

GROUPS, SIZE = 2, 5
LENGTH = GROUPS * SIZE
ODD = re.compile(r"[^0-9A-Z]")
HIGH = 64


class CodeBoxes(QWidget):
    """Typing runs on from box to box; small letters become large ones."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.boxes = [Field("", px=28, height=HIGH) for _ in range(GROUPS)]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for at, box in enumerate(self.boxes):
            if at:
                dash = Label("–", 20, 400, "text3", CENTRE)
                dash.setFixedWidth(16)
                line.addWidget(dash)
            box.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.setTextMargins(8, 0, 8, 0)
            box.setMinimumWidth(120)
            box.setMaximumWidth(196)
            box.textEdited.connect(lambda text, at=at: self._on_edited(at, text))
            box.installEventFilter(self)
            line.addWidget(box, 1)
        line.addStretch(0)

    def code(self) -> str:
        """Return what is typed so far."""
        return "".join(box.text() for box in self.boxes)

    def fill(self, text: str) -> None:
        """Take a whole code, with or without what stands between its groups."""
        bare = ODD.sub("", text.upper())[:LENGTH]
        for at, box in enumerate(self.boxes):
            box.setText(bare[at * SIZE : (at + 1) * SIZE])
        self.changed.emit(self.code())

    def name(self, text: str) -> None:
        """Say to a screen reader what is typed here."""
        for at, box in enumerate(self.boxes):
            box.setAccessibleName(f"{text} {at + 1} / {GROUPS}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go back to the box before when the last sign of one is taken away."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            at = self.boxes.index(watched) if isinstance(watched, Field) else 0
            if event.key() == Qt.Key.Key_Backspace and at and not self.boxes[at].text():
                before = self.boxes[at - 1]
                before.setFocus()
                before.setText(before.text()[:-1])
                self.changed.emit(self.code())
                return True
        return False

    def _on_edited(self, at: int, text: str) -> None:
        bare = ODD.sub("", text.upper())
        before = "".join(box.text() for box in self.boxes[:at])
        after = "".join(box.text() for box in self.boxes[at + 1 :]) if len(bare) <= SIZE else ""
        place = self.boxes[at].cursorPosition()
        self.boxes[at].setText(bare[:SIZE])
        self.boxes[at].setCursorPosition(min(place, SIZE))
        if len(bare) > SIZE or (len(bare) == SIZE and not after):
            self._run_on(at, before + bare)
        self.changed.emit(self.code())

    def _run_on(self, at: int, code: str) -> None:
        rest = code[(at + 1) * SIZE : LENGTH]
        for later in range(at + 1, GROUPS):
            self.boxes[later].setText(rest[(later - at - 1) * SIZE : (later - at) * SIZE])
        to = min(GROUPS - 1, len(code[:LENGTH]) // SIZE)
        self.boxes[max(to, at)].setFocus()
