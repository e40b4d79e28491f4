"""`zhanggui till`: the cashier's window."""

import argparse
import contextlib
import logging
import logging.handlers
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from app import settings
from app.base.errors import Told, Trouble
from app.console import DONE, FAILED, Out
from app.storage import lock
from pos_ui import folder
from pos_ui.program import LOG, Program, has_screen, is_offscreen, show_alone, start_qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


HELP = "打开收银台 / open the till's window"
LOG_BYTES, LOGS = 1_000_000, 3
HEARTBEAT_MS = 200  # Python hears Ctrl+C between two beats


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)
    parser.add_argument("--windowed", action="store_true", help="不用全屏 / not full screen")
    parser.add_argument("--training", action="store_true", help="培训模式 / training mode")


def run(args: argparse.Namespace, out: Out) -> int:
    """Show the window until it is closed."""
    try:
        return _sell(args, out)
    except Told as told:
        if has_screen():  # whoever double-clicked sees no terminal
            show_alone(told.text(out.language))
        raise


def _sell(args: argparse.Namespace, out: Out) -> int:
    ours = settings.load(args.data)
    if not has_screen() and not is_offscreen():
        raise Trouble("no_screen")
    log_to(args.data / LOG)
    with contextlib.closing(lock.hold_seller(args.data)):
        application = start_qt(args.data, ours)
        quit_on_signals(application)
        trains = args.training
        program = _run(application, _place(args.data, trains=trains), args)
        while program.turns or program.sets_up:
            trains = trains != program.turns
            if program.sets_up and not _set_up(application, args):
                break
            program = _run(application, _place(args.data, trains=trains), args)
    if program.failure is not None:
        out.warn(program.failure)
        return FAILED
    return DONE


def _place(folder: Path, *, trains: bool) -> Path:
    if not trains:
        return folder
    from pos_ui import training  # noqa: PLC0415 - it loads the database

    return training.settle(folder)


def _run(application: "QApplication", place: Path, args: argparse.Namespace) -> Program:
    """Show the window of the till in this folder until it is closed."""
    program = Program(place, settings.load(place))
    program.window.resize(1366, 768)
    if args.windowed or is_offscreen():
        program.window.show()
    else:
        program.window.showMaximized()
    program.open()
    application.exec()
    program.window.close()
    program.close()
    return program


def _set_up(application: "QApplication", args: argparse.Namespace) -> bool:
    """Show the technician's page, for which the till has let go of its devices.

    Say whether somebody closed it, rather than the system all of us.
    """
    from pos_ui.setup.program import show  # noqa: PLC0415 - rarely asked for

    return show(application, args.data, windowed=args.windowed)


def log_to(path: Path) -> None:
    """Write the log into this file and nowhere else."""
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=LOG_BYTES, backupCount=LOGS, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log every request


def quit_on_signals(application: "QApplication") -> None:
    """Close in order when the system, or Ctrl+C, says so."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: application.quit())
    beat = QTimer(application)
    beat.timeout.connect(lambda: None)
    beat.start(HEARTBEAT_MS)
