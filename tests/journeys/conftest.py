"""Data folders of real tills, set up by the real programs."""

from pathlib import Path

import pytest

from app.catalogue import products
from pos_ui import opening
from tests.examples import BANANA, MILK
from tests.programs import answer, zhanggui


def stock(folder: Path) -> None:
    """Put milk and bananas on sale."""
    with opening.opened(folder) as it, it.till.shop.database.writing() as connection:
        products.put(connection, [MILK, BANANA])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A till without an HQ, with something for sale."""
    folder = tmp_path / "收银机 1"
    answer(zhanggui("init", "--data", folder, "--store", "a", "--till", "t1", "--shifts", "off"))
    stock(folder)
    return folder
