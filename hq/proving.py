"""Proving from the ledger that nothing a till sent is missing or was altered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.base.ids import SaleId
from app.base.money import Money
from app.selling import sales
from app.selling.sale import Sale
from app.shop import Shop
from app.staff import entries
from app.staff.entry import Entry
from app.storage import facts
from app.storage.facts import Fact
from hq import ingest, ledger, quarantine
from hq.tills import KnownTill


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
    epochs: set[str] = set()
    total, sold, followed = Money(0), 0, 0
    for fact in _linked(ledger.chain(connection, till.store, till.till), faults):
        followed += 1
        epochs.add(fact.epoch)
        value = _value(fact)
        if value is None or not _is_in_books(connection, value):
            faults.append(f"the books differ from fact {fact.id}")
        if isinstance(value, Sale):
            sold += 1
            total += value.total
    return Proof(
        till=till,
        facts=followed,
        epochs=len(epochs),
        sales=sold,
        total=total,
        quarantined=quarantine.count_of(connection, till.store, till.till),
        faults=tuple(faults),
    )


def _compared(proof: Proof, summed: sales.Sum | None) -> Proof:
    """Compare what the facts come to with what the books say of the till."""
    booked = (0, Money(0)) if summed is None else (summed.sales, summed.total)
    if booked == (proof.sales, proof.total):
        return proof
    fault = f"the books have {booked[0]} sales of {booked[1]}, the facts {proof.sales}"
    return replace(proof, faults=(*proof.faults, f"{fault} of {proof.total}"))


def _value(fact: Fact) -> Sale | Entry | None:
    kind = ingest.KINDS.get(fact.kind)
    try:
        return None if kind is None else facts.decode(fact.body, kind)
    except ValueError:
        return None


def _is_in_books(connection: Connection, value: Sale | Entry) -> bool:
    if isinstance(value, Sale):
        return sales.find(connection, value.store, SaleId(value.id)) == value
    return entries.find(connection, value.store, value.id) == value


def _linked(chain: Iterator[Fact], faults: list[str]) -> Iterator[Fact]:
    """Hand the chain on, noting where it breaks."""
    before: Fact | None = None
    for fact in chain:
        is_next = before is not None and before.epoch == fact.epoch
        number, prev_hash = (before.sequence + 1, before.hash) if is_next and before else (1, "")
        if fact.sequence != number:
            faults.append(f"{fact.epoch}: {number} to {fact.sequence - 1} are missing")
        elif fact.prev_hash != prev_hash:
            faults.append(f"{fact.epoch}: {fact.sequence} does not follow the fact before it")
        if not fact.is_whole():
            faults.append(f"{fact.epoch}: {fact.sequence} was altered")
        before = fact
        yield fact
