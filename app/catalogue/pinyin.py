"""Pinyin initials of a name in every reading, made once at import; the till only reads them."""

import itertools
import unicodedata
from functools import cache

MOST_READINGS = 8
MOST_PER_SIGN = 3


def initials(name: str) -> tuple[str, ...]:
    """Return the ways to type a name by its initials: 重庆 500ml is "cq500ml" and "zq500ml".

    Latin letters and digits stay, in lower case; spaces and signs are left out.
    """
    folded = unicodedata.normalize("NFKC", name).lower()
    choices = [_readings(sign) for sign in folded if sign.isalnum()]
    if not choices:
        return ()
    combined = itertools.islice(itertools.product(*choices), MOST_READINGS - 1)
    found = ["".join(letters) for letters in combined]
    if sum(len(choice) > 1 for choice in choices) > 1:  # more readings than we keep, perhaps
        found.insert(0, _as_words(folded))
    return tuple(dict.fromkeys(found))[:MOST_READINGS]


@cache
def _readings(sign: str) -> tuple[str, ...]:
    if sign.isascii():
        return (sign,)
    from pypinyin import Style, pinyin  # noqa: PLC0415 - only an import needs its tables

    [letters] = pinyin(sign, style=Style.FIRST_LETTER, heteronym=True)
    return tuple(dict.fromkeys(letters))[:MOST_PER_SIGN]


def _as_words(name: str) -> str:
    """Read the name by its words, which settles most characters with several readings."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    letters = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(sign for sign in "".join(letters) if sign.isalnum())
