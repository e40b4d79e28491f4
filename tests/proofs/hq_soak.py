"""Proves that head office serves for as long as one likes in the same memory.

Tills push sales, ask for news and send nonsense to a real server process, while new prices are
published all the time. Its memory, threads and open files are measured along the way and must stay
as they were after the first third; it must never answer that it failed, and keep every sale once.
"""

import argparse
import json
import random
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx
import msgspec

from app.base import clock
from app.base.ids import SaleId, TillId, new_id
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling import sales
from app.selling.cart import Cart
from app.selling.tender import Tender, TenderKind
from app.shop import Shop
from app.storage import facts
from app.storage.database import open_url
from app.storage.facts import Fact
from app.storage.migrate import upgrade
from hq import proving, publishing, tills
from hq.tills import KnownTill
from sync import packing, signing
from sync.signing import Signature
from sync.wire import CATALOGUE, HELLO, PUSH, FeedPage, Hello, Push, Welcome
from tests.benchmarks.commit import GOODS, a_sale
from tests.examples import NOON, STORE
from tests.programs import free_port, until_listening, zhanggui_hq

SECONDS, TILLS, MEASURES = 600, 8, 12
A_PUSH, POLLS = 20, 10
MAY_GROW_KB = 24 * 1024  # SQLite's page caches fill, one for each connection


class SoakTill(threading.Thread):
    """A till that sells, sends, asks, and now and then sends nonsense."""

    def __init__(self, url: str, number: int, stopping: threading.Event) -> None:
        super().__init__(name=f"till-{number}", daemon=True)
        self.till = KnownTill(STORE, TillId(f"t{number}"))
        self.key = signing.new_key()
        self.sold = 0
        self.answers: Counter[int] = Counter()
        self.broke: Exception | None = None
        self._url = url
        self._chance = random.Random(number)
        self._stopping = stopping
        self._epoch, self._before = f"epoch-{number}", ""

    def run(self) -> None:
        """Go on until told to stop; what ends it before is kept for the proof to raise."""
        try:
            with httpx.Client(base_url=self._url, auth=Signature(self.key), timeout=60) as http:
                while not self._stopping.wait(0.02):
                    self._push(http)
                    self._ask(http)
                    self._send_nonsense(http)
        except Exception as error:  # noqa: BLE001 - the top of a thread; the proof says it
            self.broke = error

    def _push(self, http: httpx.Client) -> None:
        made = tuple(msgspec.Raw(facts.encode(self._fact())) for _ in range(A_PUSH))
        push = Push(store=self.till.store, till=self.till.till, facts=made)
        body, how = packing.pack(facts.encode(push), "zstd")
        answer = http.post(PUSH, content=body, headers={"Content-Encoding": how})
        self.answers[answer.status_code] += 1
        assert answer.text.count('"stored"') == A_PUSH, answer.text

    def _fact(self) -> Fact:
        self.sold += 1
        cart = Cart(id=SaleId(new_id()), opened_at=NOON)
        for product in self._chance.sample(GOODS, 5):
            cart = cart.add(product, Quantity.pieces(1))
        card = Tender(TenderKind.CARD, Money(1), f"{self.sold:08d}")
        parts = (card, Tender(TenderKind.CASH, cart.total - Money(1)))
        sale = replace(a_sale(cart, self.sold), till=self.till.till, tenders=parts)
        unsigned = Fact(
            id=sale.id,
            kind="sale",
            schema=facts.SCHEMA,
            epoch=self._epoch,
            sequence=self.sold,
            prev_hash=self._before,
            hash="",
            body=msgspec.Raw(facts.encode(sale)),
        )
        made = replace(unsigned, hash=facts.hash_of(unsigned))
        self._before = made.hash
        return made

    def _ask(self, http: httpx.Client) -> None:
        hello = Hello(
            store=self.till.store,
            till=self.till.till,
            epoch=self._epoch,
            sequence=self.sold,
            hash=self._before,
        )
        said = http.post(HELLO, content=facts.encode(hello))
        self.answers[said.status_code] += 1
        token = {"Authorization": f"Bearer {facts.decode(said.content, Welcome).token}"}
        cursor = ""
        for _ in range(POLLS):
            wanted = {"cursor": cursor, "limit": "500"}
            page = http.get(CATALOGUE, params=wanted, headers=token, auth=None)
            self.answers[page.status_code] += 1
            if page.status_code == httpx.codes.OK:
                cursor = facts.decode(page.content, FeedPage).cursor

    def _send_nonsense(self, http: httpx.Client) -> None:
        noise = self._chance.randbytes(self._chance.randint(0, 2000))
        wrong = {"Authorization": f"Bearer x{noise[:20].hex()}"}
        for answer in (
            http.post(PUSH, content=noise),
            http.get(CATALOGUE, params={"cursor": noise[:30].hex()}, headers=wrong, auth=None),
            http.request("POST", "/console/login", content=noise, auth=None),
        ):
            self.answers[answer.status_code] += 1


def main(words: list[str]) -> int:
    """Serve, measure, and print the figures as JSON; 1 when something grew."""
    parser = argparse.ArgumentParser(prog="prove hq-soak", description=__doc__)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--db", help="head office's database, else a file of its own")
    args = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        figures = prove(args.db or f"sqlite:///{folder}/hq.sqlite", args.seconds)
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0 if figures["is_flat"] else 1


def prove(db: str, seconds: float) -> dict[str, object]:
    """Serve that long; raises AssertionError where it failed, or lost or doubled a sale."""
    stopping, port = threading.Event(), free_port()
    some = [SoakTill(f"http://127.0.0.1:{port}", it, stopping) for it in range(TILLS)]
    with closing(open_url(db)) as database:
        upgrade(database)
        hq = Shop(database=database, clock=clock.now)
        with database.writing() as connection:
            for it in some:
                tills.admit(connection, it.till, it.key.id, it.key.public, clock.now())
        publishing.publish(hq, GOODS)
        serve = zhanggui_hq("serve", "--db", db, "--port", port)
        server = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until_listening(port)
            for it in some:
                it.start()
            measured = [_step(hq, server.pid, seconds / MEASURES, it) for it in range(MEASURES)]
        finally:
            stopping.set()
            for it in some:
                it.join(60)
            server.send_signal(signal.SIGTERM)
            server.wait(60)
        _must_have_all(hq, some)
    return _figures(some, measured)


def _step(hq: Shop, process: int, seconds: float, number: int) -> dict[str, int]:
    """Publish and wait; return what the server has then."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        priced = [replace(it, price=it.price + Money(number % 7)) for it in GOODS[:50]]
        publishing.publish(hq, priced)
        time.sleep(min(1.0, seconds / 4))
    own = Path(f"/proc/{process}")
    words = dict(it.split(":", 1) for it in (own / "status").read_text("utf-8").splitlines())
    return {
        "kb": int(words["VmRSS"].split()[0]),
        "threads": int(words["Threads"]),
        "files": len(list((own / "fd").iterdir())),
    }


def _must_have_all(hq: Shop, some: list[SoakTill]) -> None:
    assert [it.broke for it in some] == [None] * len(some)
    with hq.database.reading() as connection:
        kept = {it.till: it.sales for it in sales.sums(connection)}
    assert kept == {it.till.till: it.sold for it in some}
    assert all(proof.faults == () for proof in proving.prove(hq))


def _figures(some: list[SoakTill], measured: list[dict[str, int]]) -> dict[str, object]:
    answers = sum((it.answers for it in some), Counter[int]())
    assert not [it for it in answers if it >= 500 and it != 503], answers
    begin = measured[len(measured) // 3]
    grew = {name: measured[-1][name] - begin[name] for name in begin}
    return {
        "sales": sum(it.sold for it in some),
        "answers": {str(it): number for it, number in sorted(answers.items())},
        "measured": measured,
        "grew": grew,
        "is_flat": grew["kb"] < MAY_GROW_KB and grew["threads"] <= 0 and grew["files"] <= TILLS,
    }
