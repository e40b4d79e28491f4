"""Making a computer a till: folder, settings, database, and its place at head office."""

import contextlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from app import settings
from app.base.errors import Refusal, Told, Trouble
from app.base.ids import StoreId, TillId
from app.settings import Settings
from pos_ui import hq_line, opening
from pos_ui.folder import DATABASE

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}")
PATIENCE_S = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which till this shall be; `changes` are further settings. Without an address it is alone."""

    store: str
    till: str
    hq_url: str = ""
    code: str = ""
    changes: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """A till that is set up; `waits` is why head office does not know it yet, if it is so."""

    settings: Settings
    place: str  # where the code or the key is kept
    waits: Told | None = None


def set_up(folder: Path, wish: Wish) -> tuple[Settings, str]:
    """Make folder, settings and database, and keep the code; again, it changes what it names.

    Returns the settings and where the code is. Raises Told.
    """
    for name in (wish.store, wish.till):
        if not NAME.fullmatch(name):
            raise Refusal("bad_name", name=name)
    wanted = Settings(store=StoreId(wish.store), till=TillId(wish.till), shifts=True)
    opening.must_not_exist(folder, wanted)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("folder_read_only", folder=folder, why=error.strerror) from error
    if not settings.exists(folder):
        settings.save(folder, wanted)
    address = {"hq_url": wish.hq_url} if wish.hq_url else {}
    ours = settings.change(folder, **(wish.changes | address))
    with opening.opened(folder):
        pass
    return ours, _keep(folder, wish.code)


def enrol(folder: Path, wish: Wish) -> Set:
    """Set the till up and make it known at head office now; raises Told.

    Where head office does not take the code, what was made here is taken away again: the number
    of store or till may be wrong. Where it is away, the code is kept for the next time.
    """
    is_new = not settings.exists(folder)
    ours, place = set_up(folder, wish)
    if not wish.hq_url or not wish.code:
        return Set(settings=ours, place=place)
    try:
        _greet(folder, ours)
    except Refusal:
        if is_new:
            _undo(folder)
        raise
    except Trouble as trouble:
        return Set(settings=ours, place=place, waits=trouble)
    return Set(settings=ours, place=place)


def _greet(folder: Path, ours: Settings) -> None:
    from sync import handshake  # noqa: PLC0415 - it loads httpx

    hq = hq_line.connect(folder, ours, PATIENCE_S)
    try:
        with opening.opened(folder) as it:
            handshake.greet(it.till, hq)
    finally:
        hq.close()


def _keep(folder: Path, code: str) -> str:
    if not code:
        return "none"
    from sync.identity import Identity  # noqa: PLC0415 - only a till with an HQ needs it

    return Identity(folder).keep_code(code)


def _undo(folder: Path) -> None:
    """Take away what was made a moment ago; nothing was sold here yet."""
    for path in (folder / settings.FILE, *folder.glob(f"{DATABASE}*")):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
