"""Signatures and seals of payment providers, on `cryptography`, imported when first needed.

What is wrong with a signature is that it does not fit; so checking one never raises.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey


def private_key(text: str) -> "RSAPrivateKey":
    """Read an RSA key: PEM, or the bare base64 of PKCS#8 or PKCS#1; raises ValueError."""
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - 30 ms
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        load_der_private_key,
        load_pem_private_key,
    )

    try:
        if "-----BEGIN" in text:
            found = load_pem_private_key(text.strip().encode(), None)
        else:
            found = load_der_private_key(_base64("".join(text.split())), None)
    except TypeError as error:  # it wants a password
        raise ValueError(str(error)) from error
    if not isinstance(found, rsa.RSAPrivateKey):
        raise ValueError("not an RSA key")  # noqa: TRY004 - as for any other unfit key
    return found


def public_key(text: str) -> "RSAPublicKey":
    """Read an RSA key: PEM, a PEM certificate, or bare base64; raises ValueError."""
    from cryptography import x509  # noqa: PLC0415 - 30 ms
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        load_der_public_key,
        load_pem_public_key,
    )

    if "-----BEGIN CERTIFICATE" in text:
        found: object = x509.load_pem_x509_certificate(text.strip().encode()).public_key()
    elif "-----BEGIN" in text:
        found = load_pem_public_key(text.strip().encode())
    else:
        found = load_der_public_key(_base64("".join(text.split())))
    if not isinstance(found, rsa.RSAPublicKey):
        raise ValueError("not an RSA key")  # noqa: TRY004 - as for any other unfit key
    return found


def sign(key: "RSAPrivateKey", message: bytes) -> str:
    """Sign with RSA, PKCS#1 v1.5 and SHA-256 (RFC 8017, section 8.2); in base64."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415

    return base64.b64encode(key.sign(message, PKCS1v15(), SHA256())).decode()


def fits(key: "RSAPublicKey", message: bytes, signature: str) -> bool:
    """Say whether such a signature is this key's and of this message."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415

    try:
        key.verify(_base64(signature), message, PKCS1v15(), SHA256())
    except (ValueError, InvalidSignature):
        return False
    return True


def hashed_twice(message: bytes) -> bytes:
    """Return the SHA-256 in hex, which UnionPay then signs with RSA and SHA-256 once more.

    UnionPay ACP 5.1.0, "signMethod 01".
    """
    return hashlib.sha256(message).hexdigest().encode()


def md5(message: bytes) -> str:
    """Return the MD5 in lower hex, where a provider still wants one."""
    return hashlib.md5(message, usedforsecurity=False).hexdigest()


def hmac_sha256(key: str, message: bytes) -> str:
    """Return the HMAC-SHA256 in lower hex."""
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two digests without telling by the time it takes how much of them is equal."""
    return hmac.compare_digest(one.encode(), other.encode("utf-8", "replace"))


def open_sealed(key: bytes, nonce: str, associated: str, sealed: str) -> bytes:
    """Open AEAD_AES_256_GCM (RFC 5116), base64 with its tag at the end; raises ValueError."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    try:
        return AESGCM(key).decrypt(nonce.encode(), _base64(sealed), associated.encode())
    except InvalidTag as error:
        raise ValueError("sealed with another key, or altered") from error


def joined(fields: Mapping[str, str], *, without: tuple[str, ...], keep_empty: bool = False) -> str:
    """Write fields as providers sign them: sorted by name, `k=v`, with `&` between."""
    return "&".join(
        f"{name}={fields[name]}"
        for name in sorted(fields)
        if name not in without and (keep_empty or fields[name])
    )


def _base64(text: str) -> bytes:
    """Read base64 strictly; raises ValueError."""
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except UnicodeEncodeError as error:
        raise ValueError("not base64") from error
