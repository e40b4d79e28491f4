"""What the customer is asked for: the amount, and a code to scan where there is one."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from app.base.money import Money
from pos_ui.display.bill_lines import Say
from pos_ui.display.lettering import Amount, abs_words, advance, letter
from pos_ui.kit import icons, tokens
from pos_ui.kit.card import Card
from pos_ui.kit.paints import CENTRE, LEFT, fitted
from pos_ui.kit.qr_tile import LEAST, QrTile

EDGE, PAD = 6, 24  # beside the code, beside the words
LEAST_WORDS = 240  # px beside the code
ICON, ICON_GAP = 20, 8
MINUTE = 60
ALONE, BESIDE, SMALL = 80, 60, 44  # px of the amount: no code, with one, in a low window


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is asked for now: `note` says what was paid already, `ways` who may scan `code`."""

    amount: Money
    note: str = ""
    code: str = ""
    ways: str = ""
    left_s: int | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the panel: its size, and the room for itself and above."""

    name: str
    px: int
    high: int
    above: int = 0
    weight: int = 400
    colour: str = "text2"


ROWS = (
    _Row("title", 32, 44, 0, 700, "text"),
    _Row("ways", 18, 28, 4),
    _Row("code", 0, 0, 16),
    _Row("amount", BESIDE, 76, 12),
    _Row("note", 18, 28, 2),
    _Row("left", 18, 28, 14, 600),
)
LOW_ROWS = (
    _Row("title", 24, 34, 0, 700, "text"),
    _Row("ways", 15, 22),
    _Row("code", 0, 0, 4),
    _Row("amount", SMALL, 50, 4),
    _Row("note", 15, 22),
    _Row("left", 16, 26, 2, 600),
)


class DuePanel(Card):
    """Stands beside the bill; where it is low and wide, the code goes beside the words."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self.due = Due(amount=Money(0))
        self.tile = QrTile(self)
        self.amount = Amount(BESIDE)
        self.amount.setParent(self)
        self._places: list[tuple[_Row, QRect]] = []

    def show_due(self, due: Due) -> None:
        """Ask for this; a second that passes draws its own line only."""
        before, self.due = self.due, due
        if None not in {before.left_s, due.left_s} and replace(before, left_s=due.left_s) == due:
            for place in (rect for row, rect in self._places if row.name == "left"):
                self.update(place)
            return
        self.tile.show_text(due.code)
        text = abs_words(due.amount)
        self.amount.show_amount(text, f"{self.words('title')} {text}")
        self._arrange()

    def words(self, name: str) -> str:
        """Return what a line of the panel says; nothing for one that is not shown."""
        match name:
            case "title":
                return self._say(_title(self.due))
            case "ways":
                return self.due.ways
            case "note":
                return self.due.note
            case "left" if self.due.left_s is not None:
                return self._say("display.within", time=clock_words(self.due.left_s))
            case _:
                return ""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Place everything anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Set the words above and below the code; where that leaves it too small, beside it."""
        rows, room = self._fitting(ROWS)
        if self.due.code and room < LEAST:
            rows, room = self._fitting(LOW_ROWS)
        words = self.rect().adjusted(PAD, 0, -PAD, 0)
        if self.due.code and room < LEAST and self.width() - self.height() >= LEAST_WORDS:
            side = self.tile.wanted(self.height() - 2 * EDGE)
            self.tile.setGeometry(EDGE, (self.height() - side) // 2, side, side)
            words.setLeft(EDGE + side + PAD)
            rows = [row for row in self._fitting(ROWS)[0] if row.name != "code"]
        self._stack(rows, words, room)
        self.update()

    def _fitting(self, wanted: tuple[_Row, ...]) -> tuple[list[_Row], int]:
        """Return the lines that are shown, and the side of the square that they leave."""
        rows = [row for row in wanted if self._is_shown(row)]
        return rows, min(self.width(), self.height() - _high(rows)) - 2 * EDGE

    def _is_shown(self, row: _Row) -> bool:
        if row.name == "code":
            return bool(self.due.code)
        return row.name == "amount" or bool(self.words(row.name))

    def _stack(self, rows: list[_Row], words: QRect, room: int) -> None:
        """Set the lines below one another, together in the middle."""
        side = self.tile.wanted(room) if any(row.name == "code" for row in rows) else 0
        top = max((self.height() - _high(rows) - side) // 2, 0)
        self._places = []
        for row in rows:
            top += row.above
            rect = QRect(words.left(), top, words.width(), row.high)
            if row.name == "code":
                self.tile.setGeometry((self.width() - side) // 2, top, side, side)
                top += side
            elif row.name == "amount":
                self.amount.enlarge(row.px if self.due.code else ALONE)
                self.amount.centre_in(rect)
            else:
                self._places.append((row, rect))
            top += row.high

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the words that are asked for."""
        super().paintEvent(event)
        painter = QPainter(self)
        for row, rect in self._places:
            if not rect.intersects(event.rect()):
                continue
            if row.name == "left":
                self._paint_left(painter, rect, row)
            else:
                text = self.words(row.name)
                px, weight, colour = row.px, row.weight, row.colour
                letter(painter, rect, text, px=px, weight=weight, colour=colour, side=CENTRE)

    def _paint_left(self, painter: QPainter, rect: QRect, row: _Row) -> None:
        """Draw the clock and how long is left, together in the middle."""
        text, room = self.words(row.name), rect.width() - ICON - ICON_GAP
        wide = advance(text, fitted(text, row.px, row.weight, room))
        left = rect.left() + (room - wide) // 2
        place = QRect(left, rect.center().y() - ICON // 2 + 1, ICON, ICON)
        icons.paint(painter, "clock", place, tokens.current().text2)
        beside = QRect(left + ICON + ICON_GAP, rect.top(), wide, rect.height())
        letter(painter, beside, text, px=row.px, weight=row.weight, colour=row.colour, side=LEFT)


def _high(rows: list[_Row]) -> int:
    return sum(row.above + row.high for row in rows)


def _title(due: Due) -> str:
    if due.amount.fen < 0:
        return "display.due_back"
    return "display.scan_to_pay" if due.code else "display.pay"


def clock_words(seconds: int) -> str:
    """Write how long is left: "1:38"."""
    minutes, rest = divmod(max(seconds, 0), MINUTE)
    return f"{minutes}:{rest:02}"
