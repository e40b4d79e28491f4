"""Full pinyin as it is searched: each syllable is one sign, so that a name stays short.

What somebody types has no breaks, so it is cut into syllables in every way that makes sense
(xian is xian and xi'an); the last syllable may be half typed.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.catalogue.pinyin import BREAK, DIGITS, LATIN

FIRST_SIGN = 0x100
LONGEST_SYLLABLE = 6
MOST_CUTS = 16
TYPED = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*", re.ASCII)


@dataclass(slots=True)
class Spelling:
    """The syllables of a catalogue, numbered as they are met."""

    signs: dict[str, str] = field(default_factory=dict)

    def write(self, reading: str) -> str:
        """Write a reading such as "xi'an'500" with one sign for each syllable."""
        return "".join(map(self._sign, reading.split(BREAK)))

    def patterns(self, typed: str) -> list[tuple[str, str]]:
        """Return what to look for: signs, then one out of several, or none if that is empty.

        One letter alone is left to the initials, digits alone are too.
        """
        if len(typed) < 2 or not TYPED.fullmatch(typed):  # noqa: PLR2004
            return []
        return list(itertools.islice(self._cuts(typed), MOST_CUTS))

    def _sign(self, part: str) -> str:
        if part == LATIN or part[:1] in DIGITS:
            return part
        return self.signs.setdefault(part, chr(FIRST_SIGN + len(self.signs)))

    def _cuts(self, typed: str, before: str = "") -> Iterator[tuple[str, str]]:
        if typed[0] in DIGITS:
            if len(typed) == 1:
                yield before + typed, ""
            else:
                yield from self._cuts(typed[1:], before + typed[0])
            return
        if begun := self._beginning_with(typed):
            yield before, begun
        for length in range(1, min(LONGEST_SYLLABLE, len(typed) - 1) + 1):
            if sign := self.signs.get(typed[:length]):
                yield from self._cuts(typed[length:], before + sign)

    def _beginning_with(self, typed: str) -> str:
        if len(typed) > LONGEST_SYLLABLE:
            return ""
        return "".join(sign for part, sign in self.signs.items() if part.startswith(typed))
