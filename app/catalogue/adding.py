"""Putting something on sale at the till, when it is at hand and nobody listed it."""

from app.base.errors import Refusal
from app.base.ids import ProductId, new_id
from app.base.money import Money
from app.catalogue import pinyin, products
from app.catalogue.product import Product, Unit
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.till import Till

LONGEST_NAME = 60
DEAREST = Money(100_000_000)


def quick_add(
    till: Till,
    *,
    barcode: str,
    name: str,
    price: Money,
    category: str = "",
    unit: Unit = Unit.PIECE,
    by: Actor = OWNER,
) -> Product:
    """Put a product on sale here, on record; HQ's own product with this barcode wins later.

    Raises NeedsApproval without the right to it, Refusal for what cannot be.
    """
    by.must_be_allowed(Demand(act=Act.QUICK_ADD))
    name, barcode = name.strip(), barcode.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal("product_name_is_odd", most=LONGEST_NAME)
    if not Money(0) <= price <= DEAREST:
        raise Refusal("price_out_of_range", text=price.text(), limit=DEAREST.grouped())
    with till.shop.database.writing() as connection:
        known = products.find(connection, barcode)
        if known is not None:
            raise Refusal("barcode_is_known", barcode=barcode, name=known.name)
        product = Product(
            id=ProductId(new_id()),
            name=name,
            price=price,
            barcodes=(barcode,) if barcode else (),
            category=category,
            unit=unit,
            initials=pinyin.initials(name),
            full_pinyin=pinyin.full_pinyin(name),
        )
        products.put(connection, [product])
        what = f"{barcode} {name}"
        auditing.record(connection, till, by, Act.QUICK_ADD, what=what, amount=price)
    return product
