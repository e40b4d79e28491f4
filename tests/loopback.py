"""A head office that answers on a port of this machine, and tills that it knows."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from app.base import clock
from app.base.ids import StoreId, TillId
from app.catalogue import products
from app.settings import Settings
from app.shop import Shop
from app.storage import facts
from app.storage.database import open_file
from app.till import Till
from hq import codes
from hq.server import make_server
from hq.tills import KnownTill
from pos_ui import hq_line
from pos_ui.opening import Opened
from sync import engine
from sync.identity import Identity
from tests.examples import BANANA, MILK, NOON, STORE


@contextmanager
def answering(hq: Shop, port: int | None = None) -> Iterator[str]:
    """Let HQ answer at the address that is returned; on this port, if that is asked for."""
    with listening_with(make_server(hq, good_for_s=0), port) as address:
        yield address


@contextmanager
def listening_with(application: ASGIApp, port: int | None = None) -> Iterator[str]:
    """Let an application answer at the address that is returned."""
    with socket.create_server(("127.0.0.1", port or 0)) as listening:
        config = uvicorn.Config(application, log_level="critical")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def a_till(folder: Path, name: str, url: str, hq: Shop, store: StoreId = STORE) -> Iterator[Opened]:
    """Open a till with milk and bananas for sale that HQ knows."""
    folder.mkdir(exist_ok=True)
    with closing(open_file(folder / "till.sqlite")) as database:
        with database.writing() as connection:
            facts.begin_epoch(connection, NOON)
            products.put(connection, [MILK, BANANA])
        shop = Shop(database=database, clock=clock.now)
        till = Till(shop=shop, store=store, id=TillId(name))
        with hq.database.writing() as connection:
            code = codes.issue(connection, KnownTill(store, till.id), clock.now())
        Identity(folder).keep_code(code)
        ours = Settings(store=store, till=till.id, hq_url=url)
        opened = Opened(till=till, folder=folder, settings=ours)
        send(opened)
        yield opened


def send(opened: Opened) -> None:
    """Send all that waits."""
    with closing(hq_line.connect(opened.folder, opened.settings)) as line:
        engine.drain(opened.till, line, opened.folder)
