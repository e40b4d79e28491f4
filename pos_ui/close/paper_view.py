"""A report as its paper reads: dark on white in both themes; it scrolls where it is long."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.closing import papers
from app.closing.report import Report
from pos_ui.kit import style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, RIGHT, elided, fitted, write

EDGE, LINE, RULE = 16, 20, 11
PX = 13
STEP = 60


class PaperView(QWidget):
    """Draws a report; the amounts are never cut, labels give way."""

    def __init__(self) -> None:
        super().__init__()
        self._said: Report | None = None
        self._name = ""
        self._top = 0
        self._held_at = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_report(self, name: str, said: Report) -> None:
        """Show a report below the name of the shop, from its top."""
        self._name, self._said, self._top = name, said, 0
        self.setAccessibleName(said.title)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the width of a receipt."""
        return QSize(314, 400)

    def scroll_by(self, step: int) -> None:
        """Show what is further down, or further up."""
        self._top = max(0, min(self._top + step, self._high() - self.height()))
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll."""
        self.scroll_by(-STEP if event.angleDelta().y() > 0 else STEP)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the paper."""
        self._held_at = event.position().y()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Pull the paper along with the finger."""
        at = event.position().y()
        self.scroll_by(round(self._held_at - at))
        self._held_at = at

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the paper from where it was scrolled to."""
        if self._said is None:
            return
        theme = tokens.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.paper))
        top = EDGE - self._top
        for text, weight, px in self._title():
            font = fitted(text, px, weight, self.width() - 2 * EDGE)
            write(painter, self._line(top), text, font, theme.ink, CENTRE)
            top += LINE
        for title, rows in self._blocks():
            painter.setPen(QPen(QColor(theme.ink), 1, Qt.PenStyle.DashLine))
            painter.drawLine(EDGE, top + RULE // 2, self.width() - EDGE, top + RULE // 2)
            top += RULE
            if title:
                write(painter, self._line(top), title, style.font(PX, 700), theme.ink, LEFT)
                top += LINE
            for label, value, strong in rows:
                self._row(painter, top, label, value, strong=strong)
                top += LINE
        if self._said.foot:
            write(
                painter, self._line(top + LINE), self._said.foot, style.font(PX), theme.ink, CENTRE
            )

    def _row(self, painter: QPainter, top: int, label: str, value: str, *, strong: bool) -> None:
        theme = tokens.current()
        weight = 700 if strong else 400
        room = self._line(top)
        font = fitted(value, PX + strong, weight, room.width())
        write(painter, room, value, font, theme.ink, RIGHT)
        taken = painter.fontMetrics().horizontalAdvance(value) + 8
        place = room.adjusted(0, 0, -taken, 0)
        font = fitted(label, PX + strong, weight, place.width())
        write(painter, place, elided(label, font, place.width()), font, theme.ink, LEFT)

    def _title(self) -> list[tuple[str, int, int]]:
        assert self._said is not None
        lines = ((self._name, 700, 15), (self._said.title, 700, 15), (self._said.number, 400, PX))
        return [line for line in (*lines, (self._said.mark, 700, PX)) if line[0]]

    def _blocks(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        assert self._said is not None
        blocks = [("", self._said.head), *((it.title, it.rows) for it in self._said.sections)]
        return [
            (title, [(row.label, papers.text_of(row.value), row.strong) for row in rows])
            for title, rows in blocks
        ]

    def _high(self) -> int:
        if self._said is None:
            return 0
        rows = sum(RULE + LINE * (len(rows) + bool(title)) for title, rows in self._blocks())
        return 2 * EDGE + LINE * len(self._title()) + rows + 2 * LINE

    def _line(self, top: int) -> QRect:
        return QRect(EDGE, top, self.width() - 2 * EDGE, LINE)
