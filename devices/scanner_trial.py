"""Trying out a scanner, for the technician: how fast it types, how it ends, what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from app.catalogue import gs1
from devices.scanner import PLAIN, Framing

USUAL_GAP_MS = 50  # what tells a scanner from a person where nothing was measured
LEAST_GAP_MS, MOST_GAP_MS = 20, 80  # fast people are slower than that
EASE = 2  # a busy computer delivers keys late
SHORTEST = 4
ENDS = {"\r": "CR", "\n": "LF", "\t": "TAB"}


@dataclass(frozen=True, slots=True)
class Sign:
    """One character as it came, and when: milliseconds of any steady clock."""

    at_ms: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a scan says of its scanner; `code` is as the scanner read it, without its AIM id.

    `ms_per_sign` is the usual time between two characters, `slowest_ms` the longest. `ending` is
    "CR", "LF", "CR LF", "TAB" or nothing. `gap_ms` is the threshold to set for a keyboard
    scanner; 0 where it is too slow to be told from a person: then it needs a prefix and a suffix
    of its own, or a serial line.
    """

    code: str
    aim: str
    ending: str
    ms_per_sign: float
    slowest_ms: float
    gap_ms: int

    @property
    def is_good(self) -> bool:
        """Whether the till tells these scans from typing."""
        return bool(self.ending) and self.gap_ms > 0 and len(self.code) >= SHORTEST


def measure(signs: Sequence[Sign], framing: Framing = PLAIN) -> Trial:
    """Measure one scan, its ending with it; what it is framed by is no part of its code."""
    text = "".join(it.text for it in signs)
    ending = text[len(text.rstrip("\r\n\t")) :]
    aim, code = gs1.split_aim(framing.off(text[: len(text) - len(ending)]))
    last = len(signs) - max(0, len(ending) - 1)  # LF comes with CR
    gaps = [later.at_ms - sign.at_ms for sign, later in pairwise(signs[:last])]
    slowest = max(gaps, default=0.0)
    return Trial(
        code=code,
        aim=aim,
        ending=" ".join(ENDS[it] for it in ending),
        ms_per_sign=median(gaps) if gaps else 0.0,
        slowest_ms=slowest,
        gap_ms=threshold(slowest) if gaps else USUAL_GAP_MS,
    )


def threshold(slowest_ms: float) -> int:
    """Suggest how far apart two characters of a scan may be; 0 where no threshold helps."""
    if slowest_ms >= MOST_GAP_MS:
        return 0
    return round(min(MOST_GAP_MS, max(LEAST_GAP_MS, slowest_ms * EASE)))
