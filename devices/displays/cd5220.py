"""CD5220 displays: two rows of twenty columns.

ESC @ begins anew, CLR clears, ESC Q A text CR writes the upper row, ESC Q B text CR the lower
one (CD5220 command set; also of PD-2600, LPOS and most clones). ASCII, or GBK where the display
has a Chinese ROM: there a sign takes two columns.
"""

import unicodedata

from devices.displays.shown import Lamp, Shown

START, CLEAR = b"\x1b@", b"\x0c"
COLUMNS = 20
ENCODINGS = ("ascii", "gbk")
NAMES = {
    "ascii": {
        Lamp.NONE: "", Lamp.PRICE: "PRICE", Lamp.TOTAL: "TOTAL", Lamp.RECEIVED: "RECEIVED",
        Lamp.CHANGE: "CHANGE",
    },
    "gbk": {
        Lamp.NONE: "", Lamp.PRICE: "单价", Lamp.TOTAL: "合计", Lamp.RECEIVED: "收款",
        Lamp.CHANGE: "找零",
    },
}  # fmt: skip


def encode(shown: Shown, encoding: str = "ascii") -> bytes:
    """Return the bytes of a picture: text above, the amount and its name below."""
    if shown.amount is None and not shown.text:
        return CLEAR
    name = NAMES[encoding][shown.lamp]
    amount = "" if shown.amount is None else shown.amount.grouped()
    lower = _fit(name, COLUMNS - len(amount), encoding) + amount.encode("ascii")
    upper = _fit(shown.text, COLUMNS, encoding)
    return CLEAR + b"\x1bQA" + upper + b"\r\x1bQB" + lower + b"\r"


def _fit(text: str, columns: int, encoding: str) -> bytes:
    """Write what fits into so many columns, and fill up; never half a sign, never a command."""
    data = b""
    for sign in unicodedata.normalize("NFC", text):
        one = b" " if unicodedata.category(sign)[0] in "CZ" else _byte(sign, encoding)
        if len(data) + len(one) > columns:
            break
        data += one
    return data.ljust(columns)


def _byte(sign: str, encoding: str) -> bytes:
    try:
        return sign.encode(encoding)
    except UnicodeEncodeError:
        return b"" if encoding == "ascii" else b"?"


def decode(data: bytes, encoding: str = "ascii") -> tuple[str, str]:
    """Return the two rows that a display shows after these bytes."""
    rows = ["", ""]
    while data:
        if data[:3] in {b"\x1bQA", b"\x1bQB"} and b"\r" in data:
            at = data[2] - ord("A")
            text, _, data = data[3:].partition(b"\r")
            rows[at] = text.decode(encoding, "replace")
        else:
            rows = ["", ""] if data[:1] == CLEAR else rows
            data = data[1:]
    return rows[0], rows[1]
