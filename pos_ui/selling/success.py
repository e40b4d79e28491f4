"""After the sale: the change to hand out, and what became of receipt and drawer."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.money import Money
from app.selling.sale import Sale
from pos_ui.kit import icons, tokens
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.chip import Chip
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.paints import CENTRE, RIGHT
from pos_ui.kit.words import t
from pos_ui.selling.side_panel import row, short_number, spoken

ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
DISC, TICK, CHIP = 72, 40, 32
SETTLE_MS = 400
YUAN_FEN, JIAO_FEN = 100, 10


class SuccessScreen(QWidget):
    """Shows the change until Enter, or until the next article is scanned."""

    done = Signal()
    reprint_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sale: Sale | None = None
        self._shown = QElapsedTimer()
        self._pieces: tuple[tuple[Money, int], ...] = ()
        self._paper = "queued"
        self._number, self._hint = Label("", 14, 400, "text2"), Label("", 14, 400, "text3", RIGHT)
        self._title = Label("", 24, 700, align=CENTRE)
        self._sums = Label("", 15, 400, "text2", CENTRE)
        self._change_name = Label("", 22, 600, "text2", RIGHT)
        self.change = MoneyLabel(88, 40, 40, "primary")
        self._advice = Label("", 15, 400, "text2", CENTRE)
        self.receipt_chip = Chip("", "neutral", "printer", px=14)
        self.drawer_chip = Chip("", "warn", "archive", px=14)
        self._reprint = Button("", kind="secondary", icon="printer", key="F10")
        self._invoice = Button("", kind="secondary", icon="qr-code", key="F3")
        self.next = Button("", kind="primary", key="Enter", px=18, height=56, takes_focus=True)
        self._lay_out()
        self.next.clicked.connect(self.done)
        self._reprint.clicked.connect(self.reprint_asked)

    def _lay_out(self) -> None:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 20, 20, 28)
        inside.setSpacing(0)
        inside.addStretch(1)
        inside.addWidget(_Tick())
        inside.addSpacing(17)
        inside.addWidget(self._title)
        inside.addSpacing(3)
        inside.addWidget(self._sums)
        inside.addSpacing(23)
        inside.addLayout(_middle(self._change_name, self.change, spacing=16))
        inside.addSpacing(6)
        inside.addWidget(self._advice)
        inside.addSpacing(26)
        inside.addLayout(_middle(self.receipt_chip, self.drawer_chip, spacing=8))
        inside.addStretch(1)
        inside.addLayout(_middle(self._reprint, self._invoice, self.next, spacing=12))
        for button, width in ((self._reprint, 170), (self._invoice, 180), (self.next, 280)):
            button.setFixedHeight(56)
            button.setMinimumWidth(width)
        self._invoice.setEnabled(False)
        self.receipt_chip.setFixedHeight(CHIP)
        self.drawer_chip.setFixedHeight(CHIP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        head = row(self._number, None, self._hint)
        head.setContentsMargins(4, 0, 4, 0)
        layout.addLayout(head)
        layout.addWidget(card, 1)

    def show_sale(
        self, sale: Sale, pieces: Sequence[tuple[Money, int]], *, has_printer: bool
    ) -> None:
        """Show a completed sale and the notes and coins of its change."""
        self._sale = sale
        self._pieces = tuple(pieces)
        self._paper = "queued" if has_printer else "none"
        self.retitle()

    def show_paper(self, sale: str, state: str) -> None:
        """Show how far this sale's receipt is: a job state's name."""
        if self._sale is not None and sale == self._sale.id:
            self._paper = state
            self._chips()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to count: a second Enter of the same press must not hide the change."""
        super().showEvent(event)
        self._shown.start()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        if self._sale is None:
            return
        sale = self._sale
        self._number.setText(t("success.number", number=short_number(sale)))
        self._hint.setText(t("success.hint"))
        self._title.setText(t("success.title"))
        self._sums.setText(t("success.sums", due=sale.total.grouped(), cash=sale.paid.grouped()))
        self._change_name.setText(t("change"))
        self.change.show_amount(sale.change.grouped(), spoken(t("change"), sale.change))
        self._advice.setText(advice(self._pieces))
        self._reprint.setText(t("success.reprint"))
        self._invoice.setText(t("success.invoice"))
        self.next.setText(t("success.next"))
        self._chips()

    def _chips(self) -> None:
        kind = {"printed": "ok", "sent": "ok", "unknown": "warn", "failed": "warn"}
        icon = "triangle-alert" if kind.get(self._paper) == "warn" else "printer"
        self.receipt_chip.say(t(f"paper.{self._paper}"), kind.get(self._paper, "neutral"), icon)
        self.drawer_chip.say(t("success.drawer"), "warn", "archive")
        self.drawer_chip.setVisible(self._paper in {"sent", "printed"})

    def on_key(self, event: QKeyEvent) -> bool:
        """Go on with Enter or Esc; reprint with F10."""
        key = event.key()
        if key in ENTERS or key == Qt.Key.Key_Escape:
            if self._shown.elapsed() >= SETTLE_MS and not event.isAutoRepeat():
                self.done.emit()
        elif key == Qt.Key.Key_F10:
            self.reprint_asked.emit()
        return True


def advice(pieces: Sequence[tuple[Money, int]]) -> str:
    """Write which notes and coins to hand out, "5 元 ×1、1 角 ×3"; that there is none."""
    if not pieces:
        return t("success.no_change")
    parts = [t("success.piece", money=_coin(money), count=count) for money, count in pieces]
    return t("success.advice", pieces=t("success.comma").join(parts))


def _coin(money: Money) -> str:
    if money.fen >= YUAN_FEN:
        return t("success.yuan", count=money.fen // YUAN_FEN)
    return t("success.jiao", count=money.fen // JIAO_FEN)


class _Tick(QWidget):
    """The tick in a disc that says that all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(DISC)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint it in the middle."""
        theme = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRect(self.width() // 2 - DISC // 2, 0, DISC, DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.primary_tint))
        painter.drawEllipse(disc)
        inset = (DISC - TICK) // 2
        place = disc.adjusted(inset, inset, -inset, -inset)
        icons.paint(painter, "check", place, theme.primary)


def _middle(*parts: QWidget, spacing: int) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(spacing)
    line.addStretch(1)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return line
