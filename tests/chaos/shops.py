"""Real tills and a real head office as processes that are killed, at the two ends of a bad line."""

import json
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import select

from app.base import clock
from app.base.ids import StoreId, TillId
from app.base.money import Money
from app.catalogue import products
from app.selling.tables import sale
from app.shop import Shop
from app.storage import outbox
from app.storage.database import open_url
from app.storage.migrate import upgrade
from hq import codes, proving, publishing, quarantine
from hq.tills import KnownTill
from pos_ui import opening
from tests.chaos.line import BadLine, bad_line
from tests.examples import BANANA, MILK
from tests.journeys.conftest import stock
from tests.programs import (
    ENVIRONMENT,
    ROOT,
    a_basket,
    answer,
    free_port,
    until_listening,
    zhanggui,
    zhanggui_hq,
)

STORE = StoreId("a")
GOODS = (MILK, BANANA)
AT_ONCE = 2  # tills' processes: this machine has few cores
PATIENCE_S = 1800


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is sold, and how often somebody dies."""

    seed: int
    tills: int = 10
    sales: int = 1000
    hq_kills: int = 10
    till_kills: int = 20


class HeadOffice:
    """A server process that is killed and started again."""

    def __init__(self, db: str) -> None:
        self._db = db
        self.port = free_port()
        self.kills = 0
        self._start()

    def kill(self) -> None:
        """Kill it as a power cut does, and start it again."""
        self._process.kill()
        self._process.wait()
        self.kills += 1
        self._start()

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()

    def _start(self) -> None:
        serve = zhanggui_hq("serve", "--db", self._db, "--port", self.port)
        self._process = subprocess.Popen(
            serve, env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until_listening(self.port)


@dataclass
class Counter:
    """A till's folder, what it owes, and the processes that are run on it."""

    folder: Path
    wanted: int
    kills: int
    chance: random.Random
    answered: set[str] = field(default_factory=set)
    killed: int = 0

    def live(self) -> None:
        """Sell and send, and die in between, until all is sold and sent."""
        ends = time.monotonic() + PATIENCE_S
        while True:
            sold, unsent = self._look()
            assert time.monotonic() < ends, f"{self.folder.name} has {unsent} unsent"
            if sold < self.wanted:
                self._sell(min(self.wanted - sold, self.chance.randint(20, 200)))
            elif not unsent and self.killed >= self.kills:
                return
            self._run(zhanggui("sync", "--data", self.folder))

    def _sell(self, count: int) -> None:
        baskets = self.folder / "baskets.jsonl"
        one = a_basket((MILK.barcode, "2"), (BANANA.barcode, "0.685"), cash="50.00")
        baskets.write_text(f"{one}\n" * count, "utf-8")
        said = self._run(zhanggui("ring", baskets, "--data", self.folder))
        whole = [line for line in said.split(b"\n")[:-1] if line]
        self.answered |= {json.loads(line)["sale"] for line in whole}

    def _run(self, command: list[str]) -> bytes:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT, cwd=ROOT
        )
        dies = self.killed < self.kills and self.chance.random() < 0.5
        try:
            said, _ = process.communicate(timeout=self.chance.uniform(0.3, 2) if dies else 300)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            self.killed += 1
            said, _ = process.communicate()
        return said

    def _look(self) -> tuple[int, int]:
        with opening.opened(self.folder) as it, it.till.shop.database.reading() as connection:
            sold = len(list(connection.scalars(select(sale.c.id))))
            return sold, outbox.depth(connection).unsent


def live(folder: Path, db: str, plan: Plan) -> dict[str, object]:
    """Let every till sell and send through a line that fails; return the figures.

    Raises AssertionError where something was lost, doubled, set aside or shown wrongly.
    """
    chance = random.Random(plan.seed)
    with closing(open_url(db)) as database:
        upgrade(database)
        shop = Shop(database=database, clock=clock.now)
        publishing.publish(shop, GOODS)
        office = HeadOffice(db)
        line = BadLine(office.port, plan.seed)
        began = time.monotonic()
        try:
            with bad_line(line) as port, ThreadPoolExecutor(AT_ONCE) as pool:
                counters = [_counter(folder, at, plan, shop, port) for at in range(plan.tills)]
                working = [pool.submit(one.live) for one in counters]
                _torment(office, shop, plan, chance, lambda: all(it.done() for it in working))
                for it in working:
                    it.result()
                share = line.failed
                line.share = 0.0
                for one in counters:  # quiescence: what was published last arrives, too
                    answer(zhanggui("sync", "--data", one.folder))
        finally:
            office.close()
        _look(shop, counters, plan)
    killed = sum(one.killed for one in counters)
    figures: dict[str, object] = {
        "seed": plan.seed,
        "sales": plan.tills * plan.sales,
        "requests": line.counts.total(),
        "failed_share": round(share, 3),
        "hq_kills": office.kills,
        "till_kills": killed,
        "lost": 0,
        "doubled": 0,
        "conflicts": 0,
        "seconds": round(time.monotonic() - began, 1),
    }
    assert office.kills >= plan.hq_kills
    assert killed >= plan.till_kills
    return figures


def _counter(folder: Path, at: int, plan: Plan, shop: Shop, port: int) -> Counter:
    name = TillId(f"t{at}")
    with shop.database.writing() as connection:
        code = codes.issue(connection, KnownTill(STORE, name), clock.now())
    made = folder / name
    us = ("--store", STORE, "--till", name, "--hq", f"http://127.0.0.1:{port}")
    answer(zhanggui("init", "--data", made, *us, "--credential", code))
    stock(made)
    kills = plan.till_kills * (at + 1) // plan.tills - plan.till_kills * at // plan.tills
    return Counter(made, plan.sales, kills, random.Random(plan.seed * 1000 + at))


def _torment(
    office: HeadOffice, shop: Shop, plan: Plan, chance: random.Random, is_over: Callable[[], bool]
) -> None:
    """Kill head office now and then, and let prices change."""
    while not is_over() or office.kills < plan.hq_kills:
        ends = time.monotonic() + chance.uniform(1, 4)
        while time.monotonic() < ends and not (is_over() and office.kills >= plan.hq_kills):
            threading.Event().wait(0.1)
        if office.kills < plan.hq_kills:
            office.kill()
        dearer = replace(chance.choice(GOODS), price=Money(chance.randint(500, 900)))
        publishing.publish(shop, [dearer])


def _look(shop: Shop, counters: list[Counter], plan: Plan) -> None:
    with shop.database.reading() as connection:
        booked = [
            (row.till, row.id, row.total_fen)
            for row in connection.execute(select(sale.c.till, sale.c.id, sale.c.total_fen))
        ]
        listed = sorted(products.all_for_sale(connection), key=lambda one: one.id)
        assert quarantine.count(connection) == 0
    assert len(booked) == plan.tills * plan.sales
    for one in counters:
        with opening.opened(one.folder) as it, it.till.shop.database.reading() as connection:
            found = connection.execute(select(sale.c.till, sale.c.id, sale.c.total_fen)).all()
            ours = {tuple(row) for row in found}
            assert one.answered <= {row.id for row in found}, "a sale that was answered for is lost"
            assert {it for it in booked if it[0] == one.folder.name} == ours, "head office differs"
            assert outbox.depth(connection).refused == 0
            shown = sorted(products.all_for_sale(connection), key=lambda it: it.id)
            assert shown == listed, "a till shows other goods"
    for proof in proving.prove(shop):
        assert proof.faults == (), proof
