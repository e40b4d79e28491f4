"""QR codes on paper: as the printer's own command, or drawn by us as dots."""

QUIET = 4  # modules of white around (ISO/IEC 18004, 6.3.8)
LARGEST_MODULE = 6  # dots
QUIET_FEED = b"\x1bJ" + bytes([QUIET * LARGEST_MODULE])  # ESC J: white above and below


def native(data: str) -> bytes:
    """Let the printer draw it: GS ( k, functions 165, 167, 169, 180 and 181."""
    text = data.encode()
    size = len(text) + 3
    return b"".join(
        [
            QUIET_FEED,
            b"\x1d(k\x04\x001A2\x00",  # model 2
            b"\x1d(k\x03\x001C" + bytes([LARGEST_MODULE]),
            b"\x1d(k\x03\x001E1",  # error correction M
            b"\x1d(k" + size.to_bytes(2, "little") + b"1P0" + text,
            b"\x1d(k\x03\x001Q0",
            QUIET_FEED,
        ]
    )


def raster(data: str, width_dots: int, rows: int) -> list[bytes]:
    """Draw it: GS v 0 in bands of at most `rows` rows, each a whole number of bytes wide.

    A module is 6 dots, as cameras like it, and less only where the paper is too narrow.
    """
    modules = matrix(data)
    dot = max(1, min(LARGEST_MODULE, width_dots // len(modules)))
    lines = [line(row, dot) for row in modules for _ in range(dot)]
    return [_band(lines[at : at + rows]) for at in range(0, len(lines), rows)]


def matrix(data: str) -> list[list[bool]]:
    """Return the modules of a code with its quiet zone, row by row; True is black."""
    import qrcode  # noqa: PLC0415 - loaded at the first receipt, not at the start

    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(data)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def line(row: list[bool], dot: int) -> bytes:
    """Return a row of modules as dots, each `dot` dots wide, padded to whole bytes."""
    bits = "".join("1" * dot if black else "0" * dot for black in row)
    padded = bits + "0" * (-len(bits) % 8)
    return int(padded, 2).to_bytes(len(padded) // 8, "big")


def _band(lines: list[bytes]) -> bytes:
    wide, high = len(lines[0]), len(lines)
    return b"\x1dv0\x00" + wide.to_bytes(2, "little") + high.to_bytes(2, "little") + b"".join(lines)
