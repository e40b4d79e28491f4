"""The left side of the payment screen: what is due, what was taken, and what is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.base.money import Money
from pos_ui.kit.card import Card
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.paints import RIGHT
from pos_ui.kit.words import t
from pos_ui.payment.pending_row import PendingRow
from pos_ui.payment.progress import Phase, Progress
from pos_ui.selling.owing import Owing
from pos_ui.selling.side_panel import Rule, row, spoken
from pos_ui.selling.tender_grid import signed
from pos_ui.selling.tender_list import TenderList, taken_line


class PaymentSummary(Card):
    """Shows sums that add up from top to bottom; a part that was taken has its ×."""

    given_up = Signal(int)  # counted from 0

    def __init__(self) -> None:
        super().__init__()
        self._goods = _Sum(14, "text2")
        self._back = _Sum(14, "text2")
        self._due = _Sum(15, "text", 18)
        self._pieces, self._saved = (
            Label("", 13, 400, "text3"),
            Label("", 13, 600, "primary", RIGHT),
        )
        self.rounded = _Sum(14, "primary")
        self._taken_name, self._taken = (
            Label("", 14, 400, "text2"),
            Label("", 14, 400, "text2", RIGHT),
        )
        self._hint = Label("", 12, 400, "text3")
        self._head = QWidget()
        self.taken = TenderList(taken_line, may_go=True)
        self.pending = PendingRow()
        self.taken.put_below(self.pending)
        self._left_name, self.left = Label("", 15, 600, "text2"), MoneyLabel(48, 24, 24)
        self._lay_out()
        self.taken.given_up.connect(self.given_up)

    def _lay_out(self) -> None:
        inside = row(self._taken_name, self._hint, None, self._taken)
        inside.setContentsMargins(15, 9, 15, 6)
        self._head.setLayout(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 12, 1, 6)
        layout.setSpacing(0)
        for part in (self._goods, self._back, self._due):
            layout.addWidget(part)
        layout.addSpacing(1)
        layout.addLayout(_padded(row(self._pieces, self._saved)))
        layout.addWidget(self.rounded)
        layout.addSpacing(13)
        layout.addWidget(Rule())
        layout.addWidget(self._head)
        layout.addWidget(self.taken, 1)
        layout.addWidget(Rule())
        layout.addSpacing(12)
        layout.addLayout(_padded(row(self._left_name, None)))
        layout.addLayout(_padded(row(self.left)))

    def show_owing(self, owing: Owing) -> None:
        """Show these sums."""
        cart = owing.cart
        self._goods.show_sum(t("pay.new_goods"), (cart.total + cart.given_back).grouped())
        self._back.show_sum(t("totals.returned"), signed(-cart.given_back))
        self._goods.setVisible(bool(cart.returns and cart.lines))
        self._back.setVisible(bool(cart.returns))
        self._show_due(owing)
        self._show_taken(owing)
        name = (
            t("due_back") if owing.is_refund else t("pay.left" if owing.left.fen >= 0 else "change")
        )
        left = Money(abs(owing.left.fen))
        self._left_name.setText(name)
        self.left.show_amount(left.grouped(), spoken(name, left), "text")

    def show_pending(self, it: Progress | None, *, is_taking: bool = False) -> None:
        """Show a payment that is under way: beside what was taken, never among it.

        While it `is_taking` the foot is about it, and nothing can be taken off the bill.
        """
        self.pending.show_progress(it)
        may_go = not is_taking
        self.taken.let_go(may_go=may_go)
        self._hint.setVisible(may_go)
        if it is None or not is_taking:
            self._left_name.recolour("text2")
            return
        is_unknown = it.phase is Phase.UNKNOWN
        name, amount = t("unpaid.left" if is_unknown else "pay.taking"), it.attempt.amount
        self._left_name.setText(name)
        self._left_name.recolour("danger" if is_unknown else "text2")
        colour = "danger" if is_unknown else "text"
        self.left.show_amount(amount.grouped(), spoken(name, amount), colour)

    def _show_due(self, owing: Owing) -> None:
        cart = owing.cart
        amount = Money(abs(cart.total.fen)).grouped()
        self._due.show_sum(t("due_back" if owing.is_refund else "due"), f"¥{amount}")
        self._pieces.setText(t("totals.pieces", count=cart.pieces) if cart.lines else "")
        saved = t("totals.saved", amount=cart.savings.grouped()) if cart.savings.fen else ""
        self._saved.setText(saved)
        for label in (self._pieces, self._saved):
            label.setVisible(bool(cart.lines))
        self.rounded.show_sum(t("pay.round_off"), signed(-owing.off))
        self.rounded.setVisible(bool(owing.off.fen))

    def _show_taken(self, owing: Owing) -> None:
        tenders = owing.cart.tenders
        self._taken_name.setText(t("pay.taken"))
        self._hint.setText(t("pay.take_back_last"))
        self._taken.setText(owing.cart.tendered.grouped())
        for label in (self._taken_name, self._taken):
            label.setMinimumWidth(label.sizeHint().width())
        self._head.setVisible(bool(tenders) or self.pending.isVisibleTo(self))
        self.taken.show_tenders(tenders)


class _Sum(QWidget):
    """A name at the left and its amount at the right; the name gives way."""

    def __init__(self, px: int, colour: str, amount_px: int = 0) -> None:
        super().__init__()
        self._name = Label("", px, 400, "text2")
        self.amount = Label("", amount_px or px, 600, colour, RIGHT)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(_padded(row(self._name, self.amount)))

    def show_sum(self, name: str, amount: str) -> None:
        """Show these."""
        self._name.setText(name)
        self.amount.setText(amount)
        self.amount.setMinimumWidth(self.amount.sizeHint().width())


def _padded(inside: QLayout) -> QLayout:
    inside.setContentsMargins(15, 0, 15, 0)
    return inside
