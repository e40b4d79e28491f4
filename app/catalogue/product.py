"""A product as the till knows it."""

from dataclasses import dataclass
from enum import StrEnum

from app.base.ids import ProductId
from app.base.money import Money


class Unit(StrEnum):
    """What a price is for, and what a quantity counts."""

    PIECE = "piece"
    KG = "kg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something for sale, at a price per piece or per kilogram.

    `initials` are the pinyin initials of the name in every reading, made at import.
    """

    id: ProductId
    name: str
    price: Money
    barcodes: tuple[str, ...] = ()
    category: str = ""
    unit: Unit = Unit.PIECE
    short_code: str = ""
    initials: tuple[str, ...] = ()

    @property
    def barcode(self) -> str:
        """The barcode to show; the first, or nothing."""
        return self.barcodes[0] if self.barcodes else ""
