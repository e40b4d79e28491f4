"""One transaction with a terminal as a pure state machine: (state, event, now) -> (state, sends).

First the terminal is asked for its last transaction: a terminal that is away has charged nothing,
and a reference that it knows already is not charged again. Then the request goes out, once.
Whenever an answer is missing, and even after a NAK, the terminal is asked for its last
transaction, and never to charge again: it answers in the order in which it was asked. Only when
it said NAK and knows of nothing is the request sent again. What it knew last before tells a
request that never began from one that another transaction has covered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from devices.terminal.framing import ACK, NAK, Frame, Heard, Sign, frame
from devices.terminal.messages import Answer, Ask, Code, Kind
from devices.terminal.outcome import Approved, Declined, Outcome, Unknown, Waiting

TRIES = 3
ACK_S = 2.0
ANSWER_S = 5.0  # to a question; the terminal need only look
CUSTOMER_S = 120.0  # to find the card and type the PIN
LIMIT_S = 300.0
YES, NO = bytes([ACK]), bytes([NAK])


class Phase(StrEnum):
    """Where a transaction stands."""

    BEFORE = "before"  # asking what was last, before anything is charged
    SENT = "sent"  # the request is out, its ACK is not in
    WAITING = "waiting"  # the customer is at it
    ASKING = "asking"  # asking what became of it
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One transaction; `outcome` is final in phase over, but for an unknown one.

    `before` is the reference that the terminal knew last, None where nobody asked in time.
    """

    ask: Ask
    phase: Phase
    outcome: Outcome
    since: float  # when the phase began
    began: float
    tries: int = 1
    is_acked: bool = False  # in the phases that ask
    inquiries: int = 1  # each has a check of its own: a late answer to an earlier one says nothing
    requests: int = 0  # how often the request itself went out
    was_refused: bool = False  # by a NAK
    is_inquiry: bool = False  # after a cut or a restart: it may have forgotten meanwhile
    before: str | None = None

    @property
    def check(self) -> str:
        """What marks the inquiry of now: its answer brings it back."""
        return f"{(int(self.ask.check) + self.inquiries) % 1000:03}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be waited for."""
        return self.phase is Phase.OVER

    @property
    def is_doubtful(self) -> bool:
        """Whether money may have moved that nobody has told us of."""
        return isinstance(self.outcome, Unknown)


Step = tuple[Talk, list[bytes]]


def begin(ask: Ask, now: float) -> Step:
    """Begin a payment or a void: ask for the last transaction first."""
    waits = Waiting(reference=ask.reference)
    talk = Talk(ask=ask, phase=Phase.BEFORE, outcome=waits, since=now, began=now)
    return talk, [_inquiry(talk)]


def inquire(ask: Ask, now: float, before: str | None = None) -> Step:
    """Ask what became of a transaction; nothing is ever charged by this."""
    talk = Talk(
        ask=ask,
        phase=Phase.ASKING,
        outcome=Waiting(reference=ask.reference),
        since=now,
        began=now,
        before=before,
        is_inquiry=True,
    )
    return talk, [_inquiry(talk)]


def hear(talk: Talk, heard: Heard, now: float) -> Step:
    """Take in what the terminal says."""
    if heard is Sign.BROKEN:
        return talk, [NO]
    if heard is Sign.ACK:
        return _acked(talk, now), []
    if heard is Sign.NAK:
        return _refused(talk, now)
    assert isinstance(heard, Frame)
    answer = Answer.decode(heard.data)
    if answer is None:
        return talk, [NO]
    talk, sends = _answered(talk, answer, now)
    return talk, [YES, *sends]


def tick(talk: Talk, now: float) -> Step:
    """Let time pass."""
    waited = now - talk.since
    match talk.phase:
        case Phase.BEFORE | Phase.ASKING if waited >= (ANSWER_S if talk.is_acked else ACK_S):
            return _ask_again(talk, now)
        case Phase.SENT if waited >= ACK_S:
            return _ask_what_became(talk, now)
        case Phase.WAITING if waited >= CUSTOMER_S:
            return _ask_what_became(talk, now)
    return talk, []


def cut(talk: Talk, now: float) -> Talk:
    """Take in that the line is down: what may have been charged is unknown, all else was not."""
    if talk.is_over:
        return talk
    if talk.phase is Phase.BEFORE:
        return _over(talk, _not_begun(talk, "terminal_away"), now)
    return _over(talk, Unknown(reference=talk.ask.reference, reason="cut_off"), now)


def settle(outcome: Outcome, ask: Ask, answer: Answer) -> Outcome:
    """Return what an answer about this transaction makes of what was known.

    What is approved stays so, whatever comes late or twice; what was declined may still prove to
    have been charged.
    """
    if isinstance(outcome, Approved) or answer.reference != ask.reference:
        return outcome
    if answer.code in {Code.WORKING, Code.NOTHING}:
        return outcome
    if answer.code != Code.APPROVED:
        if isinstance(outcome, Declined):
            return outcome
        return Declined(reference=ask.reference, reason=answer.code, text=answer.text)
    if answer.amount_fen != ask.amount_fen or answer.kind is not ask.kind:
        return Unknown(reference=ask.reference, reason="amount_differs")
    return Approved(
        reference=ask.reference,
        amount_fen=answer.amount_fen,
        number=answer.number,
        voucher=answer.voucher,
        card=answer.card,
        acquirer=answer.bank,
    )


def _acked(talk: Talk, now: float) -> Talk:
    if talk.phase is Phase.SENT:
        return replace(talk, phase=Phase.WAITING, since=now)
    if talk.phase in {Phase.BEFORE, Phase.ASKING}:
        return replace(talk, is_acked=True, since=now)
    return talk


def _refused(talk: Talk, now: float) -> Step:
    """Ask once more what was not understood; of a request, whether it was understood after all."""
    if talk.phase in {Phase.BEFORE, Phase.ASKING}:
        return _ask_again(talk, now)
    if talk.phase is not Phase.SENT:
        return talk, []
    return _ask_what_became(replace(talk, was_refused=True), now)


def _answered(talk: Talk, answer: Answer, now: float) -> Step:
    """Take an answer: a known reference settles it, another one says that it is not the last."""
    is_ours = answer.reference == talk.ask.reference and answer.code != Code.NOTHING
    if talk.is_over:
        return talk, []
    if is_ours:
        return _settled(talk, answer, now)
    if answer.check != talk.check:
        return talk, []
    if talk.phase is Phase.BEFORE:
        if answer.code == Code.WORKING:  # somebody else is being charged
            return _over(talk, _not_begun(talk, "terminal_busy"), now), []
        return _request(replace(talk, before=answer.reference), now)
    if talk.phase is Phase.ASKING:
        return _not_the_last(talk, answer, now)
    return talk, []


def _request(talk: Talk, now: float) -> Step:
    sent = replace(talk, phase=Phase.SENT, since=now, requests=talk.requests + 1, was_refused=False)
    return sent, [frame(talk.ask.encode())]


def _settled(talk: Talk, answer: Answer, now: float) -> Step:
    outcome = settle(talk.outcome, talk.ask, answer)
    if not isinstance(outcome, Waiting):
        return _over(talk, outcome, now), []
    if now - talk.began >= LIMIT_S:
        return _over(talk, Unknown(reference=talk.ask.reference, reason="no_answer"), now), []
    return replace(talk, phase=Phase.WAITING, since=now), []


def _not_the_last(talk: Talk, answer: Answer, now: float) -> Step:
    forgot = talk.is_inquiry and answer.code == Code.NOTHING
    if talk.before is None or answer.reference != talk.before or forgot:
        reason = "no_memory" if forgot else "not_the_last"
        return _over(talk, Unknown(reference=talk.ask.reference, reason=reason), now), []
    if talk.was_refused and talk.requests < TRIES:
        return _request(talk, now)
    return _over(talk, _not_begun(talk, "not_begun"), now), []


def _ask_what_became(talk: Talk, now: float) -> Step:
    return _inquire(replace(talk, phase=Phase.ASKING, tries=1), now)


def _ask_again(talk: Talk, now: float) -> Step:
    if talk.tries < TRIES:
        return _inquire(replace(talk, tries=talk.tries + 1), now)
    if talk.phase is Phase.BEFORE:
        return _over(talk, _not_begun(talk, "terminal_away"), now), []
    return _over(talk, Unknown(reference=talk.ask.reference, reason="no_answer"), now), []


def _over(talk: Talk, outcome: Outcome, now: float) -> Talk:
    return replace(talk, phase=Phase.OVER, outcome=outcome, since=now)


def _not_begun(talk: Talk, reason: str) -> Declined:
    return Declined(reference=talk.ask.reference, reason=reason)


def _inquire(talk: Talk, now: float) -> Step:
    new = replace(talk, since=now, is_acked=False, inquiries=talk.inquiries + 1)
    return new, [_inquiry(new)]


def _inquiry(talk: Talk) -> bytes:
    return frame(Ask(kind=Kind.LAST, reference=talk.ask.reference, check=talk.check).encode())


def run(talk: Talk, heard: Sequence[Heard], now: float) -> Step:
    """Take in several things in their order, then let time pass."""
    sends: list[bytes] = []
    for one in heard:
        talk, more = hear(talk, one, now)
        sends += more
    talk, more = tick(talk, now)
    return talk, sends + more
