"""A number with its name, its unit, and what it is compared with."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent

from pos_ui.assurance.wording import Metric
from pos_ui.kit import style, tokens
from pos_ui.kit.card import Card
from pos_ui.kit.chip import Chip
from pos_ui.kit.paints import LEFT, fitted, write

HIGH, EDGE = 108, 16


class MetricTile(Card):
    """Draws one; a chip stands at its right."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Metric("", "—", "", "")
        self.chip = Chip()
        self.chip.setParent(self)
        self.chip.hide()
        self.setFixedHeight(HIGH)

    def show_metric(self, metric: Metric) -> None:
        """Show another one."""
        self.shown = metric
        icon = "refresh-cw" if metric.chip_kind == "info" else ""
        self.chip.say(metric.chip, metric.chip_kind, icon)
        self.chip.setVisible(bool(metric.chip))
        self.setAccessibleName(f"{metric.name} {metric.value} {metric.unit}, {metric.line}")
        self._place()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for an equal share."""
        return QSize(220, HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the chip at the right."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw name, value and line."""
        super().paintEvent(event)
        theme, painter, it = tokens.current(), QPainter(self), self.shown
        room = self.width() - 2 * EDGE
        beside = room - (self.chip.width() + 8 if it.chip else 0)
        name = QRect(EDGE, 12, beside, 24)
        write(painter, name, it.name, fitted(it.name, 14, 400, beside), theme.text2, LEFT)
        font = style.font(28, 700)
        ink = theme.primary if it.is_good else theme.text
        wide = QFontMetrics(font).horizontalAdvance(it.value) + 1
        write(painter, QRect(EDGE, 38, wide, 38), it.value, font, ink, LEFT)
        unit = QRect(EDGE + wide + 4, 46, room - wide - 4, 24)
        write(painter, unit, it.unit, style.font(14), theme.text2, LEFT)
        line = QRect(EDGE, 78, room, 20)
        write(painter, line, it.line, fitted(it.line, 13, 400, room), theme.text3, LEFT)

    def _place(self) -> None:
        hint = self.chip.sizeHint()
        self.chip.setGeometry(self.width() - EDGE + 2 - hint.width(), 11, hint.width(), 24)
