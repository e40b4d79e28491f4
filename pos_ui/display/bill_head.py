"""Above and below the bill: whose shop this is, whose bill, and what it comes to."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.base.money import Money
from app.selling.cart import Cart
from pos_ui.display import masking
from pos_ui.display.bill_lines import Say
from pos_ui.display.lettering import Amount, Ground, abs_words, advance, letter
from pos_ui.kit import style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, RIGHT, SMALLEST, box, write

HEAD, MARK, GAP = 36, 36, 16
PAD = 24
LARGE, SMALL = 80, 44  # px of the total: as the one big amount, beside the amount due
HIGH, LOW = 112, 94


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Whose bill this is; never drawn as it stands here."""

    name: str = ""
    phone: str = ""
    points: int | None = None


class BillHead(QWidget):
    """The shop's mark and name, and the masked member."""

    def __init__(self, say: Say, shop: str) -> None:
        super().__init__()
        self._say, self._shop = say, shop
        self._member: Member | None = None
        self.setFixedHeight(HEAD)

    def show_member(self, member: Member | None) -> None:
        """Show whose bill this is, or nobody's."""
        self._member = member
        self.update()

    def member_words(self) -> str:
        """Write the member as strangers may read it."""
        if self._member is None:
            return ""
        who = masking.name(self._member.name) or masking.phone(self._member.phone)
        parts = [self._say("display.member", name=who)]
        if self._member.points is not None:
            parts.append(self._say("display.points", points=f"{self._member.points:,}"))
        return " · ".join(parts)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw mark, shop and member."""
        painter = QPainter(self)
        text, left = self.member_words(), 0
        if self._shop:
            paint_mark(painter, QRect(0, 0, MARK, MARK), self._shop)
            left = MARK + GAP
        wide = min(advance(text, style.font(16)), (self.width() - left) // 2)
        member = QRect(self.width() - wide, 0, wide, HEAD)
        letter(painter, member, text, px=16, colour="text2", side=RIGHT)
        shop = QRect(left, 0, member.left() - GAP - left, HEAD)
        letter(painter, shop, self._shop, px=20, weight=700, side=LEFT)


def paint_mark(painter: QPainter, rect: QRect, shop: str) -> None:
    """Draw the shop's first sign on a filled square."""
    theme = tokens.current()
    box(painter, rect, rect.width() // 6, theme.primary)
    font = style.font(round(rect.width() * 0.6), 700)
    write(painter, rect, shop[:1].upper(), font, theme.on_primary, CENTRE)


class BillFoot(Ground):
    """Pieces, savings and the total: large while it is the one big amount."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._words = ("", "")
        self.total = Amount(LARGE)
        self.total.setParent(self)
        self.enlarge(is_large=True)

    def show_cart(self, cart: Cart, *, is_due: bool) -> None:
        """Show what the bill comes to: as the sum to pay, or as the sum of the goods."""
        name = self._say(_name(cart.total, is_due=is_due))
        parts = [self._say("display.pieces", count=f"{cart.pieces:,}")]
        if cart.savings.fen:
            parts.append(self._say("totals.saved", amount=cart.savings.grouped()))
        self._words = (" · ".join(parts), name)
        text = abs_words(cart.total)
        self.total.show_amount(text, f"{name} {text}")
        self.enlarge(is_large=is_due)
        self._place()
        self.update(self.inside())

    def enlarge(self, *, is_large: bool) -> None:
        """Make the total the big amount, or not."""
        self.total.enlarge(LARGE if is_large else SMALL)
        self.setFixedHeight(HIGH if is_large else LOW)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the total what the words leave."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Give the total two thirds, never so much that the savings would be cut."""
        wanted, free = self.total.sizeHint().width(), self.width() - 2 * PAD - GAP
        words = [advance(self._words[0], style.font(px, 600)) + 1 for px in (18, SMALLEST)]
        most = max(free - words[0], min(free * 2 // 3, free - words[1]))
        wide = min(wanted, most)
        inside = self.inside()
        left = self.width() - PAD - wide
        self.total.setGeometry(left, inside.top(), wide, inside.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the words left of the total."""
        super().paintEvent(event)
        painter = QPainter(self)
        wide = self.total.geometry().left() - GAP - PAD
        above, below = QRect(PAD, 16, wide, 30), QRect(PAD, self.height() - 46, wide, 34)
        letter(painter, above, self._words[0], px=18, weight=600, colour="primary", side=LEFT)
        letter(painter, below, self._words[1], px=22, colour="text2", side=LEFT)


def _name(total: Money, *, is_due: bool) -> str:
    if total.fen < 0:
        return "display.due_back"
    return "display.due" if is_due else "display.total"
