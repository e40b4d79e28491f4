"""Opening head office's database: the one a URL names, upgraded."""

import argparse
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from app.base import clock
from app.base.errors import Trouble
from app.shop import Shop
from app.storage import migrate
from app.storage.database import open_url
from hq import publishing


def database_argument(parser: argparse.ArgumentParser) -> None:
    """Add --db, which every command takes."""
    default = os.environ.get("ZHANGGUI_HQ_DB", "zhanggui-hq.sqlite")
    parser.add_argument(
        "--db", default=default, metavar="URL", help="postgresql://… 或 or sqlite:///FILE"
    )


@contextlib.contextmanager
def opened(url: str) -> Iterator[Shop]:
    """Open head office's records and close them again; raises Trouble when they are away."""
    with contextlib.closing(open_url(url)) as database:
        if database.path is not None:
            _make_folder(database.path)
        migrate.upgrade(database)
        shop = Shop(database=database, clock=clock.now)
        publishing.adopt(shop)
        yield shop


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("folder_read_only", folder=path.parent, why=error.strerror) from error
