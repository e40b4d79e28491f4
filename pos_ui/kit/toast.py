"""A short word about what was just done, with a way to undo it; gone after four seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import LEFT, RIGHT, box, shadow, write

SHOWN_MS = 4000
HEIGHT = 48
SHADOW = 8
ABOVE_KEYS = 88
LEAST = 320
TOTAL = 344  # px at the right edge, where the total stands: a toast never covers it


class Toast(QWidget):
    """One at a time, bottom centre of its window, above the key row."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._text, self._undo_text = "", ""
        self._undo: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        """Return what it says."""
        return self._text

    def say(self, text: str, undo_text: str = "", undo: Callable[[], None] | None = None) -> None:
        """Say this for four seconds; a click undoes where that is possible."""
        self._text, self._undo_text, self._undo = text, undo_text, undo
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._timer.start(SHOWN_MS)

    def undo(self) -> bool:
        """Undo what it speaks of, while it is shown; return whether there was anything."""
        if not self.isVisible() or self._undo is None:
            return False
        undo, self._undo = self._undo, None
        self.hide()
        undo()
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in place when the window changes its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the room of its words."""
        metrics = QFontMetrics(style.font(15, 600))
        wide = metrics.horizontalAdvance(self._text + self._undo_text) + 130
        most = max(LEAST, self._window.width() - 2 * TOTAL)
        return QSize(min(max(LEAST, wide), most) + 2 * SHADOW, HEIGHT + 2 * SHADOW)

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Undo."""
        self.undo()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw a shadow, the bar, and the words."""
        theme = tokens.current()
        painter = QPainter(self)
        bar = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        shadow(painter, bar, 10, SHADOW - 2)
        box(painter, bar, 10, theme.bar, theme.bar_line)
        top = bar.center().y() - 9
        icons.paint(painter, "check", QRect(bar.left() + 16, top, 18, 18), theme.bar_ok)
        room = bar.adjusted(46, 0, -16, 0)
        font = style.font(15, 600)
        if self._undo:
            write(painter, room, self._undo_text, font, theme.bar_ok, RIGHT)
            room.adjust(0, 0, -QFontMetrics(font).horizontalAdvance(self._undo_text) - 16, 0)
        write(painter, room, self._text, font, theme.bar_text, LEFT)

    def _place(self) -> None:
        window = self._window
        hint = self.sizeHint()
        self.setGeometry(
            (window.width() - hint.width()) // 2,
            window.height() - ABOVE_KEYS - hint.height(),
            hint.width(),
            hint.height(),
        )
