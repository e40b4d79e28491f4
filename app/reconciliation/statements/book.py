"""Workbooks: sheets as rows of text, read by python-calamine and written by XlsxWriter."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from app.base.errors import Refusal
from app.reconciliation.statements.cells import clean
from app.reconciliation.statements.source import Part

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

HEADER_WITHIN = 10  # rows
EXACT = 10**15  # a number cell beyond it has lost digits
Sheet = Sequence[Sequence[str]]


def opened(part: Part) -> "CalamineWorkbook":
    """Open a workbook; raises Refusal for a damaged one."""
    from python_calamine import (  # noqa: PLC0415 - only where there is a workbook
        CalamineError,
        CalamineWorkbook,
    )

    try:
        with part.opened() as file:
            return CalamineWorkbook.from_filelike(io.BytesIO(file.read()))
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal("statement_archive") from error


def names(part: Part) -> list[str]:
    """Name the sheets; a damaged workbook has none."""
    try:
        return opened(part).sheet_names
    except Refusal:
        return []


def sheet(part: Part, name: str) -> Iterator[tuple[int, list[str]]]:
    """Read a sheet: the number of each row from 1, and its cells; raises Refusal."""
    from python_calamine import CalamineError  # noqa: PLC0415

    workbook = opened(part)
    if name not in workbook.sheet_names:
        return
    try:
        rows = workbook.get_sheet_by_name(name)
        first = rows.start[0] + 1 if rows.start else 1
        for line, row in enumerate(rows.iter_rows(), first):
            yield line, [text(it) for it in row]
    except (CalamineError, ValueError) as error:
        raise Refusal("statement_archive") from error


def table(rows: Iterator[tuple[int, list[str]]], needed: frozenset[str]) -> dict[str, int] | None:
    """Find the header among the first rows: where each column stands; raises Refusal for twins."""
    for line, row in rows:
        if needed <= set(row):
            at: dict[str, int] = {}
            for place, name in enumerate(row):
                if name in at and name in needed:
                    raise Refusal("statement_header_twice", column=name)
                at.setdefault(name, place)
            return at
        if line > HEADER_WITHIN:
            break
    return None


def text(value: object) -> str:
    """Write a cell as text; a long number that a spreadsheet kept as a number is spoiled."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if abs(value) >= EXACT:
            return f"{value:E}"
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else clean(str(value))


def written(sheets: Mapping[str, Sheet]) -> bytes:
    """Write a workbook whose cells are all text, as platforms do."""
    import xlsxwriter  # noqa: PLC0415 - only where a workbook is written

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        for name, rows in sheets.items():
            page = workbook.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    page.write_string(line, column, value)
    return target.getvalue()
