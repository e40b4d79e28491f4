"""A price that holds for a while, as head office says it beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.base.ids import ProductId
from app.base.money import Money
from app.catalogue.product import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPrice:
    """What a product costs from a moment on, and until another; `barcode` is that of a pack.

    `valid_until` is the first moment at which it no longer holds.
    """

    product: ProductId
    price: Money
    valid_from: datetime
    valid_until: datetime | None = None
    barcode: str = ""


def priced(product: Product, prices: Mapping[str, Money]) -> Product:
    """Return a product at these prices: its own under "", those of its packs by their barcodes.

    What has no price of its own is asked for at the till all the same.
    """
    if not prices or product.is_open_price:
        return product
    packs = tuple(
        replace(pack, price=prices[pack.barcode]) if pack.barcode in prices else pack
        for pack in product.packs
    )
    return replace(product, price=prices.get("", product.price), packs=packs)
