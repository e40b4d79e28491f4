"""A payment that is under way, as a row below the tenders: its state stands where × would be."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.payments.exchange import Mode
from pos_ui.kit import icons, style, tokens
from pos_ui.kit.chip import Chip
from pos_ui.kit.paints import LEFT, RIGHT, SMALLEST, fitted, write
from pos_ui.kit.words import t
from pos_ui.payment import wording
from pos_ui.payment.progress import Phase, Progress

ROW, ICON, EDGE = 62, 20, 15
NAME_AT, LEAST_NAME = 45, 84
CHIPS = {
    Phase.UNKNOWN: ("danger", "circle-alert"),
    Phase.DEAD: ("neutral", "circle-x"),
    Phase.PAID: ("ok", "check"),
}


class PendingRow(QWidget):
    """Icon, name, order number, state and amount; nothing where no payment is under way."""

    def __init__(self) -> None:
        super().__init__()
        self._name = self._line = self._amount = ""
        self._icon = "scan-line"
        self._room = LEAST_NAME
        self.chip = Chip()
        self.chip.setParent(self)
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_progress(self, it: Progress | None) -> None:
        """Show how a payment stands."""
        self.setVisible(it is not None)
        if it is None:
            return
        self._name = wording.tender_word(it.attempt)
        self._line = t("pay.order_line", number=wording.tail(it.attempt.number))
        self._amount = it.attempt.amount.grouped()
        self._icon = "qr-code" if it.attempt.mode is Mode.SHOWN else "scan-line"
        self.chip.say(t(f"phase.{it.phase}"), *CHIPS.get(it.phase, ("info", "clock")))
        self.setAccessibleName(f"{self._name} {self._line} {self.chip.text()} {self._amount}")
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the state beside the amount."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the row; the name gives way."""
        painter, theme = QPainter(self), tokens.current()
        painter.fillRect(0, 0, self.width(), 1, theme.border)
        place = QRect(13, (ROW - ICON) // 2, ICON, ICON)
        icons.paint(painter, self._icon, place, theme.text2)
        amount = QRect(NAME_AT, 0, self.width() - NAME_AT - EDGE, ROW)
        write(painter, amount, self._amount, self._amount_font(), theme.text, RIGHT)
        name = QRect(NAME_AT, 8, self._room, 26)
        write(painter, name, self._name, fitted(self._name, 15, 600, self._room), theme.text, LEFT)
        line = QRect(NAME_AT, 34, self._room, 18)
        font = fitted(self._line, 13, 400, self._room)
        write(painter, line, self._line, font, theme.text2, LEFT)

    def _place(self) -> None:
        amount = QFontMetrics(self._amount_font()).horizontalAdvance(self._amount)
        chip = self.chip.sizeHint()
        left = self.width() - EDGE - amount - 10 - chip.width()
        least = QFontMetrics(style.font(SMALLEST, 600)).horizontalAdvance(self._name) + 8
        has_room = left - NAME_AT >= max(least, LEAST_NAME)
        self.chip.setVisible(has_room)
        self.chip.setGeometry(left, (ROW - chip.height()) // 2, chip.width(), chip.height())
        right = left if has_room else left + chip.width()
        self._room = max(right - NAME_AT - 8, 0)
        self.update()

    def _amount_font(self) -> QFont:
        return fitted(self._amount, 17, 700, self.width() - NAME_AT - EDGE - LEAST_NAME)
