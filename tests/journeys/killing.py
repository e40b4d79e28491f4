"""Killing a till at random moments, and counting what it had promised."""

import json
import random
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from app.selling.tables import sale
from app.storage import outbox
from app.storage.outbox import outbox as outbox_table
from pos_ui import opening
from tests.programs import ENVIRONMENT, ROOT, zhanggui


@dataclass(frozen=True)
class Kept:
    """What is in the database after a kill."""

    sales: set[str]
    promised: set[str]
    integrity: str


def kill_in_mid_ring(folder: Path, baskets: Path, delay_s: float) -> set[str]:
    """Start `ring`, kill it after a while, and return the sales that it had answered for."""
    process = subprocess.Popen(
        zhanggui("ring", baskets, "--data", folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        cwd=ROOT,
    )
    assert process.stdout is not None
    first = process.stdout.readline()  # it sells: from here on any moment may be the last
    try:
        rest, _ = process.communicate(timeout=delay_s)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
    whole = [line for line in (first + rest).split(b"\n")[:-1] if line]
    return {json.loads(line)["sale"] for line in whole}


def kept(folder: Path) -> Kept:
    """Read what is there, in a new process' stead: the old one is dead."""
    with opening.opened(folder) as it, it.till.shop.database.reading() as connection:
        sales = list(connection.scalars(select(sale.c.id)))
        assert len(sales) == len(set(sales))
        return Kept(
            sales=set(sales),
            promised=set(connection.scalars(select(outbox_table.c.id))),
            integrity=str(connection.exec_driver_sql("PRAGMA integrity_check").scalar()),
        )


def kill_many_times(folder: Path, baskets: Path, times: int, seed: int) -> int:
    """Kill again and again; return how many sales were answered for. Raises AssertionError."""
    delays = random.Random(seed)
    answered: set[str] = set()
    for _ in range(times):
        answered |= kill_in_mid_ring(folder, baskets, delays.uniform(0, 0.25))
        found = kept(folder)
        assert answered <= found.sales, "a sale that was answered for is lost"
        assert found.sales == found.promised, "a sale without its promise to HQ"
        assert found.integrity == "ok"
    with opening.opened(folder) as it, it.till.shop.database.reading() as connection:
        depth = outbox.depth(connection).unsent
        assert depth == connection.scalar(select(func.count()).select_from(sale))
    return len(answered)
