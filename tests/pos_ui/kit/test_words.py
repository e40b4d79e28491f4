import re
import string
from pathlib import Path

import pytest

from pos_ui.kit import words
from tests import words as kept

PACKAGE = Path(__file__).parents[3] / "pos_ui"
SOURCES = "".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
USED = set(re.findall(r"\b(?:t|_say)\(\s*[\"']([a-z0-9_.]+)[\"']", SOURCES))
QUOTED = set(re.findall(r"[\"']([a-z0-9_]+(?:\.[a-z0-9_]+)*)[\"']", SOURCES))
FAMILIES = set(re.findall(r"f\"([a-z0-9_]+\.(?:[a-z0-9_]+\.)*)\{", SOURCES))

OWN_NAMES = {"more.language"}  # a language is named in itself
WORDS = kept.read()


def names(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def is_asked_for(key: str) -> bool:
    return key in QUOTED or any(key.startswith(family) for family in FAMILIES)


def test_both_languages_have_the_same_words() -> None:
    for key, (chinese, english) in WORDS.items():
        assert chinese, key
        assert english, key
        assert names(chinese) == names(english), key


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_translation_is_left_unfinished(language: str) -> None:
    assert not kept.unfinished(kept.FOLDER / f"{language}.ts")


def test_every_word_that_a_screen_asks_for_is_there() -> None:
    assert USED
    assert USED - WORDS.keys() == set()


def test_every_word_is_asked_for_somewhere() -> None:
    assert [key for key in WORDS if not is_asked_for(key)] == []


def test_a_word_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        words.t("no.such.word")


@pytest.mark.skipif(kept.lrelease() is None, reason="NO LRELEASE HERE: the .qm were not compared")
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_till_reads_what_the_translators_wrote(language: str, tmp_path: Path) -> None:
    kept.release(tmp_path)
    made = (tmp_path / f"{language}.qm").read_bytes()
    assert (kept.FOLDER / f"{language}.qm").read_bytes() == made
    at = words.LANGUAGES.index(language)
    for key, texts in WORDS.items():
        assert words.word(language, key) == texts[at]


def test_english_has_no_chinese_signs() -> None:
    for key, (_, text) in WORDS.items():
        if key not in OWN_NAMES:
            assert not re.search("[\u3000-\u9fff\uff00-\uffef]", text), key


def test_nobody_is_shouted_at() -> None:
    assert not any("!" in text or "！" in text for both in WORDS.values() for text in both)


@pytest.mark.parametrize(("language", "text"), [("zh_CN", "应收"), ("en", "Amount due")])
def test_a_word_follows_the_language(language: str, text: str) -> None:
    words.use_language(language)
    assert words.t("due") == text
