"""A fuse for each channel: after a few faults in a row nothing goes there for a while.

Open for a minute, then a payment as a probe, and another: three that work close it. One that fails
doubles the wait, up to ten minutes.
"""

from dataclasses import dataclass, replace

FAULTS = 3
PROBES = 3  # that must work: one may be luck
FIRST_S, LONGEST_S = 60.0, 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """Closed at first; every method returns what it is afterwards."""

    faults: int = 0  # in a row
    open_until_s: float = 0.0
    wait_s: float = 0.0  # of the present or last opening; 0 when it works
    probing_since_s: float = -1.0
    worked: int = 0  # probes in a row

    def may_pass(self, now_s: float) -> bool:
        """Say whether a payment may go there: always while closed, one probe when half open."""
        if not self.wait_s:
            return True
        is_free = self.probing_since_s < 0 or now_s - self.probing_since_s > FIRST_S
        return now_s >= self.open_until_s and is_free

    @property
    def is_whole(self) -> bool:
        """Whether nothing is held against the channel."""
        return not self.wait_s

    def passed(self, now_s: float) -> "Breaker":
        """Remember that a payment went there: half open, it is the probe."""
        return replace(self, probing_since_s=now_s) if self.wait_s else self

    def succeeded(self) -> "Breaker":
        """Count a payment that worked: it clears the faults, or as a probe helps to close."""
        if not self.wait_s:
            return CLOSED if self.faults else self
        if self.probing_since_s < 0:  # an old payment that ends only now says nothing new
            return self
        if self.worked + 1 >= PROBES:
            return CLOSED
        return replace(self, probing_since_s=-1.0, worked=self.worked + 1)

    def failed(self, now_s: float) -> "Breaker":
        """Count a fault of the channel; open when they are too many, or when a probe failed."""
        if self.wait_s and self.probing_since_s >= 0:
            return _opened(now_s, min(self.wait_s * 2, LONGEST_S))
        if self.wait_s:  # an old payment that ends only now says nothing new
            return self
        faults = self.faults + 1
        return _opened(now_s, FIRST_S) if faults >= FAULTS else replace(self, faults=faults)


def _opened(now_s: float, wait_s: float) -> Breaker:
    return Breaker(faults=FAULTS, open_until_s=now_s + wait_s, wait_s=wait_s)


CLOSED = Breaker()
