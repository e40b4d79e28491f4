"""A surface with an outline, on which things stand."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_ui.kit import tokens
from pos_ui.kit.paints import box

RADIUS = 10


class Card(QWidget):
    """Draws surface, border and round corners behind its layout."""

    def __init__(self, parent: QWidget | None = None, *, radius: int = RADIUS) -> None:
        super().__init__(parent)
        self._radius = radius

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the card."""
        theme = tokens.current()
        box(QPainter(self), self.rect(), self._radius, theme.surface, theme.border)
