"""A sale that never was, for the first receipt of a new till."""

from zoneinfo import ZoneInfo

from app.base import clock
from app.base.ids import ProductId, SaleId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product, Unit
from app.selling.cart import Cart
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from app.settings import Settings

GOODS = (
    (Product(id=ProductId("t1"), barcodes=("6901234567892",), name="测试商品 牛奶 1L",
             price=Money(650), category=""), Quantity.pieces(2)),
    (Product(id=ProductId("t2"), barcodes=(), name="测试商品 香蕉", price=Money(796),
             unit=Unit.KG, category=""), Quantity(685)),
)  # fmt: skip


def a_sale(ours: Settings) -> Sale:
    """Return a sale of two articles, paid in cash; its number is none that a till gives out."""
    now = clock.now()
    cart = Cart(id=SaleId("test"), opened_at=now)
    for product, quantity in GOODS:
        cart = cart.add(product, quantity)
    paid = Money(5000)
    return Sale(
        id=cart.id,
        number=f"{ours.till}-TEST",
        store=ours.store,
        till=ours.till,
        business_date=now.astimezone(ZoneInfo(ours.time_zone)).date(),
        completed_at=now,
        lines=cart.lines,
        tenders=(Tender(TenderKind.CASH, paid),),
        total=cart.total,
        change=paid - cart.total,
    )
