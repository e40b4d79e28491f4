"""What lies on the scale, large: weight, state, tare, unit price and amount."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.errors import Refusal
from app.base.money import Money
from app.base.quantity import Quantity
from devices.scales.acceptance import Verdict
from devices.scales.weighing import Weighing
from pos_ui.kit import style, tokens, words
from pos_ui.kit.chip import Chip
from pos_ui.kit.paints import LEFT, RIGHT, box, fitted, write
from pos_ui.kit.words import t

HEIGHT = 348
MARGIN = 20
LARGE, UNIT = 104, 28
BASE = 212  # of the digits
FOOT = 80  # where tare, price and amount stand
CHIPS = {
    Verdict.READY: ("ok", "circle-check"),
    Verdict.MOVING: ("warn", "activity"),
    Verdict.EMPTY: ("neutral", "scale"),
    Verdict.TAKEN: ("warn", "hand"),
    Verdict.NEGATIVE: ("danger", "minus"),
    Verdict.OVER: ("danger", "triangle-alert"),
    Verdict.SILENT: ("danger", "circle-alert"),
}
NO_WEIGHT = {Verdict.SILENT, Verdict.OVER}
DASH, NO_DIGITS = "—", "-.---"


@dataclass(frozen=True, slots=True)
class Column:
    """A figure below the weight and what it is."""

    name: str
    text: str
    is_strong: bool = False


class LiveWeight(QWidget):
    """Shows a weighing of an article; drawn again only when it changes."""

    def __init__(self, price: Money) -> None:
        super().__init__()
        self._price = price
        self._known = Weighing(verdict=Verdict.SILENT)
        self.chip = Chip(px=15)
        self.chip.setParent(self)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._speak()

    @property
    def known(self) -> Weighing:
        """What is shown."""
        return self._known

    def show_weighing(self, known: Weighing) -> None:
        """Show this from now on."""
        if known != self._known:
            self._known = known
            self._speak()

    def weight_text(self) -> str:
        """Write the weight with its three decimals; a scale that says none shows none."""
        it = self._known
        if it.verdict in NO_WEIGHT or (it.verdict is Verdict.MOVING and not it.grams):
            return NO_DIGITS
        return f"{it.grams / 1000:.3f}"

    def amount(self) -> Money | None:
        """Return what it would cost; nothing for what cannot be sold."""
        if self._known.verdict is not Verdict.READY:
            return None
        return self._price.times(Quantity(self._known.grams))

    def hint(self) -> str:
        """Say what to do now."""
        verdict = self._known.verdict
        if verdict is Verdict.READY:
            return t("weigh.ready_line")
        return Refusal(f"scale_{verdict}").text(words.language())

    def _speak(self) -> None:
        verdict = self._known.verdict
        kind, icon = CHIPS[verdict]
        self.chip.say(t(f"weigh.{verdict}"), kind, icon)
        self.chip.adjustSize()
        self.chip.move(MARGIN, MARGIN)
        amount = self.amount()
        cost = amount.grouped() if amount is not None else ""
        said = f"{self.weight_text()} kg, {self.chip.text()} {cost}"
        self.setAccessibleName(said.strip())
        self.update()

    def _columns(self) -> tuple[Column, ...]:
        it, amount = self._known, self.amount()
        cost = DASH if amount is None else f"¥{amount.grouped()}"
        tare = DASH if it.tare_g is None else f"{it.tare_g / 1000:.3f} kg"
        if it.tare_g is None and it.is_net:
            tare = t("weigh.net")
        return (
            Column(t("weigh.tare"), tare),
            Column(t("weigh.price"), t("ask.per_kg", price=self._price.grouped())),
            Column(t("weigh.amount"), cost, is_strong=True),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw weight and figures; the state is a chip of its own."""
        theme = tokens.current()
        painter = QPainter(self)
        box(painter, self.rect(), 10, theme.sunken, theme.border)
        self._paint_weight(painter)
        top = self.height() - FOOT
        painter.fillRect(MARGIN, top, self.width() - 2 * MARGIN, 1, theme.border)
        self._paint_columns(painter, top + 12)

    def _paint_weight(self, painter: QPainter) -> None:
        """Write the digits and their unit on one line of writing."""
        theme = tokens.current()
        unit_font = style.font(UNIT, 600)
        wide = QFontMetrics(unit_font).horizontalAdvance("kg")
        right = self.width() - MARGIN - wide
        painter.setFont(unit_font)
        painter.setPen(theme.text2)
        painter.drawText(right, BASE, "kg")
        text, is_ready = self.weight_text(), self._known.verdict is Verdict.READY
        font = fitted(text, LARGE, 700, right - 12 - MARGIN)
        painter.setFont(font)
        painter.setPen(theme.text if is_ready else theme.text2)
        painter.drawText(right - 12 - QFontMetrics(font).horizontalAdvance(text), BASE, text)

    def _paint_columns(self, painter: QPainter, top: int) -> None:
        theme = tokens.current()
        wide = (self.width() - 2 * MARGIN) // 3
        for at, column in enumerate(self._columns()):
            left, side = MARGIN + at * wide, RIGHT if column.is_strong else LEFT
            name = QRect(left, top, wide if column.is_strong else wide - 8, 20)
            write(painter, name, column.name, style.font(13, 600), theme.text3, side)
            value = QRect(left, top + 22, name.width(), 32)
            px, ink = (26, theme.primary) if column.is_strong else (18, theme.text)
            font = fitted(column.text, px, 700 if column.is_strong else 600, value.width())
            write(painter, value, column.text, font, ink, side)
