"""The ringed field of the payment screen: what was handed over, and what goes back."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.money import Money
from pos_ui.kit import tokens
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.paints import RIGHT, box, ring
from pos_ui.kit.words import t
from pos_ui.selling.side_panel import row, spoken

RADIUS = 10


class EntryBox(QWidget):
    """Shows the cash received as it is typed, and the change it makes."""

    def __init__(self) -> None:
        super().__init__()
        self._given_name = Label("", 15, 600, "text2")
        self.given = MoneyLabel(40, 24, 22)
        self._change_name = Label("", 15, 600, "text2")
        self.change = Label("", 22, 700, "primary", RIGHT)
        self.short = Label("", 22, 700, "danger", RIGHT)
        self.setFixedHeight(98)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 10)
        layout.setSpacing(2)
        layout.addLayout(row(self._given_name, self.given))
        layout.addLayout(row(self._change_name, self.change, self.short))

    def show_given(self, text: str, given: Money, due: Money) -> None:
        """Show what was typed and the change; too little shows what is still to pay."""
        self._given_name.setText(t("pay.received"))
        colour = "text" if text else "text3"
        self.given.show_amount(text or "0.00", spoken(t("pay.received"), given), colour)
        is_short = given < due
        self._change_name.setText(t("pay.short") if is_short else t("change"))
        self.short.setText(f"¥{(due - given).grouped()}")
        self.change.setText(f"¥{(given - due).grouped()}")
        self.short.setVisible(is_short)
        self.change.setVisible(not is_short)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the field with the one focus ring of this screen."""
        painter = QPainter(self)
        box(painter, self.rect(), RADIUS, tokens.current().surface)
        ring(painter, self.rect(), RADIUS, inner=False)
