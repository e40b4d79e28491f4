"""A payment whose result is missing: do not charge again, and what to do instead."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.base.money import Money
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.card import Card
from pos_ui.kit.paints import CENTRE, LEFT, box, fitted, write
from pos_ui.kit.words import t
from pos_ui.payment import stages
from pos_ui.payment.parts import Actions, FactCard
from pos_ui.payment.stages import Action, Facts

ALERT, HAND = 112, 44
DOT, STEP = 28, 76
FACTS, NARROW_FACTS, NARROW = 370, 320, 900
ACTION = 64


class UnknownPanel(Card):
    """Says that the money may be gone already, how the till goes on, and offers four ways out."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.alert, self.facts = _Alert(), FactCard()
        self.steps = [_Step(number) for number in (1, 2, 3)]
        self.offers = Actions(ACTION, 17)
        left = QVBoxLayout()
        left.setSpacing(0)
        for step in self.steps:
            left.addWidget(step)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.facts)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left, 1)
        columns.addLayout(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(24)
        layout.addWidget(self.alert)
        layout.addLayout(columns, 1)
        layout.addWidget(self.offers)
        self.offers.asked.connect(self.asked)

    def resizeEvent(self, _event: object) -> None:  # noqa: N802
        """Leave the words room on a narrow screen."""
        self.facts.setFixedWidth(NARROW_FACTS if self.width() < NARROW else FACTS)

    def show_unknown(self, amount: Money, facts: Facts, asks: str, *, may_park: bool) -> None:
        """Show what is known of it."""
        self.alert.say(t("unpaid.title"), t("unpaid.line", amount=amount.grouped()))
        self.facts.show_facts(facts, t("unpaid.facts"))
        words = (
            (t("unpaid.asks"), t("unpaid.asks_line", asks=asks)),
            (t("unpaid.look"), t("unpaid.look_line")),
            (t("unpaid.choose"), t("unpaid.choose_line")),
        )
        for step, (title, line) in zip(self.steps, words, strict=True):
            step.say(title, line)
        self.offers.show_actions(
            (
                Action(stages.QUERY, "F5", "refresh-cw", t("unpaid.query"), "primary"),
                Action(stages.RELEASE, "F7", "key-round", t("unpaid.release")),
                Action(stages.REVERSE, "F8", "undo-2", t("unpaid.reverse")),
                Action(stages.PARK, "F6", "archive", t("unpaid.park"), is_enabled=may_park),
            )
        )


class _Alert(QWidget):
    """The hand, what must not be done, and why."""

    def __init__(self) -> None:
        super().__init__()
        self._title = self._line = ""
        self.setFixedHeight(ALERT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, title: str, line: str) -> None:
        if (title, line) != (self._title, self._line):
            self._title, self._line = title, line
            self.setAccessibleName(f"{title} {line}")
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        theme, painter = tokens.current(), QPainter(self)
        box(painter, self.rect(), 10, theme.danger_tint, theme.danger_line)
        top = (ALERT - HAND) // 2
        icons.paint(painter, "hand", QRect(22, top, HAND, HAND), theme.danger)
        room = self.width() - 84 - 20
        title = QRect(84, 18, room, 48)
        write(painter, title, self._title, fitted(self._title, 36, 700, room), theme.danger, LEFT)
        line = QRect(84, 68, room, 28)
        write(painter, line, self._line, fitted(self._line, 17, 400, room), theme.text, LEFT)


class _Step(QWidget):
    """A number in a circle, what happens, and one line about it; the first one is under way."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._title = self._line = ""
        self.setFixedHeight(STEP)

    def say(self, title: str, line: str) -> None:
        if (title, line) != (self._title, self._line):
            self._title, self._line = title, line
            self.setAccessibleName(f"{self._number} {title} {line}")
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(300, STEP)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        theme, painter = tokens.current(), QPainter(self)
        is_first = self._number == 1
        fill, ink = (theme.info_tint, theme.info) if is_first else ("", theme.text2)
        dot = QRect(0, 10, DOT, DOT)
        box(painter, dot, DOT // 2, fill, ink, 2)
        write(painter, dot, str(self._number), style.font(13, 600), ink, CENTRE)
        room = self.width() - 42
        title = QRect(42, 0, room, 28)
        write(painter, title, self._title, fitted(self._title, 18, 700, room), theme.text, LEFT)
        font = fitted(self._line, 15, 400, room, least=14)
        painter.setFont(font)
        painter.setPen(QColor(theme.text2))
        below = QRect(42, 30, room, STEP - 32)
        painter.drawText(below, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._line)
