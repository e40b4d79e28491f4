"""Every word on the screens, by key, in Chinese and English.

Translators edit `resources/translations/*.ts` in Qt Linguist; the till reads the .qm beside them.
A screen asks again for its words when `use_language` was called.
"""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QTranslator

FOLDER = Path(__file__).parents[2] / "resources" / "translations"
LANGUAGES = ("zh_CN", "en")

_present = "zh_CN"


def t(key: str, /, **values: object) -> str:
    """Return a word or sentence in the language of now; raises KeyError for a key we lack."""
    text = word(_present, key)
    return text.format(**values) if values else text


def use_language(language: str) -> None:
    """Speak "zh_CN" or "en" from now on."""
    global _present  # noqa: PLW0603 - one screen, one language
    _present = language


def language() -> str:
    """Return the language of now."""
    return _present


@cache
def word(language: str, key: str) -> str:
    """Return the text of a key in one language; raises KeyError for a key we lack."""
    text = _translator(language).translate("", key)
    if not text:
        raise KeyError(key)
    return text


@cache
def _translator(language: str) -> QTranslator:
    translator = QTranslator()
    if not translator.load(str(FOLDER / f"{language}.qm")):
        raise FileNotFoundError(FOLDER / f"{language}.qm")
    return translator
