"""Before and after a bill: the shop's welcome, and thanks with the change."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from app.selling.sale import Sale
from pos_ui.display.bill_head import paint_mark
from pos_ui.display.bill_lines import Say
from pos_ui.display.lettering import Amount, abs_words, letter
from pos_ui.kit import icons, tokens
from pos_ui.kit.card import Card
from pos_ui.kit.paints import CENTRE

PAD = 24
MARK, TICK = 88, 72
AMOUNT = 80


class Welcome(Card):
    """The shop's mark, its name and a welcome; nothing of any bill."""

    def __init__(self, say: Say, shop: str) -> None:
        super().__init__()
        self._say, self._shop = say, shop

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it in the middle."""
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - MARK - 124) // 2
        if self._shop:
            mark = QRect((self.width() - MARK) // 2, top, MARK, MARK)
            paint_mark(painter, mark, self._shop)
        place = QRect(PAD, top + MARK + 16, self.width() - 2 * PAD, 72)
        letter(painter, place, self._say("display.welcome"), px=52, weight=700, side=CENTRE)
        place = place.translated(0, 72)
        place.setHeight(36)
        letter(painter, place, self._shop, px=22, colour="text2", side=CENTRE)


class Thanks(Card):
    """Thanks, and one big amount: the change, or what was paid where there is none."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._name = self._sums = ""
        self.amount = Amount(AMOUNT, "primary")
        self.amount.setParent(self)

    def show_sale(self, sale: Sale) -> None:
        """Thank for a sale."""
        has_change = bool(sale.change.fen)
        shown = sale.change if has_change else sale.total
        paid_word = "display.paid" if sale.total.fen >= 0 else "display.paid_back"
        self._name = self._say("change" if has_change else paid_word)
        due, paid = sale.total.grouped(), sale.paid.grouped()
        self._sums = self._say("display.sums", due=due, paid=paid) if has_change else ""
        self.amount.show_amount(abs_words(shown), f"{self._name} {abs_words(shown)}")
        self._place()
        self.update()

    def words(self) -> tuple[str, str]:
        """Return the name of the amount, and the sums below it."""
        return self._name, self._sums

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the amount in the middle."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        top = self._top() + TICK + 16 + 60 + 16 + 36
        self.amount.centre_in(QRect(PAD, top, self.width() - 2 * PAD, 100))

    def _top(self) -> int:
        return (self.height() - TICK - 16 - 60 - 16 - 36 - 100 - 36) // 2

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the tick, the thanks and the words around the amount."""
        super().paintEvent(event)
        painter, top, wide = QPainter(self), self._top(), self.width() - 2 * PAD
        tick = QRect((self.width() - TICK) // 2, top, TICK, TICK)
        icons.paint(painter, "circle-check", tick, tokens.current().primary)
        place = QRect(PAD, top + TICK + 16, wide, 60)
        letter(painter, place, self._say("display.thanks"), px=40, weight=700, side=CENTRE)
        place = QRect(PAD, place.bottom() + 17, wide, 36)
        letter(painter, place, self._name, px=22, weight=600, colour="text2", side=CENTRE)
        place = QRect(PAD, self.amount.geometry().bottom() + 1, wide, 36)
        letter(painter, place, self._sums, px=20, colour="text2", side=CENTRE)
