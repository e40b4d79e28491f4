"""What was found, a line each: icon, name, value."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from devices.checkup import Result, State
from pos_ui.doctor import wording
from pos_ui.kit import icons, style, tokens, words
from pos_ui.kit.paints import LEFT, RIGHT, elided, fitted, write

ROW, LEAST = 30, 22
ICON = 18
ICONS = {
    State.OK: "circle-check",
    State.WARN: "triangle-alert",
    State.FAULT: "circle-x",
    State.ABSENT: "minus",
}
KINDS = {State.OK: "ok", State.WARN: "warn", State.FAULT: "danger", State.ABSENT: "neutral"}
GAP = 12


class FindingList(QWidget):
    """Lines close up where there is little room; a value that is too long gets smaller letters."""

    def __init__(self, row: int = ROW) -> None:
        super().__init__()
        self._row = row
        self.results: tuple[Result, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, results: Sequence[Result]) -> None:
        """Show these findings."""
        self.results = tuple(results)
        language = words.language()
        self.setAccessibleName(
            "; ".join(
                f"{wording.name_of(it.name, language)}: {wording.state_of(it.state, language)},"
                f" {wording.line_of(it, language)}"
                for it in results
            )
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for every line."""
        return QSize(240, self._row * max(1, len(self.results)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Close up as far as it can be read."""
        return QSize(160, LEAST * max(1, len(self.results)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines."""
        painter = QPainter(self)
        row = min(self._row, self.height() // max(1, len(self.results)))
        for at, result in enumerate(self.results):
            self._line(painter, QRect(0, at * row, self.width(), row), result)

    def _line(self, painter: QPainter, place: QRect, result: Result) -> None:
        theme = tokens.current()
        language = words.language()
        ink = {
            State.OK: theme.primary, State.WARN: theme.warn, State.FAULT: theme.danger,
            State.ABSENT: theme.text3,
        }[result.state]  # fmt: skip
        top = place.top() + (place.height() - ICON) // 2
        icons.paint(painter, ICONS[result.state], QRect(place.left(), top, ICON, ICON), ink)
        name = wording.name_of(result.name, language)
        code = wording.with_error("", result.error, language)
        said = wording.advice_of(result, language)
        left = place.left() + ICON + 10
        wide = QFontMetrics(style.font(15)).horizontalAdvance(name) + 2
        wide = min(wide, (place.right() - left) * 3 // 5)
        where = QRect(left, place.top(), wide, place.height())
        write(painter, where, name, fitted(name, 15, 400, wide), theme.text, LEFT)
        room = place.adjusted(left - place.left() + wide + GAP, 0, 0, 0)
        value = theme.text if result.state in {State.OK, State.ABSENT} else ink
        weight = 600 if result.state is not State.ABSENT else 400
        font = fitted(f"{said}{code}", 15, weight, room.width())
        kept = QFontMetrics(font).horizontalAdvance(code)
        shown = elided(said, font, room.width() - kept) + code
        write(painter, room, shown, font, value, RIGHT)
