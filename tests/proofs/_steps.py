"""Steps of a long proof, each done once: what was proved before a stop is not proved again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Figures = dict[str, Any]


class Steps:
    """Keeps the figures of each step in a file of JSON lines; without a file it keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.done: dict[str, Figures] = {}
        if path is not None and path.exists():
            lines = path.read_text("utf-8").splitlines()
            self.done = {line["step"]: line for line in map(json.loads, lines)}

    def do(self, name: str, step: Callable[[], Figures]) -> Figures:
        """Do a step that was not done yet, and say its figures."""
        if name not in self.done:
            figures = {"step": name, **step()}
            self.done[name] = figures
            print(json.dumps(figures, ensure_ascii=False), flush=True)
            if self._path is not None:
                with self._path.open("a", encoding="utf-8") as kept:
                    kept.write(json.dumps(figures, ensure_ascii=False) + "\n")
        return self.done[name]
