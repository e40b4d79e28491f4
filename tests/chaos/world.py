"""A small world that can be replayed: a head office, tills, copies of their disks, a bad line.

Real code and real SQLite files throughout; a death rolls back what was not committed, as a process
that dies does (what a power cut does to the disk is proved by `prove power`). At the end of each
story the line is mended, and everything must be where it belongs.
"""

import itertools
import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection, event, select

from app.base import ids
from app.base.errors import Told
from app.base.ids import ProductId, SaleId, TillId
from app.base.money import Money
from app.catalogue import products
from app.catalogue.product import Product
from app.selling import checkout
from app.selling.cart import Cart
from app.selling.tables import sale
from app.shop import Shop
from app.staff import proving as at_the_till
from app.storage import facts, outbox
from app.storage.database import Database, open_file
from app.storage.migrate import upgrade
from app.till import Till
from hq import codes, proving, publishing, quarantine, restoring
from hq.board import Board
from hq.desk import Desk
from hq.metrics import Metrics
from hq.tills import KnownTill
from sync import engine, handshake, push
from sync.client import HqClient
from sync.identity import Identity
from tests.chaos.front import HqDied, Line, Named, TillDied, answer, believing
from tests.examples import MILK, NOON, STORE, cash

MOST_DISKS = 4
MOST_REQUESTS = 400  # to make up for everything: more is going round in circles
SHARE = 0.6
GOODS = tuple(
    replace(MILK, id=ProductId(f"p{at}"), barcodes=(f"690{at:04}",), short_code="")
    for at in range(6)
)


def make_templates(folder: Path) -> tuple[Path, Path]:
    """Make the empty files that every world begins with: a till's and head office's."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "till.sqlite", folder / "hq.sqlite"
    for path in (it for it in made if not it.exists()):
        database = open_file(path)
        upgrade(database)
        database.close()
    return made


class File:
    """A database on a disk, and the death of its owner just before one of its commits.

    `commits_left` counts down to that; 0 for no death. Worlds that come one after the other use
    the same files: SQLAlchemy compiles every statement anew for a new one, which takes longer than
    all the rest.
    """

    def __init__(self, path: Path, error: type[BaseException]) -> None:
        self.path = path
        self.database: Database = open_file(path)
        self.commits_left = 0
        self._error = error
        event.listen(self.database.engine, "commit", self._before_commit)

    def _before_commit(self, connection: Connection) -> None:
        if self.commits_left:
            self.commits_left -= 1
            if not self.commits_left:
                connection.connection.rollback()  # as the file's next reader would
                raise self._error

    def stop(self) -> None:
        """End the process that has it open; whoever asks next opens it again."""
        self.commits_left = 0
        self.database.close()


_file = cache(File)


@dataclass
class Disk:
    """A till's data folder, what was sold on it, and its copy of some time ago."""

    folder: Path
    name: TillId
    sold: dict[SaleId, Money] = field(default_factory=dict)
    backed_up: dict[SaleId, Money] | None = None
    offset: timedelta = timedelta()
    till: Till = field(init=False)
    client: HqClient = field(init=False)

    @property
    def file(self) -> File:
        """Its database."""
        return _file(self.folder / "till.sqlite", TillDied)


class World:
    """Everything that there is; each method is one thing that happens."""

    def __init__(self, folder: Path, templates: tuple[Path, Path], tills: int = 2) -> None:
        self._stack = ExitStack()
        self._stack.enter_context(believing())
        self._stack.enter_context(_quickly())
        self.folder = folder
        self._templates = templates
        self.now: datetime = NOON
        self.hq_file = _file(folder / "hq.sqlite", HqDied)
        shutil.copy(templates[1], self.hq_file.path)
        self.line = Line(self._ask, kill_hq=self._let_hq_die)
        self._has_hq_died = False
        self.ever: dict[SaleId, Money] = {}
        self.disks: list[Disk] = []
        self.restores = self.disks_restored = self.carried = 0
        self._start_hq()
        self._publish(GOODS[:2])
        for at in range(tills):
            self._add_disk(TillId(f"t{at + 1}"))
        for disk in self.disks:
            self._enrol(disk, again=False)
            self.round(disk)
        self._hq_backup: Path | None = None
        self.back_up_hq()

    def close(self) -> None:
        """End the world."""
        for disk in self.disks:
            self._stop(disk)
        self.hq_file.stop()
        self._stack.close()

    def sell(self, disk: Disk, milks: int, dies: int) -> None:
        """Sell, or die while doing so."""
        cart = Cart(id=SaleId(ids.new_id()), opened_at=self.now)
        for one in GOODS[: 1 + milks % 2]:
            cart = cart.add(one, checkout.ONE)
        self.ever[cart.id] = cart.total
        with self._mortal(disk, dies):
            checkout.complete(disk.till, cart, cash(cart.total.fen), paper=False)
            disk.sold[cart.id] = cart.total

    def push(self, disk: Disk, luck: int, dies: int) -> None:
        """Send one batch over the bad line."""
        with self._bad_line(luck), self._mortal(disk, dies), suppress(Told):
            disk.client.batch = min(disk.client.batch, 1 + luck % 7)
            handshake.greet(disk.till, disk.client)
            push.push_once(disk.till, disk.client)

    def sync(self, disk: Disk, luck: int, dies: int) -> None:
        """Do a whole round over the bad line."""
        with self._bad_line(luck), self._mortal(disk, dies), suppress(Told):
            self.round(disk)

    def restart(self, disk: Disk) -> None:
        """Kill a till while it is idle, and start it again."""
        self._stop(disk)
        self._start(disk)

    def back_up(self, disk: Disk) -> None:
        """Keep a copy of a till's disk."""
        self._stop(disk)
        shutil.copy(disk.file.path, disk.folder / "backup.sqlite")
        disk.backed_up = dict(disk.sold)
        self._start(disk)

    def restore(self, disk: Disk) -> None:
        """Put the copy back: what was sold since is gone from this disk."""
        if disk.backed_up is None:
            return
        self._stop(disk)
        shutil.copy(disk.folder / "backup.sqlite", disk.file.path)
        disk.sold = dict(disk.backed_up)
        self.disks_restored += 1
        self._start(disk)

    def clone(self, disk: Disk) -> None:
        """Put a copy of the disk into another machine; both sell on."""
        if len(self.disks) >= MOST_DISKS:
            return
        self._stop(disk)
        copy = Disk(self.folder / f"disk{len(self.disks)}", disk.name, dict(disk.sold))
        shutil.copytree(disk.folder, copy.folder, dirs_exist_ok=True)
        self.disks.append(copy)
        self._start(disk)
        self._start(copy)

    def publish(self, at: int, fen: int) -> None:
        """Change a price, or take goods off sale."""
        if fen % 5 == 0:
            self._publish([one for one in GOODS if one.id != GOODS[at].id], is_complete=True)
        else:
            self._publish([replace(GOODS[at], price=Money(fen))])

    def restart_hq(self) -> None:
        """Kill head office while it is idle, and start it again."""
        self.hq_file.stop()
        self._start_hq()

    def back_up_hq(self) -> None:
        """Keep a copy of head office's database."""
        self.hq_file.stop()
        self._hq_backup = Path(shutil.copy(self.hq_file.path, self.folder / "hq-backup.sqlite"))
        self._start_hq()

    def restore_hq(self) -> None:
        """Put head office's copy back, as its `restore` does."""
        assert self._hq_backup is not None
        self.restores += 1
        self.hq_file.stop()
        restoring.restore(f"sqlite:///{self.hq_file.path}", self._hq_backup)
        self._start_hq()

    def deliver_late(self, at: int) -> None:
        """Let a request arrive that its till gave up on."""
        self.line.share = 0.0
        self.line.deliver_late(at)
        self._revive_hq()

    def pass_time(self, minutes: int) -> None:
        """Let time pass: tokens grow old."""
        self.now += timedelta(minutes=minutes)
        for disk in self.disks:
            disk.client.forget_welcome()

    def turn_clock(self, disk: Disk, minutes: int) -> None:
        """Set the clock of one till wrong."""
        disk.offset = timedelta(minutes=minutes)

    def settle(self) -> None:
        """Mend the line, let everybody finish, and look: raises AssertionError."""
        self.line.share = 0.0
        self.line.late.clear()
        self.line.requests = 0
        for disk in self.disks:
            self._finish(disk)
        self._look()

    def _finish(self, disk: Disk) -> None:
        self.restart(disk)
        for _ in range(4):
            try:
                self.round(disk)
            except Told:  # it is frozen, or its key was revoked: a person enrols it anew
                self._enrol(disk, again=True)
            else:
                if not engine.depth(disk.till).unsent:
                    break
        self.round(disk)
        depth = engine.depth(disk.till)
        assert (depth.unsent, depth.refused) == (0, 0), f"{disk.name} keeps {depth}"
        with disk.till.shop.database.reading() as connection:
            kept = set(connection.scalars(select(outbox.outbox.c.id)))
            shown = products.all_for_sale(connection)
        assert kept == set(disk.sold), f"{disk.name} lost or made up a promise to head office"
        faults = at_the_till.prove(disk.till).faults
        assert faults == (), f"{disk.name} has a broken chain: {faults}"
        with self.hq.database.reading() as connection:
            wanted = products.all_for_sale(connection)
        assert _by_id(shown) == _by_id(wanted), f"{disk.name} shows other goods"

    def _look(self) -> None:
        with self.hq.database.reading() as connection:
            found = connection.execute(select(sale.c.id, sale.c.total_fen)).all()
            aside = {one.fact for one in quarantine.waiting(connection)}
        booked = [row.id for row in found]
        assert len(booked) == len(set(booked)), "a sale is in the books twice"
        owed = {it: total for disk in self.disks for it, total in disk.sold.items()}
        assert owed.keys() <= set(booked), f"lost: {owed.keys() - set(booked)}"
        assert set(booked) <= self.ever.keys(), "a sale that nobody made"
        for row in found:
            assert row.total_fen == self.ever[row.id].fen, "a sale was altered"
        assert not aside & (owed.keys() | set(booked)), f"{aside} in quarantine"
        for proof in proving.prove(self.hq):
            assert proof.faults == (), proof

    def round(self, disk: Disk) -> None:
        """Send all that waits and hear the news, over whatever line there is."""
        engine.drain(disk.till, disk.client, disk.folder)

    def _ask(self, request: httpx.Request) -> httpx.Response:
        self.carried += 1
        assert self.line.share or self.line.requests < MOST_REQUESTS, "they go round in circles"
        return answer(self.desk, request)

    @contextmanager
    def _bad_line(self, luck: int) -> Iterator[None]:
        self.line.luck = random.Random(luck)
        self.line.share = SHARE if luck % 3 else 0.1
        try:
            yield
        finally:
            self.line.share = 0.0
            self.line.requests = 0
            self._revive_hq()

    def _let_hq_die(self, commits: int) -> None:
        self.hq_file.commits_left = commits
        self._has_hq_died = True

    def _revive_hq(self) -> None:
        if self._has_hq_died:
            self._has_hq_died = False
            self.restart_hq()

    @contextmanager
    def _mortal(self, disk: Disk, dies: int) -> Iterator[None]:
        disk.file.commits_left = dies if dies <= 3 else 0
        try:
            yield
        except TillDied:
            self.restart(disk)
        finally:
            disk.file.commits_left = 0

    def _add_disk(self, name: TillId) -> None:
        disk = Disk(self.folder / f"disk{len(self.disks)}", name)
        disk.folder.mkdir(exist_ok=True)
        shutil.copy(self._templates[0], disk.file.path)
        self.disks.append(disk)
        self._start(disk)
        with disk.till.shop.database.writing() as connection:
            facts.begin_epoch(connection, self.now)

    def _start(self, disk: Disk) -> None:
        shop = Shop(database=disk.file.database, clock=lambda: self.now + disk.offset)
        disk.till = Till(shop=shop, store=STORE, id=disk.name)
        self._connect(disk)

    def _connect(self, disk: Disk) -> None:
        identity = Identity(disk.folder)
        key = identity.key
        auth = None if key is None else Named(key)
        http = httpx.Client(base_url="http://hq", transport=self.line, auth=auth, trust_env=False)
        disk.client = HqClient(http, identity)

    def _stop(self, disk: Disk) -> None:
        disk.client = _CLOSED
        disk.file.stop()

    def _enrol(self, disk: Disk, *, again: bool) -> None:
        with self.hq.database.writing() as connection:
            code = codes.issue(connection, KnownTill(STORE, disk.name), self.now, again=again)
        Identity(disk.folder).keep_code(code)
        self._connect(disk)

    def _start_hq(self) -> None:
        self.hq = Shop(database=self.hq_file.database, clock=lambda: self.now)
        self.desk = Desk(self.hq, Board(self.hq, 0.0), Metrics())

    def _publish(
        self, listed: list[Product] | tuple[Product, ...], *, is_complete: bool = False
    ) -> None:
        publishing.publish(self.hq, listed, is_complete=is_complete)


_CLOSED = HqClient(httpx.Client(trust_env=False))


def _by_id(listed: list[Product]) -> list[Product]:
    return sorted(listed, key=lambda one: one.id)


@contextmanager
def _quickly() -> Iterator[None]:
    """Number what is made, so that the same story has the same names; spare what takes long.

    A backup of today has today's tables, so that putting it back need not look for older ones.
    """
    counter = itertools.count(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "uuid7", lambda: f"{next(counter):032x}")
        patch.setattr("hq.restoring.migrate.run_in", lambda _: None)
        yield
