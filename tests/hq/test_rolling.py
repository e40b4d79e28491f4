from dataclasses import replace

import pytest

from app.base.errors import Refusal
from app.base.ids import StoreId, TillId
from app.base.money import Money
from app.catalogue import products
from app.catalogue.product import Product
from app.shop import Shop
from app.storage import cursors, told
from app.till import Till
from hq import acks, feeds, publications, publishing, rolling, tags
from hq.feeds import Entry
from hq.publications import Stage
from hq.rolling import Making
from hq.tills import KnownTill
from sync import pull
from sync.client import HqClient
from tests.examples import BANANA, MILK, NOON, US

FEED = "things"
NAMES = "abcdefgh"
FLEET = [KnownTill(StoreId(f"s{number // 4}"), TillId(f"t{number}")) for number in range(400)]


def things(**said: int | None) -> Making:
    entries = [
        Entry(id=name, body=None if it is None else str(it).encode()) for name, it in said.items()
    ]
    return lambda _: entries


def goods(*listed: Product) -> Making:
    return lambda connection: publishing.entries_of(connection, listed)


def seen(hq: Shop, till: KnownTill = US) -> dict[str, int]:
    """Read a feed from its start, as a till sees it."""
    with hq.database.writing() as connection:  # the first who asks gives the feeds their name
        rolled = publications.rolling(connection).get(FEED)
        wave = rolled.version if rolled is not None and rolled.is_for(till) else None
        scopes = feeds.scopes_of(till, tags.everywhere(connection).get(till.store, ()), wave)
        page = feeds.page(connection, FEED, scopes, "", 1000)
    found: dict[str, int] = {}
    for item in page.items:
        if item.is_gone:
            found.pop(item.id, None)
        else:
            found[item.id] = int(bytes(item.body))
    return found


def version_at(till: Till) -> int:
    with till.shop.database.reading() as connection:
        return cursors.read(connection, pull.FEED).version


def for_sale(shop: Shop) -> list[Product]:
    with shop.database.reading() as connection:
        return products.all_for_sale(connection)


def test_a_preview_says_what_would_change_and_changes_nothing(hq: Shop) -> None:
    rolling.start(hq, FEED, things(a=1, b=1, c=1))
    found = rolling.preview(hq, FEED, things(a=1, b=2, d=1), is_complete=True)
    assert (found.new, found.changed, found.gone, found.alike) == (1, 1, 1, 1)
    assert [(it.id, it.before, it.body) for it in found.first] == [
        ("b", "1", "2"),
        ("c", "1", None),
        ("d", None, "1"),
    ]
    assert seen(hq) == {"a": 1, "b": 1, "c": 1}


def test_only_some_tills_have_what_is_rolling_and_those_keep_it_when_it_widens(hq: Shop) -> None:
    rolling.start(hq, FEED, things(a=1))
    rolling.start(hq, FEED, things(a=2), per_mille=100)
    first = {till for till in FLEET if seen(hq, till) == {"a": 2}}
    assert 20 <= len(first) <= 60
    rolling.widen(hq, FEED, per_mille=500)
    half = {till for till in FLEET if seen(hq, till) == {"a": 2}}
    assert first < half
    assert 160 <= len(half) <= 240
    assert rolling.widen(hq, FEED, per_mille=1000).stage is Stage.RELEASED
    assert all(seen(hq, till) == {"a": 2} for till in FLEET)
    with hq.database.reading() as connection:
        found = connection.execute(feeds.feed_entry.select()).all()
    assert {row.scope for row in found} == {feeds.EVERYONE}


def test_named_stores_go_first(hq: Shop) -> None:
    rolling.start(hq, FEED, things(a=1))
    rolling.start(hq, FEED, things(a=2), per_mille=0, stores=[StoreId("s1")])
    assert {till.store for till in FLEET if seen(hq, till) == {"a": 2}} == {"s1"}
    rolling.widen(hq, FEED, stores=[StoreId("s2")])
    assert {till.store for till in FLEET if seen(hq, till) == {"a": 2}} == {"s1", "s2"}


def test_what_is_for_one_store_reaches_no_other_while_it_rolls(hq: Shop) -> None:
    entry = Entry(id="a", body=b"1", scope="store:s1")
    rolling.start(hq, FEED, lambda _: [entry], per_mille=999)
    assert {till.store for till in FLEET if seen(hq, till)} == {"s1"}


def test_a_narrower_share_or_a_second_publication_is_refused(hq: Shop) -> None:
    rolling.start(hq, FEED, things(a=1), per_mille=100)
    with pytest.raises(Refusal, match="10%"):
        rolling.widen(hq, FEED, per_mille=50)
    with pytest.raises(Refusal, match="第 1 版"):
        rolling.start(hq, FEED, things(a=2))
    with pytest.raises(Refusal, match="other"):
        rolling.widen(hq, "other")
    rolling.widen(hq, FEED, per_mille=1000)
    with pytest.raises(Refusal, match="完全一样"):
        rolling.start(hq, FEED, things(a=1))


@pytest.mark.parametrize("share", [-1, 1001])
def test_a_share_that_cannot_be_is_refused(hq: Shop, share: int) -> None:
    with pytest.raises(Refusal, match="百分比"):
        rolling.start(hq, FEED, things(a=1), per_mille=share)
    assert seen(hq) == {}


def test_going_back_from_a_part_of_the_tills_leaves_all_as_they_were(hq: Shop) -> None:
    rolling.start(hq, FEED, things(a=1, b=1))
    rolling.start(hq, FEED, things(a=2, b=None, c=2), per_mille=500)
    back = rolling.roll_back(hq, FEED)
    assert (back.version, back.back_to, back.stage) == (3, 1, Stage.RELEASED)
    assert all(seen(hq, till) == {"a": 1, "b": 1} for till in FLEET)


def test_going_back_several_versions_gives_what_there_was(hq: Shop) -> None:
    rolling.start(hq, FEED, things(a=1))
    rolling.start(hq, FEED, things(a=2, b=2))
    rolling.start(hq, FEED, things(a=3, b=None, c=3))
    rolling.roll_back(hq, FEED, to=1)
    assert seen(hq) == {"a": 1}
    rolling.roll_back(hq, FEED)  # the last publication was the going back
    assert seen(hq) == {"a": 3, "c": 3}
    rolling.roll_back(hq, FEED, to=0)
    assert seen(hq) == {}


def test_what_is_not_known_any_more_cannot_be_gone_back_to(hq: Shop) -> None:
    for number in range(publications.KEPT + 3):
        rolling.start(hq, FEED, things(a=number))
    with pytest.raises(Refusal, match="第 2 版"):
        rolling.roll_back(hq, FEED, to=2)
    rolling.roll_back(hq, FEED, to=3)
    assert seen(hq) == {"a": 2}
    with pytest.raises(Refusal, match="never"):
        rolling.roll_back(hq, "never")


def test_a_till_of_the_first_part_sells_the_new_goods_and_goes_back(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publishing.publish(hq, [MILK, BANANA])
    pull.pull_catalogue(till.shop, hq_client)
    dearer = replace(MILK, price=Money(999))
    rolling.start(hq, pull.FEED, goods(dearer), per_mille=0, stores=[till.store])
    pull.pull_catalogue(till.shop, hq_client)
    assert for_sale(till.shop) == [dearer, BANANA]
    assert for_sale(hq) == [MILK, BANANA]  # not everybody's yet
    with pytest.raises(Refusal):
        publishing.publish(hq, [BANANA])
    rolling.roll_back(hq, pull.FEED)
    pull.pull_catalogue(till.shop, hq_client)
    assert (for_sale(till.shop), version_at(till)) == ([MILK, BANANA], 3)


def test_a_till_beyond_the_first_part_hears_of_it_at_the_release(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publishing.publish(hq, [MILK, BANANA])
    dearer = replace(MILK, price=Money(999))
    rolling.start(hq, pull.FEED, goods(dearer), per_mille=0, stores=[StoreId("another")])
    pull.pull_news(till.shop, hq_client, {})
    assert (for_sale(till.shop), version_at(till)) == ([MILK, BANANA], 1)
    rolling.widen(hq, pull.FEED, per_mille=1000)
    pull.pull_news(till.shop, hq_client, {})
    assert (for_sale(till.shop), version_at(till)) == ([dearer, BANANA], 2)
    assert for_sale(hq) == [dearer, BANANA]


def test_a_catalogue_that_was_imported_can_be_gone_back_from(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publishing.publish(hq, [MILK, BANANA])
    publishing.publish(hq, [replace(MILK, price=Money(1))], is_complete=True)
    rolling.roll_back(hq, pull.FEED)
    pull.pull_catalogue(till.shop, hq_client)
    assert for_sale(till.shop) == [MILK, BANANA]
    assert {one.id: one.price for one in for_sale(hq)} == {
        MILK.id: MILK.price,
        BANANA.id: BANANA.price,
    }


def test_every_till_says_what_it_has(till: Till, hq: Shop, hq_client: HqClient) -> None:
    publishing.publish(hq, [MILK])
    assert [it.is_there for it in rolling.report(hq, pull.FEED).tills] == [False]
    pull.pull_catalogue(till.shop, hq_client)
    assert [(it.has, it.wanted) for it in rolling.report(hq, pull.FEED).tills] == [(1, 1)]
    publishing.publish(hq, [BANANA])
    assert [(it.has, it.wanted) for it in rolling.report(hq, pull.FEED).tills] == [(1, 2)]


def test_a_step_is_written_down_once(till: Till, hq: Shop, hq_client: HqClient) -> None:
    publishing.publish(hq, [MILK])
    pull.pull_catalogue(till.shop, hq_client)
    with hq.database.writing() as connection:
        known = acks.read(connection, US, pull.FEED)
        assert known is not None
        acks.put(connection, replace(known, at=NOON))
    for _ in range(3):
        assert pull.pull_catalogue(till.shop, hq_client) == 0
    with hq.database.reading() as connection:
        assert acks.read(connection, US, pull.FEED) == replace(known, at=NOON)


def test_a_store_that_is_tagged_hears_what_was_said_before(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    def say(*scopes: str) -> Making:
        return lambda _: [Entry(id="footer", body=f'"{it}"'.encode(), scope=it) for it in scopes]

    rolling.start(hq, "settings", say("", "tag:north"))
    pull.pull_news(till.shop, hq_client, {})
    assert said(till) == b'""'
    tag(hq, "north")
    pull.pull_news(till.shop, hq_client, {})
    assert said(till) == b'"tag:north"'
    tag(hq)
    pull.pull_news(till.shop, hq_client, {})
    assert said(till) == b'""'


@pytest.mark.parametrize("tag_", ["", "a b", "a/b", "a:b", "x" * 41, "a\n"])
def test_an_odd_tag_is_refused(hq: Shop, tag_: str) -> None:
    with pytest.raises(Refusal):
        tag(hq, tag_)


def tag(hq: Shop, *words: str) -> None:
    with hq.database.writing() as connection:
        tags.put(connection, US.store, words)


def said(till: Till) -> bytes:
    with till.shop.database.reading() as connection:
        return told.nearest(connection, "settings")["footer"]
