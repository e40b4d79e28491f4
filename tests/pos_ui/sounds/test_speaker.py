import time
from itertools import pairwise

import pytest

from pos_ui.sounds import speaker as speakers
from pos_ui.sounds.card import Card
from pos_ui.sounds.clips import load
from pos_ui.sounds.speaker import Speaker
from pos_ui.sounds.voice import Stream
from tests.pos_ui.sounds.listening import Ear, Unplugged, absent

RESULT = load("result", 70).frames


class Door:
    """Opens one kind of card after another, the last for ever."""

    def __init__(self, *kinds: "type[Card] | Ear") -> None:
        self.kinds = list(kinds)
        self.opened = 0

    def __call__(self, stream: Stream) -> Card:
        self.opened += 1
        return (self.kinds.pop(0) if len(self.kinds) > 1 else self.kinds[0])(stream)


@pytest.fixture(autouse=True)
def _dead_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speakers, "DEAD_S", 0.05)


def test_a_clip_goes_through_the_card() -> None:
    ear = Ear()
    speaker = Speaker(ear)
    speaker.say(["result"], 70)
    assert ear.has_heard(RESULT)
    speaker.close()


def test_a_card_that_rested_speaks_again() -> None:
    ear = Ear()
    speaker = Speaker(ear)
    speaker.say(["ok"], 70)
    speaker.rest()
    speaker.rest()
    speaker.say(["result"], 70)
    assert ear.has_heard(RESULT)
    speaker.close()


def test_without_a_card_it_says_so() -> None:
    with pytest.raises(OSError, match="no sound card"):
        Speaker(absent).say(["ok"], 70)


def test_a_card_that_draws_nothing_is_given_up() -> None:
    with pytest.raises(TimeoutError, match="draws nothing"):
        Speaker(Unplugged).say(["ok"], 70)


def test_a_card_that_is_gone_is_not_asked_at_every_sound() -> None:
    door = Door(Unplugged)
    speaker = Speaker(door)
    with pytest.raises(TimeoutError):
        speaker.say(["ok"], 70)
    for _ in range(5):
        speaker.say(["ok"], 70)
    assert door.opened == 1


def test_a_card_that_comes_back_is_heard_again() -> None:
    ear = Ear()
    speaker = Speaker(Door(Unplugged, ear))
    with pytest.raises(TimeoutError):
        speaker.say(["ok"], 70)
    speaker.hope()
    speaker.say(["result"], 70)
    assert ear.has_heard(RESULT)
    speaker.close()


def test_it_tries_again_by_itself_ever_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    door = Door(Unplugged)
    speaker = Speaker(door)
    tried = []
    for _ in range(400):
        try:
            speaker.say(["ok"], 70)
        except TimeoutError:
            tried.append(now[0])
        now[0] += 10
    assert [two - one for one, two in pairwise(tried)] == [30, 120, 480, 1920]


def test_closing_without_a_card_is_nothing() -> None:
    speaker = Speaker(absent)
    speaker.rest()
    speaker.close()
    speaker.close()
