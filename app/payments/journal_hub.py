"""The hub that keeps the journal: in the till of a single shop, or at head office for all.

One thread keeps the time, and each channel has threads of its own, so that a provider that is slow
holds up nobody else's customers. About one order only one thread speaks at a time.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from app.base.errors import Refusal, Trouble
from app.base.money import Money
from app.payments import attempts, decisions, refunds
from app.payments.attempt import Attempt, Event, OrderNo, State
from app.payments.channels.channel import Channel, Telling
from app.payments.exchange import Callback, Distrust, Mode, Outcome, Refund, Response
from app.payments.hub import Also, Charge, Ears, Listener, News, Update, nothing_else
from app.payments.pacing import Agenda
from app.payments.refunds import Purpose, Returning
from app.payments.routing import Decision, Result, Router, Terms, Wanted
from app.payments.sending import Send
from app.payments.steps import Live, Steps, Wants, Within
from app.payments.talking import Talk
from app.payments.wallets import Code
from app.shop import Shop
from app.storage.together import Together

log = logging.getLogger(__name__)

AT_ONCE = 4  # conversations with one channel; a till needs no more
MOST_WAITING = 50  # payments for each of them
HEARD_FOR = timedelta(days=40)  # no provider sends a callback again for longer
DISK_AWAY_S = 5.0  # until the next try when the journal cannot be written


class Choice:
    """What chooses channels: beliefs, fuses, and the contracts that there are."""

    def __init__(self, router: Router | None = None, terms: Sequence[Terms] = ()) -> None:
        self.router = router or Router()
        self.terms = tuple(terms)
        self._turn = threading.Lock()

    def decide(self, wanted: Wanted, *, now_s: float, seed: int) -> Decision:
        """Choose the channel that takes a payment."""
        with self._turn:
            return self.router.decide(self.terms, wanted, now_s=now_s, seed=seed)

    def told(self, attempt: Attempt, result: Result, *, now_s: float, took_s: float) -> None:
        """Learn how a channel did."""
        wanted = Wanted(instrument=attempt.wallet, mode=str(attempt.mode), amount=attempt.amount)
        key = wanted.key(attempt.channel)
        with self._turn:
            self.router.told(attempt.channel, key, result, now_s=now_s, took_s=took_s)


class JournalHub:
    """Takes payments with the keys of its channels; see `app.payments.hub.Hub`.

    `wants` says whether a sale still takes the money of an attempt; `within` shares the transaction
    of every move that follows an answer. Only one JournalHub at a time
    may run over a journal: what another is sending would look like left behind by a crash.
    """

    def __init__(
        self,
        shop: Shop,
        channels: Mapping[str, Channel],
        send: Send,
        *,
        wants: Wants = lambda _: True,
        choice: Choice | None = None,
        steady: Callable[[], float] = time.monotonic,
        at_once: int = AT_ONCE,
        within: Within = lambda _connection, _attempt: None,
    ) -> None:
        self._shop = shop
        self._steady = steady
        self._ears = Ears()
        self._talk = Talk(channels, send, shop.clock)
        self._choice = choice or Choice()
        self._together = Together(shop.database)
        self._steps = Steps(
            shop, self._together, self._talk, wants, self._teach, steady, self._tell, within
        )
        self._at_once = at_once
        self._lives: dict[OrderNo, Live] = {}
        self._agenda = Agenda()
        self._busy: set[OrderNo] = set()
        self._asked: Counter[str] = Counter()  # by sweeps under way, of each channel
        self._paying: Counter[str] = Counter()
        self._lock = threading.RLock()
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._nudge = threading.Event()
        self._pacer: threading.Thread | None = None
        self._is_stopping = False

    def listen(self, listener: Listener) -> None:
        """Tell this one, too."""
        self._ears.add(listener)

    def pay(self, charge: Charge, code: Code, also: Also = nothing_else) -> Attempt:
        """Take money by the customer's code; the same number again only tells how it stands.

        `also` is done in the transaction that writes the attempt down.
        """
        return self._begin(charge, Mode.SCANNED, code, also)

    def show_qr(self, charge: Charge, also: Also = nothing_else) -> Attempt:
        """Make a QR code that the customer scans."""
        return self._begin(charge, Mode.SHOWN, None, also)

    def bury(self, attempt: Attempt) -> Attempt:
        """Write an attempt that never came here down as dead, so that it cannot start any more."""
        at = self._shop.clock()

        def buried(connection: Connection) -> Attempt:
            known = attempts.find(connection, attempt.number)
            if known is not None:
                return known
            attempts.add(connection, [replace(attempt, state=State.CREATED)])
            why = attempts.Exchanged(reason="given up before it came here")
            return attempts.happen(connection, attempt.number, Event.NOTHING_LEFT, at, why)

        return self._together.write(buried)

    def query(self, number: OrderNo) -> Attempt:
        """Ask the provider now, unless somebody is at it; raises Refusal for no order of ours."""
        attempt = self._known(number)
        live = self._live(attempt)
        if self._take_turn(number):
            self._speak(live, asked=True)
        return self.state(number) or attempt

    def ask(self, number: OrderNo) -> None:
        """Ask the provider as soon as a thread is free; raises Refusal for no order of ours."""
        attempt = self._known(number)
        if not attempt.is_final:
            self._live(attempt)
            self._soon(number)

    def look(self, attempt: Attempt) -> Outcome | None:
        """Ask a provider about an order that another hub holds; None without keys for it."""
        channel = self._talk.channels.get(attempt.channel)
        return None if channel is None else self._talk.query(attempt.order(), channel)[0]

    def reverse(self, number: OrderNo) -> Attempt:
        """Give an attempt up; raises Refusal when it is final."""
        attempt = self._known(number)
        if attempt.state is State.PAID or attempt.is_trusted:  # the goods are gone
            raise Refusal("payment_final", number=number)
        if not attempt.is_final:
            self._live(attempt).gives_up = True
            attempt = self._steps.give_up(attempt)
            self._soon(number)
        return attempt

    def release(
        self, number: OrderNo, *, by: str, reason: str, also: Also = nothing_else
    ) -> Attempt:
        """Let the goods go as if it were paid, as a manager decides; a person looks into it.

        `also` is done in the same transaction. Raises Refusal for what is final or given up.
        """
        if not reason.strip():
            raise Refusal("reason_missing")
        attempt = self._known(number)
        self._live(attempt)
        attempt = self._steps.trust(attempt, f"released by {by}: {reason}", also)
        self._soon(number)
        return attempt

    def refund(self, number: OrderNo, refund: Refund) -> Returning:
        """Give money of a paid attempt back; raises Refusal for more than is left of it."""
        attempt = self._known(number)
        if attempt.state is not State.PAID:
            raise Refusal("payment_not_paid", number=number)
        wanted = Returning(
            number=OrderNo(refund.number),
            order=number,
            amount=refund.amount,
            purpose=Purpose.ASKED,
            made_at=refund.made_at,
            reason=refund.reason,
            of_reference=attempt.reference,
        )
        with self._shop.database.writing() as connection:
            made = refunds.add(connection, attempt, wanted)
        self.go_on(number)
        return made

    def go_on(self, number: OrderNo) -> None:
        """Give back what is written down to go back of an attempt."""
        self._live(self._known(number)).has_refunds = True
        self._soon(number)

    def returning(self, number: OrderNo) -> Returning | None:
        """Return a refund by its number."""
        with self._shop.database.reading() as connection:
            return refunds.find(connection, number)

    def state(self, number: OrderNo) -> Attempt | None:
        """Return what the journal says."""
        with self._shop.database.reading() as connection:
            return attempts.find(connection, number)

    def shown(self, number: OrderNo) -> str:
        """Return the text of the QR code of an attempt, "" while there is none."""
        live = self._lives.get(number)
        return live.shows if live else ""

    def wait(self, number: OrderNo, timeout_s: float) -> Attempt | None:
        """Return the attempt once it is final or a person must look, or when time is up."""

        def is_settled() -> bool:
            found = self.state(number)
            return found is None or found.is_final or found.state is State.ESCALATED

        self._ears.wait(is_settled, timeout_s)
        return self.state(number)

    def hear(self, channel: str, callback: Callback) -> Response:
        """Take in what a provider sends by itself, and say what it wants to hear."""
        told = self._talk.channel(channel)
        if not isinstance(told, Telling):
            raise Refusal("channel_unknown", channel=channel)
        try:
            number = self._steps.hear(told, callback)
        except (Distrust, Trouble) as error:
            log.warning("a callback of %s proves nothing: %s", channel, error)
            return told.reply(taken=False)
        if number is not None:
            self._live(self._known(number))
            self._soon(number)
        return told.reply(taken=True)

    def choose(self, wanted: Wanted, seed: int) -> Decision:
        """Choose the channel that takes a payment."""
        return self._choice.decide(wanted, now_s=self._steady(), seed=seed)

    def recover(self) -> int:
        """Go on with what a crash left behind: by asking, never by sending again; how many."""
        with self._shop.database.reading() as connection:
            left = {one.number: one for one in attempts.still_open(connection)}
            for row in refunds.still_open(connection):
                found = attempts.find(connection, row.order)
                if found is not None:
                    left.setdefault(found.number, found)
        for attempt in left.values():
            self._live(attempt)
            self._soon(attempt.number)
        return len(left)

    def begin(self) -> None:
        """Recover, and keep the time from now on."""
        with self._shop.database.writing() as connection:
            attempts.forget_heard(connection, self._shop.clock() - HEARD_FOR)
        self.recover()
        self._pacer = threading.Thread(target=self._pace, name="payments", daemon=True)
        self._pacer.start()

    def stop(self) -> None:
        """End after the conversations that are under way; what waits goes on at the next start."""
        self._is_stopping = True
        self._nudge.set()
        if self._pacer is not None:
            self._pacer.join()
        for pool in self._pools.values():
            pool.shutdown(cancel_futures=True)

    def next_s(self) -> float | None:
        """Return when something is due, by the steady clock; None where nothing waits."""
        with self._lock:
            return self._agenda.next_s()

    def work(self) -> int:
        """Do in this thread what is due; return how much. For who keeps the time by themselves."""
        with self._lock:
            due = self._agenda.due(self._steady())
        for number in due:
            if self._take_turn(number):
                self._speak(self._lives[number])
        return len(due)

    def _begin(self, charge: Charge, mode: Mode, code: Code | None, also: Also) -> Attempt:
        attempt, decision = self._routed(replace(charge.attempt, mode=mode))
        self._talk.channel(attempt.channel)
        self._must_have_room(attempt.channel)
        live = Live(number=attempt.number, channel=attempt.channel, since_s=self._steady())
        live.code, live.charge, live.lasts_s = code, charge, charge.lasts_s

        def begun(connection: Connection) -> Attempt | None:
            known = attempts.find(connection, attempt.number)
            if known is not None:
                return _same(known, attempt)
            before = attempts.of_sale(connection, attempt.store, attempt.sale)
            must_be_free(before, refunds.kept(connection, before), charge)
            attempts.add(connection, [attempt])
            also(connection)
            if decision is not None:
                decisions.add(connection, attempt.number, decision)
            live.before = tuple(before)
            return None

        # One after the other, so that of two attempts for one sale the second sees the first.
        known = self._together.write(begun)
        if known is not None:
            return known
        with self._lock:
            self._lives.setdefault(attempt.number, live)
        self._ears.tell(Update(news=News.MOVED, attempt=attempt))
        self._soon(attempt.number)
        return attempt

    def _routed(self, attempt: Attempt) -> tuple[Attempt, Decision | None]:
        if attempt.channel:
            return attempt, None
        wanted = Wanted(instrument=attempt.wallet, mode=str(attempt.mode), amount=attempt.amount)
        made = self.choose(wanted, seed=hash_of(attempt.number))
        if not made.chosen:
            raise Refusal("no_channel", wallet=attempt.wallet)
        return replace(attempt, channel=made.chosen), made

    def _must_have_room(self, channel: str) -> None:
        with self._lock:
            if self._paying[channel] >= self._at_once * MOST_WAITING:
                raise Trouble("channel_busy", channel=channel)

    def _known(self, number: OrderNo) -> Attempt:
        found = self.state(number)
        if found is None:
            raise Refusal("payment_unknown", number=number)
        return found

    def _live(self, attempt: Attempt) -> Live:
        with self._lock:
            live = self._lives.get(attempt.number)
            if live is None:
                sent_s = 0.0
                if attempt.sent_at is not None:
                    sent_s = (self._shop.clock() - attempt.sent_at).total_seconds()
                live = Live(
                    number=attempt.number,
                    channel=attempt.channel,
                    since_s=self._steady() - max(0.0, sent_s),
                    has_refunds=True,
                )
                self._lives[attempt.number] = live
            return live

    def _tell(self, update: Update) -> None:
        self._ears.tell(update)
        if update.news is News.DISPUTED:
            self._live(update.attempt).has_refunds = True
            self._soon(update.attempt.number)

    def _teach(self, attempt: Attempt, result: Result, took_s: float) -> None:
        self._choice.told(attempt, result, now_s=self._steady(), took_s=took_s)

    def _soon(self, number: OrderNo) -> None:
        """Speak about an order as soon as a thread is free."""
        with self._lock:
            self._agenda.put(number, self._steady())
        self._nudge.set()

    def _take_turn(self, number: OrderNo) -> bool:
        with self._lock:
            if number in self._busy:
                self._lives[number].is_asked_again = True
                return False
            self._busy.add(number)
            return True

    def _speak(self, live: Live, *, asked: bool = False) -> None:
        """Take one step with an order, and decide when the next one is."""
        try:
            wait_s = self._steps.take(live, asked=asked)
        except Trouble:
            log.exception("the journal of payments cannot be written")
            wait_s = DISK_AWAY_S
        except Exception:  # the top of a thread: no order may be forgotten because of a bug
            log.exception("a payment failed in a way that nobody foresaw")
            wait_s = DISK_AWAY_S
        with self._lock:
            self._busy.discard(live.number)
            if live.is_asked_again:
                live.is_asked_again = False
                wait_s = 0.0
            if wait_s is None:
                self._lives.pop(live.number, None)
                self._agenda.drop(live.number)
            else:
                self._agenda.put(live.number, self._steady() + wait_s)
        self._nudge.set()

    def _pace(self) -> None:
        while not self._is_stopping:
            now_s = self._steady()
            with self._lock:
                due = self._agenda.due(now_s)
                next_s = self._agenda.next_s()
            for number in due:
                self._hand_out(number, now_s)
            self._nudge.wait(None if next_s is None else max(0.0, next_s - self._steady()))
            self._nudge.clear()

    def _hand_out(self, number: OrderNo, now_s: float) -> None:
        """Give an order to a thread of its channel; sweeps never take all of them."""
        with self._lock:
            live = self._lives.get(number)
            if live is None:
                return
            counter = self._asked if live.code is None and live.charge is None else self._paying
            if counter is self._asked and counter[live.channel] >= max(1, self._at_once // 2):
                self._agenda.put(number, now_s + 1.0)
                return
            if not self._take_turn(number):
                return
            counter[live.channel] += 1
            pool = self._pools.get(live.channel)
            if pool is None:
                pool = self._pools[live.channel] = ThreadPoolExecutor(
                    self._at_once, thread_name_prefix=f"payments-{live.channel}"
                )
        pool.submit(self._in_thread, live, counter)

    def _in_thread(self, live: Live, counter: Counter[str]) -> None:
        try:
            self._speak(live)
        finally:
            with self._lock:
                counter[live.channel] -= 1


def must_be_free(before: Sequence[Attempt], kept: Money, charge: Charge) -> None:
    """Raise Refusal while the sale has an attempt that is not proven, or would be paid twice."""
    for one in before:
        if not (one.is_final or one.is_trusted):
            raise Refusal("payment_unproven", number=one.number)
    if kept + charge.attempt.amount > charge.due:
        raise Refusal("payment_paid_already", paid=kept.text())
    if charge.attempt.amount <= Money(0):
        raise Refusal("sale_does_not_add_up", why="a payment of nothing")


def hash_of(number: OrderNo) -> int:
    """Return the seed of a decision: the number's last signs, the same everywhere."""
    return int.from_bytes(number[-9:-1].encode(), "big")


def _same(known: Attempt, asked: Attempt) -> Attempt:
    if (known.sale, known.amount, known.till) != (asked.sale, asked.amount, asked.till):
        raise Refusal("order_number_used", number=asked.number)
    return known
