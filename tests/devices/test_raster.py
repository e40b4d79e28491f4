import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from app.base.errors import Refusal
from devices import raster


@given(st.text("01", min_size=1, max_size=200), st.integers(1, 6))
def test_a_line_has_a_dot_for_each_module(modules: str, dots: int) -> None:
    line = raster.line(modules, dots)
    bits = f"{int.from_bytes(line, 'big'):0{len(line) * 8}b}"
    assert bits[: len(modules) * dots : dots] == modules
    assert len(line) == (len(modules) * dots + 7) // 8


@given(st.integers(1, 40), st.integers(1, 600), st.integers(1, 255))
def test_bands_put_together_are_the_picture(wide: int, high: int, most: int) -> None:
    rows = tuple(bytes([row % 256]) * wide for row in range(high))
    bands = raster.bands(rows, most)
    assert all(int.from_bytes(band[6:8], "little") <= most for band in bands)
    assert b"".join(band[8:] for band in bands) == b"".join(rows)


def a_logo(path: Path, size: tuple[int, int]) -> str:
    """Draw black on glass, with a grey that is nearly white."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, size[0] // 2 - 1, size[1]), fill="black")
    canvas.rectangle((size[0] // 2, 0, size[0], size[1] // 2), fill=(200, 200, 200))
    image.save(path)
    return str(path)


def test_a_logo_is_black_where_it_is_dark(tmp_path: Path) -> None:
    rows = raster.logo(a_logo(tmp_path / "a.png", (16, 8)), 576)
    assert rows == (b"\xff\x00",) * 8


@pytest.mark.parametrize("size", [(3000, 40), (40, 1200), (1600, 1600), (2, 900)])
def test_a_large_logo_is_made_to_fit(tmp_path: Path, size: tuple[int, int]) -> None:
    rows = raster.logo(a_logo(tmp_path / "a.png", size), 384)
    assert 0 < len(rows[0]) * 8 <= 384
    assert 0 < len(rows) <= raster.LOGO_DOTS


def test_a_logo_that_changes_is_read_again(tmp_path: Path) -> None:
    file = Path(a_logo(tmp_path / "a.png", (16, 8)))
    before = raster.logo(str(file), 576)
    a_logo(file, (16, 9))
    stamp = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(stamp, stamp))
    assert len(raster.logo(str(file), 576)) == len(before) + 1


@pytest.mark.parametrize("content", [None, b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_is_refused_with_its_name(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "bad.png").write_bytes(content)
    with pytest.raises(Refusal, match=r"bad\.png"):
        raster.logo(str(tmp_path / "bad.png"), 576)


def test_a_photograph_is_no_logo(tmp_path: Path) -> None:
    Image.new("1", (4000, 3000)).save(tmp_path / "photo.png")
    with pytest.raises(Refusal, match="4000"):
        raster.logo(str(tmp_path / "photo.png"), 576)
