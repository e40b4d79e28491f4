"""A state in one word, with its icon and colour."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import LEFT, box, write

ICON = 14


class Chip(QWidget):
    """Says ok, info, warn, danger or neutral; never something to press."""

    def __init__(self, text: str = "", kind: str = "neutral", icon: str = "", px: int = 13) -> None:
        super().__init__()
        self._px = px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, kind, icon)

    def text(self) -> str:
        """Return what it says."""
        return self._text

    def say(self, text: str, kind: str = "neutral", icon: str = "") -> None:
        """Say something else."""
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the room of icon and word."""
        wide = QFontMetrics(style.font(self._px, 600)).horizontalAdvance(self._text)
        return QSize(wide + 18 + (ICON + 4 if self._icon else 0), self._px + 11)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the chip."""
        theme = tokens.current()
        fill, ink = {
            "ok": (theme.primary_tint, theme.primary),
            "info": (theme.info_tint, theme.info),
            "warn": (theme.warn_tint, theme.warn),
            "danger": (theme.danger_tint, theme.danger),
        }.get(self._kind, (theme.sunken, theme.text2))
        painter = QPainter(self)
        box(painter, self.rect(), 6, fill)
        left = 8
        if self._icon:
            top = (self.height() - ICON) // 2
            icons.paint(painter, self._icon, QRect(left, top, ICON, ICON), ink)
            left += ICON + 4
        room = QRect(left, 0, self.width() - left - 4, self.height())
        write(painter, room, self._text, style.font(self._px, 600), ink, LEFT)
