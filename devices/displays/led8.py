"""LED8 displays: eight digits and the lamps 单价 合计 收款 找零, usually at 2400 baud, 8N1.

ESC Q A number CR shows a number, ESC s n lights a lamp, CLR clears (LED8N, command list).
"""

from devices.displays.shown import Lamp, Shown

CLEAR = b"\x0c"
DIGITS = 8


def encode(shown: Shown) -> bytes:
    """Return the bytes of a picture; an amount that has no room leaves the display clear.

    The digits know no minus: money that goes back is shown as change.
    """
    if shown.amount is None:
        return CLEAR + _lamp(Lamp.NONE)
    text = shown.amount.text().removeprefix("-")
    if len(text.replace(".", "")) > DIGITS:
        return CLEAR + _lamp(Lamp.NONE)
    goes_back = shown.amount.fen < 0 and shown.lamp is Lamp.TOTAL
    lamp = Lamp.CHANGE if goes_back else shown.lamp
    return b"\x1bQA" + text.encode("ascii") + b"\r" + _lamp(lamp)


def _lamp(lamp: Lamp) -> bytes:
    return b"\x1bs" + lamp.value.encode("ascii")


def decode(data: bytes) -> tuple[str, Lamp]:
    """Return the digits and the lamp that a display shows after these bytes."""
    digits, lamp = "", Lamp.NONE
    while data:
        if data.startswith(b"\x1bQA") and b"\r" in data:
            number, _, data = data[3:].partition(b"\r")
            digits = number.decode("ascii", "replace")
        elif data.startswith(b"\x1bs") and len(data) > 2:  # noqa: PLR2004
            lamp, data = Lamp(chr(data[2])), data[3:]
        else:
            digits = "" if data[:1] == CLEAR else digits
            data = data[1:]
    return digits, lamp
