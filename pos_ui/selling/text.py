"""A line of text in a token's colour: it follows a change of theme by painting again."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT, SMALLEST, fitted, write



class Text(QWidget):
    """Shows one line; steps its size down to `least`, then elides, before it is clipped."""

    def __init__(
        self,
        px: int,
        weight: int = 400,
        color: str = "text",
        aligned: Qt.AlignmentFlag = LEFT,
        *,
        least: int = SMALLEST,
        text: str = "",
    ) -> None:
        super().__init__()
        self._px, self._weight, self._color = px, weight, color
        self._aligned = aligned
        self._least = min(least, px)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set(text)

    def text(self) -> str:
        """Return what it says."""
        return self._text

    def set(self, text: str, color: str = "") -> None:
        """Say something else, in another colour perhaps."""
        self._color = color or self._color
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the room of the whole text."""
        metrics = QFontMetrics(style.font(self._px, self._weight))
        return QSize(metrics.horizontalAdvance(self._text) + 2, round(self._px * 1.4))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Accept less: the text gives way."""
        return QSize(8, round(self._px * 1.4))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Write the text."""
        font = fitted(self._text, self._px, self._weight, self.width(), self._least)
        colour = getattr(tokens.current(), self._color)
        write(QPainter(self), self.rect(), self._text, font, colour, self._aligned)
