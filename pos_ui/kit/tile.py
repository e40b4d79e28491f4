"""A product to tap: its name above, its price below."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT, box, write

TALL = 80
TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Tile(QAbstractButton):
    """A name of at most two lines, broken at its first space, and a price."""

    def __init__(self, name: str, price: str) -> None:
        super().__init__()
        self._price = price
        self.setText(name)
        self.setAccessibleName(f"{name} {price}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for an equal share of the grid."""
        return QSize(98, 86)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Stay a target."""
        return QSize(60, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the tile."""
        theme = tokens.current()
        painter = QPainter(self)
        fill = (
            theme.pressed if self.isDown() else theme.hover if self.underMouse() else theme.surface
        )
        box(painter, self.rect(), 8, fill, theme.border)
        room = self.width() - 18
        font = style.font(15, 600)
        top = 8
        for line in self._lines(QFontMetrics(font), room):
            write(painter, QRect(10, top, room, 22), line, font, theme.text, LEFT)
            top += 22
        bottom = QRect(10, self.height() - 28, room, 20)
        write(painter, bottom, self._price, style.font(14), theme.text2, LEFT)

    def _lines(self, metrics: QFontMetrics, room: int) -> list[str]:
        name = self.text()
        if metrics.horizontalAdvance(name) <= room or self.height() < TALL:
            return [name]
        first, space, rest = name.partition(" ")
        if space and metrics.horizontalAdvance(first) <= room:
            return [first, rest]
        cut = next(
            (at for at in range(len(name), 0, -1) if metrics.horizontalAdvance(name[:at]) <= room),
            1,
        )
        return [name[:cut], name[cut:].strip()]
