import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos import power
from tests.proofs.power_cuts import CAREFUL, cut_many_times

pytestmark = pytest.mark.skipif(bool(power.why_not()), reason=f"NO POWER CUTS: {power.why_not()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with power.powered(tmp_path / "disk", tmp_path / "image"):
        yield tmp_path / "disk"


def after(tmp_path: Path, seed: int) -> dict[str, bytes]:
    """Cut the power, and return what files there are once it is back."""
    power.cut(tmp_path / "disk", seed)
    with power.powered(tmp_path / "disk2", tmp_path / "image"):
        return {it.name: it.read_bytes() for it in (tmp_path / "disk2").iterdir()}


def sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


@pytest.mark.parametrize("seed", range(4))
def test_what_was_synced_stays_and_what_was_not_is_torn_by_sectors(
    disk: Path, tmp_path: Path, seed: int
) -> None:
    path = disk / "file"
    path.write_bytes(b"a" * 5000)
    sync(path)
    sync(disk)
    with path.open("r+b", buffering=0) as file:
        file.write(b"b" * 5000)
    left = after(tmp_path, seed)["file"]
    assert len(left) == 5000
    for at in range(0, 5000, 512):
        assert len(set(left[at : at + 512])) == 1


def test_a_name_is_safe_once_its_folder_was_synced(disk: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (disk / name).write_bytes(b"1")
        sync(disk / name)
        if name == "one":
            sync(disk)
    (disk / "two").rename(disk / "three")
    found = after(tmp_path, random.Random(1).getrandbits(32))
    assert found.keys() in ({"one"}, {"one", "two"}, {"one", "three"})


def test_without_power_nothing_answers(disk: Path) -> None:
    power.cut(disk, 1)
    with pytest.raises(OSError, match="Input/output"):
        (disk / "file").write_bytes(b"1")


def test_no_sale_that_was_answered_for_is_lost_with_the_power() -> None:
    found = cut_many_times(7, CAREFUL, times=3)
    assert (found["lost"], found["cuts"]) == (0, 3)
    assert found["answered"] > 0
