"""抹零: leaving off the small change of a cash sale, in the way the shop has chosen."""

from enum import StrEnum

from app.base.money import Money

JIAO, YUAN = 10, 100  # in fen


class Rounding(StrEnum):
    """How a bill is rounded; the words are those that shops use."""

    NONE = "none"
    FEN = "fen"  # 抹分: down to whole jiao
    JIAO = "jiao"  # 抹角: down to whole yuan
    HALF_UP = "half_up"  # 四舍五入: to the nearest jiao


def taken_off(due: Money, mode: Rounding) -> Money:
    """Return what rounding takes off a bill; negative where it rounds up."""
    match mode:
        case Rounding.FEN:
            return Money(due.fen % JIAO)
        case Rounding.JIAO:
            return Money(due.fen % YUAN)
        case Rounding.HALF_UP:
            return Money(due.fen - (due.fen + JIAO // 2) // JIAO * JIAO)
    return Money(0)
