"""A product to tap: its name above, its price below."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT, SMALLEST, box, fitted, ring, write
from pos_ui.kit.tokens import Theme

TALL = 80
NAME_PX = 15


class Tile(QAbstractButton):
    """A name of at most two lines, broken at its first space, and a price."""

    def __init__(self, name: str, price: str, *, takes_focus: bool = False) -> None:
        super().__init__()
        self._price = price
        self.setText(name)
        self.setShortcut(QKeySequence())  # "M&M" is a name, not a shortcut
        self.setAccessibleName(f"{name} {price}")
        policy = Qt.FocusPolicy.StrongFocus if takes_focus else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
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
        box(painter, self.rect(), 8, self._fill(theme), theme.border)
        if self.hasFocus():
            ring(painter, self.rect(), 8)
        ink, faint = (theme.text, theme.text2) if self.isEnabled() else (theme.disabled,) * 2
        room = self.width() - 18
        font, lines = self._name(room)
        for at, line in enumerate(lines):
            write(painter, QRect(10, 8 + 22 * at, room, 22), line, font, ink, LEFT)
        bottom = QRect(10, self.height() - 28, room, 20)
        write(painter, bottom, self._price, fitted(self._price, 14, 400, room), faint, LEFT)

    def _fill(self, theme: Theme) -> str:
        if not self.isEnabled():
            return theme.disabled_bg
        return (
            theme.pressed if self.isDown() else theme.hover if self.underMouse() else theme.surface
        )

    def _name(self, room: int) -> tuple[QFont, list[str]]:
        """Return the largest font in which every line fits, or the smallest, to be elided."""
        for px in range(NAME_PX, SMALLEST, -1):
            font = style.font(px, 600)
            metrics = QFontMetrics(font)
            lines = self._lines(metrics, room)
            if all(metrics.horizontalAdvance(line) <= room for line in lines):
                return font, lines
        font = style.font(SMALLEST, 600)
        return font, self._lines(QFontMetrics(font), room)

    def _lines(self, metrics: QFontMetrics, room: int) -> list[str]:
        name = self.text()
        if metrics.horizontalAdvance(name) <= room or self.height() < TALL:
            return [name]
        first, space, rest = name.partition(" ")
        if space and metrics.horizontalAdvance(first) <= room:
            return [first, rest]
        cuts = range(len(name), 0, -1)
        cut = next((at for at in cuts if metrics.horizontalAdvance(name[:at]) <= room), 1)
        return [name[:cut], name[cut:].strip()]
