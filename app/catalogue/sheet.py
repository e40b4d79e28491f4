"""Reading the rows of a CSV file, however it was saved, or of the first sheet of an XLSX."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from app.base.errors import Refusal


def rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """Return each row with its line number; raises Refusal for what cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refusal("no_such_file", file=path, why=error.strerror) from error
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _spreadsheet(path, data)
    return _separated(path, _decoded(path, data))


def _decoded(path: Path, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("import_encoding", file=path.name)


def _separated(path: Path, text: str) -> Iterator[tuple[int, Sequence[str]]]:
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise Refusal("import_unreadable", file=path.name, why=error) from error


def _spreadsheet(path: Path, data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0)
        read = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise Refusal("import_unreadable", file=path.name, why=error) from error
    for line, cells in enumerate(read, start=1):
        yield line, [_cell_text(cell) for cell in cells]


def _cell_text(cell: object) -> str:
    """Write a cell as people see it: a barcode that Excel keeps as a number has no ".0"."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.12g}"
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return str(cell)
