"""A report as an XLSX workbook: money as numbers with two decimals, so that it can be added up."""

import io

from app.base.money import Money
from app.closing.report import Report, Row

WIDE, NARROW = 34, 18  # columns, in characters
YUAN = "#,##0.00"


def xlsx(said: Report) -> bytes:
    """Write a report on one sheet."""
    import xlsxwriter  # noqa: PLC0415 - not before somebody exports

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(said.number or "1")
        sheet.set_column(0, 0, WIDE)
        sheet.set_column(1, 1, NARROW)
        plain = {
            (strong, money): book.add_format(_look(strong=strong, is_money=money))
            for strong in (False, True)
            for money in (False, True)
        }
        rows: list[Row] = [Row(said.title, said.number, strong=True)]
        rows += [Row(said.mark, "", strong=True)] if said.mark else []
        rows += said.head
        for section in said.sections:
            rows += [Row("", ""), Row(section.title, "", strong=True), *section.rows]
        for at, row in enumerate(rows):
            is_money = isinstance(row.value, Money)
            value = row.value.fen / 100 if isinstance(row.value, Money) else row.value
            sheet.write(at, 0, row.label, plain[row.strong, False])
            sheet.write(at, 1, value, plain[row.strong, is_money])
    return out.getvalue()


def _look(*, strong: bool, is_money: bool) -> dict[str, object]:
    return {"bold": strong} | ({"num_format": YUAN} if is_money else {"align": "left"})
