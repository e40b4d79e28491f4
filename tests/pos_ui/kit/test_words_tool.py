import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bootstrap import trimming
from pos_ui.kit import words
from tests import words as kept
from tests.programs import ROOT, run

pytestmark = pytest.mark.skipif(
    kept.lrelease() is None, reason="NO LRELEASE HERE: the words cannot be compiled"
)
TOOL = [sys.executable, "-m", "tests.words", "--folder"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the words, to be rewritten."""
    for language in words.LANGUAGES:
        for kind in ("ts", "qm"):
            shutil.copy(kept.FOLDER / f"{language}.{kind}", tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def lines(folder: Path) -> list[str]:
    return (folder / "en.ts").read_text("utf-8").splitlines()


def do(folder: Path, *asked: str) -> int:
    return kept.main(["--folder", str(folder), *asked])


def test_words_stand_in_the_order_of_their_keys() -> None:
    for language in words.LANGUAGES:
        keys = list(kept.split((kept.FOLDER / f"{language}.ts").read_text("utf-8")))
        assert keys == sorted(keys)


def test_translators_see_the_chinese_that_is_on_the_screen() -> None:
    for language in words.LANGUAGES:
        text = (kept.FOLDER / f"{language}.ts").read_text("utf-8")
        sources = [ET.fromstring(each).findtext("source") for each in kept.split(text).values()]
        assert sources == [chinese for chinese, _ in kept.read().values()]


def test_a_new_word_adds_its_own_lines_and_touches_no_other(folder: Path) -> None:
    before = lines(folder)
    assert do(folder, "add", "pay.zz_new", "还要 {count} 次", "{count} more") == 0
    assert kept.read(folder)["pay.zz_new"] == ("还要 {count} 次", "{count} more")
    at = lines(folder).index('    <message id="pay.zz_new">')
    assert lines(folder)[:at] + lines(folder)[at + 4 :] == before


def test_a_new_word_is_compiled_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert do(folder, "add", "zz", "甲", 'A & "B" <c> it\'s\u3000') == 0
    monkeypatch.setattr(words, "FOLDER", folder)
    words.word.cache_clear()
    words._translator.cache_clear()  # noqa: SLF001 - the files of this test
    assert words.word("en", "zz") == 'A & "B" <c> it\'s\u3000'
    words.word.cache_clear()
    words._translator.cache_clear()  # noqa: SLF001


def test_adding_and_removing_leaves_every_byte_as_it_was(folder: Path) -> None:
    before = contents(folder)
    assert do(folder, "add", "a.b", "甲", "A") == 0
    assert contents(folder) != before
    assert do(folder, "remove", "a.b") == 0
    assert contents(folder) == before


def test_a_renamed_word_keeps_its_texts_and_finds_its_place(folder: Path) -> None:
    texts = kept.read(folder)["pay.left"]
    assert do(folder, "rename", "pay.left", "zz.left") == 0
    assert "pay.left" not in kept.read(folder)
    assert kept.read(folder)["zz.left"] == texts
    assert list(kept.read(folder))[-1] == "zz.left"


def test_a_changed_chinese_text_is_shown_to_translators_too(folder: Path) -> None:
    assert do(folder, "change", "pay.left", "还差多少", "To pay") == 0
    assert kept.read(folder)["pay.left"] == ("还差多少", "To pay")
    assert "<source>还差多少</source>" in kept.split("\n".join(lines(folder)) + "\n")["pay.left"]


@pytest.mark.parametrize(
    "asked",
    [
        ("add", "pay.left", "还差", "Left"),
        ("add", "Pay Left", "还差", "Left"),
        ("add", "zz", "{count} 件", "some"),
        ("add", "zz", "{", "{"),
        ("add", "zz", "还差", " "),
        ("change", "no.such", "甲", "A"),
        ("rename", "no.such", "zz"),
        ("rename", "pay.left", "pay.title"),
        ("remove", "no.such"),
    ],
)
def test_what_cannot_be_done_changes_nothing(folder: Path, asked: tuple[str, ...]) -> None:
    before = contents(folder)
    assert do(folder, *asked) == 1
    assert contents(folder) == before


@pytest.mark.parametrize("damage", ["<message", "    </message>\n", "<translation>"])
def test_a_damaged_file_is_refused_and_left_as_it_is(folder: Path, damage: str) -> None:
    file = folder / "en.ts"
    file.write_text(file.read_text("utf-8").replace(damage, "", 1), "utf-8")
    before = contents(folder)
    assert do(folder, "add", "zz", "甲", "A") == 1
    assert contents(folder) == before


def test_what_a_translator_noted_and_left_open_stays(folder: Path) -> None:
    file = folder / "en.ts"
    note = "<translatorcomment>short!</translatorcomment>\n        <translation"
    opened = '<translation type="unfinished">'
    text = file.read_text("utf-8").replace("<translation", note, 1)
    file.write_text(text.replace("<translation>", opened, 1), "utf-8")
    assert do(folder, "add", "zz", "甲", "A") == 0
    assert "short!" in file.read_text("utf-8")
    assert len(kept.unfinished(file)) == 1


def test_a_word_in_one_language_only_is_named(folder: Path) -> None:
    file = folder / "en.ts"
    text = file.read_text("utf-8")
    file.write_text(text.replace(kept.split(text)["pay.left"], ""), "utf-8")
    with pytest.raises(ValueError, match=r"pay\.left"):
        kept.read(folder)


def test_several_at_once_lose_no_word(folder: Path) -> None:
    keys = [f"zz.w{number}" for number in range(4)]
    running = [subprocess.Popen([*TOOL, folder, "add", key, "甲", "A"], cwd=ROOT) for key in keys]
    assert [each.wait(60) for each in running] == [0] * 4
    assert set(keys) <= kept.read(folder).keys()
    assert len(contents(folder)) == 4


def test_a_caller_that_died_holds_nobody_up_and_leaves_nothing(folder: Path) -> None:
    died = "import os, sys; from tests import words; from pathlib import Path\n"
    died += "words.rewrite(Path(sys.argv[1]), lambda *_: os._exit(9))"
    before = contents(folder)
    assert run([sys.executable, "-c", died, str(folder)]).returncode == 9
    assert len(list(folder.iterdir())) == len(before) + 2  # its lock and its unfinished work
    assert do(folder, "release") == 0
    assert contents(folder) == before


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_frozen_till_carries_its_words(language: str) -> None:
    assert trimming.is_wanted(f"resources/translations/{language}.qm")
    assert trimming.is_wanted(f"resources\\translations\\{language}.qm")


def test_words_need_no_application() -> None:
    code = "from pos_ui.kit.words import t, use_language; use_language('en'); print(t('due'))"
    assert run([sys.executable, "-c", code]).stdout == "Amount due\n"
