"""The providers' half of every signature, on `cryptography` and nothing of our clients."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256


def signed(key: RSAPrivateKey, text: bytes) -> str:
    """Sign with RSA and SHA-256 (RFC 8017, section 8.2), in base64."""
    return base64.b64encode(key.sign(text, PKCS1v15(), SHA256())).decode()


def is_signed(key: RSAPublicKey, text: bytes, signature: str) -> bool:
    """Say whether a signature is the key's, of this text."""
    try:
        key.verify(base64.b64decode(signature, validate=True), text, PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def line(fields: Mapping[str, str], leave_out: Iterable[str], *, empty: bool = False) -> str:
    """Write `k=v&k=v`, sorted by name; fields that are empty only where `empty` says so."""
    skipped = set(leave_out)
    kept = sorted(it for it in fields if it not in skipped and (empty or fields[it] != ""))
    return "&".join(f"{it}={fields[it]}" for it in kept)


def digested(text: str) -> bytes:
    """Return the lower hex of SHA-256, which UnionPay signs in place of the text (ACP 5.1.0)."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest().encode()


def v2_digest(fields: Mapping[str, str], secret: str, how: str) -> str:
    """Sign fields as WeChat Pay v2 does, by `MD5` or `HMAC-SHA256`, in upper hex."""
    text = f"{line(fields, ('sign',))}&key={secret}".encode("utf-8", "replace")
    if how == "HMAC-SHA256":
        return hmac.digest(secret.encode(), text, "sha256").hex().upper()
    return hashlib.md5(text, usedforsecurity=False).hexdigest().upper()


def sealed(secret: bytes, nonce: str, associated: str, text: bytes) -> str:
    """Seal with AES-256 in GCM, the tag at the end, in base64."""
    box = AESGCM(secret).encrypt(nonce.encode(), text, associated.encode())
    return base64.b64encode(box).decode()
