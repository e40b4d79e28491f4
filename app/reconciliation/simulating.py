"""Writing a world as files: our own books, every channel's statements, and the truth.

ours.csv            our own books, see docs/reconciliation.md
statements/…        what each channel would send for each day, in its own format
truth.csv           group, finding, side, channel, kind, number, gross_fen of every row
world.json          period, fees, and the files that must be refused
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import msgspec

from app.base.errors import Trouble
from app.reconciliation import worlds
from app.reconciliation.standard import Entry
from app.reconciliation.statements.form import Head
from app.reconciliation.statements.formats import BY_NAME
from app.reconciliation.worlds import Day

OWN_HEADER = (
    "channel",
    "kind",
    "order_no",
    "refund_no",
    "channel_no",
    "original_no",
    "gross_fen",
    "fee_fen",
    "net_fen",
    "at",
    "biz_date",
    "settle_date",
    "store",
    "terminal",
    "status",
    "account",
    "currency",
    "batch",
    "last4",
)
TRUTH_HEADER = ("group", "finding", "side", "channel", "kind", "number", "gross_fen")
FORMATS = {
    "wechat": ("wechat_trade_all", "csv"),
    "alipay": ("alipay_trade", "csv.zip"),
    "unionpay": ("unionpay_zm", "zip"),
}
GRACE_DAYS = 3  # after the last day, so that nothing still has time
WORLD, TRUTH, OURS, STATEMENTS = "world.json", "truth.csv", "ours.csv", "statements"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What world.json says."""

    orders: int
    seed: int
    first_day: int
    last_day: int
    as_of: int
    rate_ppm: dict[str, int]
    refused: list[str]  # files, by name
    rows_ours: int
    rows_theirs: int


def write(orders: int, seed: int, folder: Path, progress: Progress = lambda _n, _of: None) -> World:
    """Write a world of so many orders; raises Trouble when the disk fails."""
    try:
        return _write(orders, seed, folder, progress)
    except OSError as error:
        raise Trouble("folder_read_only", folder=folder, why=error.strerror) from error


def read(folder: Path) -> World:
    """Read what a folder's world.json says; raises Trouble when there is none."""
    try:
        return msgspec.json.decode((folder / WORLD).read_bytes(), type=World)
    except (OSError, ValueError) as error:
        raise Trouble("no_world_here", folder=folder, why=error) from error


def _write(orders: int, seed: int, folder: Path, progress: Progress) -> World:
    (folder / STATEMENTS).mkdir(parents=True, exist_ok=True)
    ours = theirs = group = 0
    last = folder
    length = worlds.days_of(orders)
    with (
        (folder / OURS).open("w", encoding="utf-8", newline="") as own_file,
        (folder / TRUTH).open("w", encoding="utf-8", newline="") as truth_file,
    ):
        own, truth = csv.writer(own_file), csv.writer(truth_file)
        own.writerow(OWN_HEADER)
        truth.writerow(TRUTH_HEADER)
        for at, day in enumerate(worlds.play(orders, seed)):
            own.writerows(_own(it) for it in _shuffled(day.ours))
            truth.writerows(_truth(day, group))
            group += len(day.groups)
            ours, theirs = ours + len(day.ours), theirs + len(day.theirs)
            last = _statements(folder / STATEMENTS, day)
            progress(at + 1, length)
    end = worlds.FIRST_DAY + timedelta(days=length - 1)
    world = World(
        orders=orders,
        seed=seed,
        first_day=worlds.number_of_day(worlds.FIRST_DAY - timedelta(days=1)),
        last_day=worlds.number_of_day(end),
        as_of=worlds.number_of_day(end + timedelta(days=GRACE_DAYS)),
        rate_ppm=worlds.RATE_PPM,
        refused=[_spoilt(folder / STATEMENTS, last)],
        rows_ours=ours,
        rows_theirs=theirs,
    )
    (folder / WORLD).write_bytes(msgspec.json.format(msgspec.json.encode(world), indent=1))
    return world


def _shuffled(rows: Sequence[Entry]) -> list[Entry]:
    """Put rows into the order of time, in which nothing is beside its other side."""
    return sorted(rows, key=lambda it: (it.at_ms, it.order_no, it.refund_no))


def _own(row: Entry) -> tuple[object, ...]:
    return (
        row.channel,
        row.kind,
        row.order_no,
        row.refund_no,
        row.channel_no,
        row.original_no,
        row.gross_fen,
        row.fee_fen,
        row.net_fen,
        row.at_ms,
        row.biz_date,
        row.settle_date or "",
        row.store,
        row.terminal,
        row.status,
        row.account,
        row.currency,
        row.batch,
        row.last4,
    )


def _truth(day: Day, first: int) -> Iterator[tuple[object, ...]]:
    for number, group in enumerate(day.groups, first):
        for it in group.members:
            name = worlds.number_of(it)
            yield number, group.finding, it.side, it.channel, it.kind, name, it.gross_fen


def _statements(folder: Path, day: Day) -> Path:
    """Write each channel's statement of a day; return WeChat's."""
    for channel, (form, ending) in FORMATS.items():
        rows = _shuffled([it for it in day.theirs if it.channel == channel])
        head = Head(
            account=worlds.ACCOUNT[channel],
            first_day=day.number,
            last_day=day.number,
            made_at_ms=(rows[-1].at_ms if rows else 0) + 36_000_000,
        )
        path = folder / f"{channel}_{day.number}.{ending}"
        path.write_bytes(BY_NAME[form].write(rows, head))
    return folder / f"wechat_{day.number}.csv"


def _spoilt(folder: Path, path: Path) -> str:
    """Copy a statement with one amount changed, so that its sums no longer hold."""
    lines = path.read_bytes().split(b"\n")
    cells = lines[1].split(b",`")
    amount = len(cells) - 3  # 订单金额
    cells[amount] = b"9" + cells[amount]
    lines[1] = b",`".join(cells)
    spoilt = folder / "wechat_spoilt.csv"
    spoilt.write_bytes(b"\n".join(lines))
    return spoilt.name
