"""The sound card, through miniaudio; nothing else knows that library."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import miniaudio

from pos_ui.sounds.clips import RATE
from pos_ui.sounds.voice import Stream

# All that a till may meet, best first, but not the silent one, which never says that it is alone.
BACKENDS = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "PULSEAUDIO", "ALSA")
PERIOD_MS = 20  # how often a card draws frames


class Card:
    """The card that the system prefers; each call may take long and raises OSError."""

    def __init__(self, stream: Stream, backends: Sequence[str] = BACKENDS) -> None:
        self._stream = stream
        self._is_drawing = False
        with _as_os_error():
            self._device = miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=PERIOD_MS,
                backends=[miniaudio.Backend[name] for name in backends],
                app_name="Zhanggui",
            )

    def draw(self) -> None:
        """Draw from the stream, from now on."""
        if self._is_drawing:
            return
        with _as_os_error():
            self._device.start(self._stream)
        self._is_drawing = True

    def rest(self) -> None:
        """Draw no more until asked again."""
        self._is_drawing = False
        with _as_os_error():
            self._device.stop()

    def close(self) -> None:
        """Give the card back."""
        self._device.close()


@contextmanager
def _as_os_error() -> Iterator[None]:
    try:
        yield
    except miniaudio.MiniaudioError as error:
        raise OSError(f"no sound card: {error}") from error
