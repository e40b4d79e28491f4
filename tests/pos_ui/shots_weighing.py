"""Draws the weighing dialog in its states: `python -m tests.pos_ui.shots_weighing DIR`."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.base.ids import ProductId
from app.base.money import Money
from app.catalogue.product import Product, Unit
from devices.scales.acceptance import Verdict
from devices.scales.weighing import Command, Weighing
from pos_ui import window as windows
from pos_ui.kit import style
from pos_ui.pictures import save
from pos_ui.window import TillWindow
from tests.pos_ui import shots
from tests.pos_ui.shots import LONG, Look, looks, settle

BANANA = Product(id=ProductId("banana"), name="香蕉 散称", price=Money(796), unit=Unit.KG)
DEAR = Product(id=ProductId("dear"), name=LONG, price=Money(9_999_999), unit=Unit.KG)
STATES = {
    "ready": (BANANA, Weighing(verdict=Verdict.READY, grams=685, tare_g=0)),
    "net": (BANANA, Weighing(verdict=Verdict.READY, grams=1250, is_net=True, tare_g=120)),
    "moving": (BANANA, Weighing(verdict=Verdict.MOVING, grams=702)),
    "over": (BANANA, Weighing(verdict=Verdict.OVER)),
    "negative": (BANANA, Weighing(verdict=Verdict.NEGATIVE, grams=-120, is_net=True)),
    "taken": (BANANA, Weighing(verdict=Verdict.TAKEN, grams=685)),
    "empty": (BANANA, Weighing(verdict=Verdict.EMPTY)),
    "silent": (BANANA, Weighing(verdict=Verdict.SILENT)),
    "stress": (DEAR, Weighing(verdict=Verdict.READY, grams=299_999, is_net=True)),
    "by_hand": (BANANA, Weighing(verdict=Verdict.SILENT)),
}


class Still:
    """A scale on which nothing changes."""

    def __init__(self, known: Weighing) -> None:
        self._known = known

    def weighing(self) -> Weighing:
        return self._known

    def take(self, shown_g: int) -> int:
        return shown_g

    def ask(self, command: Command) -> None:
        pass


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    for look in (*looks(), Look(1280, 720, 1.5, "light", "en")):
        if os.environ.get("QT_SCALE_FACTOR", "1") == str(look.ratio).removesuffix(".0"):
            style.start(application, windows.theme_of(look.theme))
            for name in STATES:
                draw(application, look, name, folder)


def draw(application: QApplication, look: Look, name: str, folder: Path) -> None:
    with TemporaryDirectory() as place:
        till = shots.a_till(Path(place))
        window: TillWindow = shots.a_window(till, look)
        shots.selling(window, till)
        product, known = STATES[name]
        window.questions.scale = Still(
            Weighing(
                verdict=known.verdict,
                grams=known.grams,
                is_net=known.is_net,
                tare_g=known.tare_g,
                may_zero=True,
                may_tare=True,
            )
        )
        window.questions.weight(product, "")
        settle(application)
        if name == "by_hand":
            by_hand(window)
        settle(application)
        save(window, folder / f"weigh_{name}-{look.name}.png")
        window.close()
        window.deleteLater()
        settle(application)
        till.shop.database.close()


def by_hand(window: TillWindow) -> None:
    from pos_ui.selling.weight_pad import WeightPad  # noqa: PLC0415

    pad = window.asking.body
    assert isinstance(pad, WeightPad)
    pad.by_hand(on=True)


if __name__ == "__main__":
    main()
