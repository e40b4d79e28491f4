"""`python -m tests.words`: add, change, rename or remove words of the screens, and compile them.

The words stand in resources/translations/*.ts, for Qt Linguist; a till reads the .qm made of them.
Messages are kept in the order of their keys, and each that is not asked for stays byte for byte.
"""

import argparse
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import PySide6
from PySide6.QtCore import QLockFile

from pos_ui.kit import words

FOLDER = words.FOLDER
KEY = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)*")
MESSAGE = re.compile(r'    <message id="([^"]+)">\n.*?    </message>\n', re.DOTALL)
SOURCE = re.compile(r"<source>.*?</source>", re.DOTALL)
TRANSLATION = re.compile(r"<translation[^>]*>(.*?)</translation>", re.DOTALL)
OPENING, CLOSING = "    <name></name>\n", "</context>"
NEW = """    <message id="{key}">
        <source></source>
        <translation></translation>
    </message>
"""
# The signs that Qt Linguist spells out when it saves.
SPELLED = {'"': "&quot;", "'": "&apos;", "\xa0": "&#xa0;", "\u3000": "&#x3000;"}
PATIENCE_MS = 60_000
UNFINISHED = ".words-"  # how the folder is called where new files are made

Messages = dict[str, str]  # by key, each as it stands in the file
Edit = Callable[[Messages, str], Messages]  # for the language that it is told


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments ask; 1 when it cannot be done, and then nothing has changed."""
    asked = _parser().parse_args(arguments)
    try:
        rewrite(asked.folder, asked.does(*(getattr(asked, word) for word in asked.takes)))
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def adding(key: str, chinese: str, english: str) -> Edit:
    """Add a word; one that is there already is refused."""
    texts = _fitting(chinese, english)

    def edit(messages: Messages, language: str) -> Messages:
        _refuse_unfit(messages, key)
        return messages | {key: _saying(NEW.format(key=key), texts[language])}

    return edit


def changing(key: str, chinese: str, english: str) -> Edit:
    """Say a word differently."""
    texts = _fitting(chinese, english)

    def edit(messages: Messages, language: str) -> Messages:
        return messages | {key: _saying(_of(messages, key), texts[language])}

    return edit


def renaming(old: str, new: str) -> Edit:
    """Give a word another key; the code that asks for it is yours to change."""

    def edit(messages: Messages, _: str) -> Messages:
        message = _of(messages, old).replace(f'"{old}"', f'"{new}"', 1)
        _refuse_unfit(messages, new)
        return _without(messages, old) | {new: message}

    return edit


def removing(key: str) -> Edit:
    """Drop a word."""

    def edit(messages: Messages, _: str) -> Messages:
        _of(messages, key)
        return _without(messages, key)

    return edit


def releasing() -> Edit:
    """Compile anew, after Qt Linguist."""
    return lambda messages, _: messages


def rewrite(folder: Path, edit: Edit) -> None:
    """Edit and compile both languages, one caller at a time; a failure leaves every file alone."""
    with _alone(folder), TemporaryDirectory(dir=folder, prefix=UNFINISHED) as made:
        files = {name: (folder / f"{name}.ts").read_text("utf-8") for name in words.LANGUAGES}
        edited = {name: edit(split(text), name) for name, text in files.items()}
        for name, text in files.items():
            messages = _with_sources(edited[name], edited["zh_CN"])
            Path(made, f"{name}.ts").write_text(_joined(text, messages), "utf-8", newline="\n")
        release(Path(made), Path(made))
        for file in sorted(Path(made).iterdir()):
            file.replace(folder / file.name)


def release(target: Path, folder: Path = FOLDER) -> None:
    """Make a .qm of each .ts of a folder; raises OSError where PySide6 has no lrelease."""
    program = lrelease()
    if program is None:
        raise FileNotFoundError("PySide6 has no lrelease here")
    for name in words.LANGUAGES:
        made = str(target / f"{name}.qm")
        subprocess.run([program, "-silent", str(folder / f"{name}.ts"), "-qm", made], check=True)


def lrelease() -> str | None:
    """Find the lrelease that came with PySide6."""
    return shutil.which("lrelease", path=str(Path(PySide6.__file__).parent))


def read(folder: Path = FOLDER) -> dict[str, tuple[str, str]]:
    """Return each word in Chinese and English; raises ValueError when one file lacks it."""
    chinese, english = (_texts(folder / f"{name}.ts") for name in words.LANGUAGES)
    if alone := chinese.keys() ^ english.keys():
        raise ValueError(f"in one language only: {sorted(alone)}")
    return {key: (text, english[key]) for key, text in chinese.items()}


def unfinished(path: Path) -> list[str]:
    """Name the messages of a .ts that Qt Linguist shows as not finished, or as gone."""
    messages = ET.parse(path).iter("message")
    return [
        message.attrib["id"]
        for message in messages
        if message.find("translation[@type]") is not None
    ]


def split(text: str) -> Messages:
    """Take a .ts apart; raises ValueError for one not laid out as Qt Linguist saves it."""
    body = text.partition(OPENING)[2].rpartition(CLOSING)[0]
    messages = {match[1]: match[0] for match in MESSAGE.finditer(body)}
    if not body or "".join(messages.values()) != body:
        raise ValueError("a .ts file has a message twice, or is laid out by hand")
    return messages


def placeholders(text: str) -> set[str]:
    """Name what str.format fills in; raises ValueError for a stray brace."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _texts(path: Path) -> dict[str, str]:
    messages = ET.parse(path).iter("message")
    return {each.attrib["id"]: each.findtext("translation", "") for each in messages}


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


def _without(messages: Messages, key: str) -> Messages:
    return {other: message for other, message in messages.items() if other != key}


def _saying(message: str, text: str) -> str:
    said = f"<translation>{escape(text, SPELLED)}</translation>"
    return TRANSLATION.sub(lambda _: said, message, count=1)


def _with_sources(messages: Messages, chinese: Messages) -> Messages:
    """Show translators the Chinese of today."""
    return {key: _sourced(text, chinese.get(key, text)) for key, text in messages.items()}


def _sourced(message: str, chinese: str) -> str:
    said = "".join(TRANSLATION.findall(chinese))
    return SOURCE.sub(lambda _: f"<source>{said}</source>", message, count=1)


def _joined(text: str, messages: Messages) -> str:
    head, tail = text.partition(OPENING)[0], text.rpartition(CLOSING)[2]
    body = "".join(message for _, message in sorted(messages.items()))
    return f"{head}{OPENING}{body}{CLOSING}{tail}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder; takes over the lock of a caller that died, and removes what it left."""
    lock = QLockFile(str(folder / "words.lock"))
    if not lock.tryLock(PATIENCE_MS):
        raise TimeoutError("somebody else has been rewriting the words for a minute")
    try:
        for left in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        yield
    finally:
        lock.unlock()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.words", description="Words of the screens.")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the .ts and .qm stand")
    chosen = parser.add_subparsers(required=True)
    commands: dict[str, tuple[Callable[..., Edit], tuple[str, ...]]] = {
        "add": (adding, ("key", "chinese", "english")),
        "change": (changing, ("key", "chinese", "english")),
        "rename": (renaming, ("old", "new")),
        "remove": (removing, ("key",)),
        "release": (releasing, ()),
    }
    for name, (does, takes) in commands.items():
        ours = chosen.add_parser(name, help=(does.__doc__ or "").splitlines()[0])
        for word in takes:
            ours.add_argument(word)
        ours.set_defaults(does=does, takes=takes)
    return parser


if __name__ == "__main__":
    sys.exit(main())
