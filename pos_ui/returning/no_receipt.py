"""What comes back without a sale to look up: which product, how much of it, at what price."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base import money, quantity
from app.base.errors import Refusal
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product, Unit
from pos_ui.kit import words
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.note import Note
from pos_ui.kit.words import t
from pos_ui.selling.search_popup import SearchPopup

T = TypeVar("T")
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
MOST = 4
HIGH = 354  # px: the products that are found lie over what stands below


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreceipted:
    """What somebody says of goods without a receipt."""

    product: Product
    quantity: Quantity
    price: Money
    number: str


class NoReceiptForm(QWidget):
    """Scan or search, then quantity, price and number; Enter goes on, then answers."""

    given = Signal(object)  # an Unreceipted

    def __init__(
        self, search: Callable[[str], Sequence[Product]], find: Callable[[str], Product | None]
    ) -> None:
        super().__init__()
        self._search, self._find = search, find
        self._product: Product | None = None
        self.name = Field(t("no_receipt.product"), "package-search")
        self.quantity, self.price = Field(t("no_receipt.quantity")), Field(t("no_receipt.price"))
        self.number = Field(t("no_receipt.number"))
        self._labels = {
            key: Label(t(f"no_receipt.{key}_name"), 13, 600, "text2")
            for key in ("product", "quantity", "price", "number")
        }
        self._lay_out()
        self.popup = SearchPopup(self)
        self.popup.chosen.connect(self.take)
        self.name.textEdited.connect(self._look)
        self.setFixedHeight(HIGH)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(Label(t("no_receipt.line"), 14, 400, "text2", wraps=True))
        layout.addLayout(self._column("product", self.name))
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addLayout(self._column("quantity", self.quantity), 1)
        pair.addLayout(self._column("price", self.price), 1)
        layout.addLayout(pair)
        layout.addLayout(self._column("number", self.number))
        layout.addStretch(1)

    def _column(self, key: str, field: Field) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        for part in (self._labels[key], field, Note(field)):
            column.addWidget(part)
        column.addStretch(1)  # the error of one field moves no other
        return column

    def scan(self, code: str) -> bool:
        """Take what was scanned for the product, or for the number where one is known."""
        product = self._find(code)
        if product is not None:
            self.take(product)
        elif self._product is not None:
            self.number.setText(code)
        else:
            self.name.error(t("no_receipt.unknown"))
        return True

    def take(self, product: Product) -> None:
        """Propose one of this product at today's price."""
        self._product = product
        self.popup.hide()
        self.name.error()
        self.name.setText(product.name)
        is_kg = product.unit is Unit.KG
        unit = t("unit.kg" if is_kg else "unit.piece")
        self._labels["quantity"].setText(f"{t('no_receipt.quantity_name')} · {unit}")
        self.quantity.setText("" if is_kg else "1")
        self.price.setText("" if product.is_open_price else product.price.text())
        self.quantity.setFocus()
        self.quantity.selectAll()

    def on_key(self, event: QKeyEvent) -> bool:
        """Go from field to field with Enter, choose a product with the arrows."""
        key = Qt.Key(event.key())
        if key in STEPS and self.popup.isVisible():
            self.popup.move_by(STEPS[key])
        elif key in ENTERS:
            self._go_on()
        else:
            return False
        return True

    def answer(self) -> None:
        """Give what was said, or say what is wrong with it."""
        much, price = self._read(self.quantity, _quantity), self._read(self.price, _price)
        self.name.error("" if self._product else t("no_receipt.missing"))
        if self._product is None:
            self.name.setFocus()
        elif much is not None and price is not None:
            number = self.number.text().strip()
            self.given.emit(
                Unreceipted(product=self._product, quantity=much, price=price, number=number)
            )

    def _go_on(self) -> None:
        fields = (self.name, self.quantity, self.price, self.number)
        at = next((at for at, it in enumerate(fields) if it.hasFocus()), 0)
        if at == 0 and (self.popup.isVisible() or self._product is None):
            product = self.popup.product() or self._find(self.name.text())
            if product is not None:
                self.take(product)
            else:
                self.name.error(t("no_receipt.unknown"))
        elif at + 1 < len(fields):
            fields[at + 1].setFocus()
            fields[at + 1].selectAll()
        else:
            self.answer()

    def _look(self, typed: str) -> None:
        self._product = None
        found = self._search(typed)[:MOST] if typed.strip() else ()
        place = self.name.geometry()
        self.popup.show_found(found, place)

    def _read(self, field: Field, read: Callable[[str], T]) -> T | None:
        try:
            value = read(field.text())
        except Refusal as refusal:
            field.error(refusal.text(words.language()))
            field.setFocus()
            return None
        field.error()
        return value


def _quantity(text: str) -> Quantity:
    much = quantity.parse(text or "0")
    if much <= Quantity(0):
        raise Refusal("quantity_out_of_range", text=text or "0", limit="99999.999")
    return much


def _price(text: str) -> Money:
    price = money.parse(text or "0")
    if price <= Money(0):
        raise Refusal("price_out_of_range", text=text or "0", limit=Money(100_000_000).grouped())
    return price
