import importlib
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "how-a-sale-travels.md"
NAMED = re.findall(r"`([a-z_/]+\.py): ([A-Za-z_.]+)`", PAGE.read_text("utf-8"))


def test_the_page_walks_through_all_packages() -> None:
    assert {file.split("/")[0] for file, _ in NAMED} == {"app", "pos_ui", "devices", "sync", "hq"}


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_what_the_page_names_exists(file: str, name: str) -> None:
    found = importlib.import_module(file.removesuffix(".py").replace("/", "."))
    for part in name.split("."):
        found = getattr(found, part)
    assert callable(found)
