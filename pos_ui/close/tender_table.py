"""What each way of paying took, and how far that is proven already."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.closing.figures import CASH, NOTHING, Figures, TenderSum
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, RIGHT, box, fitted, write
from pos_ui.kit.words import t

HEAD, ROW = 36, 38
EDGE = 16
COUNT, MONEY, STATE = 90, 130, 150
ICONS = {CASH: "banknote", "card": "credit-card", "voucher": "ticket-percent"}
NAMED = frozenset(ICONS)
ICON, CHIP, CHIP_PAD = 16, 24, 18


class TenderTable(QWidget):
    """A row for each way of paying; nothing to press."""

    def __init__(self) -> None:
        super().__init__()
        self._figures = Figures()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_figures(self, figures: Figures) -> None:
        """Show these."""
        self._figures = figures
        rows = (f"{name_of(it.kind)} {it.amount.grouped()}" for it in figures.tenders)
        self.setAccessibleName(", ".join(rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a row for each."""
        return QSize(560, HEAD + ROW * max(1, len(self._figures.tenders)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Accept to show some of them."""
        return QSize(480, HEAD + 2 * ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw head and rows."""
        painter = QPainter(self)
        theme = tokens.current()
        for text, place, align in self._cells(0, HEAD, self._head()):
            write(painter, place, text, style.font(13, 600), theme.text3, align)
        for at, one in enumerate(self._figures.tenders):
            top = HEAD + at * ROW
            painter.fillRect(QRect(0, top, self.width(), 1), theme.border)
            self._row(painter, top, one)

    def _row(self, painter: QPainter, top: int, one: TenderSum) -> None:
        theme = tokens.current()
        icon = QRect(EDGE, top + (ROW - ICON) // 2, ICON, ICON)
        icons.paint(painter, ICONS.get(one.kind, "wallet"), icon, theme.text2)
        back = one.back.grouped() if one.backs else "—"
        values = (name_of(one.kind), str(one.count), back, one.amount.grouped(), "")
        cells = self._cells(top, ROW, values)
        for at, (text, place, align) in enumerate(cells):
            weight = 700 if at in {0, 3} else 400
            room = place.adjusted(ICON + 12, 0, 0, 0) if at == 0 else place
            font = fitted(text, 15, weight, room.width())
            write(painter, room, text, font, theme.text, align)
        self._chip(painter, cells[-1][1], one)

    def _chip(self, painter: QPainter, place: QRect, one: TenderSum) -> None:
        theme = tokens.current()
        if one.kind == CASH:
            is_even = self._figures.over == NOTHING
            key, ink, fill = (
                ("agrees", theme.primary, theme.primary_tint)
                if is_even
                else ("differs", theme.warn, theme.warn_tint)
            )
        else:
            key, ink, fill = "by_slips", theme.text2, theme.sunken
        text = t(f"close.{key}")
        font = fitted(text, 13, 600, STATE - CHIP_PAD)
        wide = QFontMetrics(font).horizontalAdvance(text) + CHIP_PAD
        chip = QRect(place.right() - wide, place.top() + (ROW - CHIP) // 2, wide, CHIP)
        box(painter, chip, 6, fill)
        write(painter, chip, text, font, ink, CENTRE)

    def _head(self) -> tuple[str, ...]:
        keys = ("tender", "times", "backs", "taken", "state")
        return tuple(t(f"close.{key}") for key in keys)

    def _cells(
        self, top: int, high: int, texts: tuple[str, ...]
    ) -> list[tuple[str, QRect, Qt.AlignmentFlag]]:
        right = self.width() - EDGE
        widths = (STATE, MONEY, MONEY, COUNT)
        cells = []
        for wide, text in zip(widths, reversed(texts[1:]), strict=True):
            cells.append((text, QRect(right - wide, top, wide, high), RIGHT))
            right -= wide
        return [(texts[0], QRect(EDGE, top, right - EDGE, high), LEFT), *reversed(cells)]


def name_of(kind: str) -> str:
    """Name a way of paying; a new one goes by its own name."""
    return t(f"close.{kind}") if kind in NAMED else kind
