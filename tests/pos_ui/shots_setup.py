"""Draws the technician's page into PNG files: `python -m tests.pos_ui.shots_setup DIR`."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

from PySide6.QtWidgets import QApplication

from app.base.errors import Trouble
from devices import checkup
from devices.checkup import Result
from devices.detecting import Found, Kind
from devices.scales.simulator import SimScale
from devices.simulator import PrinterSimulator
from pos_ui import window as windows
from pos_ui.kit import style, words
from pos_ui.pictures import save
from pos_ui.setup import enrolling
from pos_ui.setup.enrolling import Wish
from pos_ui.setup.window import SetupWindow
from tests.pos_ui import shots_payment
from tests.pos_ui.shots import LONG, Look

PATIENCE_S = 20.0
PORTS = (
    Found(
        kind=Kind.SERIAL, url="serial://usb-1a86:7523?baud=9600", title="COM3 · USB-SERIAL CH340"
    ),
    Found(kind=Kind.SERIAL, url="serial:///dev/ttyS0?baud=9600", title="/dev/ttyS0"),
    Found(kind=Kind.USB, url="file:///dev/usb/lp0", title="EPSON TM-T82III"),
    Found(kind=Kind.NETWORK, url="tcp://192.168.1.87:9100", title="GP-L80160", answers=True),
    Found(kind=Kind.QUEUE, url="winspool://XP-80C", title="XP-80C · " + LONG + " · USB001"),
)


@dataclass(frozen=True, slots=True)
class World:
    """A folder, a printer that answers, and the window."""

    folder: Path
    printer: PrinterSimulator
    window: SetupWindow


def main() -> None:
    folder = Path(sys.argv[1])
    only = set(sys.argv[2:])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    for look in shots_payment.looks():
        if os.environ.get("QT_SCALE_FACTOR", "1") != str(look.ratio).removesuffix(".0"):
            continue
        style.start(application, windows.theme_of(look.theme))
        words.use_language(look.language)
        for state in STATES:
            if not only or state.__name__ in only:
                draw(application, state, look, folder)


def draw(
    application: QApplication, state: Callable[[World], None], look: Look, folder: Path
) -> None:
    with TemporaryDirectory() as place, ExitStack() as stack:
        printer = stack.enter_context(PrinterSimulator())
        if state not in BEFORE:
            set_up(Path(place), printer)
        window = SetupWindow(Path(place))
        stack.callback(window.close)
        window.resize(look.width, look.height)
        window.show()
        world = World(Path(place), printer, window)
        settle(application, window)
        state(world)
        settle(application, window)
        save(window, folder / f"{state.__name__}-{look.name}.png")
        window.close()
        window.deleteLater()


def set_up(place: Path, printer: PrinterSimulator, name: str = "好邻居便利 中山路店") -> None:
    changes: dict[str, object] = {
        "shop_name": name,
        "printer": printer.url,
        "printer_profile": "gprinter_l80160",
        "weighing_scale": "sim://setup?protocol=os2",
        "card_terminal": "tcp://127.0.0.1:9",
        "subnet": "127.0.0.8/30",
    }
    enrolling.set_up(
        place, Wish(store="S1", till="T2", hq_url="http://127.0.0.1:9", changes=changes)
    )


def settle(application: QApplication, window: SetupWindow, least_s: float = 0.15) -> None:
    """Let everything come that is under way."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE_S:
        application.processEvents()
        time.sleep(0.01)
        if not window.labour.is_busy and time.monotonic() - begun > least_s:
            break
    application.processEvents()


def check(_world: World) -> None:
    """As it begins."""


def enrol(world: World) -> None:
    """As drawn: a part of the code is typed."""
    world.window.go_to(1)
    page = world.window.page
    page.store.setText("S1")  # type: ignore[attr-defined]
    page.till.setText("T2")  # type: ignore[attr-defined]
    page.hq.setText("https://hq.example.com")  # type: ignore[attr-defined]
    page.code.fill("7KQ4M2X")  # type: ignore[attr-defined]
    page.code.boxes[1].setFocus()  # type: ignore[attr-defined]


def enrol_failed(world: World) -> None:
    enrol(world)
    page = world.window.page
    page._answered(Trouble("hq_unreachable", why="Connection refused"))  # type: ignore[attr-defined]  # noqa: SLF001


def enrolled(world: World) -> None:
    world.window.go_to(1)


def devices(world: World) -> None:
    """As drawn: most are well, the scale moves, the terminal is away."""
    SimScale.named("setup").put(2, is_moving=True)
    world.window.bench.found = PORTS
    world.window.passed = 2
    world.window.go_to(2)
    world.window.page.again()
    settle(QApplication.instance(), world.window)  # type: ignore[arg-type]
    note(world, good("scanner", "scanner_scanned", {"length": 13, "ms": 6, "aim": "]E0"}))
    figures: dict[str, int | float | str] = {"screen": "HDMI-2", "width": 1024, "height": 768}
    note(world, good("display", "display_shows", figures))
    for result in LINE:
        note(world, result)
    world.window.bench.found = PORTS
    world.window.page.retitle()


def untested(world: World) -> None:
    world.window.bench.found = PORTS
    world.window.go_to(2)


def stress(world: World) -> None:
    """The longest names and troubles."""
    devices(world)
    bench = world.window.bench
    bench.keep(
        shop_name=LONG,
        printer=f"winspool://{LONG}",
        weighing_scale="serial://usb-1a86:7523-A50285BI-LONG@1-1.4.2:1.0?baud=115200&protocol=own",
        scanner="tcp://a-very-long-name-of-a-serial-server.back-office.example.com:4001",
        display="HDMI-2 · " + LONG,
        pole="serial:///dev/ttyUSB1?protocol=led8&baud=2400",
    )
    for name in ("printer", "scanner", "drawer", "scale", "display", "card_terminal", "pole"):
        note(world, checkup.fault(name, Trouble("printer_away", url=LONG, why=LONG)))
    for name in ("hq", "clock", "certificate"):
        note(world, checkup.fault(name, Trouble("hq_unreachable", why=LONG)))
    note(
        world,
        checkup.fault(
            "database", Trouble("database_corrupt", file="till.sqlite", why=LONG, backup=LONG)
        ),
    )
    world.window.retitle()
    world.window.page.retitle()


def network(world: World) -> None:
    devices(world)
    world.window.go_to(3)


def database(world: World) -> None:
    world.window.go_to(4)
    settle(QApplication.instance(), world.window)  # type: ignore[arg-type]
    world.window.page.make_backup()  # type: ignore[attr-defined]


def done(world: World) -> None:
    devices(world)
    world.window.passed = 5
    world.window.go_to(5)
    settle(QApplication.instance(), world.window)  # type: ignore[arg-type]
    world.window.page.print_first()  # type: ignore[attr-defined]


def helped(world: World) -> None:
    devices(world)
    world.window.help()


def sheet_printer(world: World) -> None:
    devices(world)
    world.window.try_device("printer")


def sheet_printer_fault(world: World) -> None:
    devices(world)
    world.window.bench.keep(printer="tcp://127.0.0.1:9")
    world.window.try_device("printer")


def sheet_drawer(world: World) -> None:
    devices(world)
    world.window.try_device("drawer")


def sheet_scanner(world: World) -> None:
    devices(world)
    world.window.bench.results.pop("scanner")
    world.window.bench.keep(scanner="sim://setup")
    world.window.try_device("scanner")
    world.window.sheet._pretend()  # type: ignore[union-attr]  # noqa: SLF001
    settle(QApplication.instance(), world.window, 1.0)  # type: ignore[arg-type]


def sheet_scale(world: World) -> None:
    devices(world)
    SimScale.named("setup").put(1250)
    world.window.try_device("scale")
    settle(QApplication.instance(), world.window, 1.2)  # type: ignore[arg-type]


def sheet_display(world: World) -> None:
    devices(world)
    world.window.bench.keep(pole="sim://setup?protocol=led8")
    world.window.try_device("display")
    settle(QApplication.instance(), world.window)  # type: ignore[arg-type]
    world.window.sheet.show_eights()  # type: ignore[union-attr]


def sheet_terminal(world: World) -> None:
    devices(world)
    world.window.bench.keep(card_terminal="sim://setup")
    world.window.try_device("card_terminal")
    settle(QApplication.instance(), world.window, 1.0)  # type: ignore[arg-type]


def note(world: World, result: Result) -> None:
    world.window.bench.note(result)


def good(name: str, code: str, figures: dict[str, int | float | str]) -> Result:
    return Result(
        name=name, level=checkup.Level.EXTERNAL, state=checkup.State.OK, code=code, figures=figures
    )


LINE = (
    good("hq", "hq_answers", {"ms": 38}),
    Result(
        name="loss",
        level=checkup.Level.EXTERNAL,
        state=checkup.State.WARN,
        code="loss_is",
        figures={"percent": "3.1", "tries": 60},
    ),
    good("clock", "clock_slow", {"seconds": 2}),
    good("certificate", "certificate_ends", {"days": 214}),
)
BEFORE = {check, enrol, enrol_failed}
STATES = (
    check,
    enrol,
    enrol_failed,
    enrolled,
    untested,
    devices,
    stress,
    network,
    database,
    done,
    helped,
    sheet_printer,
    sheet_printer_fault,
    sheet_drawer,
    sheet_scanner,
    sheet_scale,
    sheet_display,
    sheet_terminal,
)


if __name__ == "__main__":
    main()
