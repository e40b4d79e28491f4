"""A way to pay, as a large key of the payment screen."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from pos_ui.kit import icons, tokens
from pos_ui.kit.paints import LEFT, box, fitted, keycap, keycap_width, write

RADIUS = 10
ICON = 26
EDGE, TEXT, NARROW = 14, 52, 180  # where words begin beside an icon, and below which width without
CAP = 30  # px from the top, where the key's name ends


class TenderTile(QAbstractButton):
    """Shows icon, name and one line about the tender; chosen, free, or disabled with a reason."""

    def __init__(self, key: str, icon: str) -> None:
        super().__init__()
        self.key, self._icon, self._line = key, icon, ""
        self.setCheckable(True)
        self.setMinimumSize(QSize(120, 72))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, name: str, line: str) -> None:
        """Set the name and the line below it."""
        self.setText(name)
        self._line = line
        self.setAccessibleName(f"{name}, {line}")
        self.update()

    def show_as(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the tile."""
        painter = QPainter(self)
        self._ground(painter)
        theme = tokens.current()
        middle = self.height() // 2
        live = theme.primary if self.isEnabled() else theme.disabled
        left = TEXT if self.width() >= NARROW else EDGE  # the icon gives way before a word
        if left == TEXT:
            icons.paint(painter, self._icon, QRect(EDGE, middle - ICON // 2, ICON, ICON), live)
        name = live if self.isChecked() else theme.text if self.isEnabled() else theme.disabled
        width = self.width() - left - 12
        beside = 0 if middle - 24 > CAP else keycap_width(self.key)  # a low tile: the key is close
        font = fitted(self.text(), 17, 600, width - beside)
        write(painter, QRect(left, middle - 24, width - beside, 26), self.text(), font, name, LEFT)
        line = theme.primary if self.isChecked() else theme.text3
        font = fitted(self._line, 13, 400, width)
        write(painter, QRect(left, middle + 2, width, 20), self._line, font, line, LEFT)
        cap = live if self.isChecked() or not self.isEnabled() else theme.text2
        keycap(painter, self.width() - 9, 20, self.key, cap)

    def _ground(self, painter: QPainter) -> None:
        theme = tokens.current()
        if not self.isEnabled():
            fill, line, width = theme.disabled_bg, theme.border, 1
        elif self.isChecked():
            fill, line, width = theme.primary_tint, theme.primary, 2
        else:
            fill = theme.pressed if self.isDown() else theme.surface
            line, width = theme.border_strong, 1
        box(painter, self.rect(), RADIUS, fill, line, width)
