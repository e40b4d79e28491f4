"""Success rates as lines, one for each channel, with the spans of trouble behind them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.assurance.overview import ChannelView, Overview
from app.assurance.watching import Incident
from pos_ui.assurance.wording import channel_word
from pos_ui.kit import style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, RIGHT, fitted, write

LINES = 4
LEFT_EDGE, RIGHT_EDGE, BOTTOM, TOP = 48, 96, 28, 10
ROWS = 4  # between the lowest and 100 %
STEPS = (0.01, 0.02, 0.04, 0.05, 0.1, 0.2, 0.25)  # of the scale at the left
MARKS = 4  # times below
NAME, DASHED = 20, 2  # px of a line's name; the third line is dashed
FIXED = {"wechat": "chart1", "alipay": "chart2"}


class Chart(QWidget):
    """Draws at most four lines; where nothing was paid a line is broken."""

    def __init__(self) -> None:
        super().__init__()
        self._view: Overview | None = None
        self._zone = ZoneInfo("UTC")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_view(self, view: Overview, zone: ZoneInfo) -> None:
        """Show these lines."""
        self._view, self._zone = view, zone
        names = [channel_word(one.channel) for one in view.channels[:LINES]]
        self.setAccessibleName(", ".join(names))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for enough to read a fall."""
        return QSize(480, 180)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way on a low screen."""
        return QSize(240, 110)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw scale, troubles and lines."""
        if self._view is None or not self._view.channels:
            return
        painter = QPainter(self)
        view, lowest = self._view, lowest_of(self._view)
        plot = self.rect().adjusted(LEFT_EDGE, TOP, -RIGHT_EDGE, -BOTTOM)
        for incident in view.incidents:
            self._span(painter, plot, view, incident)
        self._scale(painter, plot, lowest)
        self._times(painter, plot, view)
        places = _name_places(view, plot, lowest)
        for at, channel in enumerate(view.channels[:LINES]):
            self._line(
                painter, plot, channel, _ink(view, at), is_dashed=at == DASHED, lowest=lowest
            )
            name = QRect(plot.right() + 8, places[at] - NAME // 2, RIGHT_EDGE - 8, NAME)
            text = channel_word(channel.channel)
            write(painter, name, text, fitted(text, 13, 600, name.width()), _ink(view, at), LEFT)

    def _span(self, painter: QPainter, plot: QRect, view: Overview, incident: Incident) -> None:
        left = _across(view, plot, max(incident.began_at, view.start))
        right = _across(view, plot, incident.ended_at or view.now)
        area = QRectF(left, plot.top(), max(2.0, right - left), plot.height())
        painter.fillRect(area, QColor(tokens.current().warn_tint))

    def _scale(self, painter: QPainter, plot: QRect, lowest: float) -> None:
        theme = tokens.current()
        for at in range(ROWS + 1):
            share = 1 - (1 - lowest) * at / ROWS
            y = round(_down(plot, share, lowest))
            painter.fillRect(plot.left(), y, plot.width(), 1, QColor(theme.border))
            place = QRect(0, y - 10, LEFT_EDGE - 8, 20)
            write(painter, place, f"{share * 100:.0f}%", style.font(12), theme.text3, RIGHT)

    def _times(self, painter: QPainter, plot: QRect, view: Overview) -> None:
        theme = tokens.current()
        is_day = (view.now - view.start).total_seconds() <= 24 * 3600
        for at in range(MARKS + 1):
            moment = view.start + (view.now - view.start) * at / MARKS
            local = moment.astimezone(self._zone)
            text = f"{local:%H:%M}" if is_day else f"{local:%m-%d}"
            middle = round(_across(view, plot, moment))
            place = QRect(middle - 40, plot.bottom() + 6, 80, 20)
            write(painter, place, text, style.font(12), theme.text3, CENTRE)

    def _line(
        self,
        painter: QPainter,
        plot: QRect,
        one: ChannelView,
        ink: str,
        *,
        is_dashed: bool,
        lowest: float,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dash = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(ink), 2, dash))
        points = QPolygonF()
        for number, share in enumerate(one.line):
            if share is None:
                painter.drawPolyline(points)
                points = QPolygonF()
                continue
            x = plot.left() + plot.width() * number / max(1, len(one.line) - 1)
            points.append(QPointF(x, _down(plot, share, lowest)))
        painter.drawPolyline(points)


def lowest_of(view: Overview) -> float:
    """Return where the scale begins, so that the worst share is on it."""
    shares = [it for one in view.channels[:LINES] for it in one.line if it is not None]
    worst = min(shares, default=1.0)
    step = next((it for it in STEPS if 1 - it * ROWS <= worst), STEPS[-1])
    return max(0.0, 1 - step * ROWS)


def _name_places(view: Overview, plot: QRect, lowest: float) -> list[int]:
    """Return where the names of the lines stand: at their ends, none on another."""
    ends = []
    for at, one in enumerate(view.channels[:LINES]):
        last = next((it for it in reversed(one.line) if it is not None), 1.0)
        ends.append((_down(plot, last, lowest), at))
    places = [0] * len(ends)
    below = -NAME
    for y, at in sorted(ends):
        below = max(round(y), below + NAME)
        places[at] = below
    return places


def _across(view: Overview, plot: QRect, moment: datetime) -> float:
    whole = (view.now - view.start).total_seconds() or 1.0
    return plot.left() + plot.width() * ((moment - view.start).total_seconds() / whole)


def _down(plot: QRect, share: float, lowest: float) -> float:
    return plot.top() + plot.height() * (1 - share) / max(1e-9, 1 - lowest)


def _ink(view: Overview, at: int) -> str:
    """Return a line's colour: WeChat Pay's and Alipay's are always the same."""
    theme = tokens.current()
    names = [one.channel for one in view.channels[:LINES]]
    fixed = {name: ink for name, ink in FIXED.items() if name in names}
    if names[at] in fixed:
        return str(getattr(theme, fixed[names[at]]))
    others = [name for name in names if name not in fixed]
    return (theme.chart3, theme.chart4, theme.chart5, theme.chart1)[others.index(names[at])]
