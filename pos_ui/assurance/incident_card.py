"""Troubles that are on now, and those that are over."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from app.assurance.overview import Overview
from pos_ui.assurance.wording import incident_words
from pos_ui.kit import style, tokens
from pos_ui.kit.card import Card
from pos_ui.kit.paints import LEFT, RIGHT, SMALLEST, box, fitted, write
from pos_ui.kit.words import t

OPEN, OVER, EDGE = 96, 28, 16


class IncidentCard(Card):
    """Draws as many as there is room for, those that are on first."""

    def __init__(self) -> None:
        super().__init__()
        self._on: list[tuple[str, str, str]] = []
        self._over: list[tuple[str, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_view(self, view: Overview, zone: ZoneInfo) -> None:
        """Show these troubles."""
        self._on, self._over = [], []
        for it in view.incidents:
            said = incident_words(it, view.now, zone)
            (self._over if it.ended_at is not None else self._on).append(said)
        self.setAccessibleName("; ".join(" ".join(it) for it in [*self._on, *self._over]))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for room beside the chart."""
        return QSize(330, 200)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw them."""
        super().paintEvent(event)
        theme, painter = tokens.current(), QPainter(self)
        room = self.width() - 2 * EDGE
        head = QRect(EDGE, 10, room, 28)
        write(painter, head, t("assure.on_now"), style.font(15, 700), theme.text, LEFT)
        count = QRect(EDGE, 10, room, 28)
        write(painter, count, str(len(self._on)), style.font(15, 700), theme.warn, RIGHT)
        top = 44
        if not self._on:
            line = QRect(EDGE, top, room, 22)
            text = t("assure.no_incident")
            write(painter, line, text, fitted(text, 13, 400, room), theme.text2, LEFT)
            top += 30
        for when, what, numbers in self._on:
            if top + OPEN > self.height() - 8:
                break
            self._draw_open(painter, QRect(EDGE, top, room, OPEN - 8), when, what, numbers)
            top += OPEN
        self._draw_over(painter, top)

    def _draw_open(
        self, painter: QPainter, rect: QRect, when: str, what: str, numbers: str
    ) -> None:
        theme = tokens.current()
        box(painter, rect, 8, theme.app)
        painter.fillRect(QRect(rect.left(), rect.top() + 4, 4, rect.height() - 8), theme.warn_solid)
        room = rect.width() - 24
        for at, (text, px, weight, ink) in enumerate(
            (
                (when, 13, 400, theme.text2),
                (what, 15, 700, theme.text),
                (numbers, 13, 400, theme.text2),
            )
        ):
            line = QRect(rect.left() + 14, rect.top() + 8 + at * 26, room, 24)
            write(painter, line, text, fitted(text, px, weight, room), ink, LEFT)

    def _draw_over(self, painter: QPainter, top: int) -> None:
        theme, room = tokens.current(), self.width() - 2 * EDGE
        if not self._over or top + 2 * OVER > self.height() - 8:
            return
        write(
            painter,
            QRect(EDGE, top, room, OVER),
            t("assure.over"),
            style.font(14, 600),
            theme.text2,
            LEFT,
        )
        for when, what, _ in self._over:
            top += OVER
            if top + OVER > self.height() - 4:
                return
            taken = QFontMetrics(style.font(SMALLEST)).horizontalAdvance(when) + 4
            left = QRect(EDGE, top, room - taken - 8, OVER)
            write(painter, left, what, fitted(what, 14, 400, left.width()), theme.text, LEFT)
            right = QRect(self.width() - EDGE - taken, top, taken, OVER)
            write(painter, right, when, style.font(SMALLEST), theme.text3, RIGHT)
