"""What goes over a wire: counters, and the last bytes in hex and as text."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from devices.worker import Chunk, Direction, Health
from pos_ui.kit import style, tokens
from pos_ui.kit.paints import LEFT, box, fitted, write
from pos_ui.kit.words import t

LINES = 3
HEAD, ROW, EDGE = 26, 20, 12
MOST = 24  # bytes of a chunk that are shown
SHORT = 8  # bytes of a question, and of an answer
SIGNS = {
    0x02: "STX", 0x03: "ETX", 0x04: "EOT", 0x05: "ENQ", 0x06: "ACK", 0x0A: "LF", 0x0D: "CR",
    0x10: "DLE", 0x15: "NAK", 0x1B: "ESC", 0x1C: "FS", 0x1D: "GS",
}  # fmt: skip


class Monitor(QWidget):
    """Says of a wire what a telephone call would ask for."""

    def __init__(self) -> None:
        super().__init__()
        self._head = ""
        self._lines: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEAD + LINES * ROW + 14)

    def text(self) -> str:
        """Return all that it shows."""
        return "\n".join((self._head, *self._lines))

    def show_health(self, health: Health) -> None:
        """Show counters and the newest chunks, the newest last."""
        it = health.counters
        head = t(
            "setup.counters",
            frames=it.frames, got=it.bytes_in, sent=it.bytes_out, dropped=it.dropped,
            reconnects=it.reconnects, timeouts=it.timeouts,
        )  # fmt: skip
        self.say(head, [line_of(chunk) for chunk in health.recent[-LINES:]])

    def say(self, head: str, lines: Sequence[str] = ()) -> None:
        """Show other words."""
        if (head, tuple(lines)) == (self._head, self._lines):
            return
        self._head, self._lines = head, tuple(lines)
        self.setAccessibleName(self.text())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the head and its lines."""
        return QSize(300, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        theme = tokens.current()
        painter = QPainter(self)
        box(painter, self.rect(), 8, theme.sunken)
        room = self.width() - 2 * EDGE
        head = QRect(EDGE, 7, room, HEAD - 6)
        write(painter, head, self._head, fitted(self._head, 13, 600, room), theme.text2, LEFT)
        for at, line in enumerate(self._lines):
            place = QRect(EDGE, HEAD + 4 + at * ROW, room, ROW)
            write(painter, place, line, style.font(13), theme.text, LEFT)


def lines_of(chunks: Sequence[Chunk]) -> list[str]:
    """Write chunks as people read them, a short question with its answer on one line."""
    lines: list[str] = []
    asked: Chunk | None = None
    for chunk in chunks:
        is_answer = asked is not None and chunk.direction is Direction.IN
        if is_answer and len(chunk.data) <= SHORT:
            lines[-1] += f"     {line_of(chunk)}"
        else:
            lines.append(line_of(chunk))
        is_question = chunk.direction is Direction.OUT and len(chunk.data) <= SHORT
        asked = chunk if is_question else None
    return lines


def line_of(chunk: Chunk) -> str:
    """Write a chunk as people read it: direction, hex, text."""
    arrow = "→" if chunk.direction is Direction.OUT else "←"
    data = chunk.data[-MOST:]
    more = "… " if len(chunk.data) > MOST else ""
    return f"{arrow} {more}{data.hex(' ').upper()}   {decoded(data)}"


def decoded(data: bytes) -> str:
    """Write bytes as text, with names for what controls a line."""
    return "".join(
        f"‹{SIGNS.get(byte, f'{byte:02X}')}›" if not 0x20 <= byte < 0x7F else chr(byte)  # noqa: PLR2004
        for byte in data
    )
