"""Head office is copied while it serves, and put back to an older moment: nothing is missing."""

import shutil
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy.engine import make_url

from app.base import clock
from app.base.errors import Refusal, Trouble
from app.base.money import Money, total
from app.catalogue import products
from app.selling import checkout, sales
from app.shop import Shop
from app.storage import dump, outbox, presence
from app.storage.database import Database, open_url
from hq import acts, feeds, people, proving, publishing, restoring, sessions, signing_in, tills
from hq.people import Role
from pos_ui import hq_line
from pos_ui.opening import Opened
from sync import engine
from sync.client import HqClient
from sync.engine import SyncThread
from sync.wire import CATALOGUE_FEED
from tests.examples import BANANA, MILK, NOON, US, a_cart, cash
from tests.loopback import a_till, answering, send

PASSWORD = "correct horse battery"
TILLS = 3
PAGE = 4096


def url_of(database: Database) -> str:
    if database.path is not None:
        return f"sqlite:///{database.path}"
    return database.engine.url.render_as_string(hide_password=False)


@contextmanager
def opened(url: str) -> Iterator[Shop]:
    with closing(open_url(url)) as database:
        yield Shop(database=database, clock=clock.now)


def counted(hq: Shop) -> tuple[int, int]:
    with hq.database.reading() as connection:
        found = sales.sums(connection)
    return sum(it.sales for it in found), total(it.total for it in found).fen


def test_a_backup_holds_every_row_and_comes_back(hq: Shop, tmp_path: Path) -> None:
    publishing.publish(hq, [MILK, BANANA])
    signing_in.add(hq, "zhang", Role.OWNER, PASSWORD)
    odd = "tab\t, line\n, back\\slash, quote', 中文 🥛"
    with hq.database.writing() as connection:
        acts.record(connection, acts.Act.ROLE_SET, hq.clock(), about=odd)
    url, made = url_of(hq.database), restoring.back_up(hq, tmp_path / "copies")
    hq.database.close()
    done = restoring.restore(url, made)
    assert done.are_keys_kept
    with opened(url) as again, again.database.reading() as connection:
        assert [it.name for it in people.everyone(connection)] == ["zhang"]
        assert [it.what for it in acts.newest(connection)][1] == odd
        assert acts.prove(again) == (4, ())
        page = feeds.page(connection, CATALOGUE_FEED, ("",), "", 10)
        assert len(page.items) == 2


def _disk(folder: Path, empty_file: Path) -> Path:
    folder.mkdir()
    shutil.copy(empty_file, folder / "till.sqlite")
    return folder


class Traffic:
    """Tills that sell and send until told to stop."""

    def __init__(self, tills: list[Opened], pause_s: float = 0.01) -> None:
        self._tills = tills
        self._pause_s = pause_s
        self._stopping = threading.Event()
        self.sold = [0] * len(tills)
        self._threads: list[threading.Thread] = [
            threading.Thread(target=self._sell, args=(at,)) for at in range(len(tills))
        ]
        self._senders = [
            SyncThread(
                it.till,
                it.folder,
                lambda it=it: hq_line.connect(it.folder, it.settings),  # type: ignore[misc]
                lambda _: None,
                0.05,
            )
            for it in tills
        ]

    def __enter__(self) -> Self:
        for thread in [*self._threads, *self._senders]:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        for sender in self._senders:
            sender.stop()

    def _sell(self, at: int) -> None:
        till = self._tills[at].till
        while not self._stopping.is_set():
            name = f"{till.id}-{self.sold[at]}"
            checkout.complete(till, a_cart(name), cash(650))
            self.sold[at] += 1
            time.sleep(self._pause_s)


def _until_hq_has(hq: Shop, number: int) -> None:
    while counted(hq)[0] < number:
        time.sleep(0.01)


def test_two_restores_to_older_moments_in_mid_traffic_lose_nothing(
    hq_database: Database, tmp_path: Path, empty_file: Path
) -> None:
    url = url_of(hq_database)
    hq_database.close()
    with ExitStack() as stack:
        with opened(url) as hq, answering(hq) as address:
            port = make_url(address).port
            publishing.publish(hq, [MILK, BANANA])
            shops = [
                stack.enter_context(a_till(_disk(tmp_path / name, empty_file), name, address, hq))
                for name in (f"t{number}" for number in range(TILLS))
            ]
        traffic = stack.enter_context(Traffic(shops))
        for _ in range(2):
            with opened(url) as hq, answering(hq, port):
                _until_hq_has(hq, counted(hq)[0] + 20)
                older = restoring.back_up(hq, tmp_path / "copies")
                publishing.publish(hq, [MILK])
                _until_hq_has(hq, counted(hq)[0] + 20)
                before = counted(hq)[0]
            restoring.restore(url, older)
            with opened(url) as hq:
                assert counted(hq)[0] < before  # it did lose something
        traffic.__exit__()
        with opened(url) as hq, answering(hq, port):
            for one in shops:
                send(one)
            assert counted(hq) == (sum(traffic.sold), 650 * sum(traffic.sold))
            assert all(proof.faults == () for proof in proving.prove(hq))
            for one in shops:
                with one.till.shop.database.reading() as connection:
                    depth = outbox.depth(connection)
                assert (depth.unsent, depth.refused) == (0, 0)


def test_a_till_that_sells_no_more_sends_what_was_lost_and_hears_what_is_new(
    hq_database: Database, tmp_path: Path, empty_file: Path
) -> None:
    url = url_of(hq_database)
    hq_database.close()
    with ExitStack() as stack:
        with opened(url) as hq, answering(hq) as address:
            port = make_url(address).port
            publishing.publish(hq, [MILK, BANANA])
            shop = stack.enter_context(a_till(_disk(tmp_path / "t", empty_file), "t1", address, hq))
            line = stack.enter_context(closing(hq_line.connect(shop.folder, shop.settings)))
            older = restoring.back_up(hq, tmp_path)
            for number in range(5):
                checkout.complete(shop.till, a_cart(f"s{number}"), cash(650))
            publishing.publish(hq, [replace(MILK, price=Money(700))])
            engine.drain(shop.till, line, shop.folder)
        restoring.restore(url, older)
        with opened(url) as hq, answering(hq, port):
            publishing.publish(hq, [replace(MILK, price=Money(800))])
            assert line.is_welcome  # with a token of before
            _round(shop, line)
            assert counted(hq)[0] == 5
            with shop.till.shop.database.reading() as connection:
                [milk] = products.by_ids(connection, [MILK.id])
            assert milk.price == Money(800)


def _round(shop: Opened, line: HqClient) -> None:
    """Do what the sync thread does in its next two rounds."""
    with suppress(Trouble):
        engine.drain(shop.till, line, shop.folder)
    engine.drain(shop.till, line, shop.folder)


def test_who_was_revoked_or_sent_away_since_does_not_come_back(hq: Shop, tmp_path: Path) -> None:
    who = signing_in.add(hq, "zhang", Role.OWNER, PASSWORD)
    signing_in.add(hq, "li", Role.SUPPORT, PASSWORD)
    with hq.database.writing() as connection:
        tills.admit(connection, US, "old-key", "x", NOON)
        word = sessions.begin(connection, who, hq.clock()).word
    older = restoring.back_up(hq, tmp_path)
    with hq.database.writing() as connection:
        tills.revoke(connection, US, hq.clock(), "stolen")
        tills.admit(connection, tills.KnownTill(US.store, "t9"), "new-key", "y", NOON)  # type: ignore[arg-type]
        sessions.end(connection, word)
    signing_in.set_disabled(hq, "li", is_disabled=True)
    url = url_of(hq.database)
    hq.database.close()
    restoring.restore(url, older)
    with opened(url) as again, again.database.reading() as connection:
        old, new = tills.key(connection, "old-key"), tills.key(connection, "new-key")
        assert old is not None
        assert new is not None
        assert (old.is_revoked, new.is_revoked) == (True, False)
        assert [it.is_disabled for it in people.everyone(connection)] == [True, False]
        assert sessions.find(connection, word, clock.now()) is None


def test_no_version_is_given_out_twice(hq: Shop, tmp_path: Path) -> None:
    publishing.publish(hq, [MILK])
    with hq.database.writing() as connection:
        feeds.page(connection, CATALOGUE_FEED, ("",), "", 10)  # as tills have read it by then
    older = restoring.back_up(hq, tmp_path)
    seen = {publishing.publish(hq, [BANANA]) for _ in range(3)}
    with hq.database.writing() as connection:
        cursor = feeds.page(connection, CATALOGUE_FEED, ("",), "", 10).cursor
    url = url_of(hq.database)
    hq.database.close()
    restoring.restore(url, older)
    with opened(url) as again:
        with again.database.reading() as connection, pytest.raises(feeds.Gone):
            feeds.page(connection, CATALOGUE_FEED, ("",), cursor, 10)
        assert publishing.publish(again, [BANANA]) > max(seen)
        with again.database.reading() as connection:
            page = feeds.page(connection, CATALOGUE_FEED, ("",), "", 10)
        assert {item.id for item in page.items} == {MILK.id, BANANA.id}


def test_nothing_is_restored_under_a_running_server(hq: Shop, tmp_path: Path) -> None:
    made, url = restoring.back_up(hq, tmp_path), url_of(hq.database)
    with presence.serving(hq.database), presence.serving(hq.database):
        with pytest.raises(Refusal) as refused:
            restoring.restore(url, made)
        assert refused.value.code == "hq_is_serving"
    hq.database.close()
    restoring.restore(url, made)


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    begin = len(content) // 2 // PAGE * PAGE  # the head of a page: what follows may be unused
    for at in range(begin, begin + 400):
        content[at] ^= 0xFF
    file.write_bytes(content)


SPOILING: dict[str, Callable[[Path], object]] = {
    "cut": lambda it: it.write_bytes(it.read_bytes()[: it.stat().st_size // 2]),
    "empty": lambda it: it.write_bytes(b""),
    "bytes": _flip,
    "gone": lambda it: it.unlink(),
}


@pytest.mark.parametrize("how", SPOILING)
def test_a_damaged_backup_is_refused_and_nothing_changes(
    hq: Shop, tmp_path: Path, how: str
) -> None:
    publishing.publish(hq, [MILK, BANANA])
    made, url = restoring.back_up(hq, tmp_path), url_of(hq.database)
    SPOILING[how](made)
    publishing.publish(hq, [MILK])
    hq.database.close()
    with pytest.raises((Refusal, Trouble)):
        restoring.restore(url, made)
    with opened(url) as again, again.database.reading() as connection:
        assert publishing.version(connection) == 2


@pytest.mark.parametrize("hq_database", ["postgresql"], indirect=True)
def test_a_member_that_was_altered_is_noticed(hq: Shop, tmp_path: Path) -> None:
    publishing.publish(hq, [MILK])
    made = restoring.back_up(hq, tmp_path)
    altered = tmp_path / "altered.hqdump"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"650", b"651"))
    with pytest.raises(Refusal, match="altered"):
        dump.check(altered)


@pytest.mark.parametrize("hq_database", ["postgresql"], indirect=True)
def test_a_database_of_others_is_left_alone(hq: Shop, tmp_path: Path, new_postgres: str) -> None:
    made = restoring.back_up(hq, tmp_path)
    with closing(open_url(new_postgres)) as theirs:
        with theirs.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE theirs (id int)")
        with pytest.raises(Refusal, match="theirs"):
            restoring.restore(new_postgres, made)
        with theirs.writing() as connection:
            connection.exec_driver_sql("DROP TABLE theirs")
    assert not restoring.restore(new_postgres, made).are_keys_kept  # an empty one will do


def test_only_the_newest_copies_stay(hq: Shop, tmp_path: Path) -> None:
    made = []
    for _ in range(4):
        made.append(restoring.back_up(hq, tmp_path, kept=2))
        time.sleep(0.002)
    assert sorted(tmp_path.glob("hq-*")) == made[-2:]


def test_a_folder_that_is_full_leaves_no_half_backup(hq: Shop, tmp_path: Path) -> None:
    target = tmp_path / "copies"
    target.write_text("a file where a folder should be")
    with pytest.raises(Trouble):
        restoring.back_up(hq, target)
    assert shutil.disk_usage(tmp_path).free > 0
    assert not list(tmp_path.glob("*.half"))
