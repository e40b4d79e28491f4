"""Icons by name, in any colour and size, drawn once for each screen resolution."""

import math
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parents[2] / "resources" / "icons"
SMALL_PX = 18
STROKES = {True: "2", False: "1.75"}


@cache
def icon(name: str, px: int, colour: str, dpr: float) -> QPixmap:
    """Return an icon as a pixmap; raises FileNotFoundError for a name that we do not have."""
    stroke = STROKES[px <= SMALL_PX]
    svg = (FOLDER / f"{name}.svg").read_text("utf-8")
    svg = svg.replace("currentColor", QColor(colour).name())
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    side = math.ceil(px * dpr)  # rounded down, it would cut the last pixel at 1.25
    pixmap = QPixmap(side, side)
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, px, px))
    painter.end()
    return pixmap


def paint(painter: QPainter, name: str, rect: QRect, colour: str) -> None:
    """Draw an icon into a square."""
    dpr = painter.device().devicePixelRatio()
    painter.drawPixmap(rect.topLeft(), icon(name, rect.width(), colour, dpr))
