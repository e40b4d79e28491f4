from pathlib import Path

from tests.journeys.closing_kills import kill_many_times

KILLS = 3  # `prove close-kills` does a hundred


def test_a_day_is_closed_once_or_not_at_all_after_any_kill(folder: Path) -> None:
    found = kill_many_times(folder, KILLS, seed=1)
    assert [it.zs for it in found] == sorted(it.zs for it in found)
    assert found[-1].zs > 0
