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
class Pack:
    """A barcode that stands for several pieces, at its own price or at theirs."""

    barcode: str
    factor: int
    name: str = ""
    price: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something for sale, at a price per piece or per kilogram, tax included.

    `initials` and `full_pinyin` are the name as it is typed, in every reading, made at import.
    """

    id: ProductId
    name: str
    price: Money
    barcodes: tuple[str, ...] = ()
    category: str = ""
    unit: Unit = Unit.PIECE
    short_code: str = ""
    initials: tuple[str, ...] = ()
    full_pinyin: tuple[str, ...] = ()
    tax_per_mille: int = 0
    min_age: int = 0  # in years
    is_open_price: bool = False  # the price is asked at the till
    packs: tuple[Pack, ...] = ()

    @property
    def barcode(self) -> str:
        """The barcode to show; the first, or nothing."""
        return self.barcodes[0] if self.barcodes else ""

    def pack_of(self, code: str) -> Pack | None:
        """Return the pack that carries this barcode; None for a single piece."""
        return next((pack for pack in self.packs if pack.barcode == code), None)

    def is_listed(self, code: str) -> bool:
        """Say whether it carries exactly this code, and not only one that this may stand for."""
        return code in (*self.barcodes, self.short_code) or self.pack_of(code) is not None


UNLISTED = Product(  # what is sold though nobody listed it, at a price asked for
    id=ProductId("unlisted"), name="无码商品", price=Money(0), is_open_price=True
)
