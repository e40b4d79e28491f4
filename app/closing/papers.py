"""Reports and slips on paper: laid out like receipts, so that every printer knows them."""

from zoneinfo import ZoneInfo

from app.base.errors import Refusal
from app.base.ids import CloseId, MoveId, ZId
from app.base.money import Money
from app.closing import closes, figuring, report
from app.closing.report import Report, Row, Value, Words
from app.printing.job import Job, Kind
from app.selling.receipt import Align, Block, Columns, Cut, Receipt, Rule, Text
from app.settings import Settings
from app.shifts import shifts
from app.till import Till


def words_of(settings: Settings, language: str = "") -> Words:
    """Return the words of a till's reports, in its language unless another one is named."""
    return Words(language or settings.language, ZoneInfo(settings.time_zone))


def of_job(till: Till, job: Job, words: Words) -> Report:
    """Make what a print job is about from what is kept; raises Refusal when it is not here."""
    with till.shop.database.reading() as connection:
        if job.kind is Kind.CASH_SLIP:
            move = shifts.find_move(connection, till.store, MoveId(job.sale))
            if move is not None:
                return report.of_move(move, words)
        elif job.kind is Kind.Z:
            z = closes.find_z(connection, till.store, ZId(job.sale))
            if z is not None:
                undone = closes.reversal_of(connection, till.store, z.id)
                return report.of_z(z, undone, words)
        else:
            close = closes.find(connection, till.store, CloseId(job.sale))
            shift = close and shifts.find(connection, till.store, close.shift)
            count = close and closes.find_count(connection, till.store, close.count)
            if close and shift and count:
                if job.kind is Kind.DEPOSIT:
                    return report.of_deposit(close, count, words)
                found = figuring.of_shifts(connection, till.store, [shift.id])
                return report.of_shift(close, shift, found, words)
    raise Refusal("unknown_sale", sale=job.sale)


def lay_out(said: Report, settings: Settings, *, paper_mm: int = 0, reprint: str = "") -> Receipt:
    """Lay a report out; `reprint` is what a copy beside the first one says."""
    head = [settings.shop_name or settings.store, said.title]
    blocks: list[Block] = [Text(line, Align.CENTRE, 1, bold=True) for line in head]
    training = words_of(settings)("training") if settings.is_training else ""
    marks = (said.number, training, reprint, said.mark)
    blocks += [Text(line, Align.CENTRE, bold=line != said.number) for line in marks if line]
    blocks += [Rule(), *map(_row, said.head)]
    for section in said.sections:
        title = [Text(section.title, bold=True)] if section.title else []
        blocks += [Rule(), *title, *map(_row, section.rows)]
    if said.foot:
        blocks += [Rule(), Text(""), Text(said.foot, Align.CENTRE)]
    return Receipt((*blocks, Cut()), paper_mm or settings.paper_mm)


def text_of(value: Value) -> str:
    """Write a value as reports show it."""
    return value.grouped() if isinstance(value, Money) else str(value)


def _row(row: Row) -> Block:
    return Columns(row.label, text_of(row.value), bold=row.strong)
