"""The colours of both themes, by what they are for; the only file that writes a colour.

A colour with eight digits begins with its alpha, as QColor reads it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Every colour of a theme."""

    app: str
    surface: str
    sunken: str
    hover: str
    pressed: str
    border: str
    border_strong: str
    border_input: str
    text: str
    text2: str
    text3: str
    disabled: str
    disabled_bg: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    primary_tint: str
    primary_tint2: str
    primary_line: str
    info: str
    info_tint: str
    info_line: str
    warn: str
    warn_tint: str
    warn_line: str
    warn_solid: str
    danger: str
    danger_hover: str
    danger_pressed: str
    danger_tint: str
    danger_tint2: str
    danger_line: str
    on_danger: str
    focus: str
    scrim: str
    bar: str
    bar_text: str
    bar_text2: str
    bar_line: str
    bar_ok: str
    bar_warn: str
    bar_danger: str
    on_bar_warn: str
    chart1: str
    chart2: str
    chart3: str
    chart4: str
    chart5: str
    heat0: str
    heat1: str
    heat2: str
    heat3: str
    heat4: str
    paper: str
    ink: str


LIGHT = Theme(
    app="#F3F4F1",
    surface="#FFFFFF",
    sunken="#ECEEE9",
    hover="#F0F3EF",
    pressed="#E2E7E1",
    border="#E0E3DD",
    border_strong="#C5CBC4",
    border_input="#858F88",
    text="#17201C",
    text2="#46524C",
    text3="#5F6B65",
    disabled="#9BA49E",
    disabled_bg="#ECEEE9",
    primary="#0B6B53",
    primary_hover="#095A46",
    primary_pressed="#074837",
    on_primary="#FFFFFF",
    primary_tint="#E0F0E9",
    primary_tint2="#CFE6DB",
    primary_line="#A9D2C3",
    info="#1D5BB8",
    info_tint="#E5EEFB",
    info_line="#B5CDF0",
    warn="#8A5200",
    warn_tint="#FCF0DA",
    warn_line="#E8C88C",
    warn_solid="#B86E00",
    danger="#B3261E",
    danger_hover="#961F18",
    danger_pressed="#7C1812",
    danger_tint="#FBE8E6",
    danger_tint2="#F5D3CF",
    danger_line="#EDB9B4",
    on_danger="#FFFFFF",
    focus="#2563EB",
    scrim="#8017201C",
    bar="#18211D",
    bar_text="#F2F5F3",
    bar_text2="#B3BFB9",
    bar_line="#34403A",
    bar_ok="#5FD0A8",
    bar_warn="#F2BC5B",
    bar_danger="#FF9A90",
    on_bar_warn="#201500",
    chart1="#0B6B53",
    chart2="#1D5BB8",
    chart3="#B86E00",
    chart4="#7A3E9D",
    chart5="#5F6B65",
    heat0="#F0F3EF",
    heat1="#FBEBCB",
    heat2="#F5D08A",
    heat3="#E8A04A",
    heat4="#C8552B",
    paper="#FFFFFF",
    ink="#000000",
)

DARK = Theme(
    app="#101513",
    surface="#191F1C",
    sunken="#0B0F0D",
    hover="#232B27",
    pressed="#2D3732",
    border="#2A332E",
    border_strong="#414C46",
    border_input="#73807A",
    text="#EDF2EF",
    text2="#B9C4BE",
    text3="#94A19A",
    disabled="#5F6B65",
    disabled_bg="#1E2522",
    primary="#45C29B",
    primary_hover="#5FD0AD",
    primary_pressed="#35A884",
    on_primary="#05231A",
    primary_tint="#16352B",
    primary_tint2="#1F4538",
    primary_line="#275C4B",
    info="#8AB6FF",
    info_tint="#17273F",
    info_line="#2C4A78",
    warn="#F0B95C",
    warn_tint="#35280F",
    warn_line="#614A1C",
    warn_solid="#F0B95C",
    danger="#FF8F85",
    danger_hover="#FFA69E",
    danger_pressed="#F0786D",
    danger_tint="#3B1B19",
    danger_tint2="#522522",
    danger_line="#6B302C",
    on_danger="#3A0A07",
    focus="#7DB0FF",
    scrim="#B0050807",
    bar="#0B0F0D",
    bar_text="#EDF2EF",
    bar_text2="#A5B1AB",
    bar_line="#2A332E",
    bar_ok="#5FD0A8",
    bar_warn="#F2BC5B",
    bar_danger="#FF9A90",
    on_bar_warn="#201500",
    chart1="#45C29B",
    chart2="#8AB6FF",
    chart3="#F0B95C",
    chart4="#CBA0EC",
    chart5="#94A19A",
    heat0="#1F2723",
    heat1="#3A2E15",
    heat2="#5F4718",
    heat3="#96611C",
    heat4="#C8552B",
    paper="#FFFFFF",
    ink="#000000",
)

_present = LIGHT


def current() -> Theme:
    """Return the colours to paint with now."""
    return _present


def use(theme: Theme) -> None:
    """Paint with these colours from now on; `style.apply` also repaints what is shown."""
    global _present  # noqa: PLW0603 - one screen, one theme
    _present = theme


def is_dark() -> bool:
    """Say whether the dark theme is in use."""
    return _present is DARK
