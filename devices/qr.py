"""QR codes on paper: as the printer's own command, or drawn by us as dots."""

from devices import raster

QUIET = 4  # modules of white around (ISO/IEC 18004, 6.3.8)
LARGEST_MODULE = 6  # dots
WIDEST = 177 * LARGEST_MODULE  # of the largest code there is
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


def rows(data: str, width_dots: int, quiet: int = QUIET) -> raster.Rows:
    """Draw it as dots, with its quiet zone.

    A module is 6 dots, as cameras like it, and less only where the paper is too narrow.
    """
    modules = matrix(data, quiet)
    dot = max(1, min(LARGEST_MODULE, width_dots // len(modules)))
    return tuple(raster.line(_bits(row), dot) for row in modules for _ in range(dot))


def matrix(data: str, quiet: int = QUIET) -> list[list[bool]]:
    """Return the modules of a code with its quiet zone, row by row; True is black."""
    import qrcode  # noqa: PLC0415 - loaded at the first receipt, not at the start

    code = qrcode.QRCode(border=quiet, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(data)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _bits(row: list[bool]) -> str:
    return "".join("1" if module else "0" for module in row)
