"""Payments through HQ's hub against a provider that takes a second: how many, and what we add.

Three processes share this machine's cores: HQ (or only its hub), a provider that answers every
payment a second later, and the tills that pay. The figure is what a payment took beyond its second.
`hub` asks the hub in its own process; `http` is the whole way: signed request, key, answer.
"""

import argparse
import asyncio
import json
import multiprocessing
import queue
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from app.base import clock
from app.base.ids import SaleId, StoreId, TillId
from app.base.money import Money
from app.payments.attempt import Attempt, State, new_number
from app.payments.channels import wechat_states
from app.payments.exchange import Mode, Order, Request
from app.payments.hub import Charge, Update
from app.payments.wallets import Code, Wallet
from app.shop import Shop
from app.storage import facts
from app.storage.database import open_file
from app.storage.migrate import upgrade
from hq import payments, tills
from hq.server import make_server
from hq.tills import KnownTill
from sync import signing
from sync.payment_wire import KEY_HEADER, PAYMENTS, PayAsked
from sync.signing import Signature
from sync.transport import Transport
from tests.app.payments.plain import Plain
from tests.programs import free_port, until_listening

CODE = Code("134567890123456789")
PRICE = Money(1990)
PROVIDER_S = 1.0
TILLS = 40
SLOW_S = 5.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the benchmark takes."""
    parser.add_argument("--rate", type=int, default=300, help="payments a second")
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--only", choices=["hub", "http"])


def run(args: argparse.Namespace) -> dict[str, object]:
    """Measure both ways and return the figures."""
    ways = {"hub": through_hub, "http": through_http}
    chosen = [args.only] if args.only else list(ways)
    return {"rate": args.rate, **{name: ways[name](args) for name in chosen}}


class Wire(Plain):
    """The plain channel over real HTTP."""

    port = 0

    def pay(self, order: Order, code: Code, moment: object, *, is_again: bool = False) -> Request:
        """Ask for money."""
        return _request(super().pay(order, code, moment, is_again=is_again), self.port)  # type: ignore[arg-type]

    def query(self, order: Order, moment: object) -> Request:
        """Ask what became of it."""
        return _request(super().query(order, moment), self.port)  # type: ignore[arg-type]


def _request(made: Request, port: int) -> Request:
    assert made.order is not None
    url = f"http://127.0.0.1:{port}/{made.order.number}/{made.order.amount.fen}"
    return Request(ask=made.ask, method="POST", url=url, headers=(), order=made.order, body=b"x")


async def _provide(scope: dict, receive: Callable, send: Callable) -> None:  # type: ignore[type-arg]
    """Say that every order is paid, a second later: a bare ASGI application, to cost little."""
    if scope["type"] != "http":
        return
    _, number, fen = scope["path"].split("/")
    await receive()
    await asyncio.sleep(PROVIDER_S)
    body = {"state": "paid", "order": number, "fen": int(fen), "reference": f"r{number}"}
    headers = [(b"signed", b"theirs"), (b"at", str(int(time.time())).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})


def _serve_provider(port: int) -> None:
    uvicorn.run(_provide, port=port, log_level="critical", access_log=False, timeout_keep_alive=60)


def _serve_hq(port: int, provider: int, folder: str) -> None:
    shop = _shop(Path(folder))
    hub = payments.make_hub(shop, {"plain": _channel(provider)}, Transport())
    hub.begin()
    server = make_server(shop, hub=hub)
    uvicorn.run(server, port=port, log_level="critical", access_log=False, timeout_keep_alive=60)


def _channel(port: int) -> Wire:
    made = Wire(name="plain", times=wechat_states.TIMINGS.__getitem__)
    Wire.port = port
    return made


def _shop(folder: Path) -> Shop:
    database = open_file(folder / "hq.sqlite")
    upgrade(database)
    return Shop(database=database, clock=clock.now)


@contextmanager
def _running(work: Callable[..., None], port: int, *values: object) -> Iterator[None]:
    process = multiprocessing.get_context("spawn").Process(target=work, args=(port, *values))
    process.start()
    try:
        until_listening(port)
        yield
    finally:
        process.terminate()
        process.join()


def through_hub(args: argparse.Namespace) -> dict[str, object]:
    """Ask the hub in this process."""
    port = free_port()
    ended: dict[str, float] = {}
    done: queue.Queue[str] = queue.Queue()

    def hear(update: Update) -> None:
        if update.attempt.state is State.PAID:
            ended[update.attempt.number] = time.perf_counter()
            done.put(update.attempt.number)

    with tempfile.TemporaryDirectory() as folder, _running(_serve_provider, port):
        shop = _shop(Path(folder))
        hub = payments.make_hub(shop, {"plain": _channel(port)}, Transport())
        hub.listen(hear)
        hub.begin()
        began: dict[str, float] = {}
        first, cpu = time.perf_counter(), time.process_time()
        for at in range(args.rate * args.seconds):
            _until(first + at / args.rate)
            charge = _charge(at)
            began[charge.attempt.number] = first + at / args.rate  # when it should have begun
            hub.pay(charge, CODE)
        for _ in began:
            done.get(timeout=60)
        cpu = time.process_time() - cpu
        hub.stop()
        shop.database.close()
    figures = _figures([ended[it] - began[it] for it in began], max(ended.values()) - first)
    return figures | {"cpu_ms_each": round(cpu * 1000 / len(began), 2)}


def through_http(args: argparse.Namespace) -> dict[str, object]:
    """Pay as tills do, over HTTP."""
    provider, port = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        shop = _shop(Path(folder))
        keys = []
        for number in range(TILLS):
            key = signing.new_key()
            keys.append(key)
            with shop.database.writing() as connection:
                owner = KnownTill(StoreId("a"), TillId(f"t{number}"))
                tills.admit(connection, owner, key.id, key.public, shop.clock())
        shop.database.close()
        with _running(_serve_provider, provider), _running(_serve_hq, port, provider, folder):
            took, seconds = asyncio.run(_hammer(port, keys, args))
    return _figures(took, seconds)


async def _hammer(
    port: int, keys: list[signing.Key], args: argparse.Namespace
) -> tuple[list[float], float]:
    limits = httpx.Limits(max_connections=2000, max_keepalive_connections=2000)
    took: list[float] = []
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=60
    ) as http:
        signers = [Signature(key) for key in keys]
        requests = [_signed(http, signers[at % TILLS], at) for at in range(args.rate * 2)]
        first = time.perf_counter()

        async def one(at: int, request: httpx.Request) -> None:
            answer = await http.send(request)
            assert answer.status_code == 200, answer.text
            assert '"state":"paid"' in answer.text, answer.text
            took.append(time.perf_counter() - (first + at / args.rate))

        tasks = []
        for at in range(args.rate * args.seconds):
            later = at + args.rate * 2
            ahead = _signed(http, signers[later % TILLS], later)
            request, requests = requests[0], [*requests[1:], ahead]
            wait_s = first + at / args.rate - time.perf_counter()
            if wait_s > 0:
                await asyncio.sleep(wait_s)
            tasks.append(asyncio.create_task(one(at, request)))
        await asyncio.gather(*tasks)
    return took, time.perf_counter() - first


def _signed(http: httpx.AsyncClient, signer: Signature, at: int) -> httpx.Request:
    charge = _charge(at)
    asked = PayAsked(attempt=charge.attempt, due=charge.due, code=CODE.text)
    headers = {KEY_HEADER: charge.attempt.number}
    request = http.build_request("POST", PAYMENTS, content=facts.encode(asked), headers=headers)
    return next(signer.auth_flow(request))


def _charge(at: int) -> Charge:
    attempt = Attempt(
        number=new_number(),
        store=StoreId("a"),
        till=TillId(f"t{at % TILLS}"),
        sale=SaleId(f"s{at}"),
        channel="plain",
        wallet=Wallet.WECHAT,
        mode=Mode.SCANNED,
        amount=PRICE,
        made_at=clock.now(),
    )
    return Charge(attempt=attempt, due=PRICE)


def _until(at_s: float) -> None:
    wait_s = at_s - time.perf_counter()
    if wait_s > 0:
        time.sleep(wait_s)


def _figures(took: list[float], seconds: float) -> dict[str, object]:
    added = sorted((it - PROVIDER_S) * 1000 for it in took)
    return {
        "payments": len(took),
        "payments_per_s": round(len(took) / (seconds - PROVIDER_S)),
        "added_p50_ms": round(statistics.median(added), 1),
        "added_p99_ms": round(added[int(len(added) * 0.99)], 1),
        "added_max_ms": round(added[-1], 1),
    }
