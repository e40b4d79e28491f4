"""The devices on the counter as the settings have them."""

import time

from app.till import Till
from devices.displays import led8
from devices.displays.session import SimPole
from devices.scales.acceptance import Verdict
from devices.scales.simulator import SimScale
from pos_ui.counter import Counter
from tests.pos_ui.binding import settings_of


def test_scale_and_pole_start_and_stop(till: Till) -> None:
    told: list[tuple[str, object]] = []
    SimScale.named("counter").put(500)
    counter = Counter(
        settings_of(
            till, weighing_scale="sim://counter?protocol=os2", pole="sim://counter?protocol=led8"
        ),
        lambda name, trouble: told.append((name, trouble)),
    )
    counter.start()
    assert counter.scale is not None
    ends = time.monotonic() + 4
    while counter.scale.weighing().verdict is not Verdict.READY and time.monotonic() < ends:
        time.sleep(0.01)
    assert counter.scale.weighing().grams == 500
    counter.stop()
    assert led8.decode(bytes(SimPole.named("counter").data))[0] == ""
    assert {name for name, trouble in told if trouble is None} == {"scale", "pole"}
    assert all(trouble is None for _, trouble in told)


def test_a_wrong_setting_is_told_and_leaves_only_its_device_out(till: Till) -> None:
    told: list[tuple[str, object]] = []
    counter = Counter(
        settings_of(till, weighing_scale="sim://x?protocol=abacus", pole="sim://y"),
        lambda name, trouble: told.append((name, trouble)),
    )
    assert counter.scale is None
    assert counter.pole is not None
    assert [name for name, _ in told] == ["scale"]


def test_a_till_without_devices_starts_nothing(till: Till) -> None:
    counter = Counter(settings_of(till), lambda *_: None)
    counter.start()
    counter.stop()
    assert (counter.scale, counter.pole) == (None, None)
