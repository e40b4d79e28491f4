"""`zhanggui setup`: the technician's page, before there is a till and after."""

import argparse
import contextlib
from pathlib import Path

from app import settings
from app.base.errors import Told, Trouble
from app.base.ids import StoreId, TillId
from app.console import DONE, Out, language
from app.settings import Settings
from app.storage import lock
from pos_ui import folder
from pos_ui.commands.till import log_to, quit_on_signals
from pos_ui.program import LOG, has_screen, is_offscreen, show_alone, start_qt

HELP = "安装与诊断 / set-up and diagnosis"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)
    parser.add_argument("--windowed", action="store_true", help="不用全屏 / not full screen")


def run(args: argparse.Namespace, out: Out) -> int:
    """Show the page until it is closed; no till may sell here meanwhile."""
    try:
        _show(args)
    except Told as told:
        if has_screen():  # whoever double-clicked sees no terminal
            show_alone(told.text(out.language))
        raise
    return DONE


def _show(args: argparse.Namespace) -> None:
    if not has_screen() and not is_offscreen():
        raise Trouble("no_screen")
    _make(args.data)
    with contextlib.closing(lock.hold_seller(args.data)):
        ours = settings.load(args.data) if settings.exists(args.data) else _nobody()
        log_to(args.data / LOG)
        application = start_qt(args.data, ours)
        quit_on_signals(application)
        from pos_ui.kit import words  # noqa: PLC0415
        from pos_ui.setup.program import show  # noqa: PLC0415

        words.use_language(ours.language)
        show(application, args.data, windowed=args.windowed)


def _make(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("folder_read_only", folder=place, why=error.strerror) from error


def _nobody() -> Settings:
    """How it looks before there is a till: in the language of the terminal."""
    return Settings(store=StoreId(""), till=TillId(""), language=language())
