"""`python -m tests.words`: add, change, rename or remove words of the screens, and compile them.

The words stand in resources/translations/*.ts, for Qt Linguist; a till reads the .qm made of them.
A word joins the end of its group (the key up to its last point); what is there stays byte for byte.
"""

import argparse
import os
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import PySide6
from PySide6.QtCore import QLockFile

from pos_ui.kit.words import FOLDER, LANGUAGES

KEY = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)*")
MESSAGE = re.compile(r'    <message id="([^"]+)">\n.*?    </message>\n', re.DOTALL)
SOURCE = re.compile(r"<source>(.*?)</source>", re.DOTALL)
TRANSLATION = re.compile(r"<translation[^>]*>(.*?)</translation>", re.DOTALL)
NEW = """    <message id="{key}">
        <source></source>
        <translation></translation>
    </message>
"""
# The signs that Qt Linguist spells out when it saves.
SPELLED = {'"': "&quot;", "'": "&apos;", "\xa0": "&#xa0;", "\u3000": "&#x3000;"}
PATIENCE_MS = 60_000

Messages = dict[str, str]  # by key, each as it stands in the file
Edit = Callable[[Messages, str], Messages]  # for the language that it is told


def main(words: list[str] | None = None) -> int:
    """Do what the arguments ask; 1 when it cannot be done, and then nothing has changed."""
    asked = _parser().parse_args(words)
    try:
        rewrite(asked.folder, asked.edit(asked))
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def adding(key: str, chinese: str, english: str) -> Edit:
    """Put a new word at the end of its group; raises ValueError for one that is there."""
    texts = _fitting(chinese, english)

    def edit(messages: Messages, language: str) -> Messages:
        return _said(_placed(messages, key, NEW.format(key=key)), key, texts[language])

    return edit


def changing(key: str, chinese: str, english: str) -> Edit:
    """Say a word differently where it stands."""
    texts = _fitting(chinese, english)
    return lambda messages, language: _said(messages, key, texts[language])


def renaming(old: str, new: str) -> Edit:
    """Give a word another key: in its place, or at the end of another group."""

    def edit(messages: Messages, _: str) -> Messages:
        message = _of(messages, old).replace(f'"{old}"', f'"{new}"', 1)
        if group(old) != group(new):
            return _placed(removing(old)(messages, _), new, message)
        _refuse_unfit(messages, new)
        return {new if key == old else key: messages[key] for key in messages} | {new: message}

    return edit


def removing(key: str) -> Edit:
    """Drop a word; raises ValueError for one that is not there."""

    def edit(messages: Messages, _: str) -> Messages:
        _of(messages, key)
        return {other: text for other, text in messages.items() if other != key}

    return edit


def releasing() -> Edit:
    """Change no translation: the Chinese that translators see, and the .qm, are made anew."""
    return lambda messages, _: messages


def rewrite(folder: Path, edit: Edit) -> None:
    """Edit both languages and compile them, one caller at a time; all files change or none."""
    with _alone(folder), TemporaryDirectory(dir=folder, prefix=".words-") as made:
        files = {name: (folder / f"{name}.ts").read_text("utf-8") for name in LANGUAGES}
        edited = {name: edit(parts(text), name) for name, text in files.items()}
        for name, text in files.items():
            messages = _with_sources(edited[name], edited["zh_CN"])
            target = Path(made, f"{name}.ts")
            target.write_text(_joined(text, messages), "utf-8", newline="\n")
            compile_words(target, target.with_suffix(".qm"))
        for file in sorted(Path(made).iterdir()):
            os.replace(file, folder / file.name)


def compile_words(source: Path, target: Path) -> None:
    """Make a .qm of a .ts with the lrelease of PySide6; raises OSError where there is none."""
    program = lrelease()
    if program is None:
        raise FileNotFoundError("PySide6 has no lrelease here")
    command = [program, "-silent", str(source), "-qm", str(target)]
    subprocess.run(command, check=True)


def lrelease() -> str | None:
    """Find the lrelease that came with PySide6."""
    return shutil.which("lrelease", path=str(Path(PySide6.__file__).parent))


def parts(text: str) -> Messages:
    """Split a .ts into its messages; raises ValueError for a file not laid out as Linguist does."""
    found = list(MESSAGE.finditer(text))
    messages = {match[1]: match[0] for match in found}
    whole = text[found[0].start() : found[-1].end()] if found else ""
    if "".join(messages.values()) != whole or len(messages) != text.count("<message"):
        raise ValueError("a .ts file has a message twice, or one laid out by hand")
    return messages


def translations(text: str) -> dict[str, str]:
    """Read what a .ts says, by key; an unfinished translation is empty."""
    found = {}
    for message in ElementTree.fromstring(text).iter("message"):
        said = message.find("translation")
        is_done = said is not None and "type" not in said.attrib
        found[message.attrib["id"]] = (said.text or "") if said is not None and is_done else ""
    return found


def placeholders(text: str) -> set[str]:
    """Name what str.format fills in; raises ValueError for a stray brace."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def group(key: str) -> str:
    """Return the key up to its last point."""
    return key.rpartition(".")[0]


def _of(messages: Messages, key: str) -> str:
    if key not in messages:
        raise ValueError(f"there is no word {key}")
    return messages[key]


def _refuse_unfit(messages: Messages, key: str) -> None:
    if not KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no key: small letters, digits, _ and points")
    if key in messages:
        raise ValueError(f"there is a word {key} already")


def _fitting(chinese: str, english: str) -> dict[str, str]:
    if not chinese.strip() or not english.strip():
        raise ValueError("a word needs a text in both languages")
    if placeholders(chinese) != placeholders(english):
        raise ValueError("the {placeholders} differ between Chinese and English")
    return {"zh_CN": chinese, "en": english}


def _placed(messages: Messages, key: str, message: str) -> Messages:
    _refuse_unfit(messages, key)
    items = list(messages.items())
    kin = [at for at, other in enumerate(messages) if group(other) == group(key)]
    items.insert(kin[-1] + 1 if kin else len(items), (key, message))
    return dict(items)


def _said(messages: Messages, key: str, text: str) -> Messages:
    said = f"<translation>{escape(text, SPELLED)}</translation>"
    return messages | {key: TRANSLATION.sub(lambda _: said, _of(messages, key), count=1)}


def _with_sources(messages: Messages, chinese: Messages) -> Messages:
    """Show translators the Chinese of today."""
    found = {key: TRANSLATION.search(message) for key, message in chinese.items()}
    sources = {key: f"<source>{match[1]}</source>" for key, match in found.items() if match}
    return {
        key: SOURCE.sub(lambda old, key=key: sources.get(key, old[0]), message, count=1)
        for key, message in messages.items()
    }


def _joined(text: str, messages: Messages) -> str:
    """Put the messages where the old ones stood."""
    head, tail = re.split(r"(?<=<name></name>\n).*(?=</context>)", text, maxsplit=1, flags=re.DOTALL)
    return head + "".join(messages.values()) + tail


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder; the lock of a caller that died is taken over."""
    lock = QLockFile(str(folder / "words.lock"))
    if not lock.tryLock(PATIENCE_MS):
        raise TimeoutError("somebody else has been rewriting the words for a minute")
    try:
        yield
    finally:
        lock.unlock()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.words", description="Words of the screens.")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the .ts and .qm stand")
    chosen = parser.add_subparsers(required=True)
    for name, does, takes in (
        ("add", adding, ("key", "chinese", "english")),
        ("change", changing, ("key", "chinese", "english")),
        ("rename", renaming, ("old", "new")),
        ("remove", removing, ("key",)),
        ("release", releasing, ()),
    ):
        ours = chosen.add_parser(name, help=(does.__doc__ or "").splitlines()[0])
        for word in takes:
            ours.add_argument(word)
        ours.set_defaults(edit=lambda asked, does=does, takes=takes: does(*(getattr(asked, w) for w in takes)))
    return parser


if __name__ == "__main__":
    sys.exit(main())
