"""A large amount of money that is read at arm's length: it shrinks, it is never clipped."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.money import Money
from pos_ui.kit import style, tokens

YUAN = "¥"
GAP = 8


class Amount(QWidget):
    """Paints ¥ small and the digits large, right-aligned or in the middle.

    The size steps down from `px` as far as it must, the sign with it.
    """

    def __init__(
        self,
        px: int,
        sign_px: int,
        *,
        color: str = "text",
        weight: int = 700,
        is_centred: bool = False,
    ) -> None:
        super().__init__()
        self._px, self._sign_px, self._color, self._weight = px, sign_px, color, weight
        self._is_centred = is_centred
        self._name = ""
        self.money = Money(0)
        self._text = "0.00"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set(self, money: Money, color: str = "", name: str = "", text: str = "") -> None:
        """Show an amount, called `name` when read aloud; `text` is how it was typed."""
        self.money = money
        self._text = text or money.grouped()
        self._color = color or self._color
        self.setAccessibleName(f"{name} {money.text()} 元")
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the digits as shown."""
        return self._text

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for room for the whole amount."""
        return QSize(round(self._width(self._px)) + 2, round(self._px * 1.15))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Accept less width: the digits shrink."""
        return QSize(40, round(self._px * 1.15))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the sign and the digits on one base line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(QColor(getattr(tokens.current(), self._color)))
        px = self._px
        while px > 8 and self._width(px) > self.width():  # noqa: PLR2004 - it must fit
            px -= 1
        digits, sign = self._fonts(px)
        metrics = QFontMetricsF(digits)
        left = self.width() - self._width(px)
        x = left / 2 if self._is_centred else left
        baseline = (self.height() + metrics.capHeight()) / 2
        painter.setFont(sign)
        painter.drawText(QPointF(x, baseline), YUAN)
        painter.setFont(digits)
        x += QFontMetricsF(sign).horizontalAdvance(YUAN) + self._gap(px)
        painter.drawText(QPointF(x, baseline), self._text)

    def _fonts(self, px: int) -> tuple[QFont, QFont]:
        sign_px = max(8, min(self._sign_px, px))
        return style.font(px, self._weight), style.font(sign_px, min(self._weight, 600))

    def _gap(self, px: int) -> float:
        return GAP if px > self._sign_px else 0

    def _width(self, px: int) -> float:
        digits, sign = self._fonts(px)
        return (
            QFontMetricsF(sign).horizontalAdvance(YUAN)
            + self._gap(px)
            + QFontMetricsF(digits).horizontalAdvance(self._text)
        )
