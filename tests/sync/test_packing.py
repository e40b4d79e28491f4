import gzip
import tracemalloc
import zlib

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sync import packing

MOST = 1_000_000
BOMB = b"0" * 100_000_000


@given(
    data=st.binary(max_size=5000).map(lambda it: it * 3),
    accepted=st.sampled_from(["zstd", "gzip", "gzip;q=0.5, zstd", "", "br", "identity"]),
)
def test_what_was_packed_comes_out_again(data: bytes, accepted: str) -> None:
    packed, how = packing.pack(data, accepted)
    assert packing.unpack(packed, how, MOST) == data


@given(st.binary(max_size=200), st.sampled_from(["gzip", "zstd", "br", "deflate", "x"]))
def test_noise_is_a_value_error_and_nothing_else(data: bytes, how: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        packing.unpack(data, how, MOST)


@pytest.mark.parametrize("accepted", ["gzip", "zstd"])
def test_what_was_cut_off_or_continued_is_noticed(accepted: str) -> None:
    packed, how = packing.pack(bytes(range(256)) * 40, accepted)
    for broken in (*(packed[:at] for at in range(1, len(packed))), packed + b"x"):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
            packing.unpack(broken, how, MOST)


BOMBS = {
    "gzip": gzip.compress(BOMB, 9),
    "zstd": zstandard.compress(BOMB),
    "zstd that hides its size": zstandard.ZstdCompressor(write_content_size=False).compress(BOMB),
    "gzip in two parts": gzip.compress(b"") + gzip.compress(BOMB, 9),
    "zlib within gzip's name": zlib.compress(BOMB),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_grows(name: str) -> None:
    tracemalloc.start()
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        packing.unpack(BOMBS[name], name.split(maxsplit=1)[0].replace("zlib", "gzip"), MOST)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * MOST
