"""Payments that HQ takes for its tills: each request once, its answer held back until there is one.

A till signs its request and gives it a key. The key, the attempt and its first event are one
transaction; the answer is kept in the transaction that settles the attempt. So after a power cut a
repeated request finds either nothing or an attempt that is being asked about, never a second one.
"""

import asyncio
import hashlib
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.base.clock import Clock
from app.base.errors import Refusal
from app.payments.attempt import Attempt, OrderNo, State
from app.payments.channels.channel import Channel
from app.payments.exchange import Callback
from app.payments.hub import Charge, Update
from app.payments.journal_hub import Choice, JournalHub
from app.payments.routing import Terms
from app.payments.sending import Send
from app.payments.wallets import Code
from app.shop import Shop
from app.storage import facts
from hq import answers, feeds, payment_keys
from hq.desk import Asked, Desk, Refused, opened, signed_by
from hq.feeds import Entry
from hq.tills import KnownTill
from sync.payment_wire import (
    LONGEST_HOLD_S,
    PAYMENT_FEED,
    REPLAYED_HEADER,
    PayAsked,
    PaymentSaid,
    RefundAsked,
    ReleaseAsked,
    ReverseAsked,
)

T = TypeVar("T")

AT_ONCE = 400  # conversations with one provider
LONGEST_KEY = 255
RETRY_AFTER_S = 1
PROBLEMS = "https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Idempotency-Key"
_Ear = tuple[asyncio.AbstractEventLoop, "asyncio.Queue[Update]"]
PENDING_STATES = frozenset({State.CREATED, State.SENDING, State.PAYING, State.UNKNOWN})


class Bell:
    """Wakes the requests that wait for news of an attempt; told from the hub's threads."""

    def __init__(self) -> None:
        self._waiting: dict[OrderNo, list[_Ear]] = {}
        self._turn = threading.Lock()

    def ring(self, update: Update) -> None:
        """Tell whoever waits for this attempt."""
        with self._turn:
            waiting = tuple(self._waiting.get(update.attempt.number, ()))
        for loop, news in waiting:
            loop.call_soon_threadsafe(news.put_nowait, update)

    async def wait(
        self,
        number: OrderNo,
        is_over: Callable[[Attempt | None, str], bool],
        look: Callable[[], tuple[Attempt | None, str]],
        timeout_s: float,
    ) -> None:
        """Wait until it is over by its attempt and what it shows, or time is up."""
        news: asyncio.Queue[Update] = asyncio.Queue()
        mine = asyncio.get_running_loop(), news
        with self._turn:
            self._waiting.setdefault(number, []).append(mine)
        try:
            async with asyncio.timeout(timeout_s):
                attempt, shows = await run_in_threadpool(look)
                while not is_over(attempt, shows):
                    update = await news.get()
                    attempt, shows = update.attempt, update.shows
        except TimeoutError:
            pass
        finally:
            with self._turn:
                left = self._waiting[number]
                left.remove(mine)
                if not left:
                    del self._waiting[number]


@dataclass(frozen=True, slots=True)
class Counter:
    """Where tills bring their payments."""

    desk: Desk
    hub: JournalHub
    bell: Bell
    hold_s: float = LONGEST_HOLD_S  # for which an answer is held back


Answering = Callable[[Counter, Asked, OrderNo, list[str]], Awaitable[Response]]


def within(clock: Clock) -> Callable[[Connection, Attempt], None]:
    """Return what shares the transaction of each move: the feed, and the answer that was held."""

    def moved(connection: Connection, attempt: Attempt) -> None:
        body = facts.encode(PaymentSaid(attempt=attempt))
        version = feeds.next_version(connection, PAYMENT_FEED)
        scope = f"till:{attempt.store}/{attempt.till}"
        entry = Entry(id=attempt.number, body=facts.encode(attempt), scope=scope)
        feeds.put(connection, PAYMENT_FEED, [entry], version, clock())
        if attempt.state not in PENDING_STATES:
            payment_keys.finish(connection, attempt.number, 200, body.decode())

    return moved


def make_hub(
    shop: Shop, channels: Mapping[str, Channel], send: Send, terms: Sequence[Terms] = ()
) -> JournalHub:
    """Make the hub of HQ: every move is published, and answers the request that waits for it."""
    return JournalHub(
        shop,
        channels,
        send,
        choice=Choice(terms=terms),
        at_once=AT_ONCE,
        within=within(shop.clock),
    )


async def pay(counter: Counter, asked: Asked, _: OrderNo, keys: list[str]) -> Response:
    """Take a payment, and answer when it is settled, shown, or has taken long (202: look again)."""
    begun = await run_in_threadpool(_begin, counter, asked, keys)
    if isinstance(begun, Response):
        return begun
    number, name = begun

    def is_over(attempt: Attempt | None, shows: str) -> bool:
        return attempt is None or attempt.state not in PENDING_STATES or bool(shows)

    await counter.bell.wait(number, is_over, lambda: _looked(counter, number), counter.hold_s)
    return await run_in_threadpool(_answer, counter, number, name)


async def look(counter: Counter, asked: Asked, number: OrderNo, _: list[str]) -> Response:
    """Say how an attempt stands; with `wait` and `state`, once it is no longer so."""
    till = await run_in_threadpool(answers.reader, counter.desk, asked)
    found = await run_in_threadpool(_of_till, counter, till, number)
    was = asked.query.get("state", "")
    wait_s = min(_seconds(asked.query.get("wait", "0")), counter.hold_s)

    def is_over(attempt: Attempt | None, shows: str) -> bool:
        return attempt is None or str(attempt.state) != was or bool(shows)

    if wait_s and str(found.state) == was:
        await counter.bell.wait(number, is_over, lambda: _looked(counter, number), wait_s)
    return await run_in_threadpool(lambda: answers.in_json(_said(counter, number)))


async def query(counter: Counter, asked: Asked, number: OrderNo, _: list[str]) -> Response:
    """Ask the provider now."""
    return await run_in_threadpool(_query, counter, asked, number)


async def reverse(counter: Counter, asked: Asked, number: OrderNo, keys: list[str]) -> Response:
    """Give an attempt up; one that never came here can come no more."""
    return await run_in_threadpool(_reverse, counter, asked, number, keys)


async def release(counter: Counter, asked: Asked, number: OrderNo, keys: list[str]) -> Response:
    """Keep that a till let the goods go without proof: it is never reversed."""
    return await run_in_threadpool(_release, counter, asked, number, keys)


async def look_at_refund(counter: Counter, asked: Asked, number: OrderNo, _: list[str]) -> Response:
    """Say how a refund stands."""
    return await run_in_threadpool(_look_at_refund, counter, asked, number)


async def refund(counter: Counter, asked: Asked, number: OrderNo, keys: list[str]) -> Response:
    """Give money of a paid attempt back."""
    return await run_in_threadpool(_refund, counter, asked, number, keys)


def _query(counter: Counter, asked: Asked, number: OrderNo) -> Response:
    key, _ = signed_by(counter.desk, asked)
    _of_till(counter, key.owner, number)
    counter.hub.query(number)
    return answers.in_json(_said(counter, number))


def _reverse(counter: Counter, asked: Asked, number: OrderNo, keys: list[str]) -> Response:
    def work(till: KnownTill) -> PaymentSaid:
        attempt = _read(asked, ReverseAsked).attempt
        _must_be_theirs(attempt, till)
        if attempt.number != number:
            raise Refused(400, "two numbers")
        if counter.hub.state(number) is None:
            return PaymentSaid(attempt=counter.hub.bury(attempt))
        counter.hub.reverse(number)
        return _said(counter, number)

    return _once(counter, asked, keys, work)


def _release(counter: Counter, asked: Asked, number: OrderNo, keys: list[str]) -> Response:
    def work(till: KnownTill) -> PaymentSaid:
        _of_till(counter, till, number)
        wanted = _read(asked, ReleaseAsked)
        counter.hub.release(number, by=wanted.by, reason=wanted.reason)
        return _said(counter, number)

    return _once(counter, asked, keys, work)


def _look_at_refund(counter: Counter, asked: Asked, number: OrderNo) -> Response:
    attempt = _of_store(counter, answers.reader(counter.desk, asked), number)
    found = counter.hub.returning(OrderNo(asked.target.partition("?")[0].rpartition("/")[2]))
    if found is None or found.order != attempt.number:
        raise Refused(404, "no refund of this payment has this number")
    return answers.in_json(PaymentSaid(attempt=attempt, returning=found))


def _refund(counter: Counter, asked: Asked, number: OrderNo, keys: list[str]) -> Response:
    def work(till: KnownTill) -> PaymentSaid:
        attempt = _of_store(counter, till, number)
        made = counter.hub.refund(number, _read(asked, RefundAsked).refund)
        return PaymentSaid(attempt=attempt, returning=made)

    return _once(counter, asked, keys, work)


async def hear(counter: Counter, request: Request, channel: str, body: bytes) -> Response:
    """Take in what a provider sends by itself."""
    headers = tuple(
        (name.decode("latin-1"), it.decode("latin-1")) for name, it in request.headers.raw
    )
    try:
        reply = await run_in_threadpool(counter.hub.hear, channel, Callback(headers, body))
    except Refusal:
        return Response(status_code=404)
    return Response(reply.body, reply.status, dict(reply.headers))


def _begin(counter: Counter, asked: Asked, keys: list[str]) -> tuple[OrderNo, str] | Response:
    key, _ = signed_by(counter.desk, asked)
    name, print_ = _key_of(keys, key.owner), _print_of(asked)
    with counter.desk.shop.database.reading() as connection:
        known = payment_keys.find(connection, name)
    if known is not None:
        return _known(known, print_)
    wanted = _read(asked, PayAsked)
    _must_be_theirs(wanted.attempt, key.owner)
    charge = Charge(attempt=wanted.attempt, due=wanted.due, subject=wanted.subject)
    at = counter.desk.shop.clock()

    def also(connection: Connection) -> None:
        number = wanted.attempt.number
        payment_keys.add(connection, name, print_, at, number=number)

    try:
        if wanted.code:
            begun = counter.hub.pay(charge, Code(wanted.code), also)
        else:
            begun = counter.hub.show_qr(charge, also)
    except Refusal as refusal:
        return _keep(counter, name, print_, _refused(refusal))
    return begun.number, name


def _once(
    counter: Counter, asked: Asked, keys: list[str], work: Callable[[KnownTill], PaymentSaid]
) -> Response:
    """Do what may safely be done twice, and answer a repeated key with the first answer."""
    key, _ = signed_by(counter.desk, asked)
    name, print_ = _key_of(keys, key.owner), _print_of(asked)
    with counter.desk.shop.database.reading() as connection:
        known = payment_keys.find(connection, name)
    if known is not None:
        return _known(known, print_)
    try:
        said = work(key.owner)
    except Refusal as refusal:
        said = _refused(refusal)
    return _keep(counter, name, print_, said)


def _keep(counter: Counter, name: str, print_: str, said: PaymentSaid) -> Response:
    body = facts.encode(said)
    shop = counter.desk.shop
    with shop.database.writing() as connection:
        known = payment_keys.find(connection, name)
        if known is None:
            payment_keys.add(connection, name, print_, shop.clock(), status=200, body=body.decode())
    return answers.in_json(said) if known is None else _known(known, print_)


def _known(known: payment_keys.Known, print_: str) -> Response:
    if known.fingerprint != print_:
        return _problem(422, "this key was used for another request")
    if known.status == payment_keys.PENDING:
        return _problem(409, "this request is being worked on", {"Retry-After": str(RETRY_AFTER_S)})
    headers = {REPLAYED_HEADER: "true"}
    return Response(known.body, known.status, headers, "application/json")


def _answer(counter: Counter, number: OrderNo, name: str) -> Response:
    """Answer what is kept for the key; keep what is shown now, where nothing is settled yet."""
    database = counter.desk.shop.database
    said = _said(counter, number)
    with database.reading() as connection:
        known = payment_keys.find(connection, name)
    if known is not None and known.status != payment_keys.PENDING:
        return Response(known.body, known.status, media_type="application/json")
    if not said.shows:
        return Response(facts.encode(said), 202, media_type="application/json")
    with database.writing() as connection:
        payment_keys.finish(connection, number, 200, facts.encode(said).decode())
    return answers.in_json(said)


def _looked(counter: Counter, number: OrderNo) -> tuple[Attempt | None, str]:
    return counter.hub.state(number), counter.hub.shown(number)


def _said(counter: Counter, number: OrderNo) -> PaymentSaid:
    found, shows = _looked(counter, number)
    return PaymentSaid(attempt=found, shows=shows if found and not found.is_final else "")


def _refused(refusal: Refusal) -> PaymentSaid:
    values = {name: str(value) for name, value in refusal.values.items()}
    return PaymentSaid(refused=refusal.code, values=values)


def _key_of(keys: list[str], till: KnownTill) -> str:
    """Return the one key of a request, a string (RFC 9651 §3.3.3) or bare; raises Refused."""
    if len(keys) != 1:
        raise Refused(400, "one Idempotency-Key is needed, and only one")
    key = keys[0].strip()
    if len(key) >= 2 and key[0] == key[-1] == '"':  # noqa: PLR2004
        key = key[1:-1]
    if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()) or '"' in key:
        raise Refused(400, "this Idempotency-Key is odd")
    return f"{till.store}/{till.till}/{key}"


def _print_of(asked: Asked) -> str:
    return hashlib.sha256(f"{asked.method} {asked.target}\n".encode() + opened(asked)).hexdigest()


def _of_till(counter: Counter, till: KnownTill, number: OrderNo) -> Attempt:
    found = counter.hub.state(number)
    if found is None or (found.store, found.till) != (till.store, till.till):
        raise Refused(404, "no payment of this till has this number")
    return found


def _of_store(counter: Counter, till: KnownTill, number: OrderNo) -> Attempt:
    found = counter.hub.state(number)
    if found is None or found.store != till.store:
        raise Refused(404, "no payment of this store has this number")
    return found


def _must_be_theirs(attempt: Attempt, till: KnownTill) -> None:
    if (attempt.store, attempt.till) != (till.store, till.till):
        raise Refused(403, "a till speaks only for itself")


def _seconds(text: str) -> float:
    return min(float(text), LONGEST_HOLD_S) if text.isascii() and text.isdigit() else 0.0


def _problem(status: int, title: str, headers: dict[str, str] | None = None) -> Response:
    body = {"type": PROBLEMS, "title": title, "status": status}
    return JSONResponse(body, status, headers, "application/problem+json")


def _read(asked: Asked, kind: type[T]) -> T:
    try:
        return facts.decode(opened(asked), kind)
    except ValueError as error:
        raise Refused(400, str(error)) from error
