"""What stands below a field: how to fill it, or why what it holds will not do."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.field import Field

PX = 13
ICON = 16
ICON_ROOM = ICON + 6
LEAST = 20
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class Note(QWidget):
    """Shows the help of a field, and in its place the error while there is one."""

    def __init__(self, field: Field, text: str = "") -> None:
        super().__init__()
        self._help, self._error = text, ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)
        field.faulted.connect(self._warn)

    def text(self) -> str:
        """Return what it says."""
        return self._error or self._help

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return how high the whole sentence is: it says a rule, so it is never elided."""
        metrics = QFontMetrics(style.font(PX))
        room = QRect(0, 0, width - self._indent(), 10_000)
        return max(LEAST, metrics.boundingRect(room, WRAPPED, self.text()).height() + 2)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for one line, also while there is nothing to say: what stands below stays put."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the icon of an error, and the sentence."""
        theme = tokens.current()
        painter = QPainter(self)
        if self._error:
            icons.paint(painter, "circle-alert", QRect(0, 2, ICON, ICON), theme.danger)
        painter.setFont(style.font(PX))
        painter.setPen(theme.danger if self._error else theme.text3)
        painter.drawText(self.rect().adjusted(self._indent(), 1, 0, 0), WRAPPED, self.text())

    def _indent(self) -> int:
        return ICON_ROOM if self._error else 0

    def _warn(self, text: str) -> None:
        self._error = text
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()
