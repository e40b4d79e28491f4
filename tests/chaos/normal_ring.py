"""The till's program with its writer at synchronous=NORMAL: what a power cut must find out."""

import sys
from typing import Any

from app.storage import database


class _Careless(database._Held):  # noqa: SLF001 - planted where it hurts
    def __init__(self, engine: Any, synchronous: str) -> None:  # noqa: ANN401, ARG002
        super().__init__(engine, "NORMAL")


if __name__ == "__main__":
    database._Held = _Careless  # type: ignore[misc]  # noqa: SLF001
    from pos_ui.__main__ import main

    sys.exit(main())
