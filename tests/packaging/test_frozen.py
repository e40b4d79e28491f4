"""The frozen till, built from an environment that holds the till alone, and used."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import ImageGrab

from bootstrap import environment, process

pytestmark = pytest.mark.slow
CATALOGUE = "条码,名称,分类,单位,售价\n6901234567892,纯牛奶 250ml,乳品,件,3.50\n"
BASKET = {
    "lines": [{"barcode": "6901234567892", "quantity": "2"}],
    "tenders": [{"tender": "cash", "amount": "10"}],
}


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, frozen as docs/windows.md says."""
    folder = tmp_path_factory.mktemp("frozen")
    environment.make_runtime(folder / "runtime")
    python = environment.python_of(folder / "runtime")
    dist, work = str(folder / "dist"), str(folder / "work")
    build = [str(python), "-m", "PyInstaller", "--noconfirm"]
    process.run(
        [
            *build,
            "--distpath",
            dist,
            "--workpath",
            work,
            str(environment.ROOT / "pyinstaller.spec"),
        ]
    )
    name = "zhanggui.exe" if sys.platform == "win32" else "zhanggui"
    return folder / "dist" / "zhanggui" / name


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """The file that stands for the printer."""
    return tmp_path / "paper.bin"


@pytest.fixture
def zhanggui(program: Path, tmp_path: Path, paper: Path) -> "Zhanggui":
    """A frozen till that is set up and knows its milk."""
    milk = tmp_path / "milk.csv"
    milk.write_text(CATALOGUE, "utf-8")
    till = Zhanggui(program, tmp_path / "data")
    till.run("init", "--store", "s1", "--till", "t1", "--printer", paper.as_uri())
    till.run("import", "products", str(milk))
    return till


@pytest.fixture
def screen() -> Iterator[str]:
    """A screen in memory that real windows open on."""
    if not shutil.which("Xvfb"):
        pytest.skip("no Xvfb: the frozen window was not looked at")
    server = subprocess.Popen(["Xvfb", ":47", "-screen", "0", "1280x800x24"])
    time.sleep(2)
    yield ":47"
    server.terminate()
    server.wait()


class Zhanggui:
    """The frozen program with the data folder that it works on."""

    def __init__(self, program: Path, data: Path) -> None:
        self.program = program
        self.data = data

    def run(self, command: str, *words: str, timeout_s: float = 60) -> str:
        """Run a command to its end and return what it answers."""
        done = subprocess.run(
            [self.program, command, *words, "--data", self.data],
            env=bare(),
            capture_output=True,
            encoding="utf-8",
            timeout=timeout_s,
            check=False,
        )
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    @contextmanager
    def started(self, command: str, **around: str) -> Iterator[subprocess.Popen[str]]:
        """Start a command that goes on by itself, and end it afterwards."""
        with subprocess.Popen(
            [self.program, command, "--data", self.data],
            env=bare() | around,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as running:
            try:
                yield running
            finally:
                running.kill()


def bare() -> dict[str, str]:
    """A machine that has no Python and no screen."""
    alien = ("PYTHON", "VIRTUAL_ENV", "QT_", "DISPLAY")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(alien)}
    return kept | {"QT_QPA_PLATFORM": "offscreen"}


def test_it_carries_no_head_office_and_no_large_parts(program: Path) -> None:
    names = {file.name.lower() for file in program.parent.rglob("*")}
    assert not names & {"starlette", "psycopg", "hq", "tkinter", "opengl32sw.dll"}
    size = sum(file.lstat().st_size for file in program.parent.rglob("*"))
    assert size < 260e6


def test_it_makes_a_new_database_with_every_table(zhanggui: Zhanggui) -> None:
    assert json.loads(zhanggui.run("status", "--json"))["catalogue"] == 1


def test_it_sells_and_prints_in_chinese(zhanggui: Zhanggui, paper: Path, tmp_path: Path) -> None:
    baskets = tmp_path / "baskets.jsonl"
    baskets.write_text(json.dumps(BASKET), "utf-8")
    sale = json.loads(zhanggui.run("ring", str(baskets)))
    zhanggui.run("print", sale["sale"], "--printer", paper.as_uri())
    assert sale["change_fen"] == 300
    assert "纯牛奶".encode("gb18030") in paper.read_bytes()


def test_its_till_stays_open_without_a_screen(zhanggui: Zhanggui) -> None:
    with zhanggui.started("till") as till:
        time.sleep(8)
        till.kill()
        assert till.communicate()[1] == ""


def test_it_carries_the_sounds_and_can_load_what_plays_them(zhanggui: Zhanggui) -> None:
    inside = zhanggui.program.parent / "_internal"
    assert (inside / "resources" / "sounds" / "refused.wav").is_file()
    assert list(inside.glob("_miniaudio*"))
    with zhanggui.started("till"):
        time.sleep(8)
    log = zhanggui.data / "till.log"
    assert not log.exists() or "no sounds" not in log.read_text("utf-8")


def test_its_window_is_painted(zhanggui: Zhanggui, screen: str) -> None:
    around = {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    with zhanggui.started("till", **around) as till:
        deadline = time.monotonic() + 20
        while colours(screen) < 50 and time.monotonic() < deadline:
            time.sleep(0.5)
        painted = colours(screen)
        till.kill()
        assert painted >= 50, till.communicate()[1]


def colours(screen: str) -> int:
    """Count what stands on the screen; an empty one has a single colour."""
    return len(ImageGrab.grab(xdisplay=screen).getcolors(maxcolors=1 << 24) or ())
