"""After the sale: the change to hand out, and what became of receipt and drawer."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.money import Money
from app.selling.cart import NOTHING
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from pos_ui.kit import icons, tokens
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.chip import Chip
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.paints import CENTRE, RIGHT
from pos_ui.kit.words import t
from pos_ui.selling.entry import masked
from pos_ui.selling.side_panel import row, short_number, spoken

ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
DISC, TICK, CHIP = 72, 40, 32
SETTLE_MS, SECOND_MS = 400, 1000
LEAVES_S = 3
LEAVES = 37  # px, with the room below it
TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
MOST_APART = 4  # tenders that are named one by one
YUAN_FEN, JIAO_FEN = 100, 10


class SuccessScreen(QWidget):
    """Shows the change until Enter, or until the next article is scanned.

    A sale without cash leaves nothing to hand out: after a few seconds selling goes on by itself.
    """

    done = Signal()
    reprint_asked = Signal()
    gift_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sale: Sale | None = None
        self._left_s = 0  # until it leaves by itself; 0 for never
        self._leaving = QTimer(self, interval=SECOND_MS)
        self.leaves = Label("", 14, 400, "text2", TOP)
        self.leaves.setFixedHeight(LEAVES)
        self._shown = QElapsedTimer()
        self._pieces: tuple[tuple[Money, int], ...] = ()
        self._paper = "queued"
        self._drawer = ""
        self._number, self._hint = Label("", 14, 400, "text2"), Label("", 14, 400, "text3", RIGHT)
        self.title = Label("", 24, 700, align=CENTRE)
        self.sums = Label("", 15, 400, "text2", CENTRE)
        self._change_name = Label("", 22, 600, "text2", RIGHT)
        self.change = MoneyLabel(88, 40, 40, "primary")
        self._advice = Label("", 15, 400, "text2", CENTRE)
        self.receipt_chip = Chip("", "neutral", "printer", px=14)
        self.drawer_chip = Chip("", "warn", "archive", px=14)
        self.refund_chip = Chip("", "info", "undo-2", px=14)
        self._going_back: dict[str, str] = {}  # how each refund through a channel stands
        self._reprint = Button("", kind="secondary", icon="printer", key="F10")
        self._gift = Button("", kind="secondary", icon="gift", key="F9")
        self._invoice = Button("", kind="secondary", icon="qr-code", key="F3")
        self.next = Button("", kind="primary", key="Enter", px=18, height=56, takes_focus=True)
        self._lay_out()
        self.next.clicked.connect(self._go_on)
        self._reprint.clicked.connect(self._ask_reprint)
        self._gift.clicked.connect(self._ask_gift)
        self._leaving.timeout.connect(self._count_down)

    def _lay_out(self) -> None:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 20, 20, 28)
        inside.setSpacing(0)
        inside.addStretch(1)
        inside.addWidget(_Tick())
        inside.addSpacing(17)
        inside.addWidget(self.title)
        inside.addSpacing(3)
        inside.addWidget(self.sums)
        inside.addSpacing(23)
        inside.addLayout(_middle(self._change_name, self.change, spacing=16))
        inside.addSpacing(6)
        inside.addWidget(self._advice)
        inside.addSpacing(26)
        inside.addLayout(_middle(self.receipt_chip, self.drawer_chip, self.refund_chip, spacing=8))
        inside.addStretch(1)
        inside.addWidget(self.leaves)
        buttons = ((self._reprint, 170), (self._gift, 170), (self._invoice, 180), (self.next, 280))
        inside.addLayout(_middle(*(button for button, _ in buttons), spacing=12))
        for button, width in buttons:
            button.setFixedHeight(56)
            button.setMinimumWidth(width)
        self._invoice.setEnabled(False)
        self.receipt_chip.setFixedHeight(CHIP)
        self.drawer_chip.setFixedHeight(CHIP)
        self.refund_chip.setFixedHeight(CHIP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        head = row(self._number, None, self._hint)
        head.setContentsMargins(4, 0, 4, 0)
        layout.addLayout(head)
        layout.addWidget(card, 1)

    def show_sale(self, sale: Sale, pieces: Sequence[tuple[Money, int]], *, paper: str) -> None:
        """Show a completed sale, the notes and coins of its change, and how its receipt stands.

        `paper` is a job state's name, or "none" where there is no printer.
        """
        self._sale = sale
        self._pieces = tuple(pieces)
        self._paper = paper
        self._drawer = ""  # as long as nobody says so
        back = (one for one in sale.tenders if one.kind.is_channel and one.amount < NOTHING)
        self._going_back = {one.reference: "going" for one in back}
        self._left_s = 0 if is_read(sale) else LEAVES_S
        self.leaves.setVisible(bool(self._left_s))  # once it stays, nothing moves
        self.retitle()

    def show_paper(self, sale: str, state: str) -> None:
        """Show how far this sale's receipt is: a job state's name."""
        if self._sale is not None and sale == self._sale.id:
            self._paper = state
            self._chips(self._sale)

    def show_refund(self, number: str, stage: str) -> None:
        """Show how money goes back through a channel: "going", "done" or "refused"."""
        if self._sale is not None and number in self._going_back:
            self._going_back[number] = stage
            self._chips(self._sale)

    def show_drawer(self, state: str) -> None:
        """Say that the drawer is "open", stays "shut" against our will, or nothing of it."""
        self._drawer = state
        if self._sale is not None:
            self._chips(self._sale)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to count: a second Enter of the same press must not hide the change."""
        super().showEvent(event)
        self._shown.start()
        if self._left_s:
            self._leaving.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Count no further."""
        super().hideEvent(event)
        self._leaving.stop()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Stay for whoever touches the screen."""
        super().mousePressEvent(event)
        self.stay()

    def stay(self) -> None:
        """Wait until somebody goes on."""
        self._leaving.stop()
        self._left_s = 0
        self.leaves.setText("")

    def _count_down(self) -> None:
        self._left_s -= 1
        self._say_leaving()
        if self._left_s <= 0:
            self.stay()
            self.done.emit()

    def _say_leaving(self) -> None:
        self.leaves.setText(t("success.leaves", seconds=self._left_s) if self._left_s else "")

    def retitle(self) -> None:
        """Say everything in the language of now."""
        if self._sale is None:
            return
        sale = self._sale
        self._number.setText(t("success.number", number=short_number(sale)))
        self._hint.setText(t("success.hint"))
        self.title.setText(t("success.refunded" if sale.total < NOTHING else "success.title"))
        self.sums.setText(sums(sale))
        key, amount = headline(sale)
        self._change_name.setText(t(key))
        self.change.show_amount(amount.grouped(), spoken(t(key), amount))
        gives_change = has_cash(sale) and sale.total >= NOTHING
        self._advice.setText(advice(self._pieces) if gives_change else "")
        self._gift.setText(t("success.gift"))
        self._gift.setEnabled(bool(sale.lines))
        self._invoice.setText(t("success.invoice"))
        self.next.setText(t("success.next"))
        self._say_leaving()
        self._chips(sale)

    def _chips(self, sale: Sale) -> None:
        kind = {"printed": "ok", "sent": "ok", "unknown": "warn", "failed": "warn"}
        key = "success.print" if self._paper == "skipped" else "success.reprint"
        self._reprint.setText(t(key))
        icon = "triangle-alert" if kind.get(self._paper) == "warn" else "printer"
        self.receipt_chip.say(t(f"paper.{self._paper}"), kind.get(self._paper, "neutral"), icon)
        drawer = "success.drawer" if sale.change.fen else "success.closing_drawer"
        drawer = "success.drawer_shut" if self._drawer == "shut" else drawer
        self.drawer_chip.say(t(drawer), "warn", "archive")
        self.drawer_chip.setVisible(has_cash(sale) and bool(self._drawer))
        stages = set(self._going_back.values())
        stage = next((it for it in ("refused", "going", "done") if it in stages), "going")
        kinds = {"refused": "warn", "going": "info", "done": "ok"}
        self.refund_chip.say(t(f"back.{stage}"), kinds[stage], "undo-2")
        self.refund_chip.setVisible(bool(stages))

    def on_key(self, event: QKeyEvent) -> bool:
        """Go on with Enter or Esc, print with F9 and F10, stay with any other key."""
        key = event.key()
        if key in ENTERS or key == Qt.Key.Key_Escape:
            if not event.isAutoRepeat():
                self._go_on()
        else:
            self.stay()
            if key == Qt.Key.Key_F10 and not event.isAutoRepeat():
                self.reprint_asked.emit()
            if key == Qt.Key.Key_F9 and self._gift.isEnabled() and not event.isAutoRepeat():
                self.gift_asked.emit()
        return True

    def _go_on(self) -> None:
        if self._shown.elapsed() >= SETTLE_MS:
            self.done.emit()

    def _ask_reprint(self) -> None:
        self.stay()
        self.reprint_asked.emit()

    def _ask_gift(self) -> None:
        self.stay()
        self.gift_asked.emit()


def has_cash(sale: Sale) -> bool:
    """Say whether notes or coins changed hands."""
    return any(tender.kind is TenderKind.CASH for tender in sale.tenders)


def is_read(sale: Sale) -> bool:
    """Say whether somebody must read the screen: to give change, or to give money back."""
    return has_cash(sale) or sale.total < NOTHING


def headline(sale: Sale) -> tuple[str, Money]:
    """Return what the largest number of the screen is, as a key, and the number."""
    if sale.total < NOTHING:
        return "success.back", -sale.total
    if has_cash(sale):
        return "change", sale.change
    return "success.received", sale.paid


def sums(sale: Sale) -> str:
    """Write what was due and how it was paid; of what went back, also where to find it."""
    if not sale.tenders:
        return t("success.nothing")
    if sale.total < NOTHING and len(sale.tenders) <= MOST_APART:
        parts = [f"{_name(one)} {(-one.amount).grouped()}" for one in sale.tenders]
        return " · ".join(parts)
    paid: Counter[TenderKind] = Counter()
    for tender in sale.tenders:
        paid[tender.kind] += abs(tender.amount.fen)
    parts = [f"{t(f'tender.{kind}')} {Money(fen).grouped()}" for kind, fen in paid.items()]
    if sale.total >= NOTHING:
        parts.insert(0, t("success.due", due=sale.total.grouped()))
    return " · ".join(parts)


def _name(tender: Tender) -> str:
    name = t(f"tender.{tender.kind}")
    return f"{name} {masked(tender.reference)}" if tender.reference else name


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
