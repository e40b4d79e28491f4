from dataclasses import replace

import httpx
import pytest
from starlette.testclient import TestClient

from app.base.errors import Trouble
from app.base.ids import ProductId
from app.base.money import Money
from app.catalogue import products
from app.catalogue.product import Product
from app.shop import Shop
from app.storage import cursors
from app.till import Till
from hq import feeds, publishing
from hq.feeds import Entry
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
    first = hq_client.feed(pull.FEED, "", pull.PAGE)
    assert first is not None
    pull._apply(till.shop, cursors.Cursor(), first)  # noqa: SLF001 - and then the power went
    assert len(for_sale(till)) == pull.PAGE + 2  # what was imported here is still for sale
    assert pull.pull_catalogue(till.shop, hq_client) == len(MANY) - pull.PAGE
    assert len(for_sale(till)) == len(MANY)


def test_a_till_whose_cursor_is_gone_reads_the_whole_and_drops_what_was_not_named(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publishing.publish(hq, MANY)
    pull.pull_catalogue(till.shop, hq_client)
    with hq.database.writing() as connection:  # HQ was restored, and some products are no more
        feeds.begin_anew(connection)
        connection.execute(feeds.feed_entry.delete().where(feeds.feed_entry.c.id >= "p0700"))
    assert pull.pull_catalogue(till.shop, hq_client) == 700
    assert sorted(for_sale(till), key=lambda it: it.id) == MANY[:700]
    assert pull.pull_catalogue(till.shop, hq_client) == 0


def test_a_whole_reading_that_was_cut_off_begins_again(
    till: Till, hq: Shop, hq_http: TestClient, hq_client: HqClient
) -> None:
    publishing.publish(hq, MANY)
    pull.pull_catalogue(till.shop, hq_client)
    with hq.database.writing() as connection:
        feeds.begin_anew(connection)
        connection.execute(feeds.feed_entry.delete().where(feeds.feed_entry.c.id < "p0010"))
    left = iter([True, True])  # the 410 and one page arrive

    def cut(_: httpx.Response) -> None:
        if not next(left, False):
            raise httpx.ReadError("the line is dead")

    hq_http.event_hooks = {"response": [cut]}
    with pytest.raises(Trouble):
        pull.pull_catalogue(till.shop, hq_client)
    assert len(for_sale(till)) == len(MANY)  # nothing goes before all was read
    hq_http.event_hooks = {"response": []}
    pull.pull_catalogue(till.shop, hq_client)
    assert len(for_sale(till)) == len(MANY) - 10


def test_a_product_that_this_till_cannot_read_holds_up_no_other(
    till: Till, hq: Shop, hq_client: HqClient, caplog: pytest.LogCaptureFixture
) -> None:
    publishing.publish(hq, MANY[:2])
    with hq.database.writing() as connection:
        odd = Entry(id="odd", body=b'{"id":"odd","name":7}')
        feeds.put(connection, pull.FEED, [odd], 2, hq.clock())
    publishing.publish(hq, MANY[2:4])
    pull.pull_catalogue(till.shop, hq_client)
    assert for_sale(till) == MANY[:4]
    assert "odd" in caplog.text


def test_a_push_that_speaks_of_no_news_spares_the_poll(
    till: Till, hq: Shop, hq_http: TestClient, hq_client: HqClient
) -> None:
    publishing.publish(hq, MANY[:2])
    pull.pull_news(till.shop, hq_client, {})
    asked: list[str] = []
    hq_http.event_hooks = {"request": [lambda request: asked.append(request.url.path)]}
    assert pull.pull_news(till.shop, hq_client, {pull.FEED: 1}) == 0
    assert asked == []
    publishing.publish(hq, MANY[2:3])
    assert pull.pull_news(till.shop, hq_client, {pull.FEED: 2}) == 1
