"""A single shop without a head office pays by every method, over HTTP, with real signatures."""

import itertools
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from app import console, settings
from app.assurance import paying
from app.base import clock
from app.base.money import Money
from app.payments import keeping
from app.payments.attempt import Attempt, State
from app.payments.channels import huabei
from app.payments.exchange import Instalments, Mode
from app.payments.hub import News, Update
from app.payments.wallets import Wallet
from app.selling import checkout, drafts
from app.selling.cart import Cart
from app.selling.tender import Tender, TenderKind
from app.settings import Settings
from app.shop import Shop
from app.till import Till
from pos_ui import payment_line
from pos_ui.__main__ import COMMANDS
from pos_ui.opening import Opened
from pos_ui.payment_line import PaymentLine
from tests.examples import MILK, STORE, TILL, a_cart
from tests.hq.sandbox.test_line import serving

DUE = Money(1300)
CODES = {"wechat": ("13", 18), "alipay": ("28", 18), "unionpay": ("62", 19), "ecny": ("01", 19)}
WAYS = [
    ("wechat", Wallet.WECHAT),
    ("wechat_v2", Wallet.WECHAT),
    ("alipay", Wallet.ALIPAY),
    ("unionpay", Wallet.UNIONPAY),
    ("quickpass", Wallet.WECHAT),
    ("quickpass", Wallet.ALIPAY),
    ("quickpass", Wallet.UNIONPAY),
    ("ecny", Wallet.ECNY),
]
numbers = itertools.count(int(time.time()) % 100_000)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The program that is every provider, and what it tells a merchant."""
    with serving(tmp_path_factory.mktemp("sandbox")) as found:
        yield found


@pytest.fixture
def opened(till: Till, tmp_path: Path) -> Opened:
    ours = Settings(store=STORE, till=TILL)
    settings.save(tmp_path, ours)
    real = Till(shop=Shop(database=till.shop.database, clock=clock.now), store=STORE, id=TILL)
    return Opened(till=real, folder=tmp_path, settings=ours)


@contextmanager
def paying_by(opened: Opened, sandbox: dict[str, Any], *channels: str) -> Iterator[PaymentLine]:
    """Take the contracts in as a technician does, and let the till pay."""
    written = {it: sandbox["wechat" if it == "wechat_v2" else it] for it in channels}
    file = opened.folder / "contracts.json"
    file.write_text(json.dumps(written), "utf-8")
    words = ["channels", "import", str(file), "--data", str(opened.folder)]
    assert console.main("zhanggui", COMMANDS, words) == 0
    line = payment_line.begin(opened, lambda _: None)
    assert line is not None
    try:
        yield line
    finally:
        line.stop()


def code(wallet: Wallet, tail: str = "0001") -> str:
    head, digits = CODES[wallet]
    return f"{head}{next(numbers):0{digits - 6}}{tail}"


def a_bill(opened: Opened, sale: str = "s1", milks: int = 2) -> Cart:
    cart = a_cart(sale, milks)
    with opened.till.shop.database.writing() as connection:
        drafts.put_line(connection, cart, cart.lines[0])
    return cart


def ends(line: PaymentLine, one: Attempt, wait_s: float = 20) -> Attempt:
    found = line.hub.wait(one.number, wait_s)
    assert found is not None
    return found


def booked(sandbox: dict[str, Any]) -> dict[str, int]:
    books = httpx.get(f"{sandbox['base_url']}/sandbox/books").json()
    return {it["number"]: it["net_fen"] for it in books["charges"]}


def until(is_so: Callable[[], bool], wait_s: float = 15) -> None:
    ends_at = time.monotonic() + wait_s
    while not is_so():
        assert time.monotonic() < ends_at, "it did not come"
        time.sleep(0.02)


@pytest.mark.parametrize(("channel", "wallet"), WAYS)
def test_a_customer_s_code_pays_through_every_channel(
    opened: Opened, sandbox: dict[str, Any], channel: str, wallet: Wallet
) -> None:
    cart = a_bill(opened)
    with paying_by(opened, sandbox, channel) as line:
        one = paying.by_code(opened.till, line.hub, cart, code(wallet), amount=DUE, due=DUE)
        paid = ends(line, one)
    assert (paid.state, paid.channel, paid.paid) == (State.PAID, channel, DUE)
    sale = checkout.complete(opened.till, paying.take_paid(opened.till, cart, due=DUE), ())
    assert sale.tenders == (Tender(paying.KINDS[wallet], DUE, one.number),)
    assert booked(sandbox)[one.number] == 1300


@pytest.mark.parametrize("channel", ["wechat", "alipay", "unionpay", "ecny"])
def test_a_code_of_ours_is_scanned_and_pays(
    opened: Opened, sandbox: dict[str, Any], channel: str
) -> None:
    cart, shown = a_bill(opened), []
    with paying_by(opened, sandbox, channel) as line:
        line.hub.listen(lambda it: shown.append(it.shows) if it.news is News.SHOWN else None)
        one = paying.by_qr(opened.till, line.hub, cart, Wallet(channel), amount=DUE, due=DUE)
        until(lambda: bool(shown))
        httpx.post(f"{sandbox['base_url']}/sandbox/scan", json={"qr": shown[0]}).raise_for_status()
        line.hub.ask(one.number)
        assert ends(line, one).state is State.PAID
    assert booked(sandbox)[one.number] == 1300


def test_huabei_pays_in_months_with_the_contracted_fee(
    opened: Opened, sandbox: dict[str, Any]
) -> None:
    cart, due = a_bill(opened, milks=20), Money(13_000)
    with paying_by(opened, sandbox, "alipay") as line:
        assert line.huabei is not None
        parts: Instalments = huabei.offers(due, line.huabei)[1]
        one = paying.by_code(
            opened.till,
            line.hub,
            cart,
            code(Wallet.ALIPAY),
            amount=due,
            due=due,
            instalments=parts,
        )
        assert ends(line, one).state is State.PAID
    assert (parts.months, parts.fee) == (6, Money(585))
    assert paying.take_paid(opened.till, cart, due=due).tenders[0].kind is TenderKind.HUABEI


@pytest.mark.parametrize("channel", ["wechat", "wechat_v2", "alipay", "unionpay", "ecny"])
def test_a_part_goes_back_through_its_channel(
    opened: Opened, sandbox: dict[str, Any], channel: str
) -> None:
    cart = a_bill(opened)
    wallet = Wallet(channel.removesuffix("_v2"))
    with paying_by(opened, sandbox, channel) as line:
        one = paying.by_code(opened.till, line.hub, cart, code(wallet), amount=DUE, due=DUE)
        ends(line, one)
        bound = paying.take_paid(opened.till, cart, due=DUE)
        assert paying.give_back(opened.till, line.hub, bound, 0).tenders == ()
        until(lambda: booked(sandbox)[one.number] == 0)


def test_a_customer_without_the_money_is_told_at_once(
    opened: Opened, sandbox: dict[str, Any]
) -> None:
    cart = a_bill(opened)
    with paying_by(opened, sandbox, "alipay") as line:
        poor = code(Wallet.ALIPAY, "9956")
        one = paying.by_code(opened.till, line.hub, cart, poor, amount=DUE, due=DUE)
        assert ends(line, one).state is State.FAILED
        again = paying.by_code(
            opened.till, line.hub, cart, code(Wallet.ALIPAY), amount=DUE, due=DUE
        )
        assert ends(line, again).state is State.PAID
    assert booked(sandbox)[again.number] == 1300


def test_an_answer_that_was_lost_is_asked_for_and_charged_once(
    opened: Opened, sandbox: dict[str, Any]
) -> None:
    cart, told = a_bill(opened), list[Update]()
    with paying_by(opened, sandbox, "wechat") as line:
        line.hub.listen(told.append)
        plan(sandbox, do="cut_after", provider="wechat", call="pay")
        one = paying.by_code(opened.till, line.hub, cart, code(Wallet.WECHAT), amount=DUE, due=DUE)
        until(lambda: any(it.attempt.state is State.UNKNOWN for it in told))
        line.hub.ask(one.number)
        assert ends(line, one).state is State.PAID
    assert booked(sandbox)[one.number] == 1300


def test_what_a_crash_left_behind_is_asked_about_at_the_start(
    opened: Opened, sandbox: dict[str, Any]
) -> None:
    cart, told = a_bill(opened), list[Update]()
    with paying_by(opened, sandbox, "wechat") as line:
        line.hub.listen(told.append)
        plan(sandbox, do="cut_after", provider="wechat", call="pay")
        one = paying.by_code(opened.till, line.hub, cart, code(Wallet.WECHAT), amount=DUE, due=DUE)
        until(lambda: any(it.attempt.state is State.UNKNOWN for it in told))
    again = payment_line.begin(opened, told.append)
    assert again is not None
    assert ends(again, one).state is State.PAID
    again.stop()
    resumed = checkout.resume(opened.till)
    assert paying.take_paid(opened.till, resumed, due=DUE).tenders[0].reference == one.number
    assert booked(sandbox)[one.number] == 1300


def test_contracts_are_tried_without_money(
    opened: Opened, sandbox: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    every = ("wechat", "wechat_v2", "alipay", "unionpay", "quickpass", "ecny")
    with paying_by(opened, sandbox, *every) as line:
        assert {it.wallet for it in line.payable} == set(Wallet)
        assert all(Mode.SHOWN in it.modes for it in line.payable)
    capsys.readouterr()
    words = ["channels", "test", "--json", "--data", str(opened.folder)]
    assert console.main("zhanggui", COMMANDS, words) == 0, capsys.readouterr().out
    told = json.loads(capsys.readouterr().out)["channels"]
    assert {it["name"] for it in told if it["is_well"]} == set(every)


def test_no_secret_stands_in_the_till_s_files_that_anybody_may_read(
    opened: Opened, sandbox: dict[str, Any]
) -> None:
    with paying_by(opened, sandbox, "wechat", "ecny"):
        pass
    text = (opened.folder / keeping.FILE).read_text("utf-8")
    secret = sandbox["wechat"]["api_v3_key"], sandbox["ecny"]["app_secret"], "PRIVATE KEY"
    assert not any(it in text for it in secret)
    assert all(it.stat().st_mode & 0o077 == 0 for it in opened.folder.glob("pay-*.secret"))


def test_a_till_that_trains_charges_nobody(opened: Opened, sandbox: dict[str, Any]) -> None:
    with paying_by(opened, sandbox, "wechat"):
        pass
    trains = replace(opened, settings=replace(opened.settings, is_training=True))
    assert payment_line.begin(trains, lambda _: None) is None


def plan(sandbox: dict[str, Any], **rule: str) -> None:
    httpx.post(f"{sandbox['base_url']}/sandbox/plan", json=rule).raise_for_status()


assert MILK.price == Money(650), "two of it are what is due"
