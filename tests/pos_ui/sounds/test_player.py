import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from pos_ui.sounds import player
from pos_ui.sounds.card import Card
from pos_ui.sounds.clips import load
from pos_ui.sounds.player import WAITING, Sounds
from pos_ui.sounds.speaker import Speaker
from pos_ui.sounds.voice import Stream
from tests.pos_ui.sounds.listening import Ear, absent, wait_until

OK, RESULT = load("ok", 70).frames, load("result", 70).frames


class Hanging:
    """A card that takes until it is let go to open."""

    def __init__(self) -> None:
        self.has_begun = threading.Event()
        self.may_go = threading.Event()

    def __call__(self, stream: Stream) -> Card:
        self.has_begun.set()
        self.may_go.wait(10)
        return absent(stream)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def sounds(ear: Ear) -> Iterator[Sounds]:
    """Sounds on the library's silent card."""
    sounds = Sounds(70, lambda: Speaker(ear))
    sounds.start()
    yield sounds
    sounds.stop()
    assert not sounds.is_alive()


def test_a_sound_is_played_by_its_name(sounds: Sounds, ear: Ear) -> None:
    sounds.play("result")
    assert ear.has_heard(RESULT)


def test_at_twenty_scans_a_second_no_sound_lags_behind(sounds: Sounds, ear: Ear) -> None:
    for _ in range(20):
        sounds.play("ok")
        time.sleep(0.05)
    assert wait_until(lambda: sounds.waiting == 0)
    sounds.play("result")
    began = time.monotonic()
    assert ear.has_heard(RESULT)
    assert time.monotonic() - began < 2  # it lasts half a second


def test_nobody_waits_for_a_card_that_hangs() -> None:
    hanging = Hanging()
    sounds = Sounds(70, lambda: Speaker(hanging))
    sounds.start()
    sounds.play("ok")
    assert hanging.has_begun.wait(5)
    began = time.monotonic()
    for _ in range(1000):
        sounds.play("ok")
    sounds.stop(0.1)
    assert time.monotonic() - began < 1
    assert sounds.waiting == WAITING
    hanging.may_go.set()
    sounds.join(5)
    assert not sounds.is_alive()


def test_a_sound_that_waited_too_long_is_not_heard(ear: Ear) -> None:
    sounds = Sounds(70, lambda: Speaker(ear))
    sounds.play("result")
    time.sleep(player.LATE_S)
    sounds.start()
    sounds.play("ok")
    assert ear.has_heard(OK)
    sounds.stop()
    assert ear.heard.strip(b"\0") == OK.strip(b"\0")


def test_without_a_card_it_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    sounds = Sounds(70, lambda: Speaker(absent))
    sounds.start()
    for _ in range(3):
        sounds.try_out(70)  # this opens anew each time
        assert wait_until(lambda: sounds.waiting == 0)
        time.sleep(0.05)
    sounds.stop()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "no sound card" in caplog.text


def test_a_volume_that_is_tried_out_finds_a_card_that_came_back(ear: Ear) -> None:
    cards: list[Callable[[Stream], Card]] = [absent, ear]

    def following(stream: Stream) -> Card:
        return cards.pop(0)(stream)

    sounds = Sounds(70, lambda: Speaker(following))
    sounds.start()
    sounds.play("ok")
    assert wait_until(lambda: len(cards) == 1)
    sounds.play("ok")
    time.sleep(0.1)
    assert len(cards) == 1  # the next try is half a minute away
    sounds.try_out(30)
    assert ear.has_heard(load("ok", 30).frames)
    sounds.stop()


def test_a_missing_clip_is_logged_once_and_others_are_heard(
    sounds: Sounds, ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        sounds.play("fanfare")
        assert wait_until(lambda: sounds.waiting == 0)
        time.sleep(0.05)
    sounds.play("result")
    assert ear.has_heard(RESULT)
    assert len(caplog.records) == 1
    assert "fanfare" in caplog.text


def test_a_broken_library_costs_the_sounds_and_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> Speaker:
        raise ImportError("DLL load failed")

    sounds = Sounds(70, broken)
    sounds.start()
    sounds.join(5)
    sounds.play("ok")
    sounds.stop()
    assert "DLL load failed" in caplog.text


def test_at_volume_zero_the_card_is_left_alone(ear: Ear) -> None:
    sounds = Sounds(0, lambda: Speaker(ear))
    sounds.start()
    sounds.play("ok")
    assert sounds.waiting == 0
    sounds.try_out(70)
    assert ear.has_heard(OK)
    sounds.try_out(0)
    sounds.stop()


def test_another_volume_is_heard_at_once(sounds: Sounds, ear: Ear) -> None:
    sounds.try_out(30)
    assert ear.has_heard(load("ok", 30).frames)


def test_stopping_before_the_start_ends_it_too(ear: Ear) -> None:
    sounds = Sounds(70, lambda: Speaker(ear))
    sounds.stop()
    sounds.start()
    sounds.join(5)
    assert not sounds.is_alive()


def test_the_library_is_not_loaded_with_the_program() -> None:
    code = "import sys, pos_ui.program, pos_ui.window; print('miniaudio' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
