"""What a receipt printer says of itself: codec of DLE EOT, GS r and ASB, and our words for it.

The formats are Epson's (ESC/POS Application Programming Guide, "Printer status"). Fixed bits tell
the answers apart; clones answer some questions, or none: what was not answered is unknown.
"""

from dataclasses import dataclass, fields, replace

ACKNOWLEDGE = b"\x1dr\x01"  # GS r 1: answered when everything before it is printed
ASK_DRAWER = b"\x1dr\x02"  # GS r 2
PRINTER, OFFLINE, ERROR, PAPER = range(1, 5)  # the n of DLE EOT n
NUMBERS = (PRINTER, OFFLINE, ERROR, PAPER)

REAL_TIME = 0x93, 0x12  # mask and fixed bits of an answer to DLE EOT
ASB_FIRST = 0x93, 0x10  # of the first of four bytes that come unasked
PLAIN = 0x90, 0x00  # of the others, and of an answer to GS r
ASB_BYTES = 4
FLOW = {0x11, 0x13}  # XON and XOFF

DRAWER = 0x04  # pin 3 of the drawer's plug, in answers to DLE EOT 1 and in ASB
IS_OFFLINE = 0x08
COVER, STOPPED_FOR_PAPER = 0x04, 0x20  # DLE EOT 2
CUTTER, HARD, SOFT = 0x08, 0x20, 0x40  # DLE EOT 3, and the second byte of ASB
NEAR_END, PAPER_OUT = 0x0C, 0x60  # DLE EOT 4
ASB_COVER, ASB_NEAR_END, ASB_PAPER_OUT = 0x20, 0x03, 0x0C
GS_NEAR_END, GS_PAPER_OUT, GS_DRAWER = 0x03, 0x0C, 0x01


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the printer is; None is what it has not said."""

    is_offline: bool | None = None
    is_cover_open: bool | None = None
    is_paper_out: bool | None = None
    is_paper_low: bool | None = None
    is_cutter_stuck: bool | None = None
    is_faulty: bool | None = None
    drawer_level: bool | None = None  # of pin 3, high or low

    def after(self, newer: "Status") -> "Status":
        """Return what is known once this was said, too."""
        said = {it.name: getattr(newer, it.name) for it in fields(newer)}
        return replace(self, **{name: value for name, value in said.items() if value is not None})

    @property
    def trouble(self) -> str:
        """Our word for why it cannot print; empty when nothing is known to be wrong."""
        for is_so, code in (
            (self.is_paper_out, "printer_no_paper"),
            (self.is_cover_open, "printer_cover_open"),
            (self.is_cutter_stuck, "printer_jammed"),
            (self.is_faulty, "printer_faulty"),
            (self.is_offline, "printer_offline"),
        ):
            if is_so:
                return code
        return ""


@dataclass(frozen=True, slots=True)
class RealTime:
    """An answer to DLE EOT."""

    byte: int

    def read(self, number: int) -> Status:
        """Say what it means as the answer to this question."""
        it = self.byte
        match number:
            case 1:
                return Status(is_offline=bool(it & IS_OFFLINE), drawer_level=bool(it & DRAWER))
            case 2:
                out = True if it & STOPPED_FOR_PAPER else None
                return Status(is_cover_open=bool(it & COVER), is_paper_out=out)
            case 3:
                return Status(is_cutter_stuck=bool(it & CUTTER), is_faulty=bool(it & (HARD | SOFT)))
            case _:
                return Status(is_paper_low=bool(it & NEAR_END), is_paper_out=bool(it & PAPER_OUT))


@dataclass(frozen=True, slots=True)
class Unasked:
    """Automatic status back: four bytes."""

    data: bytes

    def read(self) -> Status:
        """Say what it means."""
        first, second, third, _ = self.data
        return Status(
            is_offline=bool(first & IS_OFFLINE),
            drawer_level=bool(first & DRAWER),
            is_cover_open=bool(first & ASB_COVER),
            is_cutter_stuck=bool(second & CUTTER),
            is_faulty=bool(second & (HARD | SOFT)),
            is_paper_low=bool(third & ASB_NEAR_END),
            is_paper_out=bool(third & ASB_PAPER_OUT),
        )


@dataclass(frozen=True, slots=True)
class InTurn:
    """An answer to GS r: everything that was sent before the question is printed."""

    byte: int

    def read_paper(self) -> Status:
        """Say what it means as the answer to GS r 1."""
        return Status(
            is_paper_low=bool(self.byte & GS_NEAR_END), is_paper_out=bool(self.byte & GS_PAPER_OUT)
        )

    def read_drawer(self) -> Status:
        """Say what it means as the answer to GS r 2."""
        return Status(drawer_level=bool(self.byte & GS_DRAWER))


Answer = RealTime | Unasked | InTurn


def question(number: int) -> bytes:
    """Ask DLE EOT n: answered at once, in the middle of everything."""
    return bytes([0x10, 0x04, number])


class Reader:
    """Tells a printer's answers apart, in whatever pieces they come; `noise` counts the rest.

    A byte that fits nothing ends what was begun and is dropped; reading goes on with the next.
    """

    def __init__(self) -> None:
        self.noise = 0
        self._begun = bytearray()  # of an ASB

    @property
    def is_midway(self) -> bool:
        """Whether a status of four bytes has begun and is not whole."""
        return bool(self._begun)

    def feed(self, data: bytes) -> list[Answer]:
        """Return the answers that these bytes complete."""
        return [answer for byte in data if (answer := self._take(byte)) is not None]

    def _take(self, byte: int) -> Answer | None:
        if byte in FLOW:
            return None
        if self._begun:
            if _fits(byte, PLAIN):
                return self._go_on(byte)
            self.noise += len(self._begun)
            self._begun.clear()
        if _fits(byte, REAL_TIME):
            return RealTime(byte)
        if _fits(byte, ASB_FIRST):
            self._begun.append(byte)
        elif _fits(byte, PLAIN):
            return InTurn(byte)
        else:
            self.noise += 1
        return None

    def _go_on(self, byte: int) -> Unasked | None:
        self._begun.append(byte)
        if len(self._begun) < ASB_BYTES:
            return None
        whole = Unasked(bytes(self._begun))
        self._begun.clear()
        return whole


def _fits(byte: int, form: tuple[int, int]) -> bool:
    mask, fixed = form
    return byte & mask == fixed
