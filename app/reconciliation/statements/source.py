"""A file as it comes: what it is packed in, which encoding it is in, and its lines."""

import codecs
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Protocol

from app.base.errors import Refusal, Trouble

HEAD = 1 << 16  # bytes that must tell a format
LARGEST = 1 << 32  # bytes of one member, unpacked
LARGEST_BOOK = 1 << 29  # bytes of a workbook, unpacked: it is read whole
MOST_MEMBERS = 100
LONGEST_LINE = 1 << 20  # bytes
PIECE = 1 << 20

Line = tuple[int, str]  # number from 1, text without its end


@dataclass(frozen=True)
class Part:
    """One text or workbook within a file."""

    name: str
    opened: Callable[[], IO[bytes]]
    is_book: bool = False

    @cached_property
    def head(self) -> bytes:
        """The first bytes."""
        with self.opened() as file:
            return file.read(HEAD)

    @cached_property
    def encoding(self) -> str:
        """How its text is written; raises Refusal for what is no text."""
        return _encoding(self.head)

    def first_lines(self, most: int = 60) -> list[str]:
        """Return the first lines of a text, cut at the end of the head."""
        try:
            text = self.head.decode(self.encoding, "replace").removeprefix("\ufeff")
        except Refusal:
            return []
        return text.splitlines()[:most]

    def lines(self) -> Iterator[Line]:
        """Read the lines of a text; raises Refusal for a line that is none."""
        at = 0
        for at, raw in enumerate(self.raw_lines(), 1):
            try:
                text = raw.decode(self._of_lines)
            except UnicodeDecodeError as error:
                raise Refusal("statement_encoding", line=at) from error
            yield at, text.removeprefix("\ufeff").rstrip("\r\n")

    def raw_lines(self) -> Iterator[bytes]:
        """Read the lines as bytes, ends and all; raises Refusal where one is endless."""
        with self.opened() as file:
            lines: IO[bytes] = file
            if self.encoding.startswith("utf-16"):
                lines = io.BytesIO(file.read().decode(self.encoding, "replace").encode())
            while raw := lines.readline(LONGEST_LINE):
                if len(raw) == LONGEST_LINE:
                    raise Refusal("statement_unreadable")
                yield raw

    @property
    def _of_lines(self) -> str:
        return "utf-8" if self.encoding.startswith("utf-16") else self.encoding


@dataclass(frozen=True)
class Source:
    """A statement's file: its name, its SHA-256, its parts."""

    name: str
    hash: str
    parts: tuple[Part, ...]

    @property
    def number(self) -> int:
        """The number under which its rows are kept: the first 63 bits of the hash."""
        return int(self.hash[:16], 16) >> 1


def of_path(path: Path) -> Source:
    """Look at a file on disk; raises Refusal for what cannot be one, Trouble for a bad disk."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        with path.open("rb") as file:
            magic = file.read(8)
        return Source(path.name, digest, _parts(path.name, magic, lambda: path.open("rb")))
    except FileNotFoundError as error:
        raise Refusal("statement_no_file", file=path) from error
    except OSError as error:
        raise Trouble("statement_disk", file=path, why=error.strerror or error) from error


def of_bytes(name: str, content: bytes) -> Source:
    """Look at a file in memory; raises Refusal for what cannot be one."""
    digest = hashlib.sha256(content).hexdigest()
    return Source(name, digest, _parts(name, content[:8], lambda: io.BytesIO(content)))


def _parts(name: str, magic: bytes, opened: Callable[[], IO[bytes]]) -> tuple[Part, ...]:
    if not magic:
        raise Refusal("statement_empty")
    if magic.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _unpacked(name, opened)
    if magic.startswith(b"\x1f\x8b"):
        return (Part(name.removesuffix(".gz"), lambda: _gunzipped(opened)),)
    return (Part(name, opened),)


def _unpacked(name: str, opened: Callable[[], IO[bytes]]) -> tuple[Part, ...]:
    try:
        with opened() as file, zipfile.ZipFile(file) as archive:
            members = [it for it in archive.infolist() if not it.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refusal("statement_archive") from error
    if any(it.filename == "xl/workbook.xml" for it in members):
        if sum(it.file_size for it in members) > LARGEST_BOOK:
            raise Refusal("statement_too_large")
        return (Part(name, opened, is_book=True),)
    if len(members) > MOST_MEMBERS or any(it.file_size > LARGEST for it in members):
        raise Refusal("statement_too_large")
    return tuple(Part(_named(it), _member(opened, it)) for it in members)


def _named(member: zipfile.ZipInfo) -> str:
    """Return a member's name; Alipay's are in GBK and do not say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return member.filename


def _member(opened: Callable[[], IO[bytes]], member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    def reader() -> IO[bytes]:
        try:
            file = opened()
            archive = zipfile.ZipFile(file)
            return _Checked(archive.open(member), archive, file)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise Refusal("statement_archive") from error

    return reader


def _gunzipped(opened: Callable[[], IO[bytes]]) -> IO[bytes]:
    file = opened()
    return _Checked(gzip.GzipFile(fileobj=file), file)  # type: ignore[arg-type]  # it is one


class Closes(Protocol):
    """What stays open until somebody closes it."""

    def close(self) -> None:
        """Close it."""


class _Checked(io.BufferedReader):
    """A packed stream whose damage is a Refusal, and which never unpacks without end."""

    def __init__(self, stream: IO[bytes], *beneath: Closes) -> None:
        super().__init__(_Raw(stream, beneath), PIECE)


class _Raw(io.RawIOBase):
    def __init__(self, stream: IO[bytes], beneath: Sequence[Closes]) -> None:
        self._stream = stream
        self._beneath = beneath
        self._left = LARGEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._stream.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
            raise Refusal("statement_archive") from error
        self._left -= len(piece)
        if self._left < 0:
            raise Refusal("statement_too_large")
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        for it in (self._stream, *self._beneath):
            it.close()
        super().close()


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head:
        raise Refusal("statement_unreadable")
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refusal("statement_unreadable")
