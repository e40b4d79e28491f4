from hypothesis import given
from hypothesis import strategies as st

from app.payments import redacting
from app.payments.exchange import Ask, NoAnswer, Request, Response
from app.payments.redacting import is_card_number, scrubbed
from app.payments.wallets import Code
from tests.app.payments.stage import CODE

CARD = "6222021234567890128"  # 19 digits whose check digit fits


def luhn(body: str) -> str:
    doubled = [int(it) * (2 - at % 2) for at, it in enumerate(reversed(body))]
    return str(-sum(it - 9 if it > 9 else it for it in doubled) % 10)


@given(st.text(alphabet="0123456789", min_size=12, max_size=18))
def test_no_card_number_is_kept(body: str) -> None:
    number = body + luhn(body)
    kept = scrubbed(f"accNo {number}, the card")
    assert number not in kept
    assert number[-4:] in kept


@given(
    st.sampled_from(
        [
            '{{"auth_code":"{}","a":1}}',
            '{{"payer": {{"authCode": "{}"}}}}',
            "<xml><auth_code><![CDATA[{}]]></auth_code></xml>",
            "<auth_code>{}</auth_code>",
            "qrNo={}&txnAmt=1",
            "biz_content=%7B%22auth_code%22%3A%22{}%22%7D",
            '{{"biz_content":"{{\\"authCode\\":\\"{}\\"}}"}}',
            "said {} aloud",
        ]
    ),
    st.from_regex(r"(1[0-5][0-9]{16}|2[5-9][0-9]{14,22}|fp[0-9a-f]{20})", fullmatch=True),
)
def test_no_payment_code_is_kept_in_any_encoding(form: str, code: str) -> None:
    text = form.format(code)
    assert code not in scrubbed(text, [Code(code)])
    if "aloud" not in form:
        assert code not in scrubbed(text)


def test_what_is_no_secret_is_kept() -> None:
    text = '{"out_trade_no":"01JXXXX","total":1990,"transaction_id":"4200001234202601021234567890"}'
    assert scrubbed(text) == text


def test_signatures_and_certificates_are_not_worth_keeping() -> None:
    text = '{"sign":"AbC+/=","a":1}&signature=AbC%2B&b=2'
    assert scrubbed(text) == '{"sign":"***","a":1}&signature=***&b=2'


def test_an_exchange_is_kept_short_and_without_what_a_database_cannot_hold() -> None:
    long = Response(200, (), b"\0" + b"x" * 10_000)
    assert redacting.answered(long) == "200\n" + "x" * (redacting.LONGEST - 0)
    assert "\0" not in redacting.answered(Response(200, (), b"a\0b\xff"))
    assert redacting.answered(NoAnswer("timed out")) == "no answer (sent): timed out"
    request = Request(ask=Ask.PAY, method="POST", url="http://h/p", headers=(), body=b"x")
    assert redacting.asked(request, [CODE]) == "POST http://h/p\nx"


def test_the_example_is_a_card_number() -> None:
    assert is_card_number(CARD[:-1] + luhn(CARD[:-1]))
    assert not is_card_number("12345")
