from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.base.errors import Told
from tests.chaos import plants
from tests.chaos.plants import Plant
from tests.chaos.stories import in_memory, story, tell, tell_by_seed
from tests.chaos.world import Disk, World, make_templates

STEPS = 80
QUICKLY = (  # and the seed of a story that shows it
    (plants.ack_before_commit, 1),
    (plants.any_answer_is_a_yes, 1),
    (plants.lost_is_not_sent_again, 1),
    (plants.kept_numbers_are_trusted, 1),
)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """One folder for all stories: statements are compiled once."""
    with in_memory() as folder:
        yield Path(folder)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, make_templates(tmp_path / "templates"), tills=1)
    yield made
    made.close()


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_story_ends_well(seed: int, place: Path) -> None:
    tell_by_seed(place, seed, STEPS)


@pytest.mark.parametrize(("plant", "seed"), QUICKLY, ids=lambda it: getattr(it, "__name__", ""))
def test_a_planted_fault_is_found(
    plant: Plant, seed: int, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    with pytest.raises((AssertionError, Told)):
        tell(place, story(seed, STEPS))


def test_a_seed_tells_the_same_story_again(place: Path) -> None:
    assert story(3, 40) == story(3, 40)
    assert tell_by_seed(place, 3, 40) == tell_by_seed(place, 3, 40)


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
    with suppress(Told):  # its token is of before the restore
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


def test_a_place_in_a_feed_that_moved_before_its_page_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    plants.cursor_before_page(monkeypatch)
    [ours] = world.disks
    world.publish(3, 711)
    world.sync(ours, luck=3, dies=2)  # between the two
    with pytest.raises(AssertionError, match="other goods"):
        world.settle()


def _send(world: World, disk: Disk) -> None:
    world.round(disk)
