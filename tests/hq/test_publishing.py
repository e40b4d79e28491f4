from dataclasses import replace

from app.base.money import Money
from app.catalogue import products
from app.catalogue.pinyin import full_pinyin
from app.catalogue.product import Pack
from app.shop import Shop
from app.till import Till
from hq import publishing
from sync import pull
from sync.client import HqClient
from tests.examples import MILK

BEER = replace(
    MILK,
    name="重庆啤酒",
    full_pinyin=full_pinyin("重庆啤酒"),
    tax_per_mille=130,
    min_age=18,
    is_open_price=True,
    packs=(Pack(barcode="690999", factor=24, name="箱", price=Money(9900)),),
)


def test_all_that_hq_says_of_a_product_reaches_the_till(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publishing.publish(hq, [BEER])
    pull.pull_catalogue(till.shop, hq_client)
    with till.shop.database.reading() as connection:
        assert products.find(connection, BEER.barcode) == BEER


def test_a_product_without_a_barcode_keeps_its_identity(hq: Shop) -> None:
    publishing.publish(hq, [replace(MILK, barcodes=())])
    publishing.publish(hq, [replace(MILK, id=BEER.id, barcodes=(), price=Money(700))])
    with hq.database.reading() as connection:
        assert [it.price for it in products.all_for_sale(connection)] == [Money(700)]
