"""What is wrong with a statement: where, why, and whether it stops the file."""

from dataclasses import dataclass

from app.base.errors import CHINESE, Told

MOST = 1000  # a file with more is not worth more lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something about a line, or about the whole file (line 0)."""

    line: int = 0
    column: str = ""
    why: Told
    is_warning: bool = False

    def text(self, language: str = CHINESE) -> str:
        """Say where and why, in this language."""
        where = f"第 {self.line} 行" if language == CHINESE else f"line {self.line}"
        column = f"「{self.column}」" if language == CHINESE else f"“{self.column}”"
        parts = [where if self.line else "", column if self.column else ""]
        at = " ".join(it for it in parts if it)
        between = "：" if language == CHINESE else ": "
        return f"{at}{between}{self.why.text(language)}" if at else self.why.text(language)
