"""What till and terminal say in their frames: fields of fixed width, as tables.

The fields and their widths are those of the acquirers' posinf interface (中国银联商务 MIS:
transaction type 2, amount 12 in fen, voucher 6, reference 12, card 20, text 40 in GBK, check 3);
our own order number rides in its extension field, which the terminal sends back.
"""

import re
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar, Self

from app.base.errors import Refusal

GBK = "gbk"
OURS = re.compile(r"[A-Za-z0-9_\-]{1,36}")  # a reference of ours
MOST_FEN = 10**10 - 1
SHOWN_FIRST, SHOWN_LAST = 6, 4  # of a card number


class Kind(StrEnum):
    """What the till wants."""

    SALE = "00"
    VOID = "01"
    LAST = "20"  # the last transaction once more; nothing is charged


class Code(StrEnum):
    """How the terminal answers; any other code declines."""

    APPROVED = "00"
    WORKING = "W0"  # the customer is still at it
    NOTHING = "N0"  # it has no last transaction


class _Fixed:
    """Reads and writes its fields in their order, each of its width."""

    widths: ClassVar[dict[str, int]]

    def encode(self) -> bytes:
        """Write all fields, filled up with spaces; numbers with zeros."""
        return b"".join(_filled(getattr(self, name), width) for name, width in self.widths.items())

    @classmethod
    def decode(cls, data: bytes) -> Self | None:
        """Read them; None where this is no such message."""
        if len(data) != sum(cls.widths.values()):
            return None
        values: dict[str, str] = {}
        at = 0
        for name, width in cls.widths.items():
            values[name] = data[at : at + width].decode(GBK, "replace").strip()
            at += width
        return cls._of(values)

    @classmethod
    def _of(cls, values: dict[str, str]) -> Self | None:
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(_Fixed):
    """What a till asks of a terminal."""

    widths: ClassVar[dict[str, int]] = {
        "kind": 2, "amount_fen": 12, "reference": 36, "original": 12, "check": 3
    }  # fmt: skip

    kind: Kind
    reference: str
    amount_fen: int = 0
    original: str = ""  # the terminal's number of what is voided
    check: str = "000"  # sent back as it is

    @classmethod
    def _of(cls, values: dict[str, str]) -> "Ask | None":
        if values["kind"] not in set(Kind) or not values["amount_fen"].isdecimal():
            return None
        return cls(
            kind=Kind(values["kind"]),
            reference=values["reference"],
            amount_fen=int(values["amount_fen"]),
            original=values["original"],
            check=values["check"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(_Fixed):
    """What a terminal answers: about the transaction with this reference of ours."""

    widths: ClassVar[dict[str, int]] = {
        "code": 2, "kind": 2, "bank": 4, "card": 20, "voucher": 6, "amount_fen": 12, "text": 40,
        "number": 12, "reference": 36, "check": 3,
    }  # fmt: skip

    code: str
    kind: Kind
    reference: str = ""
    amount_fen: int = 0
    number: str = ""  # the acquirer's reference number
    voucher: str = ""
    bank: str = ""
    card: str = ""  # masked
    text: str = ""
    check: str = "000"

    @classmethod
    def _of(cls, values: dict[str, str]) -> "Answer | None":
        if values["kind"] not in set(Kind) or not values["amount_fen"].isdecimal():
            return None
        return cls(
            code=values["code"],
            kind=Kind(values["kind"]),
            reference=values["reference"],
            amount_fen=int(values["amount_fen"]),
            number=values["number"],
            voucher=values["voucher"],
            bank=values["bank"],
            card=masked(values["card"]),
            text=values["text"],
            check=values["check"],
        )


def must_be_ours(reference: str, amount_fen: int = 0) -> None:
    """Raise Refusal unless a terminal can carry this reference and amount."""
    if not OURS.fullmatch(reference):
        raise Refusal("terminal_bad_reference", reference=reference[:40])
    if not 0 <= amount_fen <= MOST_FEN:
        raise Refusal("amount_too_large", text=f"{amount_fen / 100:.2f}", limit=MOST_FEN // 100)


def masked(card: str) -> str:
    """Keep the first six and the last four digits of a card number (PCI DSS, 3.4)."""
    if len(card) <= SHOWN_FIRST + SHOWN_LAST:
        return card
    hidden = len(card) - SHOWN_FIRST - SHOWN_LAST
    return card[:SHOWN_FIRST] + "*" * hidden + card[-SHOWN_LAST:]


def _filled(value: object, width: int) -> bytes:
    if isinstance(value, int):
        data = b"%0*d" % (width, value)
    else:
        data = str(value).encode(GBK, "replace")
        while len(data) > width:  # never half a sign
            value = str(value)[:-1]
            data = str(value).encode(GBK, "replace")
    assert len(data) <= width, (value, width)
    return data.ljust(width)


assert all(set(it.widths) == {each.name for each in fields(it)} for it in (Ask, Answer))
