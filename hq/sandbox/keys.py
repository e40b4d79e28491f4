"""The test merchant of every provider, and the keys of both sides."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

PROVIDERS = ("wechat", "alipay", "unionpay", "quickpass", "ecny")
FORGER = "forger"  # signs what must not be believed
AUTHORITY = "authority"  # issues UnionPay's certificate
NAMES = (*PROVIDERS, *(f"merchant_{it}" for it in PROVIDERS), FORGER, AUTHORITY)
BITS = 2048


@dataclass(frozen=True, slots=True)
class Merchant:
    """What the providers call the test merchant. Its secrets are no secrets: no money."""

    appid: str = "wx5a6e64b1f0000001"
    mchid: str = "1900000001"
    mch_serial: str = "5A4E47475549000000000000000000000000A001"
    wechat_serial: str = "PUB_KEY_ID_0119000000012026010100000000000001"
    api_v3_key: str = "sandbox-sandbox-sandbox-sandbox-"
    api_v2_key: str = "sandbox0sandbox0sandbox0sandbox0"
    alipay_app_id: str = "2021000000000001"
    alipay_pid: str = "2088000000000001"
    union_merchant: str = "777290000000001"
    union_cert_id: str = "69000000001"
    quick_merchant: str = "777290000000002"
    quick_partner: str = "SANDBOXPARTNER01"
    ecny_merchant: str = "3089991000000001"
    ecny_clerk: str = "N000000001"
    ecny_terminal: str = "00000001"
    ecny_app_id: str = "sandbox-ecny"
    ecny_secret: str = "sandbox-ecny-secret"  # noqa: S105
    sms_token: str = "sandbox-sms"  # noqa: S105
    mini_secret: str = "sandbox-mini-program"  # noqa: S105


MERCHANT = Merchant()


class Keyring:
    """RSA keys by name, and the certificates that UnionPay and WeChat Pay show."""

    def __init__(self, keys: dict[str, RSAPrivateKey]) -> None:
        self._keys = keys
        self._public = {name: key.public_key() for name, key in keys.items()}
        self.authority = _certificate("CFCA TEST OCA1", self._public[AUTHORITY], keys[AUTHORITY])
        self.unionpay = _certificate(
            "041@中国银联股份有限公司@00000001", self._public["unionpay"], keys[AUTHORITY]
        )
        self.wechat = _certificate("Tenpay.com sign", self._public["wechat"], keys[AUTHORITY])

    def private(self, name: str) -> RSAPrivateKey:
        """Return the key that this one signs with."""
        return self._keys[name]

    def public(self, name: str) -> RSAPublicKey:
        """Return the key to check this one's signatures by."""
        return self._public[name]

    def signer(self, name: str, *, forged: bool) -> RSAPrivateKey:
        """Return the key of a provider, or a forger's."""
        return self._keys[FORGER if forged else name]

    def private_pem(self, name: str) -> str:
        """Return a private key as PKCS#8 PEM."""
        return _pem(self._keys[name])

    def public_pem(self, name: str) -> str:
        """Return a public key as PEM."""
        form = PublicFormat.SubjectPublicKeyInfo
        return self._public[name].public_bytes(Encoding.PEM, form).decode()

    def write(self, folder: Path) -> None:
        """Write what a merchant needs into a folder, as PEM."""
        folder.mkdir(parents=True, exist_ok=True)
        for provider in PROVIDERS:
            _secretly(
                folder / f"merchant_{provider}.key.pem", self.private_pem(f"merchant_{provider}")
            )
            (folder / f"{provider}.public.pem").write_text(self.public_pem(provider), "ascii")
        for name, certificate in (("authority", self.authority), ("unionpay", self.unionpay)):
            text = certificate.public_bytes(Encoding.PEM).decode()
            (folder / f"{name}.cert.pem").write_text(text, "ascii")


def generated() -> Keyring:
    """Make all keys anew; takes about a second."""
    with ThreadPoolExecutor() as pool:
        made = pool.map(lambda _: rsa.generate_private_key(65537, BITS), NAMES)
        return Keyring(dict(zip(NAMES, made, strict=True)))


def kept_in(folder: Path) -> Keyring:
    """Return the keys of a folder, made there the first time; raises ValueError for a bad one."""
    kept = folder / "theirs"
    if not all((kept / f"{name}.pem").exists() for name in NAMES):
        kept.mkdir(parents=True, exist_ok=True)
        ring = generated()
        for name in NAMES:
            _secretly(kept / f"{name}.pem", ring.private_pem(name))
    else:
        ring = Keyring({name: _read(kept / f"{name}.pem") for name in NAMES})
    ring.write(folder)
    return ring


def _read(path: Path) -> RSAPrivateKey:
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError(f"{path} holds no RSA key")
    return key


def _pem(key: RSAPrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _secretly(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)


def _certificate(name: str, key: RSAPublicKey, by: RSAPrivateKey) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    begin = datetime(2020, 1, 1, tzinfo=UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named("CFCA TEST OCA1"))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=36500))
        .sign(by, SHA256())
    )
