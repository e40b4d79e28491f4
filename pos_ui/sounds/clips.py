"""The clips that are bundled, read and made as loud as the till shall be."""

import sys
import wave
from array import array
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "sounds"
RATE = 24_000  # frames a second; one channel
WIDTH = 2  # bytes a frame
FULL = 100
MAY_WAIT = {"ok"}  # what may be left out while something else is said


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound as the card takes it: 16 bit frames in the machine's own order."""

    frames: bytes
    is_pressing: bool = True  # whether it is worth to interrupt another one


@lru_cache(maxsize=16)
def load(name: str, volume: int, folder: Path = FOLDER) -> Clip:
    """Read a clip; raises OSError, EOFError, wave.Error or ValueError for one that is no clip."""
    with wave.open(str(folder / f"{name}.wav"), "rb") as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, WIDTH, RATE):
            raise ValueError(f"{name}.wav is not laid out as our clips are")
        frames = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        frames.byteswap()
    return Clip(_as_loud(frames, volume).tobytes(), name not in MAY_WAIT)


def _as_loud(frames: "array[int]", volume: int) -> "array[int]":
    """Scale by the square: an ear hears half the volume as half as loud."""
    share = (volume / FULL) ** 2
    return array("h", [round(frame * share) for frame in frames])
