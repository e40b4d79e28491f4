"""Proving at the till that nobody altered or removed what is on record.

What somebody removes from the end together with the mark of where the chain ends shows only at
HQ, which has heard how far it went.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.staff import entries
from app.staff.auditing import KIND
from app.staff.entry import Entry
from app.storage import chain, facts, outbox
from app.storage.chain import Break, Fault
from app.storage.facts import Fact
from app.till import Till


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How many facts were followed, how many of them are acts of people, and what is wrong."""

    facts: int
    entries: int
    faults: tuple[Fault, ...]


def prove(till: Till) -> Proof:
    """Follow every fact kept here, and compare the audit log with those that speak of it."""
    faults: list[Fault] = []
    followed = 0
    said: set[str] = set()
    last: Fact | None = None
    with till.shop.database.reading() as connection:
        head = facts.head(connection)
        for fact in chain.follow(outbox.chain(connection), faults):
            followed += 1
            last = fact if fact.epoch == head.epoch else last
            if fact.kind == KIND:
                said.add(fact.id)
                _compare(connection, till, fact, faults)
        chain.must_end_at(head, last, faults)
        kept = entries.ids(connection, till.store, till.id)
    alone = [one for one in kept if one not in said]
    faults += [Fault(kind=Break.RECORD_ALONE, subject=one) for one in alone]
    return Proof(facts=followed, entries=len(said), faults=tuple(faults))


def _compare(connection: Connection, till: Till, fact: Fact, faults: list[Fault]) -> None:
    try:
        said = facts.decode(fact.body, Entry)
        kept = entries.find(connection, till.store, said.id)
    except ValueError:  # the fact, or an act in the log, was made unreadable
        said, kept = None, None
    if kept is None or kept != said:
        kind = Break.RECORD_MISSING if kept is None else Break.RECORD_ALTERED
        fault = Fault(kind=kind, epoch=fact.epoch, sequence=fact.sequence, subject=fact.id)
        faults.append(fault)
