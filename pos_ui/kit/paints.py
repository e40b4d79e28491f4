"""What many widgets draw alike: cards, outlines, the focus ring, text that steps down."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from pos_ui.kit import style, tokens

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SMALLEST = 12
LAYERS, SHADE = 6, 7  # of a shadow; each this opaque of 255


def box(
    painter: QPainter, rect: QRect, radius: int, fill: str, line: str = "", width: int = 1
) -> None:
    """Draw a rounded rectangle whose outline lies inside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2 if line else 0
    inside = QRectF(rect).adjusted(half, half, -half, -half)
    painter.setPen(QPen(QColor(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inside, radius, radius)


def ring(painter: QPainter, rect: QRect, radius: int, *, inner: bool = True) -> None:
    """Draw the focus ring: two pixels of focus colour, then two of surface inside."""
    theme = tokens.current()
    if inner:
        box(painter, rect.adjusted(2, 2, -2, -2), max(radius - 2, 0), "", theme.surface, 2)
    box(painter, rect, radius, "", theme.focus, 2)


def keycap(painter: QPainter, right: int, middle: int, text: str, colour: str) -> int:
    """Draw a key's name in its little box, ending at `right`; return where it begins."""
    font = style.font(12, 600)
    wide = keycap_width(text)
    rect = QRect(right - wide, middle - 10, wide, 20)
    faint = QColor(colour)
    faint.setAlphaF(0.45)
    box(painter, rect, 4, "", faint.name(QColor.NameFormat.HexArgb))
    write(painter, rect, text, font, colour, CENTRE)
    return rect.left()


def keycap_width(text: str) -> int:
    """Say how wide a key's box is."""
    return QFontMetrics(style.font(12, 600)).horizontalAdvance(text) + 12


def shadow(painter: QPainter, rect: QRect, radius: int, size: int) -> None:
    """Lay a soft shadow around a rectangle, as far as `size`: a few thin layers, no effect."""
    shade = QColor(tokens.current().ink)
    shade.setAlpha(SHADE)
    for layer in range(LAYERS, 0, -1):
        out = size * layer // LAYERS
        around = rect.adjusted(-out, size // 4 - out, out, size // 4 + out)
        box(painter, around, radius + out, shade.name(QColor.NameFormat.HexArgb))


def write(
    painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, align: Qt.AlignmentFlag
) -> None:
    """Write one line, elided at its end where it does not fit."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = elided(text, font, rect.width())
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, shown)


def elided(text: str, font: QFont, width: int) -> str:
    """Shorten a text that is too wide, and no other: what `fitted` let pass stays whole.

    Qt's own elision counts parts of a pixel and cut amounts that fitted to the pixel.
    """
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def fitted(text: str, px: int, weight: int, width: int, least: int = SMALLEST) -> QFont:
    """Step a font down one pixel at a time until the text fits."""
    for size in range(px, least, -1):
        font = style.font(size, weight)
        if QFontMetrics(font).horizontalAdvance(text) <= width:
            return font
    return style.font(least, weight)
