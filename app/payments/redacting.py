"""What of a conversation with a provider may be kept: no payment code, no card number."""

import re
from collections.abc import Iterable

from app.payments.exchange import Answer, NoAnswer, Request
from app.payments.wallets import Code

LONGEST = 2_000  # characters of a body that are worth keeping
_CARD = re.compile(r"(?<![0-9])[0-9]{13,19}(?![0-9])")
_NAMES = (  # of codes, keys and signatures, as providers call them
    "auth_?code|qr_?no|acc_?no|sign|signature|sign_?pub_?key_?cert|secret|token|encrypt_?key"
)
_SECRET = re.compile(
    rf"""((?<![A-Za-z_])(?:{_NAMES})"""
    r"""(?:\\?["']\s*:\s*\\?["']|=|>(?:<!\[CDATA\[)?|%22%3A(?:%20|\+)?%22))(?:[^"'&<\]\\%]|%(?!22))+""",
    re.IGNORECASE,
)


def asked(request: Request, secrets: Iterable[Code] = ()) -> str:
    """Say what was asked: method, address and body."""
    body = scrubbed(request.body.decode("utf-8", "replace"), secrets)
    return f"{request.method} {scrubbed(request.url, secrets)}\n{body}".strip()


def answered(answer: Answer, secrets: Iterable[Code] = ()) -> str:
    """Say what was answered: status and body."""
    if isinstance(answer, NoAnswer):
        return f"no answer ({'sent' if answer.has_left else 'never left'}): {answer.why}"
    return f"{answer.status}\n{scrubbed(answer.body.decode('utf-8', 'replace'), secrets)}".strip()


def scrubbed(text: str, secrets: Iterable[Code] = ()) -> str:
    """Strike out these codes, what is named like a secret, and every card number."""
    for code in secrets:
        if code.text:
            text = text.replace(code.text, str(code))
    text = _SECRET.sub(r"\1***", text)
    text = _CARD.sub(lambda found: _card_masked(found.group()), text)
    return text.replace("\0", "")[:LONGEST]


def is_card_number(digits: str) -> bool:
    """Tell a card number by its length and its check digit (ISO/IEC 7812-1, annex B)."""
    if not (digits.isascii() and digits.isdigit() and 13 <= len(digits) <= 19):  # noqa: PLR2004
        return False
    doubled = [int(it) * (1 + at % 2) for at, it in enumerate(reversed(digits))]
    return sum(it - 9 if it > 9 else it for it in doubled) % 10 == 0  # noqa: PLR2004


def _card_masked(digits: str) -> str:
    return f"{digits[:6]}***{digits[-4:]}" if is_card_number(digits) else digits
