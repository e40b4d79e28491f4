"""The world as a state machine: Hypothesis chooses what happens, and shortens what went wrong."""

import logging
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.chaos.world import Disk, World, make_templates

LUCK = strategies.integers(0, 2**32 - 1)
MEMORY = Path("/dev/shm")
WHICH = strategies.integers(0, 3)


class Counted:
    """How much was done, over all stories."""

    steps = stories = requests = 0


def machine(folder: Path) -> type[RuleBasedStateMachine]:
    """Make the state machine whose worlds live in this folder, best one in memory."""
    templates = make_templates(folder / "templates")
    place = folder / "world"

    class Story(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            Counted.stories += 1
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            self.world = World(place, templates)

        def disk(self, which: int) -> Disk:
            Counted.steps += 1
            return self.world.disks[which % len(self.world.disks)]

        @rule(which=WHICH, luck=LUCK)
        def lives(self, which: int, luck: int) -> None:
            """Sell or send; now and then die in the middle."""
            disk, chance = self.disk(which), random.Random(luck)
            dies = chance.randint(1, 20)
            if chance.random() < 0.55:
                self.world.sell(disk, luck, dies)
            elif chance.random() < 0.8:
                self.world.push(disk, luck, dies)
            else:
                self.world.sync(disk, luck, dies)

        lives_too = rule(which=WHICH, luck=LUCK)(lambda self, which, luck: self.lives(which, luck))
        lives_on = rule(which=WHICH, luck=LUCK)(lambda self, which, luck: self.lives(which, luck))

        @rule(which=WHICH, luck=LUCK)
        def something_happens(self, which: int, luck: int) -> None:
            """Restart, publish, let time pass, turn a clock, or let something late arrive."""
            disk, world, chance = self.disk(which), self.world, random.Random(luck)
            happenings = (
                lambda: world.restart(disk),
                lambda: world.publish(luck % 6, 1 + luck % 999),
                lambda: world.pass_time(chance.randint(0, 30)),
                lambda: world.turn_clock(disk, chance.randint(-60, 60)),
                lambda: world.deliver_late(luck),
                world.restart_hq,
            )
            chance.choice(happenings)()

        @rule(which=WHICH, kind=strategies.integers(0, 9))
        def disaster(self, which: int, kind: int) -> None:
            """Copy a disk or put a copy back, here or at head office."""
            disk, world = self.disk(which), self.world
            disasters = {
                0: lambda: world.back_up(disk),
                1: lambda: world.restore(disk),
                2: world.back_up_hq,
                3: world.restore_hq,
                4: lambda: world.clone(disk),
            }
            disasters.get(kind, lambda: None)()  # type: ignore[no-untyped-call]

        def teardown(self) -> None:
            """Mend everything and look."""
            try:
                self.world.settle()
            finally:
                self.world.close()
                Counted.requests += self.world.carried

    return Story


def tell_stories(
    folder: Path, seed: int, stories: int, steps: int, *, shorten: bool = False
) -> None:
    """Tell stories by a seed; raises what the first that goes wrong raises."""
    phases = (Phase.generate, Phase.shrink) if shorten else (Phase.generate,)
    wanted = settings(
        max_examples=stories,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=phases,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    story: Any = hypothesis.seed(seed)(machine(folder))
    with _quietly():
        run_state_machine_as_test(story, settings=wanted)


def in_memory() -> TemporaryDirectory[str]:
    """Make a folder for worlds, in memory where there is room: they are many and small."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2**28
    return TemporaryDirectory(dir=MEMORY if has_room else None)


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what goes wrong on purpose out of the log."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
