"""Proves that no text on any screen is clipped or shortened, in every state, language and size."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.till import Till
from pos_ui.kit import style, tokens, words
from pos_ui.window import TillWindow
from tests.benchmarks.figures import machine
from tests.pos_ui import shots, shots_payment, shots_returns
from tests.pos_ui.fitting import Painted, cut, faults, outside, watched

SIZES = (
    (1138, 640, 1.2),  # 1366 x 768 enlarged as far as it goes
    (1280, 720, 1.5),  # 1920 x 1080 at 150 %
    (1366, 768, 1.0),
    (1536, 864, 1.25),
    (1920, 1080, 1.0),
)
State = Callable[[TillWindow, Till], None]


def main(words_given: list[str]) -> int:
    """Bring every screen to every state and print what does not fit; 1 where something does not."""
    parser = argparse.ArgumentParser(prog="prove fitting", description=__doc__)
    parser.add_argument("--only", default="", help="the name of one state")
    args = parser.parse_args(words_given)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    style.start(application, tokens.LIGHT)
    wrong: dict[str, list[str]] = {}
    texts, drawn = 0, 0
    for look in looks():
        for name, state in states():
            if args.only and args.only not in name:
                continue
            seen, beside = _painted(application, look, state)
            texts, drawn = texts + len(seen), drawn + 1
            for fault in faults(seen) | cut(seen) | beside:
                wrong.setdefault(fault, []).append(f"{name} {look.name}")
    figures = {"machine": machine(), "screens": drawn, "texts": texts, "wrong": wrong}
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 1 if wrong else 0


def looks() -> Iterator[shots.Look]:
    """Return every size in every language."""
    for width, height, ratio in SIZES:
        for language in words.LANGUAGES:
            yield shots.Look(width, height, ratio, "light", language)


def states() -> Iterator[tuple[str, State]]:
    """Return every state of every screen that is drawn to be looked at."""
    yield from ((f"selling {name}", getattr(shots, name)) for name in shots.STATES)
    for screen, drawn in (("payment", shots_payment.STATES), ("returns", shots_returns.STATES)):
        yield from ((f"{screen} {state.__name__}", state) for state in drawn)


def _painted(
    application: QApplication, look: shots.Look, state: State
) -> tuple[list[Painted], set[str]]:
    with TemporaryDirectory() as place:
        till = shots.a_till(Path(place))
        window = shots.a_window(till, look)
        application.processEvents()
        state(window, till)
        shots.settle(application)
        with watched() as seen:
            window.grab()
        beside = outside(window)
        window.close()
        window.deleteLater()
        shots.settle(application)
        till.shop.database.close()
    return seen, beside


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
