"""From the start of the process to a painted window, and to the first scanned row.

The peer is a bare PySide6 window in a process of its own, started in turns with ours.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import ratio, summary
from tests.programs import ENVIRONMENT, ROOT, answer, zhanggui

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
class Window(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
app = QApplication(sys.argv)
window = Window("bare")
window.resize(1366, 768)
window.show()
app.exec()
print(time.time())
"""
OURS = """
import sys, time, json
from pathlib import Path
from app import settings
from pos_ui.program import Program, start_qt
folder = Path(sys.argv[1])
ours = settings.load(folder)
app = start_qt(folder, ours)
told = {}
program = Program(folder, ours)
program.window.resize(1366, 768)
program.window.show()
while "painted" not in told:
    app.processEvents()
    if program.window.isVisible():
        program.window.repaint()
        told["painted"] = time.time()
        told["heavy"] = [name for name in ("sqlalchemy", "alembic", "httpx", "keyring", "PIL") if name in sys.modules]
program.window.scan(sys.argv[2])
program.open()
while not (program.window.register.cart and program.window.register.cart.lines):
    app.processEvents()
    time.sleep(0.001)
program.window.repaint()
told["row"] = time.time()
program.close()
print(json.dumps(told))
"""  # noqa: E501


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the benchmark takes."""
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--catalogue", type=Path, default=ROOT / "resources/demo/catalogue.csv")


def run(args: argparse.Namespace) -> dict[str, object]:
    """Start both in turns and return the figures."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "till"
        answer(
            zhanggui("init", "--data", folder, "--store", "a", "--till", "t1", "--shifts", "off")
        )
        answer(zhanggui("import", "products", args.catalogue, "--data", folder))
        answer(zhanggui("backup", "--data", folder))
        code = args.catalogue.read_text("utf-8").splitlines()[1].split(",")[0]
        bare: list[float] = []
        painted: list[float] = []
        row: list[float] = []
        heavy: list[str] = []
        for _ in range(args.runs + 1):
            began, told = _timed([sys.executable, "-c", BARE])
            bare.append(float(told) - began)
            began, told = _timed([sys.executable, "-c", OURS, str(folder), code])
            ours = json.loads(told)
            painted.append(ours["painted"] - began)
            row.append(ours["row"] - began)
            heavy = ours["heavy"]
    figures = {
        name: summary(of[1:]) for name, of in (("bare", bare), ("painted", painted), ("row", row))
    }
    return {
        **figures,
        "painted_to_bare": ratio(figures["painted"], figures["bare"]),
        "row_to_bare": ratio(figures["row"], figures["bare"]),
        "heavy_libraries_before_the_first_paint": heavy,
    }


def _timed(command: list[str]) -> tuple[float, str]:
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.time()
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=ROOT, check=True
    )
    return began, done.stdout
