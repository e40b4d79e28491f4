"""Contracts as technicians write them: right, wrong, half, and hostile."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.base.errors import Refusal
from app.payments import contracts, keeping
from app.payments.wallets import Wallet

V2 = {"kind": "wechat_v2", "appid": "wx1", "mchid": "1900000001", "api_v2_key": "k" * 32}


def test_a_contract_says_which_wallets_it_carries_at_what_fee() -> None:
    made = contracts.made("main", V2 | {"fee_bps": 60})
    assert (made.channel.name, made.terms.channel, made.terms.fee_bps) == ("main", "main", 60)
    assert made.terms.instruments == {Wallet.WECHAT}


@pytest.mark.parametrize("name", ["appid", "mchid", "api_v2_key"])
def test_what_is_missing_is_named(name: str) -> None:
    with pytest.raises(Refusal, match=name):
        contracts.made("main", V2 | {name: ""})


@pytest.mark.parametrize(
    "values",
    [
        V2 | {"wallets": ["paypal"]},
        V2 | {"fee_bps": "much"},
        V2 | {"huabei": {"three": 1}},
        V2 | {"certificate": "-----BEGIN CERTIFICATE-----"},  # without its key
        {
            "kind": "alipay",
            "app_id": "2021",
            "key": "-----BEGIN PRIVATE KEY-----\nno\n-----END PRIVATE KEY-----",
            "theirs": "x",
        },
    ],
)
def test_what_is_wrong_is_refused_and_says_so(values: dict[str, object]) -> None:
    with pytest.raises(Refusal) as told:
        contracts.made("main", values)
    assert told.value.code == "channel_wrong"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[wechat",
        "[paypal]\na = 1",
        '{"paypal": {"a": 1}}',
        "\x00",
        '[alipay]\nkey = "no.pem"',
    ],
)
def test_a_document_that_cannot_be_used_is_refused_or_empty(tmp_path: Path, text: str) -> None:
    file = tmp_path / "contracts"
    file.write_text(text, "utf-8")
    try:
        found = contracts.read(file)
    except Refusal:
        return
    assert found == {}


def test_keys_are_read_from_the_files_that_are_named(tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    (tmp_path / "ours.pem").write_text(pem, "ascii")
    file = tmp_path / "contracts.toml"
    file.write_text('[alipay]\napp_id = "2021"\nkey = "ours.pem"\n', "utf-8")
    assert contracts.read(file)["alipay"]["key"] == pem


def test_what_was_kept_comes_back_whole_and_goes_when_it_is_forgotten(tmp_path: Path) -> None:
    keeping.keep(tmp_path, "main", V2)
    keeping.keep(tmp_path, "other", V2 | {"mchid": "1900000002"})
    assert [it.channel.name for it in keeping.all_of(tmp_path)] == ["main", "other"]
    keeping.forget(tmp_path, "main")
    assert keeping.names(tmp_path) == ["other"]
    with pytest.raises(Refusal):
        keeping.forget(tmp_path, "main")
    assert [it.name for it in tmp_path.glob("*.secret")] == ["pay-other.secret"]


def test_a_secret_that_is_damaged_is_told_and_stops_nothing_else(tmp_path: Path) -> None:
    keeping.keep(tmp_path, "main", V2)
    (tmp_path / "pay-main.secret").write_text("{", "utf-8")
    with pytest.raises(Refusal, match="main"):
        keeping.all_of(tmp_path)
