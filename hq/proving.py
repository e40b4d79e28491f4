"""Proving from the ledger that nothing a till sent is missing or was altered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.base.money import Money
from app.closing.closed import Z
from app.selling import sales
from app.selling.sale import Sale
from app.shop import Shop
from app.storage import chain, facts
from app.storage.chain import Break
from app.storage.facts import Fact
from hq import books, ledger, quarantine
from hq.books import Value
from hq.tills import KnownTill

BREAKS = {
    Break.MISSING: "facts before {number} are missing",
    Break.UNLINKED: "{number} does not follow the fact before it",
    Break.ALTERED: "{number} was altered",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How many facts of a till were followed, what they come to, and what is wrong with them.

    `quarantined` counts what it sent that is in no books and waits for a person.
    """

    till: KnownTill
    facts: int
    epochs: int
    sales: int
    total: Money
    quarantined: int
    faults: tuple[str, ...]


def prove(shop: Shop) -> list[Proof]:
    """Follow the chain of every till: numbers without gaps, hashes, links, books, totals."""
    with shop.database.reading() as connection:
        summed = {(one.store, one.till): one for one in sales.sums(connection)}
        tills = sorted({*ledger.tills(connection), *summed})
        proofs = [_prove(connection, KnownTill(*till)) for till in tills]
    return [_compared(proof, summed.get((proof.till.store, proof.till.till))) for proof in proofs]


def _prove(connection: Connection, till: KnownTill) -> Proof:
    faults: list[str] = []
    broken: list[chain.Fault] = []
    epochs: set[str] = set()
    total, sold, followed = Money(0), 0, 0
    again = ledger.again(connection, till.store, till.till)
    for fact in chain.follow(ledger.chain(connection, till.store, till.till), broken):
        followed += 1
        epochs.add(fact.epoch)
        value = _value(fact)
        if value is None or books.kept(connection, value) != value:
            faults.append(f"the books differ from fact {fact.id}")
        if isinstance(value, Z) and not books.is_proven(connection, value):
            faults.append(f"the books come to something else than Z {value.number}")
        if isinstance(value, Sale) and fact.hash not in again:
            sold += 1
            total += value.total
    return Proof(
        till=till,
        facts=followed,
        epochs=len(epochs),
        sales=sold,
        total=total,
        quarantined=quarantine.count_of(connection, till.store, till.till),
        faults=(*_said(broken), *faults),
    )


def _compared(proof: Proof, summed: sales.Sum | None) -> Proof:
    """Compare what the facts come to with what the books say of the till."""
    booked = (0, Money(0)) if summed is None else (summed.sales, summed.total)
    if booked == (proof.sales, proof.total):
        return proof
    fault = f"the books have {booked[0]} sales of {booked[1]}, the facts {proof.sales}"
    return replace(proof, faults=(*proof.faults, f"{fault} of {proof.total}"))


def _value(fact: Fact) -> Value | None:
    kind = books.KINDS.get(fact.kind)
    try:
        return None if kind is None else facts.decode(fact.body, kind)
    except ValueError:
        return None


def _said(broken: Iterable[chain.Fault]) -> Iterator[str]:
    for one in broken:
        yield f"{one.epoch}: {BREAKS[one.kind].format(number=one.sequence)}"
