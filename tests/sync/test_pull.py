from dataclasses import replace

from app.base.ids import ProductId
from app.base.money import Money
from app.catalogue import products
from app.catalogue.product import Product
from app.shop import Shop
from app.storage import cursors
from app.till import Till
from hq import publishing
from sync import pull
from sync.client import HqClient
from tests.examples import BANANA, MILK

MANY = [
    replace(MILK, id=ProductId(f"p{number:04}"), barcodes=(f"69{number:04}",), short_code="")
    for number in range(1200)
]


def for_sale(till: Till) -> list[Product]:
    with till.shop.database.reading() as connection:
        return products.all_for_sale(connection)


def test_a_catalogue_of_many_pages_arrives_whole(till: Till, hq: Shop, hq_client: HqClient) -> None:
    publishing.publish(hq, MANY)
    assert pull.pull_catalogue(till.shop, hq_client) == len(MANY)
    assert sorted(for_sale(till), key=lambda it: it.id) == MANY
    assert pull.pull_catalogue(till.shop, hq_client) == 0


def test_nothing_imported_here_goes_before_hq_published(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    assert pull.pull_catalogue(till.shop, hq_client) == 0
    assert for_sale(till) == [MILK, BANANA]
    publishing.publish(hq, MANY[:1])
    pull.pull_catalogue(till.shop, hq_client)
    assert for_sale(till) == MANY[:1]


def test_changes_and_withdrawals_follow(till: Till, hq: Shop, hq_client: HqClient) -> None:
    publishing.publish(hq, MANY[:3])
    pull.pull_catalogue(till.shop, hq_client)
    dearer = replace(MANY[0], price=Money(999))
    publishing.publish(hq, [dearer, MANY[1]], is_complete=True)
    assert pull.pull_catalogue(till.shop, hq_client) == 3
    assert for_sale(till) == [dearer, MANY[1]]
    with till.shop.database.reading() as connection:
        assert cursors.read(connection, pull.FEED).version == 2


def test_a_pull_that_was_cut_off_goes_on_where_it_stopped(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publishing.publish(hq, MANY)
    first = hq_client.catalogue("", pull.PAGE)
    pull._apply(till.shop, cursors.Cursor(), first)  # noqa: SLF001 - and then the power went
    assert len(for_sale(till)) == pull.PAGE + 2  # what was imported here is still for sale
    assert pull.pull_catalogue(till.shop, hq_client) == len(MANY) - pull.PAGE
    assert len(for_sale(till)) == len(MANY)
