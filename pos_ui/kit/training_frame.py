"""The red frame and the watermark over a till that trains: nobody takes it for the real one."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_ui.kit import style, tokens
from pos_ui.kit.paints import CENTRE, write

THICK = 6
FAINT = 26  # of 255: read through without effort
TILT = -24  # degrees
STEP_X, STEP_Y = 420, 260


class TrainingFrame(QWidget):
    """Lies over a whole window and lets every click through."""

    def __init__(self, window: QWidget, text: str) -> None:
        super().__init__(window)
        self._window = window
        self._text = text
        self._rising = QTimer(self, singleShot=True, interval=0)
        self._rising.timeout.connect(self.raise_)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()

    def name(self, text: str) -> None:
        """Say it in the language of now."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Cover the window however large it gets, and whatever opens in it."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        elif event.type() is QEvent.Type.ChildAdded:
            self._rising.start()  # afterwards: the child raises itself first
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the frame, and the word all over where something was drawn anew."""
        painter = QPainter(self)
        red = QColor(tokens.current().danger)
        for edge in self._edges():
            painter.fillRect(edge & event.rect(), red)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        red.setAlpha(FAINT)
        faint, font = red.name(QColor.NameFormat.HexArgb), style.font(36, 700)
        for x in range(STEP_X // 2, self.width() + STEP_X, STEP_X):
            for y in range(STEP_Y // 2, self.height() + STEP_Y, STEP_Y):
                painter.save()
                painter.translate(x, y)
                painter.rotate(TILT)
                write(painter, QRect(-200, -40, 400, 80), self._text, font, faint, CENTRE)
                painter.restore()

    def _edges(self) -> tuple[QRect, ...]:
        wide, high = self.width(), self.height()
        return (
            QRect(0, 0, wide, THICK),
            QRect(0, high - THICK, wide, THICK),
            QRect(0, 0, THICK, high),
            QRect(wide - THICK, 0, THICK, high),
        )
