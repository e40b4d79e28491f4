"""A shop's contracts with its channels, as a technician writes them down: names, numbers, keys.

A document has one table for each channel: its `kind` (else the table's name), what the provider
calls the merchant, keys as PEM or as the path of a PEM file, and what is agreed: `fee_bps`,
`wallets`, and for Alipay `huabei` with a fee for each number of months.
"""

import functools
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.base.errors import Refusal
from app.payments.channels.channel import Channel
from app.payments.channels.huabei import Contract
from app.payments.routing import Terms
from app.payments.wallets import Wallet

Values = Mapping[str, Any]
NOWHERE = "https://zhanggui.invalid/"  # of RFC 2606: who cannot be reached is not told, but asks
SECRETS = frozenset({"key", "api_v3_key", "api_v2_key", "app_secret"})
PEMS = frozenset({"key", "theirs", "authority", "certificate"})
ELSEWHERE = frozenset({"links", "codes"})  # tables of a sandbox's document that are no channels


@dataclass(frozen=True, slots=True, kw_only=True)
class Contracted:
    """A channel with its keys, and what is agreed about it."""

    channel: Channel
    terms: Terms
    huabei: Contract | None = None
    certificate: str = field(default="", repr=False)  # with its key, PEM: shown in the handshake


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a channel is made, what that takes, and whose wallets it carries."""

    make: Callable[[str, Values], Channel]
    needs: tuple[str, ...]
    wallets: tuple[Wallet, ...]


def made(name: str, values: Values) -> Contracted:
    """Put a channel together; raises Refusal that names what is missing or wrong."""
    kind = _kind(name, values)
    missing = [it for it in kind.needs if not values.get(it)]
    if missing:
        raise Refusal("channel_lacks", channel=name, names=", ".join(missing))
    try:
        channel = kind.make(name, values)
        wallets = frozenset(map(Wallet, values.get("wallets", kind.wallets)))
        terms = Terms(
            channel=name,
            instruments=wallets,
            modes=frozenset(map(str, channel.modes)),
            fee_bps=int(values.get("fee_bps", 0)),
        )
        return Contracted(
            channel=channel,
            terms=terms,
            huabei=_huabei(values),
            certificate=_certificate(values),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal("channel_wrong", channel=name, why=error) from error


def read(path: Path) -> dict[str, dict[str, Any]]:
    """Read a document, TOML or JSON, with what its key files hold; raises Refusal."""
    import msgspec  # noqa: PLC0415 - only set-up and HQ read documents

    try:
        text = path.read_text("utf-8")
        is_json = text.lstrip().startswith("{")
        document = msgspec.json.decode(text.encode()) if is_json else tomllib.loads(text)
        tables = {it: dict(v) for it, v in document.items() if isinstance(v, dict)}
        for name in ELSEWHERE:
            tables.pop(name, None)
        for name, values in tables.items():
            _kind(name, values)
            tables[name] = {it: _held(path.parent, it, value) for it, value in values.items()}
    except (OSError, ValueError) as error:
        raise Refusal("bad_settings", file=path, why=error) from error
    return tables


def parted(values: Values) -> tuple[dict[str, Any], dict[str, str]]:
    """Part what anybody may read of a contract from its secrets."""
    secrets = {it: str(value) for it, value in values.items() if it in SECRETS}
    return {it: value for it, value in values.items() if it not in SECRETS}, secrets


def _kind(name: str, values: Values) -> _Kind:
    kind = str(values.get("kind", name))
    if kind not in KINDS:
        raise Refusal("channel_kind_unknown", kind=kind, known=", ".join(KINDS))
    return KINDS[kind]


def _held(folder: Path, name: str, value: object) -> object:
    """Return what a PEM file holds, where a key is named by its path."""
    is_path = name in PEMS and isinstance(value, str) and "-----BEGIN" not in value
    return (folder / str(value)).read_text("ascii") if is_path else value


def _huabei(values: Values) -> Contract | None:
    fees = values.get("huabei") or {}
    if not fees:
        return None
    bears = bool(values.get("huabei_merchant_bears", False))
    return Contract(fee_bps={int(it): int(fee) for it, fee in fees.items()}, merchant_bears=bears)


def _certificate(values: Values) -> str:
    shown = values.get("certificate", "")
    return f"{shown}\n{values['key']}" if shown else ""


def _taken(values: Values, *names: str) -> dict[str, Any]:
    return {it: values[it] for it in (*names, "base_url", "notify_url") if values.get(it)}


def _wechat(name: str, values: Values) -> Channel:
    from app.payments import signing  # noqa: PLC0415 - cryptography takes a while
    from app.payments.channels.wechat_v3 import WechatV3  # noqa: PLC0415

    return WechatV3(
        name=name,
        key=signing.private_key(values["key"]),
        theirs={values["their_serial"]: signing.public_key(values["theirs"])},
        seal=values["api_v3_key"].encode(),
        **({"notify_url": NOWHERE} | _taken(values, "appid", "mchid", "serial")),
    )


def _wechat_v2(name: str, values: Values) -> Channel:
    from app.payments.channels.wechat_v2 import WechatV2  # noqa: PLC0415

    more = _taken(values, "appid", "mchid", "sign_type")
    more.pop("notify_url", None)
    return WechatV2(name=name, key=values["api_v2_key"], **more)


def _alipay(name: str, values: Values) -> Channel:
    from app.payments import signing  # noqa: PLC0415
    from app.payments.channels.alipay import Alipay  # noqa: PLC0415

    return Alipay(
        name=name,
        key=signing.private_key(values["key"]),
        theirs=signing.public_key(values["theirs"]),
        **_taken(values, "app_id", "seller"),
    )


def _unionpay(name: str, values: Values) -> Channel:
    from cryptography import x509  # noqa: PLC0415

    from app.payments import signing  # noqa: PLC0415
    from app.payments.channels.unionpay import UnionPay  # noqa: PLC0415

    return UnionPay(
        name=name,
        key=signing.private_key(values["key"]),
        authorities=tuple(x509.load_pem_x509_certificates(values["authority"].encode())),
        **_taken(values, "merchant", "certificate_id"),
    )


def _quickpass(name: str, values: Values) -> Channel:
    from app.payments import signing  # noqa: PLC0415
    from app.payments.channels.quickpass import QuickPass  # noqa: PLC0415

    more = _taken(values, "merchant", "partner")
    more.pop("notify_url", None)
    return QuickPass(
        name=name,
        key=signing.private_key(values["key"]),
        theirs=signing.public_key(values["theirs"]),
        **more,
    )


def _ecny(name: str, values: Values) -> Channel:
    from app.payments import signing  # noqa: PLC0415
    from app.payments.channels.ecny import Ecny  # noqa: PLC0415

    return Ecny(
        name=name,
        sign=functools.partial(signing.sign, signing.private_key(values["key"])),
        fits=functools.partial(signing.fits, signing.public_key(values["theirs"])),
        **_taken(values, "merchant", "clerk", "terminal", "app_id", "app_secret"),
    )


KINDS = {
    "wechat": _Kind(
        _wechat,
        ("appid", "mchid", "serial", "key", "theirs", "their_serial", "api_v3_key"),
        (Wallet.WECHAT,),
    ),
    "wechat_v2": _Kind(_wechat_v2, ("appid", "mchid", "api_v2_key"), (Wallet.WECHAT,)),
    "alipay": _Kind(_alipay, ("app_id", "key", "theirs"), (Wallet.ALIPAY,)),
    "unionpay": _Kind(
        _unionpay, ("merchant", "certificate_id", "key", "authority"), (Wallet.UNIONPAY,)
    ),
    "quickpass": _Kind(
        _quickpass,
        ("merchant", "partner", "key", "theirs"),
        (Wallet.WECHAT, Wallet.ALIPAY, Wallet.UNIONPAY),
    ),
    "ecny": _Kind(
        _ecny,
        ("merchant", "clerk", "terminal", "app_id", "app_secret", "key", "theirs"),
        (Wallet.ECNY,),
    ),
}
