"""`python -m tests.sounds`: makes the clips in resources/sounds, which are our own work.

Each clip is a row of tones. A till's loudspeaker is small and hardly gives what is below 400 Hz,
so low tones get overtones to be heard by. Every tone swells and dies away, or it would click.
"""

import math
import struct
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pos_ui.sounds.clips import FOLDER, RATE, WIDTH

PEAK = 0.8 * 32767
PURE = (1.0, 0.15)  # how strong the tone itself and its overtones are
FULL = (1.0, 0.6, 0.45, 0.3, 0.15)
SWELL_S, DIE_S = 0.006, 0.04


@dataclass(frozen=True, slots=True)
class Tone:
    """A tone of some length; one without a pitch is a pause."""

    hertz: float
    seconds: float
    partials: Sequence[float] = PURE


PAUSE = Tone(0, 0.07)
LONG_PAUSE = Tone(0, 0.18)
CLIPS = {
    "ok": (Tone(1760, 0.09),),
    "refused": (Tone(330, 0.18, FULL), Tone(247, 0.26, FULL)),
    "attention": (Tone(988, 0.14), PAUSE, Tone(988, 0.14)),
    "result": (Tone(659, 0.12), Tone(880, 0.12), Tone(1319, 0.24)),
    "unknown": (
        *(Tone(494, 0.3, FULL), LONG_PAUSE),
        *(Tone(494, 0.3, FULL), LONG_PAUSE),
        Tone(494, 0.3, FULL),
    ),
}


def main() -> None:
    """Write every clip."""
    FOLDER.mkdir(exist_ok=True)
    for name, tones in CLIPS.items():
        write(FOLDER / f"{name}.wav", samples(tones))


def samples(tones: Sequence[Tone]) -> list[int]:
    """Sound the tones one after the other: 16 bit, one channel."""
    return [round(PEAK * value) for tone in tones for value in _sounded(tone)]


def write(path: Path, values: Sequence[int]) -> None:
    """Write a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(WIDTH)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(values)}h", *values))


def _sounded(tone: Tone) -> Iterator[float]:
    count = round(tone.seconds * RATE)
    loudest = sum(tone.partials)
    for at in range(count):
        turn = 2 * math.pi * tone.hertz * at / RATE
        value = sum(share * math.sin(turn * nr) for nr, share in enumerate(tone.partials, 1))
        yield value / loudest * _swell(at / RATE, tone.seconds)


def _swell(now_s: float, whole_s: float) -> float:
    """Return how far the tone has swollen, or died away again, without a corner."""
    share = min(now_s / SWELL_S, (whole_s - now_s) / DIE_S, 1.0)
    return math.sin(max(share, 0.0) * math.pi / 2) ** 2


if __name__ == "__main__":
    main()
