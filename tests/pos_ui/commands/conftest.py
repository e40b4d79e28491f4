"""A till with one sale, and its commands run in this process."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import console, settings
from app.catalogue import products
from app.selling import checkout
from app.selling.sale import Sale
from app.settings import Settings
from pos_ui import opening
from pos_ui.__main__ import COMMANDS
from tests.examples import BANANA, MILK, STORE, TILL, a_cart, cash

Zhanggui = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ours = Settings(store=STORE, till=TILL, shop_name="好邻居便利")
    settings.save(tmp_path, ours)
    with opening.opened(tmp_path) as it, it.till.shop.database.writing() as connection:
        products.put(connection, [MILK, BANANA])
    return tmp_path


@pytest.fixture
def sale(folder: Path) -> Sale:
    with opening.opened(folder) as it:
        return checkout.complete(it.till, a_cart(milks=2), cash(2000))


@pytest.fixture
def zhanggui(folder: Path, capsys: pytest.CaptureFixture[str]) -> Zhanggui:
    """Run a command and return its one JSON answer."""

    def run(*args: object, status: int = 0) -> Any:  # noqa: ANN401 - any JSON
        given = [str(it) for it in (*args, "--data", folder, "--json")]
        assert console.main("zhanggui", COMMANDS, given) == status
        return json.loads(capsys.readouterr().out)

    return run
