"""What set-up says to the person in front of it: Chinese first, then English."""

import sys


class Stop(Exception):  # noqa: N818 - named for what it makes set-up do
    """Set-up cannot go on; the two texts say why and what helps."""

    def __init__(self, chinese: str, english: str, code: int = 1) -> None:
        super().__init__(english)
        self.chinese = chinese
        self.english = english
        self.code = code


def say(chinese: str, english: str) -> None:
    """Tell how far set-up is."""
    write(f"[掌柜] {chinese}\n       {english}")


def write(line: str) -> None:
    """Print a line, on a console that may know no Chinese at all."""
    encoding = sys.stderr.encoding or "ascii"
    sys.stderr.write(line.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stderr.flush()
