"""Following a chain of facts, to see whether any is missing, altered, or in another's place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.storage.facts import Fact, Head


class Break(StrEnum):
    """What is wrong at a place of the chain."""

    MISSING = "missing"  # the numbers before this one
    UNLINKED = "unlinked"  # it does not follow the fact before it
    ALTERED = "altered"  # its hash does not fit what it says
    END = "end"  # the chain ends elsewhere than where it should
    RECORD_ALTERED = "record_altered"  # the books say something else than the fact
    RECORD_MISSING = "record_missing"  # the books have nothing of it
    RECORD_ALONE = "record_alone"  # the books have what no fact says


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A break, and where: the number in its epoch, the id of what it is about."""

    kind: Break
    epoch: str = ""
    sequence: int = 0
    subject: str = ""


def follow(chain: Iterable[Fact], faults: list[Fault]) -> Iterator[Fact]:
    """Hand facts on in the order of epochs and numbers, noting where the chain breaks."""
    before: Fact | None = None
    for fact in chain:
        if before is not None and before.epoch != fact.epoch:
            before = None
        number, prev_hash = (before.sequence + 1, before.hash) if before else (1, "")
        if fact.sequence != number:
            faults.append(_at(Break.MISSING, fact))
        elif fact.prev_hash != prev_hash:
            faults.append(_at(Break.UNLINKED, fact))
        if not fact.is_whole():
            faults.append(_at(Break.ALTERED, fact))
        before = fact
        yield fact


def must_end_at(head: Head, last: Fact | None, faults: list[Fault]) -> None:
    """Note it when the last fact of the present epoch is not the one that was made last."""
    found = (last.sequence, last.hash) if last is not None else (0, "")
    if found != (head.sequence, head.hash):
        faults.append(Fault(kind=Break.END, epoch=head.epoch, sequence=head.sequence))


def _at(kind: Break, fact: Fact) -> Fault:
    return Fault(kind=kind, epoch=fact.epoch, sequence=fact.sequence, subject=fact.id)
