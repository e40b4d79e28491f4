"""PINs and badges as they are kept: never themselves, only what proves them.

A PIN has few digits, so a stolen database alone must not be enough to try them all: it is keyed
with a secret of this device (the pepper) before Argon2id makes guessing slow.
"""

import hashlib
import hmac
import secrets as random
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import Refusal
from app.storage import secrets

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PEPPER = "pepper"
PEPPER_BYTES = 32
SHORTEST, LONGEST = 4, 12
SHORTEST_BADGE, LONGEST_BADGE = 6, 64
MARK = 8  # signs of the pepper's own fingerprint, kept with each hash


def pepper_of(folder: Path) -> bytes:
    """Return this device's pepper, made when it is first wanted; raises Trouble."""
    known, _ = secrets.read(folder, PEPPER)
    if known is None:
        known = random.token_hex(PEPPER_BYTES)
        secrets.keep(folder, PEPPER, known)
    return bytes.fromhex(known)


def hash_pin(pin: str, pepper: bytes) -> str:
    """Return what may be kept of a PIN; raises Refusal for one that is too easy."""
    _must_be_hard(pin)
    return f"{_mark(pepper)}{_hasher().hash(_keyed(pin, pepper))}"


def fits(kept: str, pin: str, pepper: bytes) -> bool:
    """Say whether this is the PIN; raises Refusal when it was set on another device."""
    from argon2.exceptions import VerificationError, VerifyMismatchError  # noqa: PLC0415

    mark, hashed = kept[:MARK], kept[MARK:]
    if kept and mark != _mark(pepper):
        raise Refusal("pins_of_another_device")
    try:
        return bool(kept) and _hasher().verify(hashed, _keyed(pin, pepper))
    except VerifyMismatchError:
        return False
    except VerificationError as error:
        raise Refusal("pins_of_another_device") from error


def waste_time(pin: str, pepper: bytes) -> None:
    """Take as long as checking a PIN would: nobody learns from the time who works here."""
    _hasher().hash(_keyed(pin, pepper))


def hash_new_badge(badge: str, pepper: bytes) -> str:
    """Return what may be kept of a badge; raises Refusal for one that could be guessed."""
    text = badge.strip()
    if not (SHORTEST_BADGE <= len(text) <= LONGEST_BADGE and text.isprintable()):
        raise Refusal("badge_is_odd", shortest=SHORTEST_BADGE, longest=LONGEST_BADGE)
    return hash_badge(text, pepper)


def hash_badge(badge: str, pepper: bytes) -> str:
    """Return by what a badge is looked up: it is long, so it needs no slow hash."""
    return hmac.new(pepper, f"badge:{badge.strip()}".encode(), hashlib.sha256).hexdigest()


def _keyed(pin: str, pepper: bytes) -> str:
    return hmac.new(pepper, f"pin:{pin}".encode(), hashlib.sha256).hexdigest()


def _mark(pepper: bytes) -> str:
    return hashlib.sha256(b"mark:" + pepper).hexdigest()[:MARK]


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415 - only where somebody signs in

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # RFC 9106, OWASP


def _must_be_hard(pin: str) -> None:
    is_number = pin.isascii() and pin.isdigit()
    if not is_number or not SHORTEST <= len(pin) <= LONGEST:
        raise Refusal("pin_is_odd", shortest=SHORTEST, longest=LONGEST)
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        raise Refusal("pin_too_easy")
