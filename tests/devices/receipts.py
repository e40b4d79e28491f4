"""A receipt with everything on it."""

from dataclasses import replace

from app.base.ids import ProductId, SaleId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Pack
from app.selling import receipt
from app.selling.given_back import Return
from app.selling.receipt import Receipt
from app.selling.sale import Sale, Tender, TenderKind, change_of
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


def a_busy_sale() -> Sale:
    """Make a sale of a pack, of weighed goods by their label, with discounts and two tenders."""
    cola = Pack(barcode="69001", name="箱", factor=12, price=Money(3300))
    boxed = replace(MILK, id=ProductId("cola"), name="可乐 330ml", tax_per_mille=130, packs=(cola,))
    plain = replace(MILK, tax_per_mille=90)
    cart = a_cart(milks=0).add(boxed, Quantity.pieces(1), "69001")
    cart = cart.add(BANANA, Quantity(685), label_amount=Money(545)).add(plain, Quantity.pieces(3))
    cart = cart.reprice(3, Money(600)).annotate(3, "杯子要带盖").discount_line(3, per_mille=100)
    card = Tender(TenderKind.CARD, Money(3000), "SLIP-000123")
    tenders = (card, Tender(TenderKind.CASH, Money(3000)))
    due = cart.total - Money(5)
    return replace(
        a_sale(),
        lines=cart.lines,
        tenders=tenders,
        total=due,
        rounding=Money(5),
        change=change_of(due, tenders),
        cashier="u1",
        cashier_name="李四",
    )


def brought_back() -> Return:
    """Bring two bottles of milk back, of a sale from which five fen were left off."""
    return Return(
        sale=SaleId("s0"),
        number="t1-20260101-0042",
        line=1,
        product=MILK.id,
        barcode=MILK.barcode,
        name=MILK.name,
        unit=MILK.unit,
        quantity=Quantity.pieces(2),
        amount=Money(1300),
        rounding=Money(3),
        tax_per_mille=90,
        reason="坏了",
    )


def a_refund() -> Sale:
    """Make a sale in which nothing is sold and money goes back, to a card and in cash."""
    cart = a_cart(milks=0).bring_back(brought_back())
    back = (
        Tender(TenderKind.CARD, Money(-1000), "SLIP-000099"),
        Tender(TenderKind.CASH, Money(-297)),
    )
    return replace(a_sale(), lines=(), returns=cart.returns, tenders=back, total=cart.total)


def an_exchange() -> Sale:
    """Make a sale that takes goods back and sells others for more."""
    unknown = replace(brought_back(), sale=SaleId(""), line=0, number="", rounding=Money(0))
    cart = a_cart(milks=5).bring_back(brought_back()).bring_back(unknown)
    return replace(
        a_sale(),
        lines=cart.lines,
        returns=cart.returns,
        tenders=cash(1000),
        total=cart.total,
        change=change_of(cart.total, cash(1000)),
    )
