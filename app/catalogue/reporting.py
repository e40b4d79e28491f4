"""Saying on a terminal what an import took in, or why it took nothing."""

from pathlib import Path

from app.catalogue.importing import Import, listed
from app.console import DONE, FAILED, Out


def report(done: Import, file: Path, out: Out) -> int:
    """Tell of each problem where it is, then give the answer; return the exit status."""
    for line in listed(done.problems, out.language):
        out.note(line)
    errors = sum(not problem.is_warning for problem in done.problems)
    document = {
        "imported": done.imported,
        "problems": [
            {
                "line": it.line,
                "column": it.column,
                "why": it.why.text(out.language),
                "warning": it.is_warning,
            }
            for it in done.problems
        ],
    }
    if errors:
        out.answer(
            document,
            f"{file.name} 有 {errors} 处要改，一件也没有导入",
            f"{file.name} has {errors} problems; nothing was imported",
        )
        return FAILED
    out.answer(document, f"已导入 {done.imported} 种商品", f"{done.imported} products imported")
    return DONE
