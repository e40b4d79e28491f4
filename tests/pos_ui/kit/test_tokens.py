import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from pos_ui.kit import tokens
from pos_ui.kit.tokens import DARK, LIGHT, Theme

PACKAGE = Path(__file__).parents[3] / "pos_ui"
READ = [  # a text and what it stands on
    *[(text, on) for text in ("text", "text2", "text3") for on in ("surface", "app")],
    ("text", "primary_tint"),
    ("text2", "primary_tint"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_pressed"),
    ("primary", "surface"),
    ("primary", "primary_tint"),
    ("info", "info_tint"),
    ("warn", "warn_tint"),
    ("danger", "danger_tint"),
    ("danger", "surface"),
    ("on_danger", "danger"),
    ("bar_text", "bar"),
    ("bar_text2", "bar"),
    ("bar_ok", "bar"),
    ("bar_warn", "bar"),
    ("bar_danger", "bar"),
    ("on_bar_warn", "bar_warn"),
    ("on_bar_warn", "warn_solid"),
    ("text2", "sunken"),
    ("text3", "sunken"),
    ("text3", "primary_tint"),
    *[(text, on) for text in ("text", "text2") for on in ("hover", "pressed")],
    *[(text, f"{on}_tint") for text in ("text", "text2") for on in ("info", "warn", "danger")],
    *[(ink, on) for ink in ("primary", "danger") for on in ("app", "hover")],
    ("text", "sunken"),
    ("text", "primary_tint2"),
    ("primary", "primary_tint2"),
    ("danger", "danger_tint2"),
    ("on_danger", "danger_hover"),
    ("on_danger", "danger_pressed"),
    ("info", "surface"),
    ("warn", "surface"),
    ("ink", "paper"),
]

MEASURED = [  # section 2 of the design
    ("text", "surface", 16.7, 14.8),
    ("text2", "surface", 8.2, 9.3),
    ("text3", "surface", 5.6, 6.2),
    ("text3", "app", 5.0, 6.9),
    ("text3", "primary_tint", 4.7, 5.0),
    ("on_primary", "primary", 6.5, 7.5),
    ("primary", "primary_tint", 5.5, 6.0),
    ("info", "info_tint", 5.5, 7.3),
    ("warn", "warn_tint", 5.7, 8.1),
    ("danger", "danger_tint", 5.5, 7.0),
    ("on_danger", "danger", 6.5, 7.8),
    ("border_input", "surface", 3.3, 4.1),
    ("focus", "app", 4.7, 8.4),
]


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = QColor(colour)
    channels = (parts.redF(), parts.greenF(), parts.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "on"), READ)
def test_text_can_be_read(theme: Theme, text: str, on: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, on)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "on"), [("border_input", "surface"), ("focus", "app")])
def test_outlines_can_be_seen(theme: Theme, line: str, on: str) -> None:
    assert contrast(getattr(theme, line), getattr(theme, on)) >= 3


@pytest.mark.parametrize(("text", "on", "light", "dark"), MEASURED)
def test_the_contrast_is_what_the_design_measured(
    text: str, on: str, light: float, dark: float
) -> None:
    for theme, measured in ((LIGHT, light), (DARK, dark)):
        assert contrast(getattr(theme, text), getattr(theme, on)) == pytest.approx(
            measured, abs=0.06
        )


def test_colours_are_written_in_one_file() -> None:
    own = Path(tokens.__file__)
    for path in PACKAGE.rglob("*.py"):
        if path != own:
            text = path.read_text("utf-8")
            assert not re.search(
                r"#(?:[0-9A-Fa-f]{3,4}){1,2}\b|QColor\(\d|GlobalColor\.(?!transparent)", text
            ), path
