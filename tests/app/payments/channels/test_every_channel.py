"""What holds for every channel alike: proof or nothing, and unknown is never failed."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.money import Money
from app.payments import redacting
from app.payments.channels.channel import Billing, Channel, Showing, Telling
from app.payments.exchange import (
    Answer,
    Ask,
    Back,
    Callback,
    Distrust,
    Mode,
    NoAnswer,
    Outcome,
    Request,
    Response,
    Verdict,
)
from tests.app.payments.stage import AMOUNT, CODE, MOMENT, ORDER, REFUND, STAGES, Stage
from tests.examples import NOON

NOISE: list[Answer] = [
    NoAnswer("read timed out"),
    NoAnswer("cut off in mid-body"),
    Response(500, (), b'{"code":"SYSTEM_ERROR"}'),
    Response(502, (), b"<html><body>502 Bad Gateway</body></html>"),
    Response(200, (), b"<html><body>login to the hotel's network</body></html>"),
    Response(200, (), b""),
    Response(200, (), b"{"),
    Response(200, (), b"<xml><return_code>FAIL"),
    Response(200, (), b"respCode=00&origRespCode=64"),
    Response(200, (), '{"code":"MAINTENANCE","message":"系统维护中"}'.encode()),
    Response(200, (), b"\xff\xfe\x00"),
    Response(200, (), b"[" * 100_000),
    Response(302, (("Location", "https://elsewhere.example"),), b""),
    Response(404, (), b'{"code":"ORDER_NOT_EXIST"}'),  # unsigned
]
every = pytest.mark.parametrize("stage", STAGES, ids=repr)


def requests(stage: Stage) -> list[Request]:
    """Ask everything that a channel can be asked about a payment."""
    channel = stage.channel
    made = [
        channel.pay(ORDER, CODE, MOMENT),
        channel.query(ORDER, MOMENT),
        channel.reverse(ORDER, MOMENT),
        channel.refund(ORDER, REFUND, MOMENT),
        channel.refund_query(ORDER, REFUND, MOMENT),
    ]
    if isinstance(channel, Showing):
        shown = replace(ORDER, mode=Mode.SHOWN)
        made += [channel.show(shown, MOMENT), channel.reverse(shown, MOMENT)]
    return made


def read(stage: Stage, facts: Mapping[str, Any]) -> Outcome:
    return stage.channel.read(stage.query(), stage.answer(facts), NOON)


@every
def test_a_paid_order_is_paid_with_its_amount_and_their_number(stage: Stage) -> None:
    outcome = read(stage, stage.trade())
    assert outcome.verdict is Verdict.PAID
    assert outcome.paid == AMOUNT
    assert outcome.reference


@every
def test_a_fen_more_or_less_is_unknown(stage: Stage) -> None:
    outcome = read(stage, {**stage.trade(), **stage.amount})
    assert outcome.verdict is Verdict.UNKNOWN
    assert "amount" in outcome.reason


@every
def test_what_happened_to_another_order_proves_nothing(stage: Stage) -> None:
    for more in ({}, stage.dead):
        outcome = read(stage, {**stage.trade(), **stage.other, **more})
        assert outcome.verdict is Verdict.UNKNOWN


@every
def test_the_end_of_an_order_is_dead_and_waiting_is_paying(stage: Stage) -> None:
    assert read(stage, {**stage.trade(), **stage.dead}).verdict is Verdict.DEAD
    assert read(stage, {**stage.trade(), **stage.paying}).verdict is Verdict.PAYING


@every
def test_a_forged_answer_is_unknown_whatever_it_says(stage: Stage) -> None:
    for facts in (stage.trade(), {**stage.trade(), **stage.dead}):
        outcome = stage.channel.read(stage.query(), stage.forged(facts), NOON)
        assert outcome.verdict is Verdict.UNKNOWN


@every
def test_an_altered_answer_is_unknown(stage: Stage) -> None:
    good = stage.answer(stage.trade())
    at = good.body.index(ORDER.number.encode())
    altered = good.body[:at] + b"9" + good.body[at + 1 :]
    outcome = stage.channel.read(stage.query(), replace(good, body=altered), NOON)
    assert outcome.verdict is Verdict.UNKNOWN


@every
@pytest.mark.parametrize("noise", NOISE, ids=lambda it: repr(it)[:40])
def test_noise_is_unknown_and_never_failed(stage: Stage, noise: Answer) -> None:
    for request in requests(stage):
        if request.ask in (Ask.PAY, Ask.SHOW, Ask.QUERY):
            outcome = stage.channel.read(request, noise, NOON)
            assert outcome.verdict is Verdict.UNKNOWN
            assert outcome.reason
        else:
            undone = stage.channel.read_back(request, noise, NOON)
            assert (undone.back, undone.again) == (Back.UNKNOWN, True)


@every
def test_what_never_left_is_dead_unless_it_may_have_left_before(stage: Stage) -> None:
    refused = NoAnswer("connection refused", has_left=False)
    once = stage.channel.pay(ORDER, CODE, MOMENT)
    again = stage.channel.pay(ORDER, CODE, MOMENT, is_again=True)
    outcome = stage.channel.read(once, refused, NOON)
    assert (outcome.verdict, outcome.never_left) == (Verdict.DEAD, True)
    assert stage.channel.read(again, refused, NOON).verdict is Verdict.UNKNOWN
    assert stage.channel.read(stage.query(), refused, NOON).verdict is Verdict.UNKNOWN


@every
def test_every_request_about_an_order_names_its_one_number(stage: Stage) -> None:
    for request in requests(stage)[:3]:
        assert ORDER.number.encode() in request.url.encode() + request.body
    for request in requests(stage)[3:5]:
        assert REFUND.number.encode() in request.url.encode() + request.body


@every
def test_no_secret_shows_in_what_is_printed_or_kept(stage: Stage) -> None:
    request = stage.channel.pay(ORDER, CODE, MOMENT)
    assert CODE.text.encode() in request.body
    assert CODE.text not in request.url
    assert CODE.text not in repr(request)
    assert CODE.text not in redacting.asked(request, [CODE])
    assert CODE.text not in redacting.asked(request)  # by its name alone
    shown = repr(stage.channel)
    assert "PrivateKey" not in shown
    assert "24ef4e7c" not in shown
    assert "8934e7d1" not in shown


@every
def test_the_same_moment_makes_the_same_bytes(stage: Stage) -> None:
    one, other = (stage.channel.pay(ORDER, CODE, MOMENT) for _ in range(2))
    assert (one.body, one.headers, one.url) == (other.body, other.headers, other.url)


@every
def test_the_times_are_those_that_providers_ask_for(stage: Stage) -> None:
    assert isinstance(stage.channel, Channel)
    for mode in stage.channel.modes:
        timing = stage.channel.timing(mode)
        assert timing.every_s <= 6
        assert timing.stop_s in (45, 60)
        assert timing.may_reverse(NOON, NOON + timedelta(seconds=timing.stop_s))
        assert not timing.may_reverse(NOON, NOON + timedelta(days=8))


def test_a_wechat_order_is_not_reversed_in_its_first_fifteen_seconds() -> None:
    timing = STAGES[0].channel.timing(Mode.SCANNED)
    assert not timing.may_reverse(NOON, NOON + timedelta(seconds=14))
    assert timing.may_reverse(NOON, NOON + timedelta(seconds=15))


@every
def test_a_callback_that_is_not_theirs_is_refused(stage: Stage) -> None:
    channel = stage.channel
    if isinstance(channel, Telling):
        for body in (b"", b"{}", b"a=b", b"\xff", b"[[[[", b'{"resource":1}'):
            with pytest.raises(Distrust):
                channel.hear(Callback((), body), NOON)


WORDS = ["", "SUCCESS", "CLOSED", "REVOKED", "00", "01", "S", "TRADE_SUCCESS", "10000", "CNY"]
ODD = [REFUND.number, str(AMOUNT.fen), "19.90", "1", "-1", "1e3", "１９", "Y", "156"]
words = st.sampled_from([*WORDS, *ODD, ORDER.number])
numbers = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False))
values = st.one_of(
    words,
    st.text(max_size=8),
    numbers,
    st.dictionaries(st.sampled_from(["total", "currency", "openid"]), st.one_of(words, numbers)),
    st.lists(words, max_size=2),
)


@every
@given(data=st.data())
def test_whatever_they_sign_is_paid_only_for_this_order_and_amount(
    stage: Stage, data: st.DataObject
) -> None:
    trade = dict(stage.trade())
    names = st.sampled_from(sorted(trade))
    plain = stage.channel.name in ("wechat_v2", "unionpay")
    wild = words if plain else values
    changes = data.draw(st.dictionaries(names, wild, max_size=5), label="changes")
    dropped = data.draw(st.sets(names, max_size=3), label="dropped")
    facts = {name: it for name, it in {**trade, **changes}.items() if name not in dropped}
    try:
        answer = stage.answer(facts)
    except (TypeError, UnicodeEncodeError):
        return  # nothing that could be sent
    outcome = stage.channel.read(stage.query(), answer, NOON)
    if outcome.verdict is Verdict.PAID:
        assert outcome.paid == AMOUNT
        number = json.dumps(facts, ensure_ascii=False)
        assert ORDER.number in number
        assert outcome.reference


@every
@given(body=st.binary(max_size=200), status=st.integers(100, 599), ask=st.integers(0, 10))
def test_unsigned_bytes_never_raise_and_never_prove(
    stage: Stage, body: bytes, status: int, ask: int
) -> None:
    made = requests(stage)
    request = made[ask % len(made)]
    answer = Response(status, (("Wechatpay-Timestamp", str(int(NOON.timestamp()))),), body)
    if request.ask in (Ask.PAY, Ask.SHOW, Ask.QUERY):
        assert stage.channel.read(request, answer, NOON).verdict is Verdict.UNKNOWN
    else:
        assert stage.channel.read_back(request, answer, NOON).back is Back.UNKNOWN
    if isinstance(stage.channel, Telling):
        with pytest.raises(Distrust):
            stage.channel.hear(Callback(answer.headers, body), NOON)
    if isinstance(stage.channel, Billing):
        with pytest.raises(Distrust):
            stage.channel.read_bill(stage.channel.bill(NOON.date(), MOMENT), answer, NOON)


def test_the_whole_amount_is_what_counts_not_what_the_customer_paid() -> None:
    """A coupon of the provider's lowers what the customer pays, not what we are owed."""
    outcome = read(STAGES[0], STAGES[0].trade())
    assert outcome.paid == Money(1990)
