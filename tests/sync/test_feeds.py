from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import httpx
import msgspec
import pytest
from starlette.testclient import TestClient

from app import settings
from app.base.errors import Refusal, Trouble
from app.base.ids import PersonId, RoleId, StoreId, TillId
from app.base.money import Money
from app.catalogue import browsing, prices, products
from app.catalogue.price import DatedPrice
from app.catalogue.product import Pack
from app.selling import checkout, drafts
from app.settings import Settings
from app.shop import Shop
from app.staff import people, signing, staffing
from app.staff.person import OWNER, Employee, RoleSaid
from app.storage import cursors, facts, told, unapplied
from app.till import Till
from hq import feeds, rolling
from hq.feeds import Entry
from sync import pull
from sync.client import HqClient, versions_of
from sync.feeds import TAKING
from tests.app.staff.crew import PEPPER
from tests.examples import BANANA, MILK, NOON, cash

HOUR = timedelta(hours=1)
CASHIER = RoleSaid(
    id=RoleId("cashier"), name="收银员", acts=("sign_in", "manage_staff", "of_tomorrow")
)
ZHANG = Employee(id=PersonId("p1"), code="1001", name="张三", role=RoleId("cashier"))


def publish(hq: Shop, feed: str, *entries: Entry) -> None:
    rolling.start(hq, feed, lambda _: entries)


def price(fen: int, name: str = "a", scope: str = "", **more: object) -> Entry:
    said = {"product": MILK.id, "price": Money(fen), "valid_from": NOON - HOUR} | more
    return Entry(id=name, body=facts.encode(msgspec.convert(said, DatedPrice)), scope=scope)


def staff(*some: Employee | RoleSaid, scope: str = "") -> list[Entry]:
    kinds = {Employee: "person:", RoleSaid: "role:"}
    return [Entry(id=kinds[type(it)] + it.id, body=facts.encode(it), scope=scope) for it in some]


def value(feed_name: str, value: object, scope: str = "") -> Entry:
    return Entry(id=feed_name, body=facts.encode(value), scope=scope)


def milk_costs(till: Till) -> int:
    return checkout.scan(till, checkout.start(till), MILK.barcode).lines[0].unit_price.fen


def follow(till: Till, hq_client: HqClient) -> None:
    pull.pull_news(till.shop, hq_client, {})


def at(till: Till, moment: timedelta) -> Till:
    shop = Shop(database=till.shop.database, clock=lambda: NOON + moment)
    return Till(shop=shop, store=till.store, id=till.id)


def test_a_price_holds_from_its_moment_until_another(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publish(hq, "prices", price(500, valid_from=NOON, valid_until=NOON + HOUR))
    follow(till, hq_client)
    moments = (-timedelta(milliseconds=1), timedelta(0), HOUR - timedelta(milliseconds=1), HOUR)
    assert [milk_costs(at(till, it)) for it in moments] == [650, 500, 500, 650]


def test_the_nearer_scope_wins_and_then_the_later_price(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publish(
        hq,
        "prices",
        price(500, "1", "till:a/t1", valid_from=NOON - 3 * HOUR),
        price(400, "2", "store:a"),
        price(300, "3"),
        price(200, "4", "store:b"),
    )
    follow(till, hq_client)
    assert milk_costs(till) == 500
    publish(hq, "prices", price(510, "5", "till:a/t1"))
    follow(till, hq_client)
    assert milk_costs(till) == 510


def test_a_line_keeps_the_price_at_which_it_was_scanned(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    cart = checkout.scan(till, checkout.start(till), MILK.barcode)
    publish(hq, "prices", price(500))
    follow(till, hq_client)
    cart = checkout.scan(till, cart, MILK.barcode)
    assert [line.unit_price.fen for line in cart.lines] == [650, 500]
    with till.shop.database.reading() as connection:
        kept = drafts.newest(connection)
    assert kept is not None
    assert kept.lines == cart.lines
    assert checkout.complete(till, cart, cash(1150)).total == Money(1150)


def test_what_is_chosen_by_hand_has_today_s_price_however_old_its_tile_is(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    stamp = browsing.stamp(till.shop)
    publish(hq, "prices", price(500))
    follow(till, hq_client)
    assert checkout.add(till, checkout.start(till), MILK).lines[0].unit_price == Money(500)
    assert browsing.stamp(till.shop) != stamp
    assert [one.price.fen for one in browsing.make_index(till.shop).find("xnn1l")] == [500]


def test_what_half_arrived_changes_no_price(
    till: Till, hq: Shop, hq_http: TestClient, hq_client: HqClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "PAGE", 3)
    publish(hq, "prices", *(price(500 + it, f"{it}") for it in range(8)))
    left = iter([True, True])  # two of three pages

    def cut(_: httpx.Response) -> None:
        if not next(left, False):
            raise httpx.ReadError("the line is dead")

    hq_http.event_hooks = {"response": [cut]}
    with pytest.raises(Trouble):
        pull.pull(till.shop, hq_client, "prices")
    assert milk_costs(till) == 650
    hq_http.event_hooks = {"response": []}
    assert pull.pull(till.shop, hq_client, "prices") == 2
    assert milk_costs(till) == 507
    with till.shop.database.reading() as connection:
        assert unapplied.count(connection, "prices") == 0


def test_a_half_that_hq_takes_back_meanwhile_is_concluded(
    till: Till, hq: Shop, hq_client: HqClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "PAGE", 3)
    publish(hq, "prices", *(price(500 + it, f"{it}") for it in range(4)))
    first = hq_client.feed("prices", "", 3)
    assert first is not None
    pull._apply(till.shop, cursors.Cursor(), first, "prices")  # noqa: SLF001 - and then a pause
    with hq.database.writing() as connection:
        last = feeds.feed_entry.c.id == "3"
        connection.execute(feeds.feed_entry.delete().where(last))
    follow(till, hq_client)
    assert milk_costs(till) == 502


FEEDS: dict[str, tuple[list[Entry], list[Entry]]] = {
    "prices": ([price(500)], [price(400, "b")]),
    "staff": (staff(CASHIER, ZHANG), []),
    "settings": ([value("footer", "谢谢")], [value("rounding", "jiao", "store:a")]),
    "modules": ([value("members", value=False)], [value("inventory", value=True)]),
}


def kept(till: Till, feed: str) -> set[object]:
    with till.shop.database.reading() as connection:
        if feed == "prices":
            return set(prices.places(connection))
        if feed == "staff":
            return set(people.of_hq(connection))
        return set(told.places(connection, feed))


@pytest.mark.parametrize("feed", FEEDS)
def test_what_is_withdrawn_goes_and_a_lost_place_reads_the_whole(
    till: Till, hq: Shop, hq_client: HqClient, feed: str
) -> None:
    here, later = FEEDS[feed]
    publish(hq, feed, *here, *later)
    follow(till, hq_client)
    before = kept(till, feed)
    assert len(before) == (1 if feed == "staff" else 2)
    publish(hq, feed, *(Entry(id=it.id, body=None, scope=it.scope) for it in here))
    follow(till, hq_client)
    assert len(kept(till, feed)) == len(before) - 1
    rolling.roll_back(hq, feed)
    follow(till, hq_client)
    assert kept(till, feed) == before
    with hq.database.writing() as connection:  # HQ was restored, and some are no more
        feeds.begin_anew(connection)
        gone = [it.id for it in here]
        connection.execute(feeds.feed_entry.delete().where(feeds.feed_entry.c.id.in_(gone)))
    follow(till, hq_client)
    assert len(kept(till, feed)) == len(before) - 1


@pytest.mark.parametrize("feed", FEEDS)
def test_what_this_till_cannot_read_holds_up_nothing(
    till: Till, hq: Shop, hq_client: HqClient, feed: str
) -> None:
    odd = [Entry(id=f"{it}odd", body=b'{"x":[1]}') for it in ("", "person:", "role:")]
    publish(hq, feed, *odd, *FEEDS[feed][0])
    follow(till, hq_client)
    assert kept(till, feed)


def test_people_of_hq_sign_in_once_they_have_a_pin_here(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publish(hq, "staff", *staff(CASHIER, ZHANG))
    follow(till, hq_client)
    assert [one.name for one in signing.staff(till)] == ["张三"]
    assert signing.on_duty_at_start(till) == OWNER  # nobody could sign in yet
    staffing.set_pin(till, PEPPER, "1001", "2580")
    assert signing.on_duty_at_start(till) is None
    assert signing.by_pin(till, PEPPER, "1001", "2580").role.id == "hq:cashier"


def test_a_pull_leaves_pin_wrong_tries_and_people_of_ours_alone(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    ours = staffing.hire(till, PEPPER, code="1001", name="李四", role="manager", pin="1470")
    publish(hq, "staff", *staff(CASHIER, ZHANG), value("person:p2", ZHANG))
    follow(till, hq_client)
    assert signing.staff(till) == [ours]  # who was here first keeps the number
    publish(hq, "staff", *staff(other("1002")))
    follow(till, hq_client)
    staffing.set_pin(till, PEPPER, "1002", "3690")
    with pytest.raises(Refusal):
        signing.by_pin(till, PEPPER, "1002", "1111")
    with till.shop.database.reading() as connection:
        before = people.lock(connection, PersonId("p1"))
    publish(hq, "staff", *staff(other("1003", "张大三")))
    follow(till, hq_client)
    with till.shop.database.reading() as connection:
        assert people.lock(connection, PersonId("p1")) == before
    assert before.failures == 1
    assert signing.by_pin(till, PEPPER, "1003", "3690").name == "张大三"


def other(code: str, name: str = "张三") -> Employee:
    return Employee(id=PersonId("p1"), code=code, name=name, role=RoleId("cashier"))


def test_two_people_of_hq_may_change_their_numbers(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    two = Employee(id=PersonId("p2"), code="1002", name="王五", role=RoleId("cashier"))
    publish(hq, "staff", *staff(CASHIER, ZHANG, two))
    follow(till, hq_client)
    swapped = (
        other("1002"),
        Employee(id=PersonId("p2"), code="1001", name="王五", role=RoleId("cashier")),
    )
    publish(hq, "staff", *staff(*swapped))
    follow(till, hq_client)
    assert [(it.code, it.name) for it in signing.staff(till)] == [
        ("1001", "王五"),
        ("1002", "张三"),
    ]


def test_whoever_hq_lets_go_signs_in_no_more_and_the_till_stays_shut(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publish(hq, "staff", *staff(CASHIER, ZHANG))
    follow(till, hq_client)
    staffing.set_pin(till, PEPPER, "1001", "2580")
    publish(hq, "staff", Entry(id="person:p1", body=None))
    follow(till, hq_client)
    with pytest.raises(Refusal):
        signing.by_pin(till, PEPPER, "1001", "2580")
    assert signing.on_duty_at_start(till) is None  # no till opens because its last manager left


def test_people_and_roles_of_hq_are_not_changed_here(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publish(hq, "staff", *staff(CASHIER, ZHANG))
    follow(till, hq_client)
    with pytest.raises(Refusal, match="总部"):
        staffing.let_go(till, "1001")
    with pytest.raises(Refusal, match="总部"):
        staffing.set_role(till, "1001", "manager")
    with pytest.raises(Refusal, match="总部"):
        staffing.limit(till, "hq:cashier", discount_per_mille=1000)


def effective(till: Till, ours: Settings) -> tuple[Settings, list[str]]:
    with till.shop.database.reading() as connection:
        return settings.with_those_of_hq(ours, told.nearest(connection, "settings"))


def test_settings_of_hq_hold_but_where_the_till_keeps_its_own(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publish(
        hq,
        "settings",
        value("footer", "谢谢"),
        value("footer", "再见", "store:a"),
        value("footer", "别处", "store:b"),
        value("shop_name", "总店"),
        value("rounding", "nonsense"),
        value("volume", 3),
        value("hq_url", "http://elsewhere"),
    )
    follow(till, hq_client)
    ours = Settings(store=StoreId("a"), till=TillId("t1"), shop_name="我们", own=("shop_name",))
    wanted, odd = effective(till, ours)
    assert (wanted.footer, wanted.shop_name) == ("再见", "我们")
    assert (wanted.rounding, wanted.volume, wanted.hq_url) == ("fen", ours.volume, "")
    assert sorted(odd) == ["hq_url", "rounding", "volume"]


def test_a_module_that_is_switched_off_is_not_there() -> None:
    ours = Settings(store=StoreId("a"), till=TillId("t1"))
    wanted, _ = settings.with_those_of_hq(ours, {"modules_off": b'["members"]'})
    assert (wanted.has("members"), wanted.has("inventory")) == (False, True)
    assert ours.has("members")


def test_an_idle_round_asks_once_for_all_feeds(
    till: Till, hq: Shop, hq_http: TestClient, hq_client: HqClient
) -> None:
    publish(hq, "prices", price(500))
    follow(till, hq_client)
    asked: list[str] = []
    hq_http.event_hooks = {"request": [lambda request: asked.append(request.url.path)]}
    follow(till, hq_client)
    assert asked == ["/v1/feeds/catalogue"]
    publish(hq, "settings", value("footer", "x"))
    asked.clear()
    follow(till, hq_client)
    assert asked[:2] == ["/v1/feeds/catalogue", "/v1/feeds/settings"]
    assert set(asked[1:]) == {"/v1/feeds/settings"}


def test_a_feed_that_this_till_does_not_know_is_not_asked_for(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    publish(hq, "of_tomorrow", value("a", 1))
    follow(till, hq_client)
    assert "of_tomorrow" not in TAKING
    with till.shop.database.reading() as connection:
        assert cursors.read(connection, "of_tomorrow").version == 0


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", {}),
        ("catalogue=3, prices=1", {"catalogue": 3, "prices": 1}),
        ("a=,b=x,=3,c=-1,d=1=2,e=" + "9" * 30, {}),
        ("=" * 10_000, {}),
        ("一=1", {"一": 1}),
        ("a=١", {}),
    ],
)
def test_odd_words_about_versions_are_passed_over(text: str, read: dict[str, int]) -> None:
    assert versions_of(text) == read


def test_what_was_sold_and_what_waits_is_not_touched_by_any_feed(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    cart = checkout.scan(till, checkout.start(till), MILK.barcode)
    sale = checkout.complete(till, cart, cash(650))
    open_cart = checkout.scan(till, checkout.start(till), BANANA.barcode)
    before = state(till)
    for feed, (here, later) in FEEDS.items():
        publish(hq, feed, *here, *later)
    follow(till, hq_client)
    assert state(till) == before
    assert checkout.find(till, sale.id) == sale
    assert checkout.resume(till) == open_cart


def state(till: Till) -> list[Sequence[object]]:
    """Read all that this till made itself."""
    tables = ("sale", "sale_line", "sale_tender", "draft", "draft_line", "outbox", "chain_head")
    with till.shop.database.reading() as connection:
        return [connection.exec_driver_sql(f"SELECT * FROM {it}").all() for it in tables]


def test_a_price_for_a_pack_leaves_the_piece_alone(till: Till) -> None:
    beer = replace(MILK, packs=(Pack(barcode="690999", factor=24, price=Money(9900)),))
    with till.shop.database.writing() as connection:
        products.put(connection, [beer])
        one = DatedPrice(
            product=beer.id, price=Money(8800), valid_from=NOON - HOUR, barcode="690999"
        )
        prices.put(connection, [("", "x", one)], 1)
    assert milk_costs(till) == 650
    cart = checkout.scan(till, checkout.start(till), "690999")
    assert cart.lines[0].unit_price == Money(8800)
