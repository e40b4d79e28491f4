"""Text in a token's colour, of one line or wrapped, that follows a change of theme."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT


class Label(QWidget):
    """Shows a text; one that `wraps` takes the height that its width asks for."""

    def __init__(
        self,
        text: str = "",
        px: int = 15,
        weight: int = 400,
        colour: str = "text",
        align: Qt.AlignmentFlag = LEFT,
        *,
        wraps: bool = False,
    ) -> None:
        super().__init__()
        self._px, self._weight, self._colour, self._align = px, weight, colour, align
        self._wraps = wraps
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.setText(text)

    def text(self) -> str:
        """Return what it says."""
        return self._text

    def setText(self, text: str) -> None:  # noqa: N802 - as Qt's own labels
        """Say something else."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def recolour(self, colour: str) -> None:
        """Write in another token's colour."""
        if colour != self._colour:
            self._colour = colour
            self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return how high the wrapped text is."""
        return self._bounds(width).height() + 2

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the text's room."""
        metrics = QFontMetrics(style.font(self._px, self._weight))
        if self._wraps:
            return QSize(200, self._bounds(420).height() + 2)
        return QSize(metrics.horizontalAdvance(self._text) + 2, round(self._px * 1.5))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way sideways, never in height; what wraps takes the height of its width."""
        return QSize(8, round(self._px * 1.5))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Write the text."""
        painter = QPainter(self)
        font = style.font(self._px, self._weight)
        painter.setFont(font)
        painter.setPen(QColor(getattr(tokens.current(), self._colour)))
        if self._wraps:
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
            painter.drawText(self.rect(), flags, self._text)
            return
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self._align | Qt.TextFlag.TextSingleLine, shown)

    def _bounds(self, width: int) -> QRect:
        metrics = QFontMetrics(style.font(self._px, self._weight))
        return metrics.boundingRect(
            QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, self._text
        )
