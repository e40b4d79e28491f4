"""A receipt with everything on it."""

from dataclasses import replace

from app.base.ids import ProductId
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling import receipt
from app.selling.receipt import Receipt
from app.selling.sale import Sale, change_of
from app.settings import Settings
from tests.examples import BANANA, MILK, STORE, TILL, a_cart, a_sale, cash

LONG = "伊利纯牛奶 250ml×12 整箱 超长名称一二三四五六七八九十（促销装）"
SETTINGS = Settings(
    store=STORE,
    till=TILL,
    shop_name="好邻居便利",
    shop_address="中山路店",
    shop_phone="0571-8899 0123",
    cashier="王小梅",
    footer="7 天内凭小票退换\n生鲜熟食除外",
)


def a_full_sale() -> Sale:
    """Make a sale of pieces, of weight, and of something with a long name."""
    dear = replace(MILK, id=ProductId("box"), name=LONG, price=Money(4590))
    cart = a_cart(milks=2).add(BANANA, Quantity(685)).add(dear, Quantity.pieces(30))
    tenders = cash(200_000)
    return replace(
        a_sale(),
        lines=cart.lines,
        tenders=tenders,
        total=cart.total,
        change=change_of(cart.total, tenders),
    )


def a_receipt(**given: object) -> Receipt:
    """Lay that sale out."""
    return receipt.lay_out(a_full_sale(), SETTINGS, **given)  # type: ignore[arg-type]
