"""How large the screen is drawn: set before Qt starts."""

WIDE_PX = 1600
LARGER = 1.25
LEAST, MOST = 0.9, 1.5


def factor(physical_width: int, os_ratio: float, override: float) -> float:
    """Return QT_SCALE_FACTOR for a screen; a system that scales already is left alone.

    `override` is the setting of the till, 0 for none.
    """
    if override:
        return min(MOST, max(LEAST, override))
    if os_ratio > 1 or physical_width < WIDE_PX:
        return 1.0
    return LARGER
