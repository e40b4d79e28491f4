"""What the panels of a payment are made of: a row of actions, facts to read out, a large amount."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.button import Button
from pos_ui.kit.label import Label
from pos_ui.kit.paints import CENTRE, LEFT, RIGHT, box, fitted, write
from pos_ui.payment.stages import Action, Facts

ACTION = 56
FACT, FACT_PAD, LEAST_FACT = 29, 8, 13
AMOUNT, AMOUNT_LEAST, SIGN = 56, 32, 28
GAP, LIFT = 8, 0.06
ICON = 56


class Actions(QWidget):
    """Buttons side by side, equally wide; `asked` carries the name of the one that was pressed."""

    asked = Signal(str)

    def __init__(self, high: int = ACTION, px: int = 15) -> None:
        super().__init__()
        self._high, self._px = high, px
        self._shown: tuple[Action, ...] = ()
        self.buttons: list[Button] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)

    def show_actions(self, actions: Sequence[Action]) -> None:
        """Offer these; the same ones again change nothing on the screen."""
        if tuple(actions) == self._shown:
            return
        self._shown = tuple(actions)
        for at in range(len(self.buttons), len(actions)):
            button = Button("", height=self._high, px=self._px, parent=self)
            button.clicked.connect(lambda _=False, at=at: self._press(at))
            self._layout.addWidget(button, 1)
            self.buttons.append(button)
        for at, button in enumerate(self.buttons):
            button.setVisible(at < len(actions))
            if at < len(actions):
                it = actions[at]
                button.kind, button.icon_name, button.key = it.kind, it.icon, it.key
                button.rings = it.kind == "primary"
                button.setText(it.text)
                button.setEnabled(it.is_enabled)
                button.update()

    def on_key(self, key: str) -> bool:
        """Press what a key stands for; a button that is not enabled swallows its key."""
        it = next((one for one in self._shown if key in (one.key, one.name)), None)
        if it is not None and it.is_enabled:
            self.asked.emit(it.name)
        return it is not None

    def press_first(self) -> bool:
        """Press the loudest one, as Enter does; return whether there is one."""
        it = next((one for one in self._shown if one.kind == "primary"), None)
        if it is not None and it.is_enabled:
            self.asked.emit(it.name)
        return it is not None

    def _press(self, at: int) -> None:
        self.asked.emit(self._shown[at].name)


class FactCard(QWidget):
    """Names at the left, what they are at the right, on a quiet ground; what is long goes below."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._facts: Facts = ()
        self._long = frozenset[int]()  # facts that have a line of their own
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: Facts, title: str = "") -> None:
        """Show these."""
        if (facts, title) == (self._facts, self._title):
            return
        self._facts, self._title = facts, title
        self.setAccessibleName(" ".join([title, *(f"{name} {text}" for name, text in facts)]))
        self.setVisible(bool(facts))
        self._measure()
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """See again what fits beside its name."""
        super().resizeEvent(event)
        self._measure()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a line each, two for what is long."""
        lines = len(self._facts) + len(self._long) + bool(self._title)
        return QSize(300, lines * FACT + 2 * FACT_PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw ground and lines."""
        theme, painter = tokens.current(), QPainter(self)
        box(painter, self.rect(), 8, theme.app)
        line = QRect(16, FACT_PAD, self.width() - 32, FACT)
        if self._title:
            font = fitted(self._title, 13, 600, line.width())
            write(painter, line, self._title, font, theme.text2, LEFT)
            line.translate(0, FACT)
        for at, (name, text) in enumerate(self._facts):
            write(painter, line, name, style.font(14), theme.text2, LEFT)
            rest = line.adjusted(_beside(name), 0, 0, 0)
            if at in self._long:
                line.translate(0, FACT)
                rest = line
            write(painter, rest, text, fitted(text, 14, 600, rest.width()), theme.text, RIGHT)
            line.translate(0, FACT)

    def _measure(self) -> None:
        font, room = style.font(LEAST_FACT, 600), self.width() - 32
        found = frozenset(
            at
            for at, (name, text) in enumerate(self._facts)
            if QFontMetrics(font).horizontalAdvance(text) > room - _beside(name)
        )
        if found != self._long:
            self._long = found
            self.updateGeometry()
            self.update()


def _beside(name: str) -> int:
    return QFontMetrics(style.font(14)).horizontalAdvance(name) + 12


class BigAmount(QWidget):
    """¥ and digits in the middle; it steps down before it would be clipped."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFixedHeight(round(AMOUNT * 1.3))

    def show_amount(self, text: str, spoken: str) -> None:
        """Show an amount."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(spoken)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        painter = QPainter(self)
        sign = style.font(SIGN, 600)
        before = QFontMetricsF(sign).horizontalAdvance("¥") + GAP
        font = fitted(self._text, AMOUNT, 700, round(self.width() - before), AMOUNT_LEAST)
        metrics = QFontMetricsF(font)
        left = (self.width() - before - metrics.horizontalAdvance(self._text)) / 2
        base = (self.height() + metrics.capHeight()) / 2
        painter.setPen(QColor(tokens.current().text))
        painter.setFont(font)
        painter.drawText(QPointF(left + before, base), self._text)
        painter.setFont(sign)
        painter.drawText(QPointF(left, base - font.pixelSize() * LIFT), "¥")


class Sign(QWidget):
    """A large icon in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self._name = "scan-line"
        self.setFixedHeight(ICON)

    def show_icon(self, name: str) -> None:
        """Show another one."""
        if name != self._name:
            self._name = name
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        theme = tokens.current()
        ink = theme.primary if self._name == "scan-line" else theme.text2
        place = QRect((self.width() - ICON) // 2, 0, ICON, ICON)
        icons.paint(QPainter(self), self._name, place, ink)


def centred(px: int, weight: int, colour: str = "text") -> Label:
    """Make a line that stands in the middle."""
    return Label("", px, weight, colour, CENTRE)
