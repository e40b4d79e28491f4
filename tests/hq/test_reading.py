"""Files that are to be published, and what is wrong with some."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.base import clock
from app.base.errors import Refusal
from app.base.money import Money
from app.catalogue.price import DatedPrice
from app.shop import Shop
from app.storage import facts
from app.storage.database import Database
from hq import publishing, reading
from hq.feeds import Entry
from tests.examples import BANANA, MILK

PRICES = f"""条码,价格,生效,失效,范围
{MILK.barcode},5,2026-12-01,2026-12-24T18:00,
{MILK.barcode},4,2026-12-01,,store:a
"""


@pytest.fixture
def shop(database: Database) -> Shop:
    made = Shop(database=database, clock=clock.now)
    publishing.publish(made, [MILK, BANANA])
    return made


def read(shop: Shop, feed: str, folder: Path, data: bytes) -> Sequence[Entry]:
    path = folder / "file"
    path.write_bytes(data)
    with shop.database.reading() as connection:
        return reading.read(shop, feed, path)(connection)


def test_prices_are_read_in_the_shop_s_time(shop: Shop, tmp_path: Path) -> None:
    everyones, of_store = read(shop, "prices", tmp_path, PRICES.encode())
    assert everyones.body is not None
    assert facts.decode(everyones.body, DatedPrice) == DatedPrice(
        product=MILK.id,
        price=Money(500),
        valid_from=datetime(2026, 11, 30, 16, tzinfo=UTC),
        valid_until=datetime(2026, 12, 24, 10, tzinfo=UTC),
    )
    assert (of_store.scope, of_store.id) == ("store:a", everyones.id)


@pytest.mark.parametrize(
    "row",
    [
        "999,5,2026-12-01,,",
        f"{MILK.barcode},x,2026-12-01,,",
        f"{MILK.barcode},-1,2026-12-01,,",
        f"{MILK.barcode},5,tomorrow,,",
        f"{MILK.barcode},5,0001-01-01,,",
        f"{MILK.barcode},5,2026-12-01,2026-12-01,",
        f"{MILK.barcode},5,2026-12-01,,everywhere",
        f"{MILK.barcode},5,2026-12-01,,wave:2/",
        f"{MILK.barcode},5,2026-12-01,,store:a",
        MILK.barcode,
    ],
)
def test_an_odd_price_is_told_with_its_line(shop: Shop, tmp_path: Path, row: str) -> None:
    with pytest.raises(Refusal, match=" 4 ") as caught:
        read(shop, "prices", tmp_path, f"{PRICES}{row}\n".encode())
    assert caught.value.code == "feed_file_odd"


def test_a_table_without_our_columns_is_refused(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="price, from"):
        read(shop, "prices", tmp_path, b"barcode,cost\n1,2\n")


ROLE = {"id": "r", "name": "R", "acts": ["discount"]}


@pytest.mark.parametrize(
    ("feed", "document"),
    [
        ("staff", {"people": [{"code": "1", "name": "张", "role": "nobody"}]}),
        ("staff", {"roles": [ROLE], "people": [{"code": "?", "name": "张", "role": "r"}]}),
        ("staff", {"roles": [ROLE], "people": [{"code": "1", "name": "", "role": "r"}]}),
        ("staff", []),
        ("settings", [{"name": "A b", "value": 1}]),
        ("settings", [{"name": "footer", "value": {"x": 1}}]),
        ("settings", [{"name": "footer", "value": "x", "scope": "tag:a b"}]),
        ("modules", [{"name": "members", "is_on": "no"}]),
    ],
)
def test_an_odd_list_is_refused(shop: Shop, tmp_path: Path, feed: str, document: object) -> None:
    with pytest.raises(Refusal):
        read(shop, feed, tmp_path, json.dumps(document).encode())


@pytest.mark.parametrize("feed", ["staff", "settings", "modules"])
@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(shop: Shop, tmp_path: Path, feed: str, data: bytes) -> None:
    with pytest.raises(Refusal):
        read(shop, feed, tmp_path, data)
    with pytest.raises(Refusal):
        reading.read(shop, feed, tmp_path / "nowhere")


def test_of_many_odd_prices_every_line_is_named(shop: Shop, tmp_path: Path) -> None:
    odd = f"{MILK.barcode},x,2026-12-01,,\n" * 3
    with pytest.raises(Refusal, match="4, 5, 6"):
        read(shop, "prices", tmp_path, f"{PRICES}{odd}".encode())
