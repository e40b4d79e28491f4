"""The hub behind the screen: begun beside it, told by the window's news, never in its way."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.payments import keeping
from app.payments.wallets import Wallet
from app.settings import Settings, save
from app.till import Till
from pos_ui.backstage import Payments
from pos_ui.news import News
from pos_ui.opening import Opened
from pos_ui.program import Program
from tests.examples import STORE, TILL

V2 = {"kind": "wechat_v2", "appid": "wx1", "mchid": "1900000001", "api_v2_key": "k" * 32}


@pytest.fixture
def opened(till: Till, tmp_path: Path) -> Opened:
    ours = Settings(store=STORE, till=TILL)
    save(tmp_path, ours)
    return Opened(till=till, folder=tmp_path, settings=ours)


def test_a_till_with_a_contract_says_which_wallets_can_pay(qtbot: QtBot, opened: Opened) -> None:
    keeping.keep(opened.folder, "main", V2)
    news = News()
    payments = Payments(opened, news)
    with qtbot.waitSignal(news.pays, timeout=5000) as told:
        payments.start()
    assert told.args is not None
    assert [str(it.wallet) for it in told.args[0].payable] == ["wechat"]
    payments.stop()


def test_a_contract_that_lacks_something_is_told_and_stops_nothing(
    qtbot: QtBot, opened: Opened
) -> None:
    keeping.keep(opened.folder, "main", V2 | {"mchid": ""})
    news = News()
    payments = Payments(opened, news)
    with qtbot.waitSignal(news.warned, timeout=5000) as told:
        payments.start()
    assert told.args is not None
    assert "mchid" in told.args[0].text("en")
    payments.stop()


def test_a_till_without_contracts_begins_nothing(opened: Opened) -> None:
    payments = Payments(opened, News())
    payments.start()
    payments.stop()


def test_the_whole_program_lets_its_screens_pay(
    qtbot: QtBot, opened: Opened, empty_file: Path
) -> None:
    """From the painted window to the wallets, with every thread that a till has."""
    folder = opened.folder / "whole"
    folder.mkdir()
    shutil.copy(empty_file, folder / "till.sqlite")
    ours = Settings(store=STORE, till=TILL, volume=0)
    save(folder, ours)
    keeping.keep(folder, "main", V2)
    program = Program(folder, ours)
    qtbot.addWidget(program.window)
    with qtbot.waitSignal(program.window.news.paying, timeout=20_000) as told:
        program.open()
    assert told.args is not None
    services = program.window.register.services
    assert services is not None
    assert services.payable() == told.args[0]
    assert [it.wallet for it in services.payable()] == [Wallet.WECHAT]
    program.close()
