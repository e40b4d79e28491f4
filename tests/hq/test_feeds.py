import base64
import threading
from datetime import timedelta

import msgspec
import pytest

from app.base import clock
from app.base.ids import StoreId, TillId
from app.shop import Shop
from app.storage.database import Database
from hq import feeds, seals
from hq.feeds import BadCursor, Entry, Gone
from hq.tills import KnownTill
from sync.wire import FeedItem
from tests.examples import NOON, US

FEED = "prices"
OTHER = KnownTill(StoreId("b"), TillId("t1"))
WRITERS, EACH = 8, 60


def put(hq: Shop, *entries: Entry, version: int = 1) -> None:
    with hq.database.writing() as connection:
        feeds.put(connection, FEED, entries, version, NOON)


def read(hq: Shop, till: KnownTill = US, cursor: str = "", limit: int = 3) -> list[FeedItem]:
    """Read a feed to its end, page by page."""
    items: list[FeedItem] = []
    while True:
        with hq.database.reading() as connection:
            page = feeds.page(connection, FEED, feeds.scopes_of(till), cursor, limit)
        items += page.items
        if not page.more:
            return items
        cursor = page.cursor


def cursor_of(hq: Shop) -> str:
    with hq.database.reading() as connection:
        return feeds.page(connection, FEED, feeds.scopes_of(US), "", 1000).cursor


def version_of(hq: Shop) -> int:
    with hq.database.reading() as connection:
        return feeds.page(connection, FEED, feeds.scopes_of(US), "", 1000).version


@pytest.fixture
def hq(hq_database: Database) -> Shop:
    with hq_database.writing() as connection:
        feeds.begin_anew(connection)
    return Shop(database=hq_database, clock=clock.now)


def test_a_till_sees_what_is_for_everyone_its_store_and_itself(hq: Shop) -> None:
    scopes = ("", "store:a", "store:b", "till:a/t1", "till:a/t2")
    put(hq, *(Entry(id=f"for {scope}", body=b"1", scope=scope) for scope in scopes))
    assert {item.scope for item in read(hq)} == {"", "store:a", "till:a/t1"}
    assert {item.scope for item in read(hq, OTHER)} == {"", "store:b"}


def test_a_change_moves_to_the_end_and_a_deletion_leaves_a_tombstone(hq: Shop) -> None:
    put(hq, *(Entry(id=name, body=b"1") for name in "abcdefg"))
    cursor = cursor_of(hq)
    put(hq, Entry(id="b", body=b"2"), Entry(id="c", body=None), version=2)
    changed = read(hq, cursor=cursor)
    assert [(it.id, it.is_gone, it.version) for it in changed] == [("b", False, 2), ("c", True, 2)]
    assert bytes(changed[0].body) == b"2"
    assert read(hq, cursor=cursor_of(hq)) == []
    assert len(read(hq)) == 7


def test_who_was_away_too_long_reads_from_the_start(hq: Shop) -> None:
    put(hq, Entry(id="a", body=b"1"), Entry(id="b", body=b"1"))
    early = cursor_of(hq)
    put(hq, Entry(id="a", body=None))
    late = cursor_of(hq)
    with hq.database.writing() as connection:
        feeds.next_version(connection, FEED)
        assert feeds.forget_tombstones(connection, NOON + timedelta(days=89)) == 0
        assert feeds.forget_tombstones(connection, NOON + timedelta(days=91)) == 1
    with pytest.raises(Gone):
        read(hq, cursor=early)
    put(hq, Entry(id="0", body=b"1"))
    assert [it.id for it in read(hq, cursor=late)] == ["0"]
    assert {it.id for it in read(hq)} == {"0", "b"}


def test_after_a_restore_every_cursor_is_gone(hq: Shop) -> None:
    put(hq, Entry(id="a", body=b"1"))
    cursor = cursor_of(hq)
    with hq.database.writing() as connection:
        feeds.begin_anew(connection)
    with pytest.raises(Gone):
        read(hq, cursor=cursor)
    assert [it.id for it in read(hq)] == ["a"]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "====",
        "1.2",
        "%00",
        "中",
        base64.urlsafe_b64encode(b"[" * 5000).decode(),
        base64.urlsafe_b64encode(msgspec.json.encode([1, "x", 1])).decode(),
    ],
)
def test_what_is_no_cursor_is_told_so(hq: Shop, cursor: str) -> None:
    with pytest.raises(BadCursor):
        read(hq, cursor=cursor)


@pytest.mark.parametrize("place", [-1, 2**63, 2**200])
def test_a_place_that_cannot_be_is_told_so(hq: Shop, place: int) -> None:
    with hq.database.writing() as connection:
        handle = seals.read(connection, seals.FEEDS)
    with pytest.raises((BadCursor, Gone)):
        read(hq, cursor=feeds.write_cursor(feeds.Place(place, "", "\x00"), handle))


def test_a_reader_misses_nothing_while_many_write(hq: Shop) -> None:
    def write(writer: int) -> None:
        for number in range(EACH):
            with hq.database.writing() as connection:
                entries = [Entry(id=f"{writer}.{number}.{it}", body=b"1") for it in "ab"]
                feeds.put(connection, FEED, entries, 1, NOON)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    seen: list[str] = []
    cursor = ""
    while True:
        is_last = not any(thread.is_alive() for thread in threads)
        with hq.database.reading() as connection:
            page = feeds.page(connection, FEED, feeds.scopes_of(US), cursor, 50)
        seen += [item.id for item in page.items]
        cursor = page.cursor
        if is_last and not page.more:
            break
    assert len(seen) == len(set(seen)) == WRITERS * EACH * 2


def test_rows_of_a_transaction_under_way_hold_later_ones_back(postgres_hq: Shop) -> None:
    hq = postgres_hq
    with hq.database.writing() as slow:
        feeds.put(slow, FEED, [Entry(id="slow", body=b"1")], 1, NOON)
        put(hq, Entry(id="quick", body=b"1"), version=2)
        assert version_of(hq) == 0  # nobody believes that he has what he cannot see yet
        assert read(hq) == []  # the slow one comes first, whenever it commits
        cursor = cursor_of(hq)
    assert [it.id for it in read(hq, cursor=cursor)] == ["slow", "quick"]
    assert version_of(hq) == 2


@pytest.fixture
def postgres_hq(hq: Shop) -> Shop:
    if hq.database.is_sqlite:
        pytest.skip("SQLite has one writer: there is no later one")
    return hq
