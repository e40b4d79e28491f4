"""A payment code for the customer's phone: black on white in both themes."""

import math
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from devices.qr import QUIET, matrix
from pos_ui.kit import tokens
from pos_ui.kit.paints import box

LEAST = 300  # px of the code itself, without the white around it
RADIUS = 10


class QrTile(QWidget):
    """Draws a text as a code of at least 300 px on a white tile as wide as its quiet zone asks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = ""
        self.hide()

    def show_text(self, text: str) -> None:
        """Show another code, or none."""
        self.text = text
        self.setVisible(bool(text))
        self.update()

    def wanted(self, room: int) -> int:
        """Return the side that the tile takes of a square room."""
        return laid_out(self._modules(), room, self.devicePixelRatio())[1]

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the white tile and the code in its middle."""
        if not self.text:
            return
        theme, painter, dpr = tokens.current(), QPainter(self), self.devicePixelRatio()
        box(painter, self.rect(), RADIUS, theme.paper, theme.border)
        code = laid_out(self._modules(), self.width(), dpr)[0]
        picture = _drawn(self.text, round(code * dpr), dpr)
        at = round((self.width() - code) / 2)
        painter.drawPixmap(at, at, picture)

    def _modules(self) -> int:
        return len(_modules(self.text)) if self.text else 0


def laid_out(modules: int, room: int, dpr: float) -> tuple[float, int]:
    """Return the side of a code and of its tile, px.

    The tile has the quiet zone of the standard and each module a whole number of screen dots,
    where there is room; if not, the code keeps its 300 px and the white gives way first.
    """
    if not modules:
        return 0, 0
    module = math.ceil(LEAST * dpr / modules) / dpr
    whole = modules + 2 * QUIET
    if math.ceil(whole * module) <= room:
        return modules * module, math.ceil(whole * module)
    exact = math.ceil(whole * LEAST / modules)
    if exact <= room:
        return LEAST, exact
    least = room * modules / (modules + 2)  # one module of white: no less can be read
    return min(LEAST, least), room


@lru_cache(maxsize=4)
def _modules(text: str) -> list[list[bool]]:
    return [row[QUIET:-QUIET] for row in matrix(text)[QUIET:-QUIET]]


@lru_cache(maxsize=4)
def _drawn(text: str, side: int, dpr: float) -> QPixmap:
    """Draw the modules one dot each, then enlarge without blurring."""
    rows, theme = _modules(text), tokens.current()
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.paper))
    for y, row in enumerate(rows):
        for x, is_black in enumerate(row):
            if is_black:
                image.setPixelColor(x, y, QColor(theme.ink))
    large = image.scaled(
        side, side, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation
    )
    picture = QPixmap.fromImage(large)
    picture.setDevicePixelRatio(dpr)
    return picture
