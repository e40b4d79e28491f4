from array import array
from itertools import pairwise

from pos_ui.sounds.clips import RATE, WIDTH, Clip, load
from pos_ui.sounds.voice import FADE, WAITING, Stream, Voice

OK, REFUSED = load("ok", 100), load("refused", 100)
PERIOD = RATE // 50
LOUD = Clip(array("h", [32767] * RATE).tobytes())


def drawn(stream: Stream, periods: int, size: int = PERIOD) -> bytes:
    return b"".join(stream.send(size) for _ in range(periods))


def test_nothing_to_say_is_silence() -> None:
    assert drawn(Voice().stream(), 3) == b""


def test_a_clip_comes_out_whole_and_once() -> None:
    voice = Voice()
    stream = voice.stream()
    voice.say(OK)
    assert drawn(stream, 50) == OK.frames
    assert drawn(stream, 3) == b""


def test_the_card_gets_never_more_than_it_wants() -> None:
    voice = Voice()
    stream = voice.stream()
    voice.say(REFUSED)
    assert {len(stream.send(size)) for size in (1, 7, 480)} == {2, 14, 960}


def test_a_new_sound_cuts_off_the_one_before() -> None:
    voice = Voice()
    stream = voice.stream()
    voice.say(REFUSED)
    drawn(stream, 2)
    voice.say(REFUSED)
    assert len(drawn(stream, 100)) == len(REFUSED.frames)


def test_a_sound_that_is_cut_off_dies_away() -> None:
    voice = Voice()
    stream = voice.stream()
    voice.say(LOUD)
    drawn(stream, 2)
    voice.say(Clip(bytes(RATE)))
    left = array("h", drawn(stream, 1))
    steps = [one - two for one, two in pairwise([32767, *left])]
    assert 0 <= min(steps) <= max(steps) <= 32767 // FADE + 1
    assert set(left[FADE:]) == {0}


def test_two_loud_sounds_do_not_wrap_around() -> None:
    voice = Voice()
    stream = voice.stream()
    for _ in range(2):
        voice.say(LOUD)
        assert set(array("h", drawn(stream, 1))) == {32767}


def test_a_beep_never_cuts_off_a_refusal() -> None:
    voice = Voice()
    stream = voice.stream()
    voice.say(REFUSED)
    heard = drawn(stream, 2)
    voice.say(OK)
    heard += drawn(stream, 100)
    assert heard == REFUSED.frames


def test_a_refusal_cuts_off_a_beep() -> None:
    voice = Voice()
    stream = voice.stream()
    voice.say(OK)
    drawn(stream, 1)
    voice.say(REFUSED)
    assert drawn(stream, 100)[FADE * WIDTH :] == REFUSED.frames[FADE * WIDTH :]


def test_of_many_at_once_one_is_heard_and_nothing_piles_up() -> None:
    voice = Voice()
    stream = voice.stream()
    for _ in range(10 * WAITING):
        voice.say(OK)
    assert len(drawn(stream, 100)) == len(OK.frames)
