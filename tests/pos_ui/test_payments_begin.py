"""The hub behind the screen: begun beside it, told by the window's news, never in its way."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.payments import keeping
from app.settings import Settings, save
from app.till import Till
from pos_ui.backstage import Payments
from pos_ui.news import News
from pos_ui.opening import Opened
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
