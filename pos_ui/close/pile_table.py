"""The notes and coins of a count, one row for each worth; the marked row takes what is typed."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.money import Money, total
from app.closing.count import DENOMINATIONS_FEN, SMALLEST_NOTE_FEN, Pile, bundle_of
from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT, RIGHT, box, fitted, write
from pos_ui.kit.words import t

KEY = Qt.Key
ROW, LEAST = 53, 44
NAME, FIELD = 96, 190
MOST_DIGITS = 5
YUAN = 100


@dataclass(slots=True)
class Row:
    """What was typed for one worth: loose pieces as text, and full bundles."""

    worth: Money
    typed: str = ""
    bundles: int = 0

    @property
    def pile(self) -> Pile:
        """What that comes to."""
        return Pile(self.worth, int(self.typed or 0), self.bundles)


class PileTable(QWidget):
    """Digits go to the marked row and replace what stood there when it was reached."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = [Row(Money(fen)) for fen in DENOMINATIONS_FEN]
        self.at = 0
        self._is_fresh = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def piles(self) -> tuple[Pile, ...]:
        """Everything that was counted."""
        return tuple(row.pile for row in self.rows if row.pile.pieces)

    @property
    def total(self) -> Money:
        """What it comes to."""
        return total(pile.amount for pile in self.piles)

    @property
    def row(self) -> Row:
        """The marked row."""
        return self.rows[self.at]

    def start(self) -> None:
        """Begin with nothing counted."""
        self.rows = [Row(Money(fen)) for fen in DENOMINATIONS_FEN]
        self.mark(0)

    def mark(self, at: int) -> None:
        """Mark a row; what is typed next replaces its loose pieces."""
        self.at = at % len(self.rows)
        self._is_fresh = True
        self._speak()

    def type(self, digits: str) -> None:
        """Add digits to the loose pieces of the marked row."""
        before = "" if self._is_fresh else self.row.typed
        self.row.typed = (before + digits).lstrip("0")[:MOST_DIGITS]
        self._is_fresh = False
        self._speak()

    def bundle(self) -> None:
        """Take what was typed for full bundles or rolls; nothing typed is one of them."""
        number = int(self.row.typed or 0) if not self._is_fresh else 0
        self.row.bundles = min(self.row.bundles + (number or 1), 10**MOST_DIGITS)
        if not self._is_fresh:
            self.row.typed = ""
        self._is_fresh = True
        self._speak()

    def backspace(self) -> None:
        """Take the last digit back, then the bundles."""
        if self.row.typed:
            self.row.typed = self.row.typed[:-1]
            self._is_fresh = False
        else:
            self.row.bundles = 0
        self._speak()

    def clear(self) -> None:
        """Count nothing of this worth."""
        self.row.typed, self.row.bundles = "", 0
        self._is_fresh = True
        self._speak()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a finger's row for each worth."""
        return QSize(520, ROW * len(self.rows))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Accept rows that a finger still hits."""
        return QSize(420, LEAST * len(self.rows))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Mark the row that is touched."""
        at = int(event.position().y()) // self._high()
        if at < len(self.rows):
            self.mark(at)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw every row."""
        painter = QPainter(self)
        for at, row in enumerate(self.rows):
            self._paint_row(painter, at, row)

    def _paint_row(self, painter: QPainter, at: int, row: Row) -> None:
        theme = tokens.current()
        high = self._high()
        top, wide = at * high, self.width()
        if at:
            painter.fillRect(QRect(0, top, wide, 1), theme.border)
        name = worth_word(row.worth)
        place = QRect(0, top, NAME, high)
        write(painter, place, name, fitted(name, 17, 700, NAME - 8), theme.text, LEFT)
        faint = style.font(15)
        write(painter, QRect(NAME, top, 20, high), "×", faint, theme.text3, LEFT)
        field = QRect(NAME + 24, top + 4, FIELD, high - 8)
        line, thick = (theme.focus, 2) if at == self.at else (theme.border_input, 1)
        box(painter, field, 8, theme.surface, line, thick)
        pieces = pieces_word(row)
        inside = field.adjusted(8, 0, -12, 0)
        font = fitted(pieces, 17, 700, inside.width())
        write(painter, inside, pieces, font, theme.text, RIGHT)
        write(painter, QRect(field.right() + 16, top, 20, high), "=", faint, theme.text3, LEFT)
        amount = row.pile.amount.grouped()
        room = QRect(field.right() + 40, top, wide - field.right() - 40, high)
        font = fitted(amount, 17, 600, room.width())
        write(painter, room, amount, font, theme.text, RIGHT)

    def _high(self) -> int:
        return max(1, min(ROW, self.height() // len(self.rows)))

    def _speak(self) -> None:
        self.setAccessibleName(f"{worth_word(self.row.worth)} {pieces_word(self.row)}")
        self.update()
        self.changed.emit()


def worth_word(worth: Money) -> str:
    """Name a note or coin: "100 元", "5 角"."""
    if worth.fen >= YUAN:
        return t("close.yuan", worth=worth.fen // YUAN)
    return t("close.jiao", worth=worth.fen // 10)


def pieces_word(row: Row) -> str:
    """Write how many: "11 张", "2 把 + 11 张"."""
    unit = "coins" if row.worth.fen < YUAN else "notes"
    loose = t(f"close.{unit}", count=int(row.typed or 0))
    if not row.bundles:
        return loose
    bundles = t(f"close.{bundle_key(row.worth)}", count=row.bundles)
    return f"{bundles} + {loose}" if row.typed else bundles


def bundle_key(worth: Money) -> str:
    """Say whether a worth comes in bundles or in rolls."""
    return "bundles" if worth.fen >= SMALLEST_NOTE_FEN else "rolls"


def bundle_word(worth: Money) -> str:
    """Name the key that takes what was typed for bundles: "把 ×100"."""
    key = "bundle_key" if worth.fen >= SMALLEST_NOTE_FEN else "roll_key"
    return t(f"close.{key}", pieces=bundle_of(worth))
