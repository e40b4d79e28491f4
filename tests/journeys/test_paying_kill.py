"""The till is killed, as by a power cut, while the provider has the money and the answer is out."""

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from app import console, settings
from app.assurance import paying
from app.payments.attempt import State
from app.payments.wallets import Wallet
from app.selling import checkout, drafts
from app.settings import Settings
from app.storage import facts
from app.storage.database import open_file
from pos_ui import opening, payment_line
from pos_ui.__main__ import COMMANDS
from tests.examples import NOON, STORE, TILL, a_cart
from tests.journeys.test_paying import DUE, booked, code, ends, plan, until
from tests.journeys.test_paying import sandbox as sandbox  # noqa: PLC0414 - the fixture

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, empty_file: Path, sandbox: dict[str, Any]) -> Path:
    """A till's folder with an open bill and contracts."""
    shutil.copy(empty_file, tmp_path / "till.sqlite")
    settings.save(tmp_path, Settings(store=STORE, till=TILL))
    cart = a_cart(milks=2)
    with closing(open_file(tmp_path / "till.sqlite")) as kept, kept.writing() as connection:
        facts.begin_epoch(connection, NOON)
        drafts.put_line(connection, cart, cart.lines[0])
    file = tmp_path / "contracts.json"
    file.write_text(json.dumps({it: sandbox[it] for it in ("wechat", "alipay")}), "utf-8")
    words = ["channels", "import", str(file), "--data", str(tmp_path)]
    assert console.main("zhanggui", COMMANDS, words) == 0
    return tmp_path


@pytest.mark.parametrize("wallet", [Wallet.WECHAT, Wallet.ALIPAY])
def test_killed_between_the_charge_and_its_answer(
    folder: Path, sandbox: dict[str, Any], wallet: Wallet
) -> None:
    plan(sandbox, do="delay_after=3", provider=str(wallet), call="pay")
    command = [sys.executable, "-m", "tests.journeys.paying_child", str(folder)]
    command += [code(wallet), str(DUE.fen)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        number = next(it.split()[1] for it in child.stdout if it.startswith("number"))
        until(lambda: booked(sandbox).get(number) == 1300)
        child.kill()
    with opening.opened(folder) as opened:
        line = payment_line.begin(opened, lambda _: None)
        assert line is not None
        (one,) = paying.of_cart(opened.till, checkout.resume(opened.till))
        assert one.state is not State.PAID, "it was killed before it knew"
        assert ends(line, one).state is State.PAID
        bound = paying.take_paid(opened.till, checkout.resume(opened.till), due=DUE)
        line.stop()
        sale = checkout.complete(opened.till, bound, ())
    assert [it.reference for it in sale.tenders] == [number]
    books = httpx.get(f"{sandbox['base_url']}/sandbox/books").json()["charges"]
    assert [it["net_fen"] for it in books if it["number"] == number] == [1300]
