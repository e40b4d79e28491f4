"""How a table's row is written as a line of text, and how a line is cut into cells."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.reconciliation.statements.cells import clean

Cut = Callable[[str, int], list[str]]  # a line and how many cells it should have


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to cut a line, how to join one, and with which end and encoding it is written."""

    cut: Cut
    join: Callable[[Sequence[str]], str]
    end: str = "\n"
    encoding: str = "utf-8"


def _cut_csv(line: str, _: int) -> list[str]:
    if '"' not in line:
        return [clean(it) for it in line.split(",")]
    return [clean(it) for it in next(csv.reader([line]), [])]


def _cut_ticked(line: str, many: int) -> list[str]:
    """Cut before each back-tick: no value is quoted, and a text may hold commas."""
    if line.startswith("`"):
        values = line[1:].split(",`")
        return values if _is_clean(line) else [clean(it) for it in values]
    return _cut_csv(line, many)


def _is_clean(line: str) -> bool:
    """Say that no value of a line has anything around it: one look instead of thirty."""
    if any(it in line for it in (" ,`", ",` ", "``", "\t", "\u00a0", "\u3000", "\ufeff")):
        return False
    return line[1:2] != " " and line[-1:] != " "


def _join_csv(values: Sequence[str]) -> str:
    return ",".join(_quoted(it) for it in values)


def _quoted(value: str) -> str:
    if any(it in value for it in ',"\r\n'):
        return '"' + value.replace('"', '""') + '"'
    return value


def _join_ticked(values: Sequence[str]) -> str:
    return ",".join(f"`{it}" for it in values)


CSV = Dialect(_cut_csv, _join_csv)
TICKED = Dialect(_cut_ticked, _join_ticked)
