import re
import string
from pathlib import Path

import pytest

from pos_ui.kit import words

PACKAGE = Path(__file__).parents[3] / "pos_ui"
USED = {
    key
    for path in PACKAGE.rglob("*.py")
    for key in re.findall(r"\bt\(\s*\"([a-z0-9_.]+)\"", path.read_text("utf-8"))
}

OWN_NAMES = {"more.language"}  # a language is named in itself


def names(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_words() -> None:
    chinese, english = (words.all_of(language) for language in words.LANGUAGES)
    assert chinese.keys() == english.keys()
    for key, text in chinese.items():
        assert names(text) == names(english[key]), key


def test_every_word_that_a_screen_asks_for_is_there() -> None:
    assert USED
    assert words.all_of("zh_CN").keys() >= USED


def test_english_has_no_chinese_signs() -> None:
    for key, text in words.all_of("en").items():
        if key not in OWN_NAMES:
            assert not re.search("[\u3000-\u9fff\uff00-\uffef]", text), key


def test_nobody_is_shouted_at() -> None:
    for language in words.LANGUAGES:
        assert not any("!" in text or "！" in text for text in words.all_of(language).values())


@pytest.mark.parametrize(("language", "text"), [("zh_CN", "应收"), ("en", "Amount due")])
def test_a_word_follows_the_language(language: str, text: str) -> None:
    words.use_language(language)
    assert words.t("due") == text
