"""The channels in figures: how many, how well, lately, and whether one is in trouble."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.assurance.overview import ChannelView, Overview
from pos_ui.assurance.wording import between, channel_word, percent, seconds
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import LEFT, RIGHT, box, fitted, write
from pos_ui.kit.words import t

HEAD, ROW, EDGE = 34, 40, 14
COLUMNS = (  # name and share of the width; the first is at the left, the others at the right
    ("channel", 0.24),
    ("n", 0.12),
    ("rate", 0.30),
    ("seconds", 0.14),
    ("state", 0.20),
)


class ChannelTable(QWidget):
    """Draws a row for each channel; nothing of it is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ChannelView, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_view(self, view: Overview) -> None:
        """Show these channels."""
        self._rows = view.channels
        said = [f"{channel_word(one.channel)} {self._cells(one)}" for one in view.channels]
        self.setAccessibleName("; ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for all rows."""
        return QSize(300, HEAD + ROW * max(1, len(self._rows)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw head and rows."""
        theme, painter = tokens.current(), QPainter(self)
        names = [t(f"assure.column_{name}") for name, _ in COLUMNS]
        self._row(painter, 0, HEAD, names, 13, 600, theme.text3)
        for at, one in enumerate(self._rows):
            top = HEAD + at * ROW
            painter.fillRect(0, top, self.width(), 1, theme.border)
            self._row(painter, top, ROW, self._cells(one), 14, 600, theme.text)
            self._state(painter, top, one)

    def _cells(self, one: ChannelView) -> list[str]:
        rate = one.whole.rate
        share = "—" if rate is None else f"{percent(rate.value)}%  ({between(rate)})"
        name = channel_word(one.channel)
        return [name, f"{one.whole.n:,}", share, seconds(one.whole.usual_s), ""]

    def _row(
        self,
        painter: QPainter,
        top: int,
        high: int,
        cells: list[str],
        px: int,
        weight: int,
        ink: str,
    ) -> None:
        left = float(EDGE)
        room = self.width() - 2 * EDGE
        for at, ((_, share), text) in enumerate(zip(COLUMNS, cells, strict=True)):
            wide = room * share
            place = QRect(round(left), top, round(wide) - 8, high)
            font = fitted(text, px, weight, place.width())
            write(painter, place, text, font, ink, LEFT if at == 0 else RIGHT)
            left += wide

    def _state(self, painter: QPainter, top: int, one: ChannelView) -> None:
        theme = tokens.current()
        key, fill, ink, icon = (
            ("troubled", theme.warn_tint, theme.warn, "triangle-alert")
            if one.is_troubled
            else ("well", theme.primary_tint, theme.primary, "check")
        )
        text, font = t(f"assure.{key}"), style.font(13, 600)
        wide = QFontMetrics(font).horizontalAdvance(text) + 36
        chip = QRect(self.width() - EDGE - 8 - wide, top + (ROW - 24) // 2, wide, 24)
        box(painter, chip, 6, fill)
        icons.paint(painter, icon, QRect(chip.left() + 8, chip.top() + 5, 14, 14), ink)
        write(painter, chip.adjusted(26, 0, -4, 0), text, font, ink, LEFT)
