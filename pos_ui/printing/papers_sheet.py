"""What is asked about papers that are not done: is it out, again, elsewhere, or not at all."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.selling.unprinted import Unprinted
from pos_ui.kit.button import Button
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.printing.paper_list import PaperList

CHOICES = (("seen", "check"), ("again", "refresh-cw"), ("other", "printer"), ("skip", "x"))
DIGITS = {Qt.Key(Qt.Key.Key_1 + at): name for at, (name, _) in enumerate(CHOICES)}
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
HIGH = 56


class PapersSheet(QWidget):
    """The list and what may be done about the marked one, by digit or touch.

    `chosen` carries the Unprinted and one of seen, again, other, skip.
    """

    chosen = Signal(object, str)

    def __init__(self, zone: ZoneInfo, *, has_other: bool) -> None:
        super().__init__()
        self._has_other = has_other
        self.trouble = Label("", 15, 600, "warn", wraps=True)
        self.advice = Label("", 15, 400, "text2", wraps=True)
        self.list = PaperList(zone)
        self.buttons = {
            name: Button("", icon=icon, key=str(number), height=HIGH, takes_focus=True)
            for number, (name, icon) in enumerate(CHOICES, start=1)
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (self.trouble, self.advice, self.list):
            layout.addWidget(part)
        layout.addLayout(self._grid())
        self.list.marked.connect(self._name)

    def show_items(self, items: Sequence[Unprinted], trouble: str) -> None:
        """Show what is not done, and what the printer lacks."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.list.show_items(items)

    def on_key(self, event: QKeyEvent) -> bool:
        """Do what a digit says, or move the mark."""
        key = Qt.Key(event.key())
        if key in DIGITS:
            self._choose(DIGITS[key])
        elif key in STEPS:
            self.list.step(STEPS[key])
        else:
            return False
        return True

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, (name, button) in enumerate(self.buttons.items()):
            button.clicked.connect(lambda _=False, name=name: self._choose(name))
            grid.addWidget(button, at // 2, at % 2)
        return grid

    def _name(self) -> None:
        """Let the buttons say what they do to the marked one."""
        item = self.list.item
        if item is None:
            return
        is_unknown = item.is_unknown
        line = "papers.late_line" if item.is_late else "papers.queued_line"
        self.advice.setText(t("papers.look" if is_unknown else line))
        self.buttons["seen"].setText(t("papers.seen"))
        comes_by_itself = not (is_unknown or item.is_late)
        self.buttons["again"].setText(t("papers.retry" if comes_by_itself else "papers.again"))
        self.buttons["other"].setText(t("papers.other"))
        self.buttons["skip"].setText(t("papers.skip"))
        self.buttons["seen"].setEnabled(is_unknown)
        self.buttons["other"].setEnabled(self._has_other)

    def _choose(self, name: str) -> None:
        item = self.list.item
        if item is not None and self.buttons[name].isEnabled():
            self.chosen.emit(item, name)
