"""The next step of one attempt: send, ask, give up, reverse, give back, tell a person.

Each step reads where the attempt is from the journal, speaks with the provider, and writes what was
learned before anybody hears of it.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.money import Money
from app.payments import attempts, pacing, refunds
from app.payments.attempt import (
    DEAD,
    Attempt,
    Event,
    OrderNo,
    State,
    contradicts,
    may_start_again,
    new_number,
)
from app.payments.attempts import Exchanged
from app.payments.channels.channel import Channel, Telling, Timing
from app.payments.exchange import (
    Back,
    Callback,
    Distrust,
    Mode,
    Order,
    Outcome,
    Verdict,
)
from app.payments.hub import Charge, News, Update
from app.payments.refunds import Purpose, Returning, Stage
from app.payments.routing import Result
from app.payments.talking import Talk
from app.payments.wallets import Code
from app.shop import Shop
from app.storage.together import Together

log = logging.getLogger(__name__)

FRESH_S = 60.0  # how long an answer that an order is dead counts as one
SHOWS_AGAIN = 2  # times that a QR code is asked for when no answer came
Wants = Callable[[Attempt], bool]
Within = Callable[[Connection, Attempt], None]


@dataclass(slots=True)
class Live:
    """What is known of an attempt beside its journal, as long as something is to be done."""

    number: OrderNo
    channel: str
    since_s: float  # steady clock, when it was sent
    code: Code | None = None  # only until it was sent
    charge: Charge | None = None
    before: tuple[Attempt, ...] = ()
    shows: str = ""
    shown_again: int = 0
    gives_up: bool = False
    asked: int = 0
    is_asked_again: bool = False
    refunded_s: float = float("-inf")
    lasts_s: float = 0.0
    has_refunds: bool = False  # as far as we know; after a start, perhaps


class Steps:
    """Takes one step at a time; who calls sees to it that no two are about one order."""

    def __init__(
        self,
        shop: Shop,
        together: Together,
        talk: Talk,
        wants: Wants,
        teach: Callable[[Attempt, Result, float], None],
        steady: Callable[[], float],
        tell: Callable[[Update], None],
        within: Within = lambda _connection, _attempt: None,
    ) -> None:
        self._shop = shop
        self._together = together
        self._within = within
        self._talk = talk
        self._wants = wants
        self._teach = teach
        self._steady = steady
        self._tell = tell
        self._proofs: dict[OrderNo, tuple[Outcome, float]] = {}

    def take(self, live: Live, *, asked: bool = False) -> float | None:
        """Do what comes next; return in how many seconds to go on, None when all is done."""
        attempt = self._held(live.number)
        channel = self._talk.channel(attempt.channel)
        before = attempt.state
        if attempt.state in (State.CREATED, State.SENDING):
            attempt = self._first(live, attempt, channel)
        elif not attempt.is_final or asked:
            attempt = self._on(live, attempt, channel)
        open_refunds = False
        if live.has_refunds or attempt.state is State.REFUNDING:
            open_refunds = self._give_back(live, attempt, channel)
            attempt = self._held(live.number)
        age_s = self._steady() - live.since_s
        timing = self._timing(live, attempt, channel)
        if pacing.must_escalate(attempt, timing, age_s):
            attempt = self._move(attempt, Event.ESCALATE, Exchanged(reason="not proven in time"))
            self._tell(Update(news=News.ESCALATED, attempt=attempt))
        if attempt.is_final and not open_refunds:
            return None
        if before is State.CREATED and attempt.state in pacing.WAITING:
            wait_s = pacing.first_s(timing, age_s)
        else:
            wait_s = pacing.next_s(attempt, timing, age_s)
        if live.gives_up and attempt.state in pacing.WAITING:
            return 0.0
        left_s = max(0.0, timing.stop_s - age_s)
        waits = Update(
            news=News.WAITS, attempt=attempt, next_s=wait_s, left_s=left_s, asked=live.asked
        )
        self._tell(waits)
        return wait_s

    def give_up(self, attempt: Attempt) -> Attempt:
        """Write down at once that nobody waits for its money any more, where it was sent."""
        if not pacing.may_give_up(attempt):
            return attempt
        return self._move(attempt, Event.GIVE_UP, Exchanged())

    def trust(self, attempt: Attempt, text: str, also: Callable[[Connection], None]) -> Attempt:
        """Let its sale count it without proof, in the transaction of `also`; raises Refusal."""
        at = self._shop.clock()
        with self._shop.database.writing() as connection:
            held = attempts.find(connection, attempt.number) or attempt
            if held.given_up_at is not None:
                raise Refusal("payment_given_up", number=held.number)
            if not pacing.may_give_up(held):
                raise Refusal(
                    "payment_final" if held.is_final else "payment_unproven", number=held.number
                )
            why = Exchanged(reason=text)
            new = attempts.happen(connection, held.number, Event.TRUST, at, why)
            self._within(connection, new)
            also(connection)
        self._tell(Update(news=News.ESCALATED, attempt=new))
        return new

    def note(self, number: OrderNo, text: str) -> None:
        """Keep a sentence in the history of an attempt."""
        with self._shop.database.writing() as connection:
            attempts.note(connection, number, self._shop.clock(), Exchanged(reason=text))

    def hear(self, channel: Telling, callback: Callback) -> OrderNo | None:
        """Take a callback in, once; return the order that it moved. Raises Distrust."""
        heard = channel.hear(callback, self._talk.now(channel.name))
        number = OrderNo(heard.order)
        with self._shop.database.reading() as connection:
            attempt = attempts.find(connection, number)
        if attempt is None or attempt.channel != channel.name:
            raise Distrust("about no order of ours")
        if heard.refund:
            return number  # it is asked about by its own number
        outcome = channel.judge(heard, _order(attempt))
        said = Exchanged(answered="a callback", reason=outcome.reason or str(outcome.verdict))
        if self._heard_before(channel, heard.nonce) or attempt.state is State.CREATED:
            return None
        self._learn(attempt, outcome, said, give_up=False)
        return number

    def _heard_before(self, channel: Channel, nonce: str) -> bool:
        with self._shop.database.writing() as connection:
            return not attempts.hear_once(connection, channel.name, nonce, self._shop.clock())

    def _first(self, live: Live, attempt: Attempt, channel: Channel) -> Attempt:
        charge, code = live.charge, live.code
        if attempt.state is State.SENDING:  # a crash: whatever was sent is asked about
            attempt = self._move(attempt, Event.UNCLEAR, Exchanged(reason="found after a crash"))
            return self._on(live, attempt, channel)
        if charge is None or live.gives_up:
            why = Exchanged(reason="given up before it was sent")
            return self._move(attempt, Event.NOTHING_LEFT, why)
        if not self._is_free(live.before):
            why = Exchanged(reason="an earlier attempt is not proven dead")
            live.charge = live.code = None
            return self._move(attempt, Event.NOTHING_LEFT, why)
        order = attempt.order(charge.subject, ip=charge.ip)
        attempt = self._move(attempt, Event.SEND, Exchanged())
        live.since_s = self._steady()
        live.code = None
        outcome, said = self._talk.pay(order, channel, code)
        took_s = self._steady() - live.since_s
        self._teach(attempt, _result(outcome), took_s)
        self._keep_shown(live, attempt, outcome)
        return self._learn(attempt, outcome, said, give_up=live.gives_up)

    def _on(self, live: Live, attempt: Attempt, channel: Channel) -> Attempt:
        """Ask about what was sent; where its time is over, end it.

        Only a provider that answers is told to end it: what nobody can be asked about may be paid
        already, and its customer may be standing here.
        """
        timing = self._timing(live, attempt, channel)
        if attempt.given_up_at is None or attempt.is_final:
            attempt, outcome = self._ask(live, attempt, channel)
            is_over = pacing.must_give_up(attempt, timing, self._steady() - live.since_s)
            is_wanted = live.gives_up and pacing.may_give_up(attempt)
            if not (is_wanted or (is_over and outcome.is_unpaid)):
                return attempt
            attempt = self._move(attempt, Event.GIVE_UP, Exchanged())
            live.charge = None
        if attempt.state is State.REVERSING or not self._is_refund_open(attempt):
            self._undo(live, attempt, channel)
        return self._ask(live, self._held(attempt.number), channel)[0]

    def _ask(self, live: Live, attempt: Attempt, channel: Channel) -> tuple[Attempt, Outcome]:
        live.asked += 1
        if self._needs_qr(live, attempt):
            live.shown_again += 1
            outcome, said = self._talk.show(self._order(live, attempt), channel, is_again=True)
            self._keep_shown(live, attempt, outcome)
        else:
            outcome, said = self._talk.query(self._order(live, attempt), channel)
        return self._learn(attempt, outcome, said, give_up=live.gives_up), outcome

    def _undo(self, live: Live, attempt: Attempt, channel: Channel) -> None:
        """Ask for the end of an order; what that answers proves nothing, so it is asked next."""
        order, timing = self._order(live, attempt), channel.timing(attempt.mode)
        age_s = self._steady() - live.since_s
        if age_s < timing.reverse_after_s or age_s > timing.reverse_within.total_seconds():
            return
        if not channel.may_reverse(order):
            return
        undone, said = self._talk.reverse(order, channel)
        with self._shop.database.writing() as connection:
            attempts.answer_back(connection, attempt.number, undone, self._shop.clock(), said)

    def _give_back(self, live: Live, attempt: Attempt, channel: Channel) -> bool:
        """Go on with every refund of an attempt; return whether one is still under way."""
        if attempt.state is State.REFUNDING:
            self._ensure(attempt, Purpose.LATE)
        with self._shop.database.reading() as connection:
            rows = [it for it in refunds.of_order(connection, attempt.number) if it.is_open]
        for row in rows:
            if attempt.state is State.REVERSED and row.purpose is Purpose.LATE:
                self._settle(attempt, row, Stage.REFUSED, told="the reversal gave it back")
            else:
                self._return(live, attempt, row, channel)
        with self._shop.database.reading() as connection:
            return any(it.is_open for it in refunds.of_order(connection, attempt.number))

    def _return(self, live: Live, attempt: Attempt, row: Returning, channel: Channel) -> None:
        order, refund = self._order(live, attempt), row.as_asked()
        if row.of_reference:
            order = replace(order, reference=row.of_reference)
        if row.stage is Stage.SENT:
            undone, said = self._talk.refund_query(order, refund, channel)
            if undone.back is Back.DONE:
                self._settle(attempt, row, Stage.DONE, reference=undone.reference, said=said)
                return
            if undone.back is Back.UNDERWAY:
                return
        pause_s = channel.timing(attempt.mode).refund_pause_s
        if self._steady() - live.refunded_s < pause_s:
            return
        row = self._settle(attempt, row, Stage.SENT)
        live.refunded_s = self._steady()
        undone, said = self._talk.refund(order, refund, channel)
        if undone.back is Back.DONE:
            self._settle(attempt, row, Stage.DONE, reference=undone.reference, said=said)
        elif undone.back is Back.REFUSED and not undone.again:
            self._settle(attempt, row, Stage.REFUSED, told=undone.reason, said=said)
        else:
            self._settle(attempt, row, Stage.SENT, told=undone.reason, said=said)

    def _settle(
        self,
        attempt: Attempt,
        row: Returning,
        stage: Stage,
        *,
        reference: str = "",
        told: str = "",
        said: Exchanged | None = None,
    ) -> Returning:
        at = self._shop.clock()
        moved = None
        with self._shop.database.writing() as connection:
            new = refunds.change(connection, row, stage, reference=reference, told=told)
            if said is not None:
                attempts.note(connection, attempt.number, at, said)
            held = attempts.find(connection, attempt.number) or attempt
            may_end = held.state in (State.REFUNDING, State.ESCALATED, State.REVERSING)
            if new.stage is Stage.DONE and row.purpose is Purpose.LATE and may_end:
                moved = attempts.happen(connection, attempt.number, Event.REFUNDED, at)
                self._within(connection, moved)
        self._tell(Update(news=News.REFUND, attempt=moved or held, returning=new))
        if moved is not None:
            self._tell(Update(news=News.MOVED, attempt=moved))
        elif new.stage is Stage.REFUSED and row.purpose is not Purpose.LATE:
            self._tell(Update(news=News.ESCALATED, attempt=held, returning=new))
        return new

    def _ensure(self, attempt: Attempt, purpose: Purpose, reference: str = "") -> None:
        """Write the one refund of this purpose down, if it is not there."""
        at = self._shop.clock()
        with self._shop.database.writing() as connection:
            known = refunds.of_order(connection, attempt.number)
            if any(it.purpose is purpose for it in known):
                return
            wanted = Returning(
                number=new_number(),
                order=attempt.number,
                amount=attempt.paid or attempt.amount,
                purpose=purpose,
                made_at=at,
                reason=str(purpose),
                of_reference=reference or attempt.reference,
            )
            refunds.add(connection, attempt, wanted)

    def _is_free(self, before: Sequence[Attempt]) -> bool:
        """Check once more that every earlier attempt is dead: here, and at its provider."""
        dead = [one for one in before if one.state in DEAD]
        answers = {one.number: self._proof(one) for one in dead if one.sent_at is not None}
        return may_start_again(dead, answers)

    def _proof(self, attempt: Attempt) -> Outcome:
        """Return what its provider says of a dead attempt now; reverse what it does not know."""
        known = self._proofs.get(attempt.number)
        if known is not None and self._steady() - known[1] <= FRESH_S:
            return known[0]
        channel = self._talk.channel(attempt.channel)
        outcome, said = self._talk.query(_order(attempt), channel)
        self._learn(attempt, outcome, said, give_up=False)
        if attempt.state is State.REFUNDED and outcome.verdict is Verdict.PAID:
            return self._proof_of_refund(attempt, outcome, channel)
        unproven = outcome.verdict not in (Verdict.DEAD, Verdict.PAID)
        if unproven and channel.may_reverse(_order(attempt)):
            undone, said = self._talk.reverse(_order(attempt), channel)
            with self._shop.database.writing() as connection:
                new = attempts.answer_back(
                    connection, attempt.number, undone, self._shop.clock(), said
                )
            outcome, said = self._talk.query(_order(new), channel)
            self._learn(new, outcome, said, give_up=False)
        return outcome

    def _proof_of_refund(self, attempt: Attempt, outcome: Outcome, channel: Channel) -> Outcome:
        """Ask for the refund itself, where the query of a payment does not tell of it."""
        with self._shop.database.reading() as connection:
            rows = refunds.of_order(connection, attempt.number)
        row = next((it for it in rows if it.stage is Stage.DONE), None)
        if outcome.has_returned or row is None:
            return outcome
        order = replace(_order(attempt), reference=row.of_reference or attempt.reference)
        undone, said = self._talk.refund_query(order, row.as_asked(), channel)
        self.note(attempt.number, f"asked about its refund: {undone.back} {said.reason}".strip())
        return replace(outcome, has_returned=undone.back is Back.DONE)

    def _learn(
        self, attempt: Attempt, outcome: Outcome, said: Exchanged, *, give_up: bool
    ) -> Attempt:
        """Write down what an answer means; money that nobody wants any more is late."""
        at = self._shop.clock()
        is_paid = outcome.verdict is Verdict.PAID
        is_unwanted = is_paid and (give_up or not self._wants(attempt))

        def learned(connection: Connection) -> Attempt:
            held = now = attempts.hold(connection, attempt.number)
            if is_unwanted and not held.is_final and held.given_up_at is None:
                now = attempts.moved(connection, held, Event.PAID_LATE, at)
            new = attempts.answered(connection, now, outcome, at, said)
            if new.state is not held.state:
                self._within(connection, new)
            return new

        new = self._together.write(learned)
        if outcome.verdict is Verdict.DEAD:
            self._remember(new.number, outcome)
        if contradicts(new, outcome):
            self._dispute(new, outcome)
        moved = new.state is not attempt.state
        self._tell(Update(news=News.MOVED if moved else News.ASKED, attempt=new))
        return new

    def _dispute(self, attempt: Attempt, outcome: Outcome) -> None:
        """Tell a person, and give money back that came for what is dead in the books.

        What went back already is no dispute: some providers' queries are silent about refunds.
        """
        if attempt.state in DEAD:
            with self._shop.database.reading() as connection:
                if refunds.left_of(connection, attempt) <= Money(0):
                    return
            self._ensure(attempt, Purpose.DISPUTED, outcome.reference)
        self._tell(Update(news=News.DISPUTED, attempt=attempt))

    def _remember(self, number: OrderNo, outcome: Outcome) -> None:
        now_s = self._steady()
        if len(self._proofs) > 1000:  # noqa: PLR2004 - only the fresh ones count
            self._proofs = {
                it: kept for it, kept in self._proofs.items() if now_s - kept[1] <= FRESH_S
            }
        self._proofs[number] = outcome, now_s

    def _move(self, attempt: Attempt, event: Event, said: Exchanged) -> Attempt:
        at = self._shop.clock()

        def moved(connection: Connection) -> tuple[Attempt, bool]:
            held = attempts.hold(connection, attempt.number)
            if held.state is not attempt.state:  # a callback was quicker
                return held, False
            new = attempts.moved(connection, held, event, at, said)
            if event is not Event.SEND:
                self._within(connection, new)
            return new, True

        new, is_moved = self._together.write(moved)
        if is_moved:
            self._tell(Update(news=News.MOVED, attempt=new))
        return new

    def _is_refund_open(self, attempt: Attempt) -> bool:
        """Say whether a late refund may still work; one that was refused may be a reversal's luck.

        A reversal whose answer was lost gave the money back already: asked again it says so.
        """
        with self._shop.database.reading() as connection:
            known = refunds.of_order(connection, attempt.number)
        return any(it.purpose is Purpose.LATE and it.stage is not Stage.REFUSED for it in known)

    def _held(self, number: OrderNo) -> Attempt:
        with self._shop.database.reading() as connection:
            found = attempts.find(connection, number)
        assert found is not None, "what lives was written down"
        return found

    def _timing(self, live: Live, attempt: Attempt, channel: Channel) -> Timing:
        return pacing.lasting(channel.timing(attempt.mode), live.lasts_s)

    def _order(self, live: Live, attempt: Attempt) -> Order:
        charge = live.charge
        return _order(attempt) if charge is None else attempt.order(charge.subject, ip=charge.ip)

    def _needs_qr(self, live: Live, attempt: Attempt) -> bool:
        may = live.charge is not None and not live.gives_up and live.shown_again < SHOWS_AGAIN
        return may and attempt.mode is Mode.SHOWN and not live.shows and not attempt.is_final

    def _keep_shown(self, live: Live, attempt: Attempt, outcome: Outcome) -> None:
        if outcome.shows and not live.shows:
            live.shows = outcome.shows
            self._tell(Update(news=News.SHOWN, attempt=attempt, shows=outcome.shows))


def _order(attempt: Attempt) -> Order:
    return attempt.order()


def _result(outcome: Outcome) -> Result:
    """Say what an outcome tells of the channel; what the customer did is not its fault."""
    if outcome.verdict is Verdict.PAID:
        return Result.TAKEN
    is_fault = outcome.verdict is Verdict.UNKNOWN or outcome.never_left
    return Result.FAULT if is_fault else Result.NEUTRAL
