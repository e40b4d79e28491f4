"""The hub as a till has it whose payments go through HQ: it hands over, waits, and never guesses.

What was handed over and is not proven stays so until HQ says how it ended. While HQ is away and the
internet is up, the till asks the provider itself by that order number, if it has keys of its own;
only what never left for HQ may go through the till's own hub instead.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from app.base.errors import Refusal, Told, Trouble
from app.base.ids import new_id
from app.base.money import total
from app.payments import attempts, handed, refunds, standing
from app.payments.attempt import DEAD, Attempt, OrderNo, State
from app.payments.exchange import Mode, Refund, Verdict
from app.payments.hub import Also, Charge, Ears, Listener, News, Update, nothing_else
from app.payments.journal_hub import JournalHub, must_be_free
from app.payments.refunds import Returning, Stage
from app.payments.wallets import Code
from app.till import Till
from sync.client import HqClient, NeverLeft, NotThere
from sync.payment_wire import (
    LONGEST_HOLD_S,
    PayAsked,
    PaymentSaid,
    RefundAsked,
    ReleaseAsked,
    ReverseAsked,
)

log = logging.getLogger(__name__)

PATIENCE_S = 2.0  # for a thread that waits for HQ, when the program ends
SOON_S, LATER_S = 2.0, 30.0
SOON_FOR_S = 120.0


@dataclass(slots=True)
class _Handed:
    """An attempt that HQ has, or may have."""

    charge: Charge | None
    code: Code | None
    since_s: float
    shows: str = ""
    is_given_up: bool = False
    released: ReleaseAsked | None = None


class RemoteHub:
    """Takes payments by asking HQ's hub; see `app.payments.hub.Hub`.

    `own` is the till's own hub, where it has keys of its own. `hq` makes a client for payments,
    apart from the one that syncs: the answers of this one are held back for long.
    """

    def __init__(
        self,
        till: Till,
        hq: Callable[[], HqClient],
        own: JournalHub | None = None,
        *,
        steady: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        hold_s: float = LONGEST_HOLD_S,
    ) -> None:
        self._till = till
        self._hq = hq
        self._own = own
        self._steady = steady
        self._sleep = sleep
        self._ears = Ears()
        self._handed: dict[OrderNo, _Handed] = {}
        self._hold_s = hold_s
        self._threads: set[threading.Thread] = set()
        self._is_stopping = False
        if own is not None:
            own.listen(self._ears.tell)

    def listen(self, listener: Listener) -> None:
        """Tell this one, too."""
        self._ears.add(listener)

    def pay(self, charge: Charge, code: Code) -> Attempt:
        """Hand a payment over; raises Refusal while other money of the sale is unproven."""
        return self._begin(
            replace(charge, attempt=replace(charge.attempt, mode=Mode.SCANNED)), code
        )

    def show_qr(self, charge: Charge) -> Attempt:
        """Let HQ make a QR code."""
        return self._begin(_by(Mode.SHOWN, charge), None)

    def query(self, number: OrderNo) -> Attempt:
        """Let HQ ask the provider now; where HQ is away, ask the provider ourselves."""
        attempt = self._known(number)
        if self._is_own(number):
            return self._own_hub().query(number)
        try:
            return self._take(attempt, self._hq().ask_payment(number))
        except Trouble:
            return self._ask_ourselves(attempt)

    def ask(self, number: OrderNo) -> None:
        """Let HQ ask the provider soon, in a thread of its own."""
        self._known(number)
        if self._is_own(number):
            self._own_hub().ask(number)
        else:
            self._start(self._query, number)

    def _query(self, number: OrderNo) -> None:
        self.query(number)

    def reverse(self, number: OrderNo) -> Attempt:
        """Give an attempt up; HQ does it, as soon as it can be reached."""
        attempt = self._known(number)
        if self._is_own(number):
            return self._own_hub().reverse(number)
        if attempt.state is State.PAID or attempt.is_trusted:
            raise Refusal("payment_final", number=number)
        if attempt.is_final:
            return attempt
        attempt = self._mark(attempt, replace(attempt, given_up_at=self._now()), nothing_else)
        self._live(number).is_given_up = True
        self._start(self._follow, attempt, True)
        return attempt

    def release(
        self, number: OrderNo, *, by: str, reason: str, also: Also = nothing_else
    ) -> Attempt:
        """Let the goods go as if it were paid; HQ hears of it as soon as it can be reached."""
        if not reason.strip():
            raise Refusal("reason_missing")
        attempt = self._known(number)
        if self._is_own(number):
            return self._own_hub().release(number, by=by, reason=reason, also=also)
        if attempt.given_up_at is not None:
            raise Refusal("payment_given_up", number=number)
        if attempt.is_final:
            raise Refusal("payment_final", number=number)
        attempt = self._mark(attempt, replace(attempt, is_trusted=True), also)
        self._live(number).released = ReleaseAsked(by=by, reason=reason)
        self._start(self._follow, attempt, True)
        return attempt

    def go_on(self, number: OrderNo) -> None:
        """Give back what is written down to go back, through the hub that took it."""
        if self._is_own(number):
            self._own_hub().go_on(number)
        else:
            self._start(self._hand_back, number)

    def refund(self, number: OrderNo, refund: Refund) -> Returning:
        """Give money back through the hub that took it; raises Trouble when HQ is away.

        The same number on every try.
        """
        self._known(number)
        if self._is_own(number):
            return self._own_hub().refund(number, refund)
        said = self._hq().refund_payment(number, RefundAsked(refund=refund))
        _must_be_taken(said)
        assert said.returning is not None, "what was taken is told"
        return said.returning

    def state(self, number: OrderNo) -> Attempt | None:
        """Return what is known here."""
        with self._till.shop.database.reading() as connection:
            found = handed.find(connection, number)
        if found is None and self._own is not None:
            return self._own.state(number)
        return found

    def shown(self, number: OrderNo) -> str:
        """Return the text of the QR code of an attempt, "" while there is none."""
        live = self._handed.get(number)
        if live is None and self._own is not None:
            return self._own.shown(number)
        return live.shows if live else ""

    def wait(self, number: OrderNo, timeout_s: float) -> Attempt | None:
        """Return the attempt once it is final or escalated, or when time is up."""

        def is_settled() -> bool:
            found = self.state(number)
            return found is None or found.is_final or found.state is State.ESCALATED

        self._ears.wait(is_settled, timeout_s)
        return self.state(number)

    def hear(self, attempt: Attempt) -> None:
        """Take in what the feed says of a payment of this till."""
        known = self.state(attempt.number)
        if known is not None and not self._is_own(attempt.number):
            self._take(known, PaymentSaid(attempt=attempt))

    def begin(self) -> None:
        """Go on with what was handed over before this program started."""
        with self._till.shop.database.reading() as connection:
            left = handed.still_open(connection)
            owed = {row.order for row in refunds.still_open(connection)}
            owed = {it for it in owed if handed.find(connection, it) is not None}
        for attempt in left:
            live = self._live(attempt.number)
            live.is_given_up = attempt.given_up_at is not None
            if attempt.is_trusted:
                live.released = ReleaseAsked(by=attempt.till, reason="released before the start")
            self._start(self._follow, attempt)
        for number in owed:
            self._start(self._hand_back, number)

    def stop(self) -> None:
        """End; what is open goes on at the next start."""
        self._is_stopping = True
        for thread in tuple(self._threads):
            thread.join(PATIENCE_S)

    def _start(self, work: Callable[..., None], *values: object) -> None:
        """Work in a thread that does not outlive the program: all that counts is on the disk."""

        def run() -> None:
            try:
                work(*values)
            finally:
                self._threads.discard(threading.current_thread())

        thread = threading.Thread(target=run, name="payments-hq", daemon=True)
        self._threads.add(thread)
        thread.start()

    def _begin(self, charge: Charge, code: Code | None) -> Attempt:
        attempt = charge.attempt
        with self._till.shop.database.writing() as connection:
            known = handed.find(connection, attempt.number)
            if known is not None:
                return known
            theirs = handed.of_sale(connection, attempt.sale)
            ours = attempts.of_sale(connection, attempt.store, attempt.sale)
            paid = [one.paid or one.amount for one in theirs if one.state is State.PAID]
            kept = total(paid) + refunds.kept(connection, ours)
            must_be_free([*theirs, *ours], kept, charge)
            handed.put(connection, [attempt], self._now())
        self._handed[attempt.number] = _Handed(charge, code, self._steady())
        self._tell(News.MOVED, attempt)
        self._start(self._hand_over, charge, code)
        return attempt

    def _hand_over(self, charge: Charge, code: Code | None) -> None:
        attempt = charge.attempt
        asked = PayAsked(
            attempt=attempt,
            due=charge.due,
            subject=charge.subject,
            code=code.text if code else "",
        )
        try:
            hq = self._hq()
        except Told as told:  # no line to HQ, or it does not know this till yet
            self._instead(charge, code, str(told))
            return
        try:
            said = hq.pay(asked, key=attempt.number)
        except NeverLeft as error:
            self._instead(charge, code, str(error))
            return
        except (Trouble, Refusal) as error:  # it may be there: only HQ can say
            log.info("no answer of HQ about a payment: %s", error)
        except Exception:  # the top of a thread
            log.exception("handing a payment over failed in a way that nobody foresaw")
        else:
            if said.refused:
                self._end(attempt, said.refused)
                return
            attempt = self._take(attempt, said)
        self._follow(attempt)

    def _mark(self, attempt: Attempt, new: Attempt, also: Also) -> Attempt:
        """Keep what was decided here about an attempt, before HQ hears of it."""
        with self._till.shop.database.writing() as connection:
            held = handed.find(connection, attempt.number) or attempt
            if held.is_final:
                raise Refusal("payment_final", number=attempt.number)
            handed.put(connection, [new], self._now())
            also(connection)
        self._tell(News.MOVED, new)
        return new

    def _hand_back(self, number: OrderNo) -> None:
        """Let HQ give back what is owed of an attempt, and ask until it is done or refused."""
        began_s = self._steady()
        while not self._is_stopping:
            with self._till.shop.database.reading() as connection:
                rows = [it for it in refunds.of_order(connection, number) if it.is_open]
            if not rows:
                return
            for row in rows:
                try:
                    self._settle(row, self._asked_back(row))
                except NotThere:
                    log.warning("HQ knows nothing of payment %s yet", number)
                except (Trouble, Refusal) as error:
                    log.info("no answer of HQ about a refund: %s", error)
            age_s = self._steady() - began_s
            self._sleep(SOON_S if age_s < SOON_FOR_S else LATER_S)

    def _asked_back(self, row: Returning) -> Returning:
        if row.stage is Stage.CREATED:
            asked = RefundAsked(refund=row.as_asked())
            said = self._hq().refund_payment(row.order, asked)
            if said.refused:
                return replace(row, stage=Stage.REFUSED, told=said.refused)
        else:
            said = self._hq().refund_of_payment(row.order, row.number)
        return said.returning or row

    def _settle(self, row: Returning, told: Returning) -> None:
        """Keep what HQ says of a refund; once it was handed over, it is only asked about."""
        stage = Stage.SENT if told.stage is Stage.CREATED else told.stage
        with self._till.shop.database.writing() as connection:
            new = refunds.change(connection, row, stage, reference=told.reference, told=told.told)
            attempt = handed.find(connection, row.order)
        if attempt is not None and new.stage is not row.stage:
            self._ears.tell(Update(news=News.REFUND, attempt=attempt, returning=new))

    def _instead(self, charge: Charge, code: Code | None, why: str) -> None:
        """Take a payment ourselves that never left for HQ, where we have keys of our own."""
        attempt = charge.attempt
        if self._own is None:
            self._end(attempt, why)
            return
        with self._till.shop.database.writing() as connection:
            handed.forget(connection, attempt.number)
        self._handed.pop(attempt.number, None)
        try:
            if code is not None:
                self._own.pay(charge, code)
            else:
                self._own.show_qr(charge)
        except Told as told:
            with self._till.shop.database.writing() as connection:
                handed.put(connection, [attempt], self._now())
            self._end(attempt, str(told))

    def _follow(self, attempt: Attempt, once: bool = False) -> None:  # noqa: FBT001, FBT002
        """Ask HQ how an attempt stands until it is final."""
        live = self._live(attempt.number)
        while not (attempt.is_final or self._is_stopping):
            try:
                attempt = self._look(attempt, live)
            except (Trouble, Refusal):
                attempt = self._ask_ourselves(attempt)
                if once:
                    return
                if not attempt.is_final:
                    age_s = self._steady() - live.since_s
                    self._sleep(SOON_S if age_s < SOON_FOR_S else LATER_S)
            except Exception:  # the top of a thread
                log.exception("following a payment failed in a way that nobody foresaw")
                self._sleep(LATER_S)
            if once:
                return

    def _look(self, attempt: Attempt, live: _Handed) -> Attempt:
        said: PaymentSaid | None
        if live.released is not None:
            said = self._hq().release_payment(attempt.number, live.released, new_id())
            if said.refused == "payment_unproven":  # it is being sent: said again in a moment
                raise Trouble("payment_busy", number=attempt.number)
            live.released = None
        elif live.is_given_up:
            said = self._hq().reverse_payment(attempt.number, ReverseAsked(attempt=attempt))
            live.is_given_up = False
        else:
            said = self._hq().payment(attempt.number, str(attempt.state), self._hold_s)
        if said is None:  # HQ never had it; from now on it cannot have it any more
            said = self._hq().reverse_payment(attempt.number, ReverseAsked(attempt=attempt))
        return self._take(attempt, said)

    def _ask_ourselves(self, attempt: Attempt) -> Attempt:
        """Ask the provider while HQ is away: only what it proves counts, and nothing is sent."""
        if self._own is None or not attempt.channel or attempt.is_final:
            return attempt
        outcome = self._own.look(attempt)
        if outcome is None or outcome.verdict not in (Verdict.PAID, Verdict.DEAD):
            return attempt
        state = State.PAID if outcome.verdict is Verdict.PAID else State.FAILED
        return self._keep(attempt, replace(attempt, state=state).learned(outcome))

    def _take(self, attempt: Attempt, said: PaymentSaid) -> Attempt:
        live = self._handed.get(attempt.number)
        if said.shows and live is not None and not live.shows:
            live.shows = said.shows
            self._tell(News.SHOWN, attempt, said.shows)
        return attempt if said.attempt is None else self._keep(attempt, said.attempt)

    def _keep(self, before: Attempt, new: Attempt) -> Attempt:
        """Keep how an attempt stands; what is final here stays, and a contradiction is told."""
        with self._till.shop.database.writing() as connection:
            held = handed.find(connection, before.number) or before
            new = replace(
                new,
                given_up_at=new.given_up_at or held.given_up_at,
                is_trusted=new.is_trusted or held.is_trusted,
            )
            is_late = new.state is State.PAID and new.given_up_at is not None
            if is_late and not held.is_final:  # nobody here waits for it any more
                handed.put(connection, [new], self._now())
                standing.owe_late(connection, new, self._now())
            elif held.is_final and held.state is not new.state:
                is_dispute = new.is_final and (held.state in DEAD) is not (new.state in DEAD)
                if is_dispute:
                    log.error("HQ and the provider differ about %s", before.number)
            else:
                handed.put(connection, [new], self._now())
        if held.is_final:
            if held.state is not new.state and new.is_final:
                self._tell(News.DISPUTED, new)
            return held
        if new.state is not held.state:
            escalated = new.state is State.ESCALATED
            self._tell(News.ESCALATED if escalated else News.MOVED, new)
        if new.is_final:
            self._handed.pop(new.number, None)
        if is_late:
            self.go_on(new.number)
        return new

    def _end(self, attempt: Attempt, why: str) -> None:
        """Keep that an attempt never began."""
        self._keep(attempt, replace(attempt, state=State.FAILED, reason=why))

    def _known(self, number: OrderNo) -> Attempt:
        found = self.state(number)
        if found is None:
            raise Refusal("payment_unknown", number=number)
        return found

    def _live(self, number: OrderNo) -> _Handed:
        return self._handed.setdefault(number, _Handed(None, None, self._steady()))

    def _is_own(self, number: OrderNo) -> bool:
        with self._till.shop.database.reading() as connection:
            return handed.find(connection, number) is None

    def _own_hub(self) -> JournalHub:
        assert self._own is not None, "what was not handed over is ours"
        return self._own

    def _now(self) -> datetime:
        return self._till.shop.clock()

    def _tell(self, news: News, attempt: Attempt, shows: str = "") -> None:
        self._ears.tell(Update(news=news, attempt=attempt, shows=shows))


def _by(mode: Mode, charge: Charge) -> Charge:
    return replace(charge, attempt=replace(charge.attempt, mode=mode))


def _must_be_taken(said: PaymentSaid) -> None:
    if said.refused:
        raise Refusal(said.refused, **said.values)
