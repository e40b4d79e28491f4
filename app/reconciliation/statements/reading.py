"""Reading a statement of whatever channel: which format it is, its rows, what is wrong with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.base.errors import Refusal
from app.reconciliation.problem import Problem
from app.reconciliation.standard import Entry
from app.reconciliation.statements import formats, source
from app.reconciliation.statements.form import Form, Found, Head
from app.reconciliation.statements.source import Part, Source

ERRORS = ("<", "{")  # how an answer begins that is no statement: XML, JSON


@dataclass(slots=True)
class Statement:
    """A statement that is being read: its rows come once, then `problems` is whole."""

    source: Source
    form: Form
    found: Found = field(default_factory=Found)

    @property
    def format(self) -> str:
        """What its format is called."""
        return self.form.name

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with it, as far as it has been read."""
        return self.found.problems

    @property
    def is_good(self) -> bool:
        """Whether nothing stands in the way of taking it in."""
        return all(it.is_warning for it in self.problems)

    def rows(self) -> Iterator[Entry]:
        """Read the rows; a part that cannot be read at all ends them with a problem."""
        try:
            yield from self.form.read(self.source.parts, self.found)
        except Refusal as refusal:
            self.found.add(Problem(line=_line_in(refusal), why=refusal))


def opened(path: Path, forms: Sequence[Form] = ()) -> Statement:
    """Tell what a file is; raises Refusal for what is no statement that we know, Trouble."""
    return told(source.of_path(path), forms)


def told(file: Source, forms: Sequence[Form] = ()) -> Statement:
    """Tell what a file is by its content; `forms` are further formats than our own.

    Raises Refusal for a file of no format that we know, or of several.
    """
    every = (*formats.FORMS, *forms)
    hits = [it for it in every if any(it.sees(part) for part in file.parts)]
    if len(hits) == 1:
        return Statement(file, hits[0])
    if hits and _stand_apart(hits, file):
        return Statement(file, Joined(tuple(hits)))
    if hits:
        raise Refusal("statement_ambiguous", formats="、".join(it.name for it in hits))
    raise _unknown(file)


@dataclass(frozen=True, slots=True)
class Joined:
    """Several statements of one channel in one archive, as UnionPay packs ZM and ZME."""

    forms: tuple[Form, ...]

    @property
    def name(self) -> str:
        """What they are called."""
        return "+".join(it.name for it in self.forms)

    @property
    def channel(self) -> str:
        """Whose statements they are."""
        return self.forms[0].channel

    def sees(self, part: Part) -> bool:
        """Say whether a part is one of them."""
        return any(it.sees(part) for it in self.forms)

    def read(self, parts: Sequence[Part], found: Found) -> Iterator[Entry]:
        """Read one after the other."""
        for it in self.forms:
            yield from it.read(parts, found)

    def write(self, entries: Iterable[Entry], head: Head) -> bytes:
        """Write the first: an archive of several is only read."""
        return self.forms[0].write(entries, head)


def _stand_apart(hits: Sequence[Form], file: Source) -> bool:
    """Say whether each part is of one format only, and all of one channel."""
    if len({it.channel for it in hits}) > 1:
        return False
    return all(sum(it.sees(part) for it in hits) <= 1 for part in file.parts)


def _unknown(file: Source) -> Refusal:
    """Say why a file is no statement: an answer that says so itself, no text, or a new header."""
    for part in file.parts:
        lines = part.first_lines(3)
        if lines and lines[0].lstrip().startswith(ERRORS):
            return Refusal("statement_is_an_answer", text=" ".join(lines)[:200])
    if not any(it.is_book or it.first_lines() for it in file.parts):
        return Refusal("statement_unreadable")
    return Refusal("statement_unknown")


def _line_in(refusal: Refusal) -> int:
    line = refusal.values.get("line", 0)
    return line if isinstance(line, int) else 0
