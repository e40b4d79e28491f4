"""One step of set-up: a title, a line, a body; what the footer says and does for it."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_ui.kit import icons, tokens
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.setup.bench import Bench
from pos_ui.setup.labour import Labour

EDGE = 16
ICON = 18


class Page(QWidget):
    """Those who inherit fill `body`; `changed` asks the window to look at the footer again."""

    changed = Signal()
    passed = Signal()  # it did what had to be done: to the next step
    asked = Signal(object)  # a device's name, whose dialog is wanted
    told = Signal(object)  # a Told
    said = Signal(str)  # for a toast
    name = ""

    def __init__(self, bench: Bench, labour: Labour) -> None:
        super().__init__()
        self.bench, self.labour = bench, labour
        self._title, self._line = Label("", 22, 700), Label("", 14, 400, "text2")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self._line)
        layout.addSpacing(10)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        layout.addLayout(self.body, 1)
        self.fill()

    def fill(self) -> None:
        """Put what the step shows into `body`."""

    def enter(self) -> None:
        """Come to this step."""

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self.say(t(f"setup.{self.name}"), t(f"setup.{self.name}_line"))

    def say(self, title: str, line: str) -> None:
        """Say title and line."""
        self._title.setText(title)
        self._line.setText(line)

    @property
    def next_word(self) -> str:
        """What the loud button says."""
        return t("setup.next")

    @property
    def may_go_on(self) -> bool:
        """Whether it may be pressed."""
        return True

    @property
    def note(self) -> str:
        """What stands beside it."""
        return ""

    @property
    def again_word(self) -> str:
        """What the third button says; nothing for none."""
        return ""

    def go_on(self) -> None:
        """Do what the loud button says."""
        self.passed.emit()

    def again(self) -> None:
        """Do what the third button says."""

    def cancel(self) -> bool:
        """Give up what is being done; say whether there was anything."""
        return False


def card(*, edge: int = EDGE) -> tuple[Card, QVBoxLayout]:
    """Return a card and the layout inside it."""
    made = Card()
    inside = QVBoxLayout(made)
    inside.setContentsMargins(edge, 7, 12, edge)
    inside.setSpacing(8)
    return made, inside


def head(title: Label, *right: QWidget) -> QHBoxLayout:
    """Put a card's title at the left and its button at the right."""
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(title, 1)
    for part in right:
        line.addWidget(part)
    return line


def small(word: str = "", icon: str = "") -> Button:
    """Return a button for the head of a card."""
    return Button(word, icon=icon, height=44, takes_focus=True)


class Marked(QWidget):
    """An icon and a word beside it."""

    def __init__(self, icon: str, px: int = 15) -> None:
        super().__init__()
        self._icon = icon
        self.label = Label("", px)
        line = QHBoxLayout(self)
        line.setContentsMargins(ICON + 10, 0, 0, 0)
        line.addWidget(self.label, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the icon."""
        place = QRect(0, (self.height() - ICON) // 2, ICON, ICON)
        icons.paint(QPainter(self), self._icon, place, tokens.current().text2)
