"""The scale of a till on real lines: in the process, over TCP, and on a pseudo terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.base.errors import Refusal
from devices.scales import protocols
from devices.scales.acceptance import Verdict
from devices.scales.protocol import Bits
from devices.scales.session import Scale, setup
from devices.scales.simulator import WRITERS, SimScale, obey
from devices.scales.weighing import Command, Weighing
from devices.serving import PtyServed, TcpServed
from devices.worker import Health, State

PATIENCE_S = 4.0


@contextmanager
def listening(url: str, described: dict[str, str] | None = None) -> Iterator[Scale]:
    told: list[Health] = []
    scale = Scale(setup(url, described or {}), show=told.append)
    scale.start()
    try:
        yield scale
    finally:
        scale.stop()


def until(scale: Scale, wanted: Callable[[Weighing], bool]) -> Weighing:
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        if wanted(known := scale.weighing()):
            return known
        time.sleep(0.01)
    raise AssertionError(scale.weighing())


def is_ready(grams: int) -> Callable[[Weighing], bool]:
    return lambda it: it.verdict is Verdict.READY and it.grams == grams


def says(verdict: Verdict) -> Callable[[Weighing], bool]:
    return lambda it: it.verdict is verdict


def a_scale(name: str, grams: int = 0) -> SimScale:
    sim = SimScale.named(name)
    sim.pause_s = 0.02
    sim.put(grams)
    return sim


@pytest.mark.parametrize("name", ["cas", "dahua", "mettler"])
def test_a_weight_is_taken_once_and_again_after_the_scale_was_empty(name: str) -> None:
    sim = a_scale(f"once-{name}", 685)
    with listening(f"sim://once-{name}?protocol={name}") as scale:
        until(scale, is_ready(685))
        assert scale.take(685) == 685
        with pytest.raises(Refusal, match="已经卖过"):
            scale.take(685)
        sim.put(0)
        until(scale, says(Verdict.EMPTY))
        sim.put(920)
        until(scale, is_ready(920))


def test_every_state_is_seen() -> None:
    sim = a_scale("states")
    with listening("sim://states?protocol=mettler") as scale:
        for grams, is_moving, verdict in (
            (0, False, Verdict.EMPTY),
            (500, True, Verdict.MOVING),
            (15_001, False, Verdict.OVER),
            (-20, False, Verdict.NEGATIVE),
            (500, False, Verdict.READY),
        ):
            sim.put(grams, is_moving=is_moving)
            until(scale, says(verdict))


def test_a_container_is_tared_away_and_nothing_else_changes() -> None:
    sim = a_scale("tare", 120)
    with listening("sim://tare?protocol=mettler") as scale:
        until(scale, is_ready(120))
        scale.ask(Command.TARE)
        until(scale, says(Verdict.EMPTY))
        sim.put(620)
        known = until(scale, is_ready(500))
        assert (known.is_net, known.tare_g, known.may_tare) == (True, 120, True)


def test_a_scale_that_knows_no_tare_says_so() -> None:
    with listening("sim://plain?protocol=dahua") as scale, pytest.raises(Refusal, match="按键"):
        scale.ask(Command.TARE)


def test_a_silent_scale_is_no_scale() -> None:
    sim = a_scale("silent", 300)
    with listening("sim://silent?protocol=os2") as scale:
        until(scale, is_ready(300))
        sim.is_silent = True
        until(scale, says(Verdict.SILENT))
        with pytest.raises(Refusal):
            scale.take(300)


def test_a_scale_that_was_unplugged_comes_back_and_its_sold_load_stays_sold() -> None:
    sim = a_scale("plug", 300)
    with listening("sim://plug?protocol=os2") as scale:
        until(scale, is_ready(300))
        scale.take(300)
        sim.is_away = True
        until(scale, says(Verdict.SILENT))
        assert scale.health.trouble is not None
        assert scale.health.trouble.code == "scale_away"
        sim.is_away = False
        until(scale, says(Verdict.TAKEN))
        assert scale.health.counters.reconnects == 1


def test_over_tcp() -> None:
    sim, protocol = SimScale(), protocols.TOLEDO_8217.sent_as(Bits.PLAIN)
    sim.put(1250)
    with (
        TcpServed(lambda: sim.wire(protocol)) as served,
        listening(f"{served.url}?protocol=toledo8217") as scale,
    ):
        until(scale, is_ready(1250))
        scale.ask(Command.TARE)
        until(scale, says(Verdict.EMPTY))


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo terminals")
def test_on_a_serial_port_with_its_parity_checked_here() -> None:
    sim = SimScale()
    sim.put(1250)
    with (
        PtyServed(lambda: sim.wire(protocols.TOLEDO_8217)) as served,
        listening(f"{served.url}?baud=9600&protocol=toledo8217") as scale,
    ):
        until(scale, is_ready(1250))
        assert any(it.data for it in scale.health.recent)


def test_a_scale_of_ones_own() -> None:
    described = {"frame": r"(?:ST|US),(?:GS|NT),\+(?P<weight>[.\d]{7})kg\r\n", "ask": "51 0D 0A"}
    sim = SimScale()
    sim.put(1250)
    with (
        TcpServed(lambda: sim.wire(protocols.AND)) as served,
        listening(f"{served.url}?protocol=own", described) as scale,
    ):
        until(scale, is_ready(1250))


def test_what_waited_while_nobody_listened_has_no_time() -> None:
    clock = [100.0]
    from devices.scales.session import ScaleSession  # noqa: PLC0415

    session = ScaleSession(setup("sim://x?protocol=os2", {}), lambda: clock[0])
    frames = [WRITERS["os2"](SimScale().load.__class__(gross_g=500))] * 3
    wire = _Canned(frames)
    session._listened_at = 90.0  # noqa: SLF001 - the computer slept
    session.step(wire, None)  # type: ignore[arg-type]
    session.step(wire, None)  # type: ignore[arg-type]
    assert session.weighing().verdict is Verdict.MOVING  # one frame heard, the first thrown away
    assert wire.dropped == 1


class _Canned:
    answers = True

    def __init__(self, frames: list[bytes]) -> None:
        self._frames = frames
        self.dropped = 0

    def read(self, _count: int, _deadline_s: float) -> bytes:
        return self._frames.pop(0)

    def count(self, *, frames: int = 0, dropped: int = 0) -> None:
        assert frames >= 0
        self.dropped += dropped


@pytest.mark.parametrize(
    "url",
    [
        "sim://scale?protocol=abacus",
        "sim://scale?capacity_g=0",
        "sim://scale?capacity_g=many",
        "sim://scale?bits=5x9",
        "sim://scale?protocol=own",
        "sim://[",
    ],
)
def test_wrong_settings_are_refused(url: str) -> None:
    with pytest.raises(Refusal) as refused:
        setup(url, {})
    assert refused.value.text("zh_CN")


def test_an_address_that_cannot_be_is_a_fault_and_not_tried_again() -> None:
    with listening("carrier://pigeon") as scale:
        ends = time.monotonic() + PATIENCE_S
        while scale.health.state is not State.FAULT and time.monotonic() < ends:
            time.sleep(0.01)
        assert scale.health.state is State.FAULT


def test_the_simulator_obeys_words() -> None:
    scale = SimScale()
    for word in ("500", "tare", "700", "move"):
        obey(scale, word)
    assert (scale.load.net_g, scale.load.is_moving) == (200, True)
    obey(scale, "still")
    obey(scale, "0")
    obey(scale, "zero")
    assert (scale.load.net_g, scale.load.is_moving) == (0, False)
