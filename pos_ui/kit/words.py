"""Every word on the screens, by key, in Chinese and English; files in resources/translations.

A screen asks again for its words when `use_language` was called.
"""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "translations"
LANGUAGES = ("zh_CN", "en")

_present = "zh_CN"


def t(key: str, **values: object) -> str:
    """Return a word or sentence in the language of now; raises KeyError for a key we lack."""
    text = all_of(_present)[key]
    return text.format(**values) if values else text


def use_language(language: str) -> None:
    """Speak "zh_CN" or "en" from now on."""
    global _present  # noqa: PLW0603 - one screen, one language
    _present = language


def language() -> str:
    """Return the language of now."""
    return _present


@cache
def all_of(language: str) -> dict[str, str]:
    """Return every key with its text in one language, tables joined by a point."""
    return dict(_flat(tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8")), ""))


def _flat(table: dict[str, object], before: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{before}{key}.")
        else:
            found.append((f"{before}{key}", str(value)))
    return found
