"""Bills for the customer's display, made of real carts."""

from dataclasses import replace
from datetime import UTC, date, datetime

from app.base.ids import ProductId, SaleId, StoreId, TillId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product, Unit
from app.selling.cart import Cart
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind

AT = datetime(2026, 11, 22, 6, 26, tzinfo=UTC)
SHOP = "好邻居便利 · 中山路店"
LONG = "云南白药气血康口服液 10ml×20 支礼盒装 送亲友长辈送健康 家庭常备大包装"
GOODS = (
    ("农夫山泉饮用天然水 550ml", 200, 2000, 0),
    ("康师傅红烧牛肉面 桶装 105g", 550, 1000, 0),
    ("伊利纯牛奶 250ml×12 整箱", 4590, 1000, 600),
    ("香蕉 散称", 796, 685, 0),
    ("维达抽纸 3 层 120 抽×3", 1290, 1000, 200),
    ("卫龙大面筋 106g", 600, 2000, 0),
    ("茶叶蛋", 200, 3000, 100),
    ("可口可乐 罐装 330ml", 300, 6000, 300),
)


def empty(number: int = 1) -> Cart:
    return Cart(id=SaleId(f"sale{number}"), opened_at=AT)


def add(cart: Cart, name: str, price: Money, quantity: Quantity, *, is_kg: bool = False) -> Cart:
    unit = Unit.KG if is_kg else Unit.PIECE
    product = Product(id=ProductId(name), name=name, price=price, unit=unit)
    return cart.add(product, quantity)


def a_bill(number: int = 1) -> Cart:
    """Eight lines, 17 pieces, 12.00 saved, 97.75 to pay."""
    cart = empty(number)
    for name, fen, thousandths, off in GOODS:
        is_kg = thousandths % 1000 > 0
        cart = add(cart, name, Money(fen), Quantity(thousandths), is_kg=is_kg)
        cart = cart.discount_line(cart.lines[-1].position, amount=Money(off))
    return cart


def long_bill(lines: int, number: int = 2) -> Cart:
    cart = empty(number)
    for at in range(lines):
        cart = add(cart, f"{at + 1} 号商品 {LONG}"[:40], Money(100 + at), Quantity.pieces(1))
    return cart


def a_sale(given: Money, cart: Cart | None = None) -> Sale:
    cart = cart or a_bill()
    return Sale(
        id=cart.id,
        number="20261122-2-0007",
        store=StoreId("a"),
        till=TillId("2"),
        business_date=date(2026, 11, 22),
        completed_at=AT,
        lines=replace(cart).settled_lines(),
        tenders=(Tender(TenderKind.CASH, given),),
        total=cart.total,
        change=given - cart.total,
    )
