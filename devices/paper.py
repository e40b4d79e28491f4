"""What stands on a roll of paper, decoded from the bytes that a printer got."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Printed:
    """One line of text as it stands on the paper."""

    text: str
    size: int = 1
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A bitmap: rows of bytes, eight dots each, 1 is black."""

    rows: tuple[bytes, ...]
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that the printer drew itself."""

    data: str
    centred: bool = False


Mark = Printed | Picture | Code


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of paper, cut off, and what else the bytes before the cut did."""

    marks: tuple[Mark, ...] = ()
    kicks: int = 0
    is_cut: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Everything that can be read, line by line."""
        return "\n".join(mark.text for mark in self.marks if isinstance(mark, Printed))

    @property
    def qr(self) -> tuple[str, ...]:
        """What the QR codes say that the printer drew itself."""
        return tuple(mark.data for mark in self.marks if isinstance(mark, Code))


@dataclass(slots=True)
class _State:
    line: bytearray = field(default_factory=bytearray)
    marks: list[Mark] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    kicks: int = 0
    size: int = 1
    bold: bool = False
    centred: bool = False
    code: str = ""


def decode(data: bytes) -> tuple[Paper, ...]:
    """Read a stream of ESC/POS as a Chinese printer would; one Paper for each cut.

    What follows the last cut is a paper that still hangs in the printer.
    """
    papers: list[Paper] = []
    state = _State()
    at = 0
    while at < len(data):
        at += _step(data, at, state, papers)
    _end_line(state)
    if state.marks or state.kicks or state.unknown:
        papers.append(_tear(state, is_cut=False))
    return tuple(papers)


def _step(data: bytes, at: int, state: _State, papers: list[Paper]) -> int:
    """Take one command or character; return how many bytes it had."""
    match data[at]:
        case 0x0A:
            _end_line(state, even_if_empty=True)
        case 0x1B:
            return _escape(data, at, state)
        case 0x1C:
            return _kanji(data, at, state)
        case 0x1D:
            return _group(data, at, state, papers)
        case 0x10:
            return 3  # DLE EOT n and its like ask, they do not print
        case 0x0D:
            pass
        case byte:
            return _sign(data, at, byte, state)
    return 1


def _sign(data: bytes, at: int, byte: int, state: _State) -> int:
    length = 1
    if 0x81 <= byte <= 0xFE and at + 1 < len(data):  # noqa: PLR2004 - GBK's lead bytes
        length = 4 if 0x30 <= data[at + 1] <= 0x39 else 2  # noqa: PLR2004
    state.line += data[at : at + length]
    return length


def _escape(data: bytes, at: int, state: _State) -> int:
    command = data[at + 1 : at + 2]
    argument = data[at + 2] if at + 2 < len(data) else 0
    match command:
        case b"@":
            state.size, state.bold, state.centred = 1, False, False
            return 2
        case b"a":
            state.centred = argument % 48 == 1
        case b"E":
            state.bold = bool(argument & 1)
        case b"d":
            for _ in range(argument):
                _end_line(state, even_if_empty=True)
        case b"p":
            state.kicks += 1
            return 5
        case b"!" | b"-" | b"t" | b"R" | b"J" | b"3" | b"M" | b" ":
            pass
        case b"2":
            return 2
        case _:
            state.unknown.append(f"ESC {command!r}")
            return 2
    return 3


def _kanji(data: bytes, at: int, state: _State) -> int:
    command = data[at + 1 : at + 2]
    if command in {b"&", b"."}:
        return 2
    if command not in {b"!", b"-", b"W"}:
        state.unknown.append(f"FS {command!r}")
    return 3


def _group(data: bytes, at: int, state: _State, papers: list[Paper]) -> int:
    command = data[at + 1 : at + 2]
    match command:
        case b"!":
            state.size = 1 + (data[at + 2] & 7)
            return 3
        case b"V":
            _end_line(state)
            papers.append(_tear(state, is_cut=True))
            return 4 if data[at + 2] in {65, 66, 97, 98} else 3
        case b"v":
            return _picture(data, at, state)
        case b"(":
            return _function(data, at, state)
        case b"r" | b"a" | b"h" | b"w" | b"H" | b"f" | b"B" | b"I":
            return 3
        case b"L" | b"W":
            return 4
    state.unknown.append(f"GS {command!r}")
    return 2


def _picture(data: bytes, at: int, state: _State) -> int:
    wide = int.from_bytes(data[at + 4 : at + 6], "little")
    high = int.from_bytes(data[at + 6 : at + 8], "little")
    body = data[at + 8 : at + 8 + wide * high]
    rows = tuple(body[start : start + wide] for start in range(0, len(body), wide or 1))
    last = state.marks[-1] if state.marks else None
    if isinstance(last, Picture) and last.rows and len(last.rows[0]) == wide:
        state.marks[-1] = Picture(last.rows + rows, last.centred)  # bands of one picture
    else:
        state.marks.append(Picture(rows, state.centred))
    return 8 + wide * high


def _function(data: bytes, at: int, state: _State) -> int:
    size = int.from_bytes(data[at + 3 : at + 5], "little")
    body = data[at + 5 : at + 5 + size]
    if data[at + 2 : at + 3] == b"k" and body[:2] == b"1P":
        state.code = body[3:].decode("utf-8", "replace")
    elif data[at + 2 : at + 3] == b"k" and body[:2] == b"1Q":
        state.marks.append(Code(state.code, state.centred))
    return 5 + size


def _end_line(state: _State, *, even_if_empty: bool = False) -> None:
    if state.line or even_if_empty:
        text = bytes(state.line).decode("gb18030", "replace")
        state.marks.append(Printed(text, state.size, state.bold, state.centred))
        state.line.clear()


def _tear(state: _State, *, is_cut: bool) -> Paper:
    paper = Paper(tuple(state.marks), state.kicks, is_cut, tuple(state.unknown))
    state.marks, state.unknown, state.kicks = [], [], 0
    return paper
