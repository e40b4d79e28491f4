"""The ringed field of the payment screen: what was handed over, and what goes back."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.money import Money
from pos_ui.kit import tokens
from pos_ui.kit.paints import box, ring
from pos_ui.kit.words import t
from pos_ui.selling.amount import Amount
from pos_ui.selling.side_panel import row
from pos_ui.selling.text import Text

RADIUS = 10


class EntryBox(QWidget):
    """Shows the cash received as it is typed, and the change it makes."""

    def __init__(self) -> None:
        super().__init__()
        self._given_name = Text(15, 600, "text2")
        self._given = Amount(40, 22)
        self._change_name = Text(15, 600, "text2")
        self.change = Amount(22, 22, color="primary")
        self.setFixedHeight(98)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 10)
        layout.setSpacing(2)
        layout.addLayout(row(self._given_name, self._given))
        layout.addLayout(row(self._change_name, self.change))

    def show_given(self, text: str, given: Money, due: Money) -> None:
        """Show what was typed and the change; too little shows what is still to pay."""
        self._given_name.set(t("pay.received"))
        self._given.set(given, "text" if text else "text3", t("pay.received"), text or "0.00")
        short = due - given
        if short > Money(0):
            self._change_name.set(t("pay.short"))
            self.change.set(short, "danger", t("pay.short"))
        else:
            self._change_name.set(t("change"))
            self.change.set(-short, "primary", t("change"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the field with the one focus ring of this screen."""
        painter = QPainter(self)
        box(painter, self.rect(), RADIUS, tokens.current().surface)
        ring(painter, self.rect(), RADIUS, inner=False)
