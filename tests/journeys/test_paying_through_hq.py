"""A till whose payments head office takes: over HTTP to HQ, and from there to the sandbox."""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from app.assurance import paying
from app.payments import contracts, keeping
from app.payments.attempt import State
from app.payments.wallets import Wallet
from app.selling import checkout
from app.shop import Shop
from app.storage.database import Database
from hq import payments
from hq.server import make_server
from pos_ui import payment_line
from pos_ui.opening import Opened
from pos_ui.payment_line import PaymentLine
from sync.transport import Transport
from tests.journeys.test_paying import DUE, a_bill, booked, code, ends, until
from tests.journeys.test_paying import sandbox as sandbox  # noqa: PLC0414 - the fixture
from tests.loopback import a_till, listening_with

CHANNELS = ("wechat", "alipay")


@dataclass
class Chain:
    """Head office with contracts of its own, and a till that pays through it."""

    opened: Opened
    line: PaymentLine
    stop_hq: ExitStack


@pytest.fixture
def contracted(
    sandbox: dict[str, Any], tmp_path: Path, empty_file: Path
) -> dict[str, dict[str, Any]]:
    (tmp_path / "till").mkdir()
    shutil.copy(empty_file, tmp_path / "till" / "till.sqlite")
    file = tmp_path / "contracts.json"
    file.write_text(json.dumps({it: sandbox[it] for it in CHANNELS}), "utf-8")
    return contracts.read(file)


@contextmanager
def a_chain(
    hq: Shop, folder: Path, contracted: dict[str, dict[str, Any]], *, has_own: bool
) -> Iterator[Chain]:
    made = [contracts.made(name, values) for name, values in contracted.items()]
    with ExitStack() as rest, ExitStack() as head:
        send = rest.enter_context(closing(Transport()))
        channels = {it.channel.name: it.channel for it in made}
        hub = payments.make_hub(hq, channels, send, [it.terms for it in made])
        hub.begin()
        rest.callback(hub.stop)
        url = head.enter_context(listening_with(make_server(hq, good_for_s=0, hub=hub)))
        opened = rest.enter_context(a_till(folder / "till", "t1", url, hq))
        opened = replace(opened, settings=replace(opened.settings, hq_pays=CHANNELS))
        if has_own:
            for name, values in contracted.items():
                keeping.keep(opened.folder, name, values)
        line = payment_line.begin(opened, lambda _: None)
        assert line is not None
        rest.callback(line.stop)
        yield Chain(opened, line, head)


@pytest.fixture
def hq_database(database: Database) -> Database:
    """HQ on SQLite only: what is tested here is the way."""
    return database


@pytest.mark.parametrize("wallet", [Wallet.WECHAT, Wallet.ALIPAY])
def test_hq_takes_a_payment_for_its_till(
    hq: Shop,
    tmp_path: Path,
    contracted: dict[str, dict[str, Any]],
    sandbox: dict[str, Any],
    wallet: Wallet,
) -> None:
    with a_chain(hq, tmp_path, contracted, has_own=False) as chain:
        cart, till = a_bill(chain.opened), chain.opened.till
        one = paying.by_code(till, chain.line.hub, cart, code(wallet), amount=DUE, due=DUE)
        assert ends(chain.line, one).state is State.PAID
        bound = paying.take_paid(till, cart, due=DUE)
        checkout.complete(till, bound, ())
        assert booked(sandbox)[one.number] == 1300


def test_with_hq_gone_a_new_payment_goes_by_the_till_s_own_contract(
    hq: Shop, tmp_path: Path, contracted: dict[str, dict[str, Any]], sandbox: dict[str, Any]
) -> None:
    with a_chain(hq, tmp_path, contracted, has_own=True) as chain:
        chain.stop_hq.close()
        cart, till = a_bill(chain.opened), chain.opened.till
        scanned = code(Wallet.WECHAT)
        one = paying.by_code(till, chain.line.hub, cart, scanned, amount=DUE, due=DUE)
        assert ends(chain.line, one).state is State.PAID
        assert booked(sandbox)[one.number] == 1300


def test_with_hq_gone_and_no_contract_of_its_own_nothing_was_charged(
    hq: Shop, tmp_path: Path, contracted: dict[str, dict[str, Any]], sandbox: dict[str, Any]
) -> None:
    with a_chain(hq, tmp_path, contracted, has_own=False) as chain:
        chain.stop_hq.close()
        cart, till = a_bill(chain.opened), chain.opened.till
        scanned = code(Wallet.WECHAT)
        one = paying.by_code(till, chain.line.hub, cart, scanned, amount=DUE, due=DUE)
        assert ends(chain.line, one).state is State.FAILED
        assert one.number not in booked(sandbox)


def test_what_is_taken_off_the_bill_goes_back_through_hq(
    hq: Shop, tmp_path: Path, contracted: dict[str, dict[str, Any]], sandbox: dict[str, Any]
) -> None:
    with a_chain(hq, tmp_path, contracted, has_own=False) as chain:
        cart, till = a_bill(chain.opened), chain.opened.till
        scanned = code(Wallet.ALIPAY)
        one = paying.by_code(till, chain.line.hub, cart, scanned, amount=DUE, due=DUE)
        ends(chain.line, one)
        paying.give_back(till, chain.line.hub, paying.take_paid(till, cart, due=DUE), 0)
        until(lambda: booked(sandbox)[one.number] == 0)
