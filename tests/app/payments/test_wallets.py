import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.payments.wallets import SHAPES, Code, Shape, Wallet, read, recognised

KNOWN = [
    ("10" + "0" * 16, Wallet.WECHAT),
    ("15" + "9" * 16, Wallet.WECHAT),
    ("25" + "1" * 14, Wallet.ALIPAY),
    ("28" + "1" * 16, Wallet.ALIPAY),
    ("30" + "1" * 22, Wallet.ALIPAY),
    ("fp0c1d2e3f4a5b6c7d8e", Wallet.ALIPAY),
    ("62" + "1" * 17, Wallet.UNIONPAY),
    ("01" + "1" * 17, Wallet.ECNY),
]


@pytest.mark.parametrize(("code", "wallet"), KNOWN)
def test_a_code_tells_its_wallet(code: str, wallet: Wallet) -> None:
    assert recognised(Code(code)) is wallet
    assert recognised(read(f" {code[:4]} {code[4:]}\n")) is wallet


@pytest.mark.parametrize(
    "code",
    [
        "",
        "10" + "0" * 15,  # a digit short
        "16" + "0" * 16,  # the next prefix
        "30" + "1" * 23,
        "62" + "1" * 18,
        "6901234567892",  # an article
        "9" * 18,
        "１３" + "0" * 16,  # not the digits of a code
        "13450000000000000a",
        "1" * 10_000,
    ],
)
def test_a_code_of_no_known_wallet_is_refused_and_never_guessed(code: str) -> None:
    with pytest.raises(Refusal, match="没有扣款") as refused:
        recognised(Code(code))
    assert refused.value.code == "payment_code_unknown"


def test_a_code_of_two_wallets_is_refused() -> None:
    table = (*SHAPES, Shape(wallet=Wallet.ECNY, first="13", last="13", shortest=18, longest=18))
    with pytest.raises(Refusal) as refused:
        recognised(Code("13" + "0" * 16), table)
    assert refused.value.code == "payment_code_ambiguous"
    assert "ecny, wechat" in refused.value.text("en")


def test_an_acquirer_that_takes_more_is_one_row_of_the_table() -> None:
    table = (Shape(wallet=Wallet.WECHAT, first="10", last="19", shortest=18, longest=19),)
    assert recognised(Code("19" + "0" * 17), table) is Wallet.WECHAT


@given(st.text(alphabet="0123456789fp", min_size=16, max_size=30))
def test_a_code_shows_itself_nowhere(text: str) -> None:
    code = Code(text)
    shown = [repr(code), str(code), f"{code}", f"{code!r}", f"{[code]}", "%s" % code]  # noqa: UP031
    assert not any(text in it for it in shown)
    with pytest.raises(Refusal) as refused:
        recognised(code, ())
    assert text not in str(refused.value) + repr(refused.value)
