import wave
from array import array
from pathlib import Path

import pytest

from pos_ui.sounds import clips
from tests import sounds

NAMES = tuple(sounds.CLIPS)
MS = clips.RATE // 1000


def frames_of(name: str, volume: int = clips.FULL) -> "array[int]":
    return array("h", clips.load(name, volume).frames)


def loudest(frames: "array[int]") -> int:
    return max(map(abs, frames))


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_clip_is_what_the_script_makes(name: str) -> None:
    made = sounds.samples(sounds.CLIPS[name])
    bundled = frames_of(name)
    assert len(bundled) == len(made)  # another system's sine may differ in the last bit
    assert max(abs(one - other) for one, other in zip(bundled, made, strict=True)) <= 1


def test_every_clip_in_the_folder_has_its_tones() -> None:
    assert sorted(file.stem for file in clips.FOLDER.glob("*")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_clip_is_16_bit_mono_and_short(name: str) -> None:
    with wave.open(str(clips.FOLDER / f"{name}.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert file.getnframes() / file.getframerate() <= (1.4 if name == "unknown" else 0.6)


@pytest.mark.parametrize("name", NAMES)
def test_a_clip_is_loud_but_never_at_the_limit(name: str) -> None:
    assert 0.4 * 32767 < loudest(frames_of(name)) < 0.85 * 32767


@pytest.mark.parametrize("name", NAMES)
def test_a_clip_does_not_click_where_it_begins_and_ends(name: str) -> None:
    frames = frames_of(name)
    begins, ends = frames[:MS], frames[-MS:]
    assert loudest(begins) < 0.1 * loudest(frames)
    assert loudest(ends) < 0.01 * loudest(frames)
    assert max(abs(frames[0]), abs(frames[-1])) < 0.001 * 32767


def test_a_lower_volume_is_quieter_and_none_is_silence() -> None:
    peaks = [loudest(frames_of("ok", volume)) for volume in (0, 1, 30, 70, 100)]
    assert peaks == sorted(set(peaks))
    assert peaks[0] == 0


def test_at_full_volume_a_clip_is_as_it_stands_in_the_file() -> None:
    with wave.open(str(clips.FOLDER / "ok.wav")) as file:
        assert clips.load("ok", clips.FULL).frames == file.readframes(file.getnframes())


@pytest.mark.parametrize("content", [b"", b"RIFF", b"MThd" * 20])
def test_a_file_that_is_no_clip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ok.wav").write_bytes(content)
    with pytest.raises((EOFError, wave.Error)):
        clips.load("ok", 100, tmp_path)


def test_a_clip_with_another_layout_is_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "ok.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(bytes(400))
    with pytest.raises(ValueError, match=r"ok\.wav"):
        clips.load("ok", 100, tmp_path)


def test_a_clip_with_a_cut_end_still_plays(tmp_path: Path) -> None:
    whole = (clips.FOLDER / "ok.wav").read_bytes()
    (tmp_path / "ok.wav").write_bytes(whole[:1044])
    assert clips.load("ok", 100, tmp_path).frames == whole[44:1044]
