"""How a name is typed in pinyin, in every reading, made once at import; the till only reads it.

A character is read as its word says (重庆 is chong'qing), then as it is read elsewhere
(zhong'qing): whoever types takes whichever comes to mind.
"""

import itertools
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

MOST_READINGS = 8
MOST_PER_SIGN = 3
BREAK = "'"  # between syllables, as in xi'an
CHINESE, DIGIT = "chinese", "digit"
LATIN = "-"  # stands for letters of a name, which nobody types as pinyin
DIGITS = "0123456789"
LEAST_SHARE, LEAST_WORDS = 0.03, 2  # of the words with a character; a rarer reading is dead


def initials(name: str) -> tuple[str, ...]:
    """Return the ways to type a name by its initials: 重庆 500ml is "cq500ml" and "zq500ml".

    Latin letters and digits stay, in lower case; spaces and signs are left out.
    """
    made = ("".join(part[:1] for part in reading) for reading in _readings(_signs(name)))
    return tuple(dict.fromkeys(typed for typed in made if typed))


def full_pinyin(name: str) -> tuple[str, ...]:
    """Return the ways to spell a name: 重庆 500ml is "chong'qing'500'-" and "zhong'qing'500'-".

    A name without Chinese characters has none; ü is v, as it is typed.
    """
    signs = _signs(name)
    if not any(map(_is_chinese, signs)):
        return ()
    return tuple(dict.fromkeys(_spelled(signs, reading) for reading in _readings(signs)))


def _signs(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).lower()
    return "".join(_plain(sign) for sign in folded if sign.isalnum())


def _plain(sign: str) -> str:
    """Take the accent off a Latin letter: no till has a key for é."""
    bare = unicodedata.normalize("NFKD", sign)[0]
    return bare if bare.isascii() else sign


@lru_cache(maxsize=8)  # initials and full pinyin of a name are asked for one after the other
def _readings(signs: str) -> tuple[tuple[str, ...], ...]:
    """Read every sign: as the words say, then with one character read otherwise, then two."""
    first = _as_words(signs)
    found = dict.fromkeys(itertools.islice(_otherwise(signs, first), MOST_READINGS))
    return tuple(found)


def _otherwise(signs: str, first: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield tuple(first)
    others = [
        (at, reading)
        for at, sign in enumerate(signs)
        for reading in _alive(sign)
        if reading != first[at]
    ]
    for count in (1, 2):
        for changed in itertools.combinations(others, count):
            yield tuple({**dict(enumerate(first)), **dict(changed)}.values())


def _as_words(signs: str) -> list[str]:
    """Read signs by their words, which settles most characters with several readings."""
    if signs.isascii():
        return list(signs)
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - only an import needs its tables

    read = lazy_pinyin(signs, errors=list)  # type: ignore[arg-type] # may be a list too
    return read if len(read) == len(signs) else [_alive(sign)[0] for sign in signs]


@cache
def _alive(sign: str) -> tuple[str, ...]:
    """Return the readings of a character that words of today use, without tones."""
    if not _is_chinese(sign):
        return (sign,)
    from pypinyin import Style, pinyin  # noqa: PLC0415

    [read] = pinyin(sign, style=Style.NORMAL, heteronym=True)
    known = tuple(dict.fromkeys(read))
    used = _uses().get(sign, Counter())
    least = max(LEAST_WORDS, LEAST_SHARE * used.total())
    alive = tuple(reading for reading in known if used[reading] >= least)
    return (alive or known)[:MOST_PER_SIGN]


@cache
def _uses() -> dict[str, Counter[str]]:
    """Count how many words of pypinyin's dictionary read each character in each way."""
    from pypinyin.contrib.tone_convert import to_normal  # noqa: PLC0415
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415

    plain = cache(to_normal)
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for word, readings in phrases_dict.items():
        for sign, [reading, *_] in zip(word, readings, strict=False):
            uses[sign][plain(reading)] += 1
    return uses


def _spelled(signs: str, reading: Sequence[str]) -> str:
    parts: list[str] = []
    for kind, run in itertools.groupby(zip(signs, reading, strict=True), key=_kind):
        read = [part for _, part in run]
        parts += read if kind == CHINESE else ["".join(read) if kind == DIGIT else LATIN]
    return BREAK.join(parts)


def _kind(sign_and_reading: tuple[str, str]) -> str:
    sign, reading = sign_and_reading
    if _is_chinese(sign) and reading.isascii():
        return CHINESE
    return DIGIT if sign in DIGITS else LATIN


def _is_chinese(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or sign >= "\U00020000" or sign == "〇"
