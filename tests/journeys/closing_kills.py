"""Killing a till while it closes: the day is closed once or not at all."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from app.closing import closes, figuring
from app.closing.closed import seal_of
from app.closing.tables import shift_close, z_report, z_shift
from app.printing.job import Kind
from app.printing.tables import print_job
from app.selling import sales
from app.shifts import shifts
from app.shifts.tables import shift as shift_table
from app.storage import outbox
from app.storage.outbox import outbox as outbox_table
from app.till import Till
from pos_ui import opening
from tests.journeys.closing_child import CLOSING
from tests.programs import ENVIRONMENT, ROOT

LONGEST_S = 0.04  # longer than a close takes


@dataclass(frozen=True)
class Found:
    """What is there after a kill: how many Zs, whether a shift was left open, and counted."""

    zs: int
    is_open: bool
    is_counted: bool
    was_closing: bool = False  # when it was killed
    is_unsaid: bool = False  # it is closed, but nobody was told any more


def kill_in_mid_close(folder: Path, closes: int, delay_s: float) -> tuple[int, bool]:
    """Let a till close days, and kill it a moment after it began its n-th close.

    Return the last number that it answered, and whether the last close was not answered for.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.closing_child", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        cwd=ROOT,
        text=True,
    )
    assert process.stdout is not None
    said: list[str] = []
    while said.count(CLOSING) < closes:
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        said.append(line.strip())
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    said += rest.split("\n")[:-1]
    numbers = [int(line) for line in said if line != CLOSING]
    return max(numbers, default=0), said[-1] == CLOSING


def kill_many_times(folder: Path, times: int, seed: int) -> list[Found]:
    """Kill again and again, and look at the books each time; raises AssertionError."""
    dice = random.Random(seed)
    found: list[Found] = []
    for _ in range(times):
        closes, delay_s = dice.randint(1, 3), dice.uniform(0, LONGEST_S)
        answered, was_closing = kill_in_mid_close(folder, closes, delay_s)
        with opening.opened(folder) as it:
            now = look(it.till)
        assert now.zs >= answered, "a day that was said to be closed is open again"
        before = found[-1].zs if found else 0
        found.append(
            replace(now, was_closing=was_closing, is_unsaid=now.zs > max(answered, before))
        )
    return found


def look(till: Till) -> Found:
    """Check that every day is closed once or not at all, with all that belongs to it."""
    with till.shop.database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        numbers = list(connection.scalars(select(z_report.c.number).order_by(z_report.c.number)))
        assert numbers == list(range(1, len(numbers) + 1)), "numbers of Zs with a gap or twice"
        every = set(connection.scalars(select(shift_table.c.id)))
        ended = Counter(connection.scalars(select(shift_close.c.shift)))
        covered = Counter(connection.scalars(select(z_shift.c.shift)))
        assert set(ended.values()) | set(covered.values()) <= {1}, "closed twice"
        assert set(ended) == set(covered), "half closed"
        now = shifts.now(connection)
        assert every - set(ended) == ({now.id} if now else set()), "neither open nor closed"
        _must_be_promised(connection)
        if numbers:
            _must_be_right(connection, till, numbers[-1])
        counts = closes.counts_of(connection, till.store, now.id) if now else []
        return Found(zs=len(numbers), is_open=now is not None, is_counted=bool(counts))


def _must_be_promised(connection: Connection) -> None:
    """Check that HQ hears of every end and every Z, and that each has its paper."""
    of = outbox_table.c
    told = Counter(connection.scalars(select(of.kind)))
    zs = len(list(connection.scalars(select(z_report.c.id))))
    papers = list(connection.scalars(select(print_job.c.sale).where(print_job.c.kind == Kind.Z)))
    assert (told["z"], told["shift_close"], len(set(papers)), len(papers)) == (zs, zs, zs, zs)


def _must_be_right(connection: Connection, till: Till, number: int) -> None:
    z = closes.numbered(connection, till.store, till.id, number)
    assert z is not None
    sold = sales.of_shifts(connection, till.store, z.shifts)
    assert z.figures == figuring.of_shifts(connection, till.store, z.shifts)
    assert z.seal == seal_of(outbox.bodies(connection, [sale.id for sale in sold]))
