"""A card payment in virtual time, with everything that can go wrong between till and terminal."""

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.terminal import conversation
from devices.terminal.conversation import Talk
from devices.terminal.framing import Reader
from devices.terminal.messages import Answer, Ask, Code, Kind
from devices.terminal.outcome import Approved, Declined, Outcome, Unknown, Waiting
from devices.terminal.simulator import CARD, Fault, SimTerminal

STEP_S = 0.25
REFERENCE, FEN = "S1-T1-0001", 9770


@dataclass
class Line:
    """Bytes both ways, lost or bent as `chance` has it; the last stretch is quiet."""

    terminal: SimTerminal
    chance: random.Random = field(default_factory=lambda: random.Random(0))
    badness: float = 0.0
    acks_become_naks: bool = False
    now: float = 0.0
    reader: Reader = field(default_factory=Reader)

    def play(self, talk: Talk, sends: list[bytes]) -> Talk:
        """Go on until the talk is over."""
        for _ in range(4000):
            for send in sends:
                self.terminal.hear(self.bent(send), self.now)
            if talk.is_over:
                return talk
            self.now += STEP_S
            heard = self.reader.feed(self.bent(self.terminal.say(self.now)))
            if not heard:
                self.reader.clear()  # silence in the middle of a frame
            talk, sends = conversation.run(talk, heard, self.now)
        raise AssertionError(talk)

    def bent(self, data: bytes) -> bytes:
        if self.acks_become_naks and len(self.terminal.journal) == 1:
            return data.replace(b"\x06", b"\x15", 1)
        if not data or self.chance.random() >= self.badness:
            return data
        match self.chance.randrange(5):
            case 0:
                return b""
            case 1:
                return data[: self.chance.randrange(len(data))]
            case 2:
                bent = bytearray(data)
                bent[self.chance.randrange(len(bent))] ^= 1 << self.chance.randrange(8)
                return bytes(bent)
            case 3:
                return data.replace(b"\x06", b"\x15", 1)
            case _:
                return data + data


def pay(terminal: SimTerminal, reference: str = REFERENCE, fen: int = FEN) -> Outcome:
    line = Line(terminal)
    ask = Ask(kind=Kind.SALE, reference=reference, amount_fen=fen)
    return line.play(*conversation.begin(ask, line.now)).outcome


def test_a_payment_is_approved_with_all_that_the_books_need() -> None:
    terminal = SimTerminal()
    outcome = pay(terminal)
    assert isinstance(outcome, Approved)
    assert (outcome.amount_fen, outcome.card, outcome.acquirer) == (FEN, CARD, "0308")
    assert (outcome.number, outcome.voucher) == ("260000000000", "000001")
    assert terminal.charges(REFERENCE) == 1


def test_a_declined_payment_says_why() -> None:
    terminal = SimTerminal()
    terminal.faults = [Fault.DECLINE]
    outcome = pay(terminal)
    assert isinstance(outcome, Declined)
    assert (outcome.reason, outcome.text) == ("51", "余额不足")


@pytest.mark.parametrize(
    ("faults", "expected", "charges"),
    [
        ([Fault.NO_ACK], Approved, 1),
        ([Fault.NAK], Approved, 1),
        ([Fault.NAK] * 3, Declined, 0),
        ([Fault.DEAF], Approved, 1),
        ([Fault.DEAF] * 3, Declined, 0),
        ([Fault.LATE], Approved, 1),
        ([Fault.LOST_ANSWER], Approved, 1),
        ([Fault.RESTART], Declined, 0),
        ([Fault.RESTART_CHARGED], Approved, 1),
        ([Fault.GARBAGE], Approved, 1),
        ([Fault.TWICE], Approved, 1),
        ([Fault.WRONG_AMOUNT], Unknown, 1),
    ],
)
def test_every_fault_ends_in_at_most_one_charge_that_is_known(
    faults: list[Fault], expected: type, charges: int
) -> None:
    terminal = SimTerminal()
    terminal.faults = list(faults)
    assert isinstance(pay(terminal), expected)
    assert terminal.charges(REFERENCE) == charges


def test_a_request_that_met_silence_is_asked_for_and_not_sent_again() -> None:
    terminal = SimTerminal()
    ask = Ask(kind=Kind.SALE, reference=REFERENCE, amount_fen=FEN)
    talk, _ = conversation.begin(ask, 0.0)
    last = Answer(code=Code.NOTHING, kind=Kind.LAST, check=talk.check)
    (heard,) = Reader().feed(_framed(last))
    talk, _ = conversation.hear(talk, heard, 0.1)
    talk, sends = conversation.tick(talk, 10.0)
    kinds = [Ask.decode(it.data).kind for it in Reader().feed(b"".join(sends))]  # type: ignore[union-attr]
    assert kinds == [Kind.LAST]
    assert not terminal.journal


def test_a_nak_that_noise_made_of_an_ack_charges_nothing_twice() -> None:
    terminal = SimTerminal(customer_s=0)
    line = Line(terminal, acks_become_naks=True)
    ask = Ask(kind=Kind.SALE, reference=REFERENCE, amount_fen=FEN)
    assert isinstance(line.play(*conversation.begin(ask, 0.0)).outcome, Approved)
    terminal.say(1000)
    assert terminal.charges(REFERENCE) == 1


def test_a_late_answer_to_an_earlier_question_does_not_deny_the_charge() -> None:
    ask = Ask(kind=Kind.SALE, reference=REFERENCE, amount_fen=FEN)
    talk, _ = conversation.begin(ask, 0.0)
    early = Answer(code=Code.NOTHING, kind=Kind.LAST, check=talk.check)
    (heard,) = Reader().feed(_framed(early))
    talk, _ = conversation.hear(talk, heard, 0.1)
    talk, _ = conversation.tick(talk, 10.0)  # no ACK: it asks what became of the request
    talk, _ = conversation.hear(talk, heard, 10.1)  # the same answer comes once more
    assert talk.outcome == Waiting(reference=REFERENCE)


def test_the_same_reference_is_never_charged_again() -> None:
    terminal = SimTerminal()
    first = pay(terminal)
    assert pay(terminal) == first  # the program restarted and forgot
    assert terminal.charges(REFERENCE) == 1


def test_another_transaction_since_leaves_it_unknown() -> None:
    terminal = SimTerminal()
    pay(terminal, "S1-T1-0000")
    pay(terminal, "by-somebody-else")
    line = Line(terminal)
    ask = Ask(kind=Kind.SALE, reference=REFERENCE, amount_fen=FEN)
    outcome = line.play(*conversation.inquire(ask, 0.0, before="S1-T1-0000")).outcome
    assert outcome == Unknown(reference=REFERENCE, reason="not_the_last")


def test_a_terminal_without_memory_proves_nothing() -> None:
    line = Line(SimTerminal())  # another one in its place, or reset
    ask = Ask(kind=Kind.SALE, reference=REFERENCE, amount_fen=FEN)
    outcome = line.play(*conversation.inquire(ask, 0.0, before="")).outcome
    assert outcome == Unknown(reference=REFERENCE, reason="no_memory")


def test_a_terminal_that_is_busy_with_another_customer_charges_nothing_more() -> None:
    terminal = SimTerminal(customer_s=60)
    line = Line(terminal)
    ask = Ask(kind=Kind.SALE, reference="other", amount_fen=1)
    terminal.hear(_framed(ask), 0.0)
    line.play(*conversation.begin(Ask(kind=Kind.SALE, reference=REFERENCE, amount_fen=1), 0.0))
    assert terminal.charges(REFERENCE) == 0


def test_a_customer_who_takes_long_is_waited_for() -> None:
    terminal = SimTerminal(customer_s=200)
    assert isinstance(pay(terminal), Approved)
    assert terminal.charges(REFERENCE) == 1


def test_a_customer_who_never_comes_leaves_it_unknown() -> None:
    assert pay(SimTerminal(customer_s=10_000)) == Unknown(reference=REFERENCE, reason="no_answer")


def test_a_dead_terminal_has_charged_nothing() -> None:
    terminal = SimTerminal()
    terminal.faults = [Fault.DEAF] * 99
    assert pay(terminal) == Declined(reference=REFERENCE, reason="terminal_away")


def test_an_approved_payment_stays_approved_and_a_denied_one_may_prove_paid() -> None:
    ask = Ask(kind=Kind.SALE, reference=REFERENCE, amount_fen=FEN)
    paid = Answer(code="00", kind=Kind.SALE, reference=REFERENCE, amount_fen=FEN, number="1")
    refused = Answer(code="51", kind=Kind.SALE, reference=REFERENCE, amount_fen=FEN)
    approved = conversation.settle(Waiting(reference=REFERENCE), ask, paid)
    assert isinstance(approved, Approved)
    assert conversation.settle(approved, ask, refused) == approved
    denied = Declined(reference=REFERENCE, reason="not_begun")
    assert conversation.settle(denied, ask, refused) == denied
    assert conversation.settle(denied, ask, paid) == approved


FAULTS = st.lists(st.sampled_from([it for it in Fault if it is not Fault.WRONG_AMOUNT]), max_size=5)


@settings(max_examples=300)
@given(
    FAULTS,
    st.integers(),
    st.sampled_from([0.0, 0.1, 0.3, 0.6]),
    st.sampled_from([0.0, 0.2, 3.0, 150.0]),
    st.sampled_from(["", "earlier"]),
)
def test_never_two_charges_and_no_outcome_that_is_untrue(
    faults: list[Fault], seed: int, badness: float, customer_s: float, before: str
) -> None:
    terminal = SimTerminal(customer_s)
    if before:
        pay(terminal, before)
    terminal.faults = list(faults)
    line = Line(terminal, random.Random(seed), badness)
    ask = Ask(kind=Kind.SALE, reference=REFERENCE, amount_fen=FEN)
    talk = line.play(*conversation.begin(ask, line.now))
    terminal.say(line.now + 1000)  # whatever it is still at
    charges = terminal.charges(REFERENCE)
    assert charges <= 1
    if isinstance(talk.outcome, Approved):
        assert charges == 1
    if isinstance(talk.outcome, Declined):
        assert charges == 0
    if isinstance(talk.outcome, Unknown):
        line.badness, terminal.faults = 0.0, []
        line.now += 1000
        terminal.say(line.now)
        later = line.play(*conversation.inquire(ask, line.now, talk.before)).outcome
        assert isinstance(later, Approved) == (terminal.charges(REFERENCE) == 1)
        assert isinstance(later, Approved | Declined) or not terminal.journal


def _framed(message: Ask | Answer) -> bytes:
    from devices.terminal.framing import frame  # noqa: PLC0415

    return frame(message.encode())
