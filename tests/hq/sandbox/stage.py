"""The sandbox in process, and our own clients pointed at it."""

import asyncio
import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from app.base.money import Money
from app.payments import signing
from app.payments.channels.alipay import Alipay
from app.payments.channels.ecny import Ecny
from app.payments.channels.quickpass import QuickPass
from app.payments.channels.unionpay import UnionPay
from app.payments.channels.wechat_v2 import WechatV2
from app.payments.channels.wechat_v3 import WechatV3
from app.payments.exchange import (
    Answer,
    Mode,
    Moment,
    NoAnswer,
    Order,
    Outcome,
    Refund,
    Request,
    Response,
    Undone,
)
from app.payments.wallets import Code, Wallet
from hq.sandbox import keys
from hq.sandbox.desk import Cut
from hq.sandbox.effects import Rule
from hq.sandbox.server import make_sandbox
from hq.sandbox.watch import Watch
from hq.sandbox.world import World
from tests.examples import NOON

URL = "http://sandbox.test"
HEADS = {
    "wechat": "13",
    "wechat_v2": "13",
    "alipay": "28",
    "unionpay": "62",
    "quickpass": "13",
    "ecny": "01",
}
DIGITS = {"unionpay": 19, "ecny": 19}
WALLETS = {
    "wechat": Wallet.WECHAT,
    "wechat_v2": Wallet.WECHAT,
    "alipay": Wallet.ALIPAY,
    "unionpay": Wallet.UNIONPAY,
    "quickpass": Wallet.WECHAT,
    "ecny": Wallet.ECNY,
}


@functools.cache
def ring() -> keys.Keyring:
    return keys.generated()


def channels(known: keys.Keyring, base_url: str, notify: str = "http://hub.test") -> dict[str, Any]:
    """Return our clients, with the test merchant's keys."""
    me = keys.MERCHANT

    def key(name: str) -> RSAPrivateKey:
        return known.private(f"merchant_{name}")

    return {
        "wechat": WechatV3(
            appid=me.appid,
            mchid=me.mchid,
            serial=me.mch_serial,
            key=key("wechat"),
            theirs={me.wechat_serial: known.public("wechat")},
            seal=me.api_v3_key.encode(),
            notify_url=f"{notify}/wechat",
            base_url=base_url,
        ),
        "wechat_v2": WechatV2(appid=me.appid, mchid=me.mchid, key=me.api_v2_key, base_url=base_url),
        "alipay": Alipay(
            app_id=me.alipay_app_id,
            key=key("alipay"),
            theirs=known.public("alipay"),
            seller=me.alipay_pid,
            notify_url=f"{notify}/alipay",
            base_url=f"{base_url}/gateway.do",
        ),
        "unionpay": UnionPay(
            merchant=me.union_merchant,
            certificate_id=me.union_cert_id,
            key=key("unionpay"),
            authorities=(known.authority,),
            notify_url=f"{notify}/unionpay",
            base_url=base_url,
        ),
        "quickpass": QuickPass(
            merchant=me.quick_merchant,
            partner=me.quick_partner,
            key=key("quickpass"),
            theirs=known.public("quickpass"),
            base_url=base_url,
        ),
        "ecny": Ecny(
            merchant=me.ecny_merchant,
            clerk=me.ecny_clerk,
            terminal=me.ecny_terminal,
            app_id=me.ecny_app_id,
            app_secret=me.ecny_secret,
            sign=functools.partial(signing.sign, key("ecny")),
            fits=functools.partial(signing.fits, known.public("ecny")),
            notify_url=f"{notify}/ecny",
            base_url=base_url,
        ),
    }


@dataclass(slots=True)
class Shop:
    """A till's side of the line, one loop for all that it does."""

    world: World
    loop: asyncio.AbstractEventLoop
    client: httpx.AsyncClient
    clients: Mapping[str, Any]
    heard: list[tuple[str, dict[str, str], bytes]]
    thanks: list[tuple[int, bytes]]
    effects: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def channel(self, name: str) -> Any:  # noqa: ANN401 - any of six
        return self.clients[name]

    def order(self, name: str, fen: int = 1990, mode: Mode = Mode.SCANNED) -> Order:
        number = f"A{next(self.numbers):011}"
        return Order(
            number=number,
            amount=Money(fen),
            made_at=self.world.watch.now(),
            subject="鲜牛奶 & 1L",
            mode=mode,
            wallet=WALLETS[name],
            store="a",
            device="t1",
        )

    def code(self, name: str, tail: str = "0001") -> Code:
        head, digits = HEADS[name], DIGITS.get(name, 18)
        middle = f"{next(self.numbers):0{digits - 6}}"
        return Code(f"{head}{middle}{tail}")

    def moment(self) -> Moment:
        return Moment(now=self.world.watch.now(), nonce=f"nonce{next(self.numbers):027}")

    def send(self, request: Request) -> Answer:
        headers = dict(request.headers) | ({"Sandbox-Test": self.effects} if self.effects else {})
        asking = self.client.request(
            request.method, request.url, headers=headers, content=request.body
        )
        try:
            found = self.loop.run_until_complete(asking)
        except Cut as cut:
            return NoAnswer(str(cut))
        return Response(found.status_code, tuple(found.headers.items()), found.content)

    def pay(self, name: str, order: Order, tail: str = "0001") -> Outcome:
        return self.asked(name, self.channel(name).pay(order, self.code(name, tail), self.moment()))

    def query(self, name: str, order: Order) -> Outcome:
        return self.asked(name, self.channel(name).query(order, self.moment()))

    def show(self, name: str, order: Order) -> Outcome:
        return self.asked(name, self.channel(name).show(order, self.moment()))

    def asked(self, name: str, request: Request) -> Outcome:
        answer = self.send(request)
        found: Outcome = self.channel(name).read(request, answer, self.world.watch.now())
        return found

    def reverse(self, name: str, order: Order) -> Undone:
        return self.back(name, self.channel(name).reverse(order, self.moment()))

    def refund(self, name: str, order: Order, refund: Refund) -> Undone:
        return self.back(name, self.channel(name).refund(order, refund, self.moment()))

    def refund_query(self, name: str, order: Order, refund: Refund) -> Undone:
        return self.back(name, self.channel(name).refund_query(order, refund, self.moment()))

    def back(self, name: str, request: Request) -> Undone:
        answer = self.send(request)
        found: Undone = self.channel(name).read_back(request, answer, self.world.watch.now())
        return found

    def plan(self, do: str, *, call: str) -> None:
        self.world.plan.add(Rule(do=do, call=call))

    def post(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        return self.loop.run_until_complete(self.client.post(URL + path, json=body)).json()

    def get(self, path: str) -> httpx.Response:
        return self.loop.run_until_complete(self.client.get(URL + path))

    def advance(self, seconds: float) -> None:
        self.post("/sandbox/advance", {"seconds": seconds})


@contextmanager
def a_shop(start: datetime = NOON, seed: int = 0) -> Iterator[Shop]:
    """Open a shop whose clock stands still unless it is advanced."""
    world = World(ring(), Watch(start), seed)
    heard: list[tuple[str, dict[str, str], bytes]] = []
    thanks: list[tuple[int, bytes]] = [(200, b"success")]

    async def post(url: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        heard.append((url, headers, body))
        return thanks[-1]

    transport = httpx.ASGITransport(make_sandbox(world, post))
    loop = asyncio.new_event_loop()
    client = httpx.AsyncClient(transport=transport)
    try:
        yield Shop(world, loop, client, channels(ring(), URL), heard, thanks)
    finally:
        loop.run_until_complete(client.aclose())
        loop.close()


def refund_of(order: Order, number: str, fen: int, later_s: float = 0) -> Refund:
    made_at = order.made_at + timedelta(seconds=later_s)
    return Refund(number=number, amount=Money(fen), made_at=made_at, reason="坏了")
