import pytest

from app.base.errors import Refusal
from devices.profile import GENERIC_58, GENERIC_80, Profile, by_name, names

EVERY = [by_name(name, paper_mm) for name in names() for paper_mm in (58, 80)]


def test_every_make_has_a_profile_for_both_papers() -> None:
    assert [(it.paper_mm) for it in EVERY] == [58, 80] * len(names())
    assert {"epson_tm_t82", "epson_tm_t88", "xprinter_xp80", "gprinter_5890", "sunmi"} < {*names()}


@pytest.mark.parametrize("profile", EVERY, ids=lambda it: f"{it.name}-{it.paper_mm}")
def test_a_profile_can_be_printed_by(profile: Profile) -> None:
    assert profile.columns * 12 <= profile.width_dots <= {80: 576, 58: 420}[profile.paper_mm]
    assert 64 <= profile.raster_rows <= 255
    assert profile.drawer_on_ms // 2 < 256 > profile.drawer_off_ms // 2


def test_columns_are_those_of_the_makers() -> None:
    assert (by_name("epson_tm_t88", 80).columns, by_name("epson_tm_t82", 80).columns) == (42, 48)
    assert (GENERIC_80.columns, GENERIC_58.columns) == (48, 32)


def test_a_paper_that_a_make_does_not_take_is_drawn_as_on_any_printer() -> None:
    assert by_name("xprinter_xp80", 58) == GENERIC_58


def test_a_make_that_nobody_knows_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(Refusal, match=r"star.*generic.*epson_tm_t82.*sunmi"):
        by_name("star", 80)
