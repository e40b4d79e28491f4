"""Stories of the small world: a seed says all that happens, so every one can be told again."""

import logging
import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos import world
from tests.chaos.world import World

MEMORY = Path("/dev/shm")
SHARES = {  # how often each thing happens
    "sell": 30,
    "push": 26,
    "sync": 10,
    "restart": 4,
    "publish": 5,
    "pass_time": 4,
    "turn_clock": 2,
    "deliver_late": 4,
    "restart_hq": 3,
    "back_up": 2,
    "restore": 2,
    "clone": 2,
    "back_up_hq": 3,
    "restore_hq": 2,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens, to the disk that `which` names; `luck` decides all else."""

    what: str
    which: int
    luck: int


class WentWrong(AssertionError):  # noqa: N818 - it says that the world did
    """A story that ended badly; it says how to tell it again."""


def story(seed: int, steps: int) -> list[Step]:
    """Make up what happens."""
    chance = random.Random(seed)
    what = chance.choices(list(SHARES), list(SHARES.values()), k=steps)
    return [Step(it, chance.randrange(4), chance.randrange(2**32)) for it in what]


def tell(folder: Path, steps: Sequence[Step]) -> int:
    """Let it happen, mend everything, and look; return how many requests reached head office.

    Raises what shows that something is wrong.
    """
    templates = world.make_templates(folder / "templates")
    place = folder / "world"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    with _quietly():
        made = World(place, templates)
        try:
            for step in steps:
                _happens(made, step)
            made.settle()
        finally:
            made.close()
    return made.carried


def tell_by_seed(folder: Path, seed: int, steps: int) -> int:
    """Tell the story of a seed; raises WentWrong with the shortest that goes wrong, too."""
    every = story(seed, steps)
    try:
        return tell(folder, every)
    except Exception as error:
        short = shortened(folder, every)
        told = "\n".join(map(repr, short))
        raise WentWrong(f"story {seed} of {steps} steps: {error}; in short:\n{told}") from error


def shortened(folder: Path, steps: Sequence[Step], tries: int = 300) -> list[Step]:
    """Leave out what a story that goes wrong can do without, in ever smaller pieces."""
    left, size = list(steps), len(steps) // 2
    while size and tries:
        at = 0
        while at < len(left) and tries:
            tries -= 1
            less = left[:at] + left[at + size :]
            if _goes_wrong(folder, less):
                left = less
            else:
                at += size
        size //= 2
    return left


def in_memory() -> TemporaryDirectory[str]:
    """Make a folder for worlds, in memory where there is room."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2**28
    return TemporaryDirectory(dir=MEMORY if has_room else None)


def _goes_wrong(folder: Path, steps: Sequence[Step]) -> bool:
    try:
        tell(folder, steps)
    except Exception:  # noqa: BLE001 - whatever shows it
        return True
    return False


def _happens(made: World, step: Step) -> None:
    disk = made.disks[step.which % len(made.disks)]
    chance = random.Random(step.luck)
    dies = chance.randint(1, 8)  # up to 3: before that commit
    match step.what:
        case "sell" | "push" | "sync":
            getattr(made, step.what)(disk, step.luck, dies)
        case "restart" | "back_up" | "restore" | "clone":
            getattr(made, step.what)(disk)
        case "restart_hq" | "back_up_hq" | "restore_hq":
            getattr(made, step.what)()
        case "publish":
            made.publish(chance.randrange(6), chance.randint(1, 999))
        case "pass_time":
            made.pass_time(chance.randint(0, 30))
        case "turn_clock":
            made.turn_clock(disk, chance.randint(-60, 60))
        case "deliver_late":
            made.deliver_late(step.luck)
        case _:
            raise ValueError(step.what)


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what goes wrong on purpose out of the log."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
