"""Passwords of people at head office: which are good enough, and what is kept of them.

Rules after NIST SP 800-63B-4, section 3.1.1.2: length counts, not kinds of signs; what everybody
chooses is refused; nobody is made to change one. Argon2id with the parameters of RFC 9106, section
4, second choice, scaled to what OWASP's cheat sheet asks at least.
"""

import threading
import unicodedata
from functools import cache
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.base.errors import Refusal

SHORTEST, LONGEST = 12, 128
FEWEST_SIGNS = 5  # different ones
LEAST_OWN = 8  # signs beside what is common and the name
AT_ONCE = threading.BoundedSemaphore(4)  # each takes 19 MiB for a while
COMMON = (
    "password", "qwerty", "zhanggui", "12345678", "87654321", "iloveyou", "letmein", "welcome",
    "woaini", "administrator", "asdfghjkl", "1q2w3e4r", "abcdefgh", "5201314", "changeme",
)  # fmt: skip


def keep(password: str, name: str) -> str:
    """Return what may be kept of a new password; raises Refusal for one that is too easy."""
    _must_be_hard(plain(password), name)
    with AT_ONCE:
        return _hasher().hash(plain(password))


def fits(kept: str | None, password: str) -> bool:
    """Say whether this is the password; takes as long where there is none to compare with."""
    with AT_ONCE:
        try:
            is_right = _hasher().verify(kept or _nobodys(), plain(password)[: LONGEST * 2])
        except (VerificationError, InvalidHashError):
            return False
    return is_right and kept is not None


def warm() -> None:
    """Have all at hand that the first sign-in needs, so that it takes no longer than others."""
    _nobodys()


def plain(password: str) -> str:
    """Bring a password into one form, however the keyboard composes its signs."""
    return unicodedata.normalize("NFKC", password)


def _must_be_hard(password: str, name: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST or not password.isprintable():
        raise Refusal("password_length", shortest=SHORTEST, longest=LONGEST)
    folded = password.casefold()
    rest = folded
    for easy in (*COMMON, name.casefold()):
        rest = rest.replace(easy, "") if easy else rest
    is_thin = len(rest) < LEAST_OWN or len(set(folded)) < FEWEST_SIGNS
    if is_thin or _is_run(folded):
        raise Refusal("password_too_easy")


def _is_run(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")
