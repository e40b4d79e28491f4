"""A loudspeaker that may come and go."""

import time
from collections.abc import Callable, Sequence

from pos_ui.sounds import clips
from pos_ui.sounds.card import Card
from pos_ui.sounds.voice import Stream, Voice

DEAD_S = 1.0  # a card that draws nothing for so long is gone
RETRY_S, RETRY_LONGEST_S = 30.0, 3600.0


class Speaker:
    """Opens the card when it is first needed; one that is gone is tried again ever less often."""

    def __init__(self, opened: Callable[[Stream], Card] = Card) -> None:
        self._opened = opened
        self._voice = Voice()
        self._card: Card | None = None
        self._retry_at_s = 0.0
        self._pause_s = RETRY_S

    def say(self, names: Sequence[str], volume: int) -> None:
        """Say the last of these, or the last that matters; raises OSError when that cannot be."""
        said = [clips.load(name, volume) for name in names]
        if self._card is None and time.monotonic() < self._retry_at_s:
            return
        try:
            self._begin()
            for clip in said:
                self._voice.say(clip)
            if not self._voice.taken.wait(DEAD_S):
                raise TimeoutError("the sound card is there and draws nothing")
        except OSError:
            self._lose()
            raise
        self._pause_s = RETRY_S

    def hope(self) -> None:
        """Try a card that is gone again the next time."""
        self._retry_at_s = 0.0

    def rest(self) -> None:
        """Let the card sleep until there is something to say."""
        if self._card is not None:
            self._card.rest()

    def close(self) -> None:
        """Give the card back."""
        card, self._card = self._card, None
        if card is not None:
            card.close()

    def _begin(self) -> None:
        if self._card is None:
            self._voice = Voice()
            self._card = self._opened(self._voice.stream())
        self._card.draw()

    def _lose(self) -> None:
        self._retry_at_s = time.monotonic() + self._pause_s
        self._pause_s = min(self._pause_s * 4, RETRY_LONGEST_S)
        self.close()
