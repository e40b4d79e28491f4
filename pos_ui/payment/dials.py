"""Waiting, drawn: a ring that empties while somebody has time, and one that turns meanwhile."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import style, tokens
from pos_ui.kit.paints import CENTRE, fitted, write

RING, STROKE = 146, 10
SPINNER, SPINNER_STROKE = 88, 8
SIXTEENTHS = 16  # Qt counts arcs in these of a degree
TURN, ARC = 30, 80  # degrees a step, and of the arc
STEP_MS = 83  # twelve a second
MINUTE = 60


class Countdown(QWidget):
    """How much of a time is left: as a ring, and as 1:38 in it."""

    def __init__(self) -> None:
        super().__init__()
        self._left_s, self._whole_s, self._word = 0, 1.0, ""
        self.setFixedSize(RING, RING)

    def show_left(self, left_s: float, whole_s: float, word: str) -> None:
        """Show this much; a second that has not passed draws nothing."""
        shown = round(left_s)
        if (shown, whole_s, word) == (self._left_s, self._whole_s, self._word):
            return
        self._left_s, self._whole_s, self._word = shown, whole_s, word
        self.setAccessibleName(f"{time_words(shown)} {word}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw track, ring, time and word."""
        theme, painter = tokens.current(), QPainter(self)
        share = min(1.0, self._left_s / self._whole_s) if self._whole_s > 0 else 0.0
        arc(painter, self.rect(), STROKE, theme.sunken, 90, 360)
        if share:
            arc(painter, self.rect(), STROKE, theme.primary, 90, 360 * share)
        middle = QRect(STROKE, RING // 2 - 34, RING - 2 * STROKE, 48)
        text = time_words(self._left_s)
        write(painter, middle, text, fitted(text, 36, 700, middle.width()), theme.text, CENTRE)
        below = QRect(STROKE, RING // 2 + 16, RING - 2 * STROKE, 24)
        write(painter, below, self._word, style.font(14), theme.text2, CENTRE)


class Spinner(QWidget):
    """An arc that turns, twelve times a second, while it is seen; it stands where motion is off."""

    def __init__(self, side: int = SPINNER) -> None:
        super().__init__()
        self.turns = True
        self._at = 0
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._turn)
        self.setFixedSize(side, side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for its own size."""
        return self.size()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to turn."""
        super().showEvent(event)
        if self.turns:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Turn no more."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw track and arc."""
        theme, painter = tokens.current(), QPainter(self)
        arc(painter, self.rect(), SPINNER_STROKE, theme.sunken, 90, 360)
        arc(painter, self.rect(), SPINNER_STROKE, theme.info, 60 - self._at * TURN, -ARC)

    def _turn(self) -> None:
        self._at = (self._at + 1) % (360 // TURN)
        self.update()


def arc(
    painter: QPainter, rect: QRect, stroke: int, colour: str, start: float, span: float
) -> None:
    """Draw an arc with round ends; degrees from three o'clock, to the left."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = stroke / 2
    inside = QRectF(rect).adjusted(half, half, -half, -half)
    painter.drawArc(inside, round(start * SIXTEENTHS), round(span * SIXTEENTHS))


def time_words(seconds: int) -> str:
    """Write a time: "1:38"."""
    minutes, rest = divmod(max(seconds, 0), MINUTE)
    return f"{minutes}:{rest:02}"
