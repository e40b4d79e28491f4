"""What is not a device and was looked at: results with short codes of their own area."""

from collections.abc import Mapping

from app.base.errors import Told
from devices.checkup import Level, Result, State

Figures = Mapping[str, int | float | str]
AREAS = {"hq": "NET", "loss": "NET", "clock": "NET", "certificate": "NET"}
BOOKS = {"database", "unsent", "space", "backup", "catalogue"}


def good(name: str, code: str, figures: Figures | None = None) -> Result:
    """Say that something is as it should be."""
    return _result(name, State.OK, code, figures or {})


def warning(name: str, code: str, figures: Figures | None = None, number: int = 0) -> Result:
    """Say that somebody should look at something."""
    return _result(name, State.WARN, code, figures or {}, number)


def bad(name: str, code: str, figures: Figures | None = None, number: int = 500) -> Result:
    """Say that something must be mended."""
    return _result(name, State.FAULT, code, figures or {}, number)


def failed(name: str, told: Told, number: int = 500) -> Result:
    """Say why something could not be looked at."""
    return bad(name, told.code, {key: str(value) for key, value in told.values.items()}, number)


def absent(name: str) -> Result:
    """Say that something is not wanted here."""
    return _result(name, State.ABSENT, f"{name}_absent", {})


def _result(name: str, state: State, code: str, figures: Figures, number: int = 0) -> Result:
    area = AREAS.get(name, "DB" if name in BOOKS else "ENV")
    return Result(
        name=name,
        level=Level.INTERNAL if area in {"ENV", "DB"} else Level.EXTERNAL,
        state=state,
        code=code,
        figures=dict(figures),
        error=f"E-{area}-{number}" if number else "",
    )
