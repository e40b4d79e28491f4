"""What lies on the scale at this moment, for a screen, and what a cashier may have it do."""

from dataclasses import dataclass
from enum import StrEnum

from devices.scales.acceptance import Verdict


class Command(StrEnum):
    """What a cashier may have the scale do."""

    ZERO = "zero"
    TARE = "tare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """A verdict and what is weighed; `grams` may be sold only when ready."""

    verdict: Verdict
    grams: int = 0
    is_net: bool = False
    tare_g: int | None = None
    may_zero: bool = False
    may_tare: bool = False
