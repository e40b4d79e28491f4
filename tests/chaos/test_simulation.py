from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos import plants
from tests.chaos.machine import in_memory, tell_stories
from tests.chaos.plants import Plant
from tests.chaos.world import Disk, World, make_templates

QUICKLY = (
    plants.ack_before_commit,
    plants.any_answer_is_a_yes,
    plants.no_unique_key,
    plants.lost_is_not_sent_again,
)
SEED, STORIES, STEPS = 1, 20, 60


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, make_templates(tmp_path / "templates"), tills=1)
    yield made
    made.close()


def test_a_sample_of_stories_ends_well() -> None:
    with in_memory() as folder:
        tell_stories(Path(folder), SEED, stories=4, steps=60)


@pytest.mark.parametrize("plant", QUICKLY, ids=lambda it: it.__name__)
def test_a_planted_fault_is_found(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    with in_memory() as folder, pytest.raises(AssertionError):
        tell_stories(Path(folder), SEED, STORIES, STEPS)


def test_a_copy_that_took_our_number_after_a_restore_loses_us_nothing(world: World) -> None:
    [ours] = world.disks
    world.clone(ours)
    copy = world.disks[1]
    _send(world, copy)  # both are welcome
    world.back_up_hq()
    world.sell(ours, 0, dies=9)
    _send(world, ours)
    world.restore_hq()  # our number is free again
    world.sell(copy, 0, dies=9)
    world.round(copy)
    world.settle()


def test_what_two_copies_sent_under_different_numbers_is_one_sale(world: World) -> None:
    [ours] = world.disks
    world.sell(ours, 0, dies=9)  # both disks promise it
    world.clone(ours)
    copy = world.disks[1]
    world.pass_time(20)
    _send(world, copy)
    world.settle()


def test_head_office_put_back_twice_in_mid_traffic_misses_nothing(world: World) -> None:
    [ours] = world.disks
    for _ in range(2):
        for luck in range(12):
            world.sell(ours, luck, dies=9)
            world.push(ours, luck, dies=9)
            if luck == 4:
                world.back_up_hq()
        world.publish(3, 711)
        world.restore_hq()
        world.sell(ours, 0, dies=9)
        world.push(ours, 3, dies=9)
    world.settle()
    assert len(ours.sold) == 26


def _send(world: World, disk: Disk) -> None:
    world.round(disk)
