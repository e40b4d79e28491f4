"""Making what travels small, and opening what arrives without letting it grow beyond bounds."""

import zlib

ZSTD, GZIP = "zstd", "gzip"
PACKINGS = (ZSTD, GZIP)  # in the order in which we like them (RFC 8878, RFC 1952)
WORTH_IT = 512  # bytes; below, packing gains nothing
LEVEL = 3
LARGEST_WINDOW = 8 * 1024 * 1024  # RFC 8878 asks every decoder for this much


class TooLarge(ValueError):  # noqa: N818 - no failure of ours
    """What arrived is, or would become, larger than anyone may send."""


def pack(data: bytes, accepted: str) -> tuple[bytes, str]:
    """Pack as the other side accepts (an Accept-Encoding); return the bytes and how, or ""."""
    if len(data) < WORTH_IT:
        return data, ""
    known = {word.partition(";")[0].strip().lower() for word in accepted.split(",")}
    if ZSTD in known:
        import zstandard  # noqa: PLC0415 - only where there is an HQ

        return zstandard.ZstdCompressor(level=LEVEL).compress(data), ZSTD
    if GZIP in known:
        packer = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | 16)
        return packer.compress(data) + packer.flush(), GZIP
    return data, ""


def unpack(data: bytes, packing: str, most: int) -> bytes:
    """Open what was packed; never makes more than `most` bytes and one.

    Raises TooLarge beyond that, ValueError for what is damaged, cut off or packed otherwise.
    """
    how = packing.strip().lower()
    if how in {"", "identity"}:
        opened = data
    elif how == GZIP:
        opened = _gunzip(data, most)
    elif how == ZSTD:
        opened = _unzstd(data, most)
    else:
        raise ValueError(f"nobody here packs as {packing[:20]!r}")
    if len(opened) > most:
        raise TooLarge(f"more than {most} bytes")
    return opened


def _gunzip(data: bytes, most: int) -> bytes:
    opener = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        opened = opener.decompress(data, most + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if len(opened) <= most and (not opener.eof or opener.unused_data):
        raise ValueError("the packed bytes are cut off, or followed by others")
    return opened


def _unzstd(data: bytes, most: int) -> bytes:
    import zstandard  # noqa: PLC0415 - only where there is an HQ

    opener = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW)
    try:
        promised = zstandard.frame_content_size(data)
        if promised < 0:
            raise ValueError("a frame must say how large it becomes")
        if promised > most:
            raise TooLarge(f"more than {most} bytes")
        return opener.decompress(data, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
