"""Which reading may be sold by: a pure state machine over what a scale says.

A weight is believed once `repeats` readings in a row agree on it, all of them stable, with no
bytes in between that made no sense. It is sold once: the scale must be empty before the next.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.base.errors import Refusal
from devices.scales.reading import Reading

FRESH_S = 1.0
INFERRED_S = 0.4  # a scale that never says whether it stands still must stand still this long


class Verdict(StrEnum):
    """Whether what lies on the scale may be sold, or why not."""

    READY = "ready"
    SILENT = "silent"  # nothing was heard for a second
    MOVING = "moving"
    OVER = "over"
    NEGATIVE = "negative"
    EMPTY = "empty"
    TAKEN = "taken"  # this weight was sold already: the scale was not empty since


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What was seen so far; `see` and `take` return what is known then."""

    capacity_g: int
    repeats: int = 3
    settles_s: float = 0.0
    last: Reading | None = None
    run: int = 0  # how many readings in a row agree with the last one
    since: float = 0.0  # when the first of them came
    gross_taken: bool = False
    net_taken: bool = False

    def see(self, reading: Reading) -> "Acceptance":
        """Take a reading into account."""
        goes_on = self.last is not None and _agree(self.last, reading)
        run = self.run + 1 if goes_on and reading.is_stable else int(reading.is_stable)
        new = replace(
            self, last=reading, run=run, since=self.since if goes_on and run > 1 else reading.at
        )
        if not new.is_settled or reading.is_over or reading.grams > 0:
            return new
        # Empty. What was tared away is empty only as a net weight: the gross is still there.
        return replace(new, net_taken=False) if reading.is_net else replace(new, gross_taken=False)

    def interrupted(self) -> "Acceptance":
        """Forget what was read, as the line is down; what was sold stays sold."""
        return replace(self, last=None, run=0)

    @property
    def is_settled(self) -> bool:
        """Whether enough readings agree that stand still."""
        if self.last is None:
            return False
        return self.run >= self.repeats and self.last.at - self.since >= self.settles_s

    def judge(self, now: float) -> Verdict:
        """Say whether what lies there may be sold at this moment, in seconds."""
        it = self.last
        if it is None or not 0 <= now - it.at < FRESH_S:
            return Verdict.SILENT
        if it.is_over or it.grams > self.capacity_g:
            return Verdict.OVER
        if it.is_negative:
            return Verdict.NEGATIVE
        if not self.is_settled:
            return Verdict.MOVING
        if it.grams == 0:
            return Verdict.EMPTY
        is_taken = self.net_taken if it.is_net else self.gross_taken
        return Verdict.TAKEN if is_taken else Verdict.READY

    def take(self, now: float, shown_g: int) -> "Acceptance":
        """Sell by the weight that was shown; raises Refusal where it may not be, or has changed."""
        verdict = self.judge(now)
        if verdict is not Verdict.READY:
            raise Refusal(f"scale_{verdict}")
        assert self.last is not None
        if self.last.grams != shown_g:
            raise Refusal("scale_moving")
        return replace(self, gross_taken=True, net_taken=True)


def _agree(before: Reading, now: Reading) -> bool:
    return (
        before.is_stable
        and not now.follows_noise
        and now.at - before.at < FRESH_S
        and (before.grams, before.is_net, before.is_over, before.is_under)
        == (now.grams, now.is_net, now.is_over, now.is_under)
    )
