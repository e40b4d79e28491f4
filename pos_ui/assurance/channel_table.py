"""The channels in figures: how many, how well, lately, and whether one is in trouble."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.assurance.overview import ChannelView, Overview
from pos_ui.assurance.wording import between, channel_word, percent, seconds
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import LEFT, RIGHT, box, fitted, write
from pos_ui.kit.words import t

HEAD, ROW, LOW_ROW, EDGE = 34, 40, 27, 14
NARROW = 540  # px; below it the seconds give way
COLUMNS = (  # name and share of the width; the first is at the left, the others at the right
    ("channel", 0.22),
    ("n", 0.12),
    ("rate", 0.32),
    ("seconds", 0.12),
    ("state", 0.22),
)
NARROW_COLUMNS = (("channel", 0.24), ("n", 0.13), ("rate", 0.36), ("state", 0.27))

Columns = tuple[tuple[str, float], ...]


class ChannelTable(QWidget):
    """Draws a row for each channel; nothing of it is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ChannelView, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

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

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Draw the rows closer together on a low screen."""
        return QSize(200, HEAD + LOW_ROW * max(1, len(self._rows)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw head and rows."""
        theme, painter = tokens.current(), QPainter(self)
        columns = NARROW_COLUMNS if self.width() < NARROW else COLUMNS
        names = {name: t(f"assure.column_{name}") for name, _ in columns}
        high = min(ROW, (self.height() - HEAD) // max(1, len(self._rows)))
        self._row(painter, QRect(0, 0, self.width(), HEAD), names, columns, theme.text3)
        for at, one in enumerate(self._rows):
            top = HEAD + at * high
            painter.fillRect(0, top, self.width(), 1, theme.border)
            line = QRect(0, top, self.width(), high)
            self._row(painter, line, self._cells(one), columns, theme.text)
            self._state(painter, line, one)

    def _cells(self, one: ChannelView) -> dict[str, str]:
        rate = one.whole.rate
        share = "—" if rate is None else f"{percent(rate.value)}%  ({between(rate)})"
        return {
            "channel": channel_word(one.channel),
            "n": f"{one.whole.n:,}",
            "rate": share,
            "seconds": seconds(one.whole.usual_s),
            "state": "",
        }

    def _row(
        self, painter: QPainter, line: QRect, cells: dict[str, str], columns: Columns, ink: str
    ) -> None:
        left, room = float(EDGE), line.width() - 2 * EDGE
        for name, share in columns:
            wide = room * share
            place = QRect(round(left), line.top(), round(wide) - 8, line.height())
            font = fitted(cells[name], 14, 600, place.width())
            side = LEFT if name == "channel" else RIGHT
            write(painter, place, cells[name], font, ink, side)
            left += wide

    def _state(self, painter: QPainter, line: QRect, one: ChannelView) -> None:
        theme = tokens.current()
        key, fill, ink, icon = (
            ("troubled", theme.warn_tint, theme.warn, "triangle-alert")
            if one.is_troubled
            else ("well", theme.primary_tint, theme.primary, "check")
        )
        text, font = t(f"assure.{key}"), style.font(13, 600)
        wide = QFontMetrics(font).horizontalAdvance(text) + 36
        top = line.top() + (line.height() - 24) // 2
        chip = QRect(self.width() - EDGE - 8 - wide, top, wide, 24)
        box(painter, chip, 6, fill)
        icons.paint(painter, icon, QRect(chip.left() + 8, chip.top() + 5, 14, 14), ink)
        write(painter, chip.adjusted(26, 0, -4, 0), text, font, ink, LEFT)
