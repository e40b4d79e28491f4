"""What stands on a roll of paper, decoded from the bytes that a printer got.

It reads ESC/POS as a Chinese printer does, ours and other programs'; what it does not know is
reported and not guessed.
"""

from dataclasses import dataclass, field

from app.selling.receipt import Symbology
from devices import barcode


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


@dataclass(frozen=True, slots=True)
class Bars:
    """A barcode that the printer drew itself; `module` is its narrowest bar in dots."""

    data: str
    symbology: Symbology
    module: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """White paper, so many dots of it."""

    dots: int


Mark = Printed | Picture | Code | Bars | Gap


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of paper, cut off, and what else the bytes before the cut did."""

    marks: tuple[Mark, ...] = ()
    kicks: int = 0
    is_cut: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Printed, ...]:
        """The lines of text from the top."""
        return tuple(mark for mark in self.marks if isinstance(mark, Printed))

    @property
    def text(self) -> str:
        """Everything that can be read, line by line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def qr(self) -> tuple[str, ...]:
        """What the QR codes say that the printer drew itself."""
        return tuple(mark.data for mark in self.marks if isinstance(mark, Code))


@dataclass(slots=True)
class _State:
    line: list[str] = field(default_factory=list)
    looks: tuple[int, bool, bool] = (1, False, False)  # of the line, from its first character
    marks: list[Mark] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    kicks: int = 0
    size: int = 1
    bold: bool = False
    centred: bool = False
    chinese: bool = True
    code: str = ""
    module: int = 3  # of the next barcode, GS w


# How many bytes a command has of which nothing can be seen here.
_ESCAPE_BYTES = (
    dict.fromkeys(b"2SLv<", 2) | dict.fromkeys(b"!-tR3M G{VTr=%Keu?", 3) | dict.fromkeys(b"$\\c", 4)
)
_GROUP_BYTES = (
    dict.fromkeys(b":", 2) | dict.fromkeys(b"BHfhaIr/bTj", 3) | dict.fromkeys(b"LWP$\\", 4)
)
_KANJI_BYTES = dict.fromkeys(b"!-WC", 3) | dict.fromkeys(b"Sp", 4)
_CUTS_WITH_FEED = {65, 66, 97, 98, 103, 104}
_WIDEST_BAR = 6  # dots
_OLD_BARCODES = 6  # GS k m with m up to 6 ends at a NUL, others say their length
_NARROW = "cp437"
_LONGEST_HEAD = 16


def decode(data: bytes) -> tuple[Paper, ...]:
    """Read a stream of ESC/POS as a Chinese printer would; one Paper for each cut.

    What follows the last cut is a paper that still hangs in the printer. Any bytes can be read,
    also those of a job that was cut off.
    """
    state = _State()
    padded = data + bytes(_LONGEST_HEAD)
    at = 0
    while at < len(data):
        at += _step(padded, at, state)
    _end_line(state)
    if state.marks or state.kicks or state.unknown:
        _tear(state, is_cut=False)
    return tuple(state.papers)


def _step(data: bytes, at: int, state: _State) -> int:
    """Take one command or character; return how many bytes it had."""
    match data[at]:
        case 0x0A:
            _end_line(state, even_if_empty=True)
        case 0x0D:
            pass
        case 0x10:
            return _real_time(data, at, state)
        case 0x1B:
            return _escape(data, at, state)
        case 0x1C:
            return _kanji(data, at, state)
        case 0x1D:
            return _group(data, at, state)
        case byte if byte < 0x20:  # noqa: PLR2004 - ASCII's controls
            state.unknown.append(f"{byte:#04x}")
        case _:
            return _sign(data, at, state)
    return 1


def _sign(data: bytes, at: int, state: _State) -> int:
    length, codec = 1, _NARROW
    if state.chinese:
        codec = "gb18030"
        if 0x81 <= data[at] <= 0xFE:  # noqa: PLR2004 - GBK's lead bytes
            length = 4 if 0x30 <= data[at + 1] <= 0x39 else 2  # noqa: PLR2004
    if not state.line:
        state.looks = state.size, state.bold, state.centred
    state.line.append(data[at : at + length].decode(codec, "replace"))
    return length


def _real_time(data: bytes, at: int, state: _State) -> int:
    match data[at + 1]:
        case 0x04 | 0x05:  # DLE EOT, DLE ENQ: the printer is asked, nothing is printed
            return 3
        case 0x14:  # DLE DC4 1: the drawer, at once
            state.kicks += data[at + 2] == 1
            return 5
    state.unknown.append(f"DLE {data[at + 1]:#04x}")
    return 2


def _escape(data: bytes, at: int, state: _State) -> int:
    argument = data[at + 2]
    match data[at + 1 : at + 2]:
        case b"@":
            state.line.clear()
            state.size, state.bold, state.centred, state.chinese = 1, False, False, True
            return 2
        case b"a":
            state.centred = argument % 48 == 1
        case b"E":
            state.bold = bool(argument & 1)
        case b"d":
            _feed(state, argument)
        case b"J":
            _end_line(state)
            state.marks.append(Gap(argument))
        case b"p":
            state.kicks += 1
            return 5
        case b"i" | b"m":
            _tear(state, is_cut=True)
            return 2
        case b"*":
            return _columns(data, at, state)
        case b"D":
            return data.index(0, at + 2) + 1 - at
        case other:
            return _unseen("ESC", other, _ESCAPE_BYTES, state)
    return 3


def _kanji(data: bytes, at: int, state: _State) -> int:
    match data[at + 1 : at + 2]:
        case b"&":
            state.chinese = True
        case b".":
            state.chinese = False
        case other:
            return _unseen("FS", other, _KANJI_BYTES, state)
    return 2


def _group(data: bytes, at: int, state: _State) -> int:
    argument = data[at + 2]
    match data[at + 1 : at + 2]:
        case b"!":
            state.size = 1 + (argument & 7)
            return 3
        case b"V":
            _tear(state, is_cut=True)
            return 4 if argument in _CUTS_WITH_FEED else 3
        case b"v":
            return _picture(data, at, state)
        case b"(":
            return _function(data, at, state)
        case b"w":
            state.module = min(max(argument, 1), _WIDEST_BAR)
            return 3
        case b"k":
            return _bars(data, at, state)
        case other:
            return _unseen("GS", other, _GROUP_BYTES, state)


def _unseen(group: str, command: bytes, known: dict[int, int], state: _State) -> int:
    if command[0] not in known:
        state.unknown.append(f"{group} {command!r}")
    return known.get(command[0], 2)


def _columns(data: bytes, at: int, state: _State) -> int:
    """Pass over a bitmap in columns (ESC *), of one byte each or of three."""
    state.unknown.append("ESC *")
    high = 3 if data[at + 2] in {32, 33} else 1
    return 5 + high * int.from_bytes(data[at + 3 : at + 5], "little")


def _picture(data: bytes, at: int, state: _State) -> int:
    _end_line(state)
    wide = int.from_bytes(data[at + 4 : at + 6], "little")
    high = int.from_bytes(data[at + 6 : at + 8], "little")
    body = data[at + 8 : at + 8 + wide * high]
    rows = tuple(body[start : start + wide] for start in range(0, len(body), wide or 1))
    rows = tuple(row.ljust(wide, b"\0") for row in rows)  # where the job was cut off
    last = state.marks[-1] if state.marks else None
    if isinstance(last, Picture) and last.rows and len(last.rows[0]) == wide:
        state.marks[-1] = Picture(last.rows + rows, last.centred)  # bands of one picture
    elif rows:
        state.marks.append(Picture(rows, state.centred))
    return 8 + wide * high


def _function(data: bytes, at: int, state: _State) -> int:
    size = int.from_bytes(data[at + 3 : at + 5], "little")
    body = data[at + 5 : at + 5 + size]
    match data[at + 2 : at + 3], body[:2]:
        case b"k", b"1P":
            state.code = body[3:].decode("utf-8", "replace")
        case b"k", b"1Q":
            _end_line(state)
            state.marks.append(Code(state.code, state.centred))
        case b"k", b"1A" | b"1C" | b"1E":
            pass
        case other, _:
            state.unknown.append(f"GS ( {other!r}")
    return 5 + size


def _bars(data: bytes, at: int, state: _State) -> int:
    number = data[at + 2]
    if number <= _OLD_BARCODES:
        state.unknown.append("GS k")  # in the old form, which we do not draw
        return data.index(0, at + 3) + 1 - at
    body = data[at + 4 : at + 4 + data[at + 3]]
    _end_line(state)
    if number == barcode.FUNCTION[Symbology.CODE128]:
        text, symbology = barcode.text_of(body), Symbology.CODE128
    else:
        text, symbology = body.decode("latin-1"), Symbology.EAN13
    is_known = number in barcode.FUNCTION.values() and barcode.pattern(text, symbology)
    if is_known:
        state.marks.append(Bars(text, symbology, state.module, state.centred))
    else:
        state.unknown.append("GS k")
    return 4 + data[at + 3]


def _feed(state: _State, lines: int) -> None:
    for _ in range(lines):
        _end_line(state, even_if_empty=True)


def _end_line(state: _State, *, even_if_empty: bool = False) -> None:
    if state.line:
        state.marks.append(Printed("".join(state.line), *state.looks))
    elif even_if_empty:
        state.marks.append(Printed("", state.size, state.bold, state.centred))
    state.line.clear()


def _tear(state: _State, *, is_cut: bool) -> None:
    _end_line(state)
    paper = Paper(tuple(state.marks), state.kicks, is_cut, tuple(state.unknown))
    state.marks, state.unknown, state.kicks = [], [], 0
    state.papers.append(paper)
