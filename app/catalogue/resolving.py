"""What a code stands for: the forms under which its article may be listed, and what it says beside.

A GTIN of 8, 12 or 13 digits is one of 14 with zeros in front, of which the first is an indicator:
0 for the article itself, 1 to 8 for a trade unit of it, 9 for one that is weighed (GS1 General
Specifications, sections 2.1 and 3.2).
"""

from collections.abc import Callable, Sequence

from app.catalogue import gs1, gtin, labels
from app.catalogue.gs1 import Gs1
from app.catalogue.labels import Label, Template
from app.catalogue.product import Pack, Product, Unit

Find = Callable[[str], Product | None]  # by exactly this barcode or short code
Found = tuple[Product, str]  # and the barcode under which it is listed

WHOLE = 14  # digits of a GTIN with its indicator
WEIGHED = "9"


def resolve(
    code: str, templates: Sequence[Template], find: Find
) -> tuple[Product, Label | None] | None:
    """Return what carries this code, with what the code says beside that; None for nothing.

    What is listed under a code wins over what it may mean as a scale's label, that over its other
    forms as a GTIN, and only a code with a sign of GS1 is read as one.
    """
    bare = gs1.split_aim(code)[1]
    if (product := find(bare)) is not None:
        return product, None if bare == code else Label(item=bare, barcode=bare)
    label = labels.read(bare, templates)
    if label is not None and (product := _item(label.item, find)) is not None:
        return product, label
    if (found := _as_gtin(bare, find)) is not None:
        return found[0], Label(item=found[1], barcode=found[1])
    said = gs1.read(code)
    found = _as_gtin(said.gtin, find) if said is not None else None
    return (found[0], _label(said, *found)) if said and found else None


def barcode_of(code: str) -> str:
    """Return what an unknown article would be listed under: its GTIN, else the bare code."""
    said = gs1.read(code)
    return gs1.split_aim(code)[1] if said is None else said.gtin.removeprefix("0")


def forms(code: str) -> tuple[str, ...]:
    """Return every way to write a GTIN, its own first: UPC-A is EAN-13 with a zero."""
    if not gs1.is_gtin(code):
        return ()
    bare = code.lstrip("0")
    written = (bare.zfill(length) for length in gtin.LENGTHS if length >= len(bare))
    return (code, *(form for form in written if form != code))


def inside(code: str) -> str:
    """Return the article behind an indicator: in a trade unit, or weighed; else nothing."""
    if len(code) != WHOLE or code.startswith("0") or not gs1.is_gtin(code):
        return ""
    article = code[1:-1]
    return article + gtin.check_digit(article)


def _item(item: str, find: Find) -> Product | None:
    """Look up the item number of a scale's label, leading zeros or not."""
    return find(item) or find(item.lstrip("0"))


def _as_gtin(code: str, find: Find) -> Found | None:
    """Find a GTIN in any form, the article of one that is weighed, or the pack of a trade unit."""
    if (found := _first(forms(code), find)) is not None:
        return found
    found = _first(forms(inside(code)), find)
    if found is None or code.startswith(WEIGHED):
        return found
    pack = _only_pack(found[0])
    return (found[0], pack.barcode) if pack is not None else None


def _first(codes: Sequence[str], find: Find) -> Found | None:
    return next(((it, code) for code in codes if (it := find(code)) is not None), None)


def _only_pack(product: Product) -> Pack | None:
    """Return the pack that a trade unit of this product must be, or None.

    Where there are several nobody knows which; one that has a GTIN of its own would have been
    found by it, so the unit is another one.
    """
    if len(product.packs) != 1 or gs1.is_gtin(product.packs[0].barcode):
        return None
    return product.packs[0]


def _label(said: Gs1, product: Product, barcode: str) -> Label:
    """Return what a GS1 code says of the product that is listed under this barcode.

    The weight of what is sold by the piece is only information, and so is the count of what is
    sold by weight.
    """
    is_weighed = product.unit is Unit.KG
    return Label(
        item=barcode,
        barcode=barcode,
        amount=said.price,
        weight=said.weight if is_weighed else None,
        pieces=None if is_weighed else said.pieces,
    )
