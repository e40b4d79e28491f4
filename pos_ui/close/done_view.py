"""A shift or a day that is closed: what it came to, its paper, and what to do with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.closing.closing import Closed
from app.closing.report import Report
from pos_ui.close.paper_view import PaperView
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.empty import EmptyState
from pos_ui.kit.label import Label
from pos_ui.kit.paints import CENTRE
from pos_ui.kit.words import t

KEY = Qt.Key
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
SIDE = 314
ACTIONS = {
    "print": ("printer", "F10"),
    "pdf": ("receipt-text", "F7"),
    "xlsx": ("list-checks", "F8"),
}
KEYS = {KEY.Key_F10: "print", KEY.Key_F7: "pdf", KEY.Key_F8: "xlsx"}


class DoneView(QWidget):
    """Enter goes on to the next shift."""

    asked = Signal(str)  # "print", "pdf" or "xlsx"
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._closed: Closed | None = None
        self._prints = False
        self.state = EmptyState("circle-check", "", "", icon_px=56)
        self.deposit = Label("", 17, 600, "text", CENTRE)
        self.buttons = {
            name: Button("", icon=icon, key=key, height=56) for name, (icon, key) in ACTIONS.items()
        }
        self.banner = Banner()
        self.next = Button("", "primary", "arrow-right", "Enter", px=18, height=60)
        self.paper = PaperView()
        self._lay_out()
        self.next.clicked.connect(self.done)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))

    def _lay_out(self) -> None:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 20)
        inside.setSpacing(12)
        inside.addWidget(self.state, 1)
        inside.addWidget(self.deposit)
        inside.addStretch(1)
        inside.addWidget(self.banner)
        actions = QHBoxLayout()
        actions.setSpacing(12)
        for button in self.buttons.values():
            actions.addWidget(button, 1)
        inside.addLayout(actions)
        inside.addWidget(self.next)
        self.paper.setFixedWidth(SIDE)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addWidget(card, 1)
        layout.addWidget(self.paper)

    def begin(self, closed: Closed, name: str, said: Report, *, prints: bool) -> None:
        """Show what was closed just now."""
        self._closed, self._prints = closed, prints
        self.paper.show_report(name, said)
        self.banner.hide()
        self.retitle()

    def say(self, text: str) -> None:
        """Say what became of a wish."""
        self.banner.say("info", text)

    def focus(self) -> None:
        """Give the focus to what goes on."""
        self.next.setFocus()

    def on_key(self, event: QKeyEvent) -> bool:
        """Go on with Enter; print or save by the other keys."""
        key = KEY(event.key())
        if key in ENTERS and not event.isAutoRepeat():
            self.done.emit()
        elif key in KEYS and self.buttons[KEYS[key]].isEnabled():
            self.asked.emit(KEYS[key])
        elif key in {KEY.Key_PageDown, KEY.Key_PageUp}:
            self.paper.scroll_by(200 if key == KEY.Key_PageDown else -200)
        return True

    def retitle(self) -> None:
        """Say everything in the language of now."""
        for name, button in self.buttons.items():
            button.setText(t(f"close.{name}"))
        self.next.setText(t("close.next_shift"))
        if self._closed is None:
            return
        zs, ended = self._closed.zs, self._closed.close
        numbers = ", ".join(f"{z.number:04d}" for z in zs)
        title = t("close.done_day", number=numbers) if zs else t("close.done_handover")
        line = t("close.prints" if self._prints else "close.prints_not")
        self.state.say(title, line)
        amounts = {"deposit": ended.deposit.grouped(), "kept": ended.kept.grouped()}
        self.deposit.setText(t("close.deposit", **amounts))
        for name, button in self.buttons.items():
            button.setEnabled(bool(zs) and (name != "print" or self._prints))
