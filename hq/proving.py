"""Proving from the ledger that nothing a till sent is missing or was altered."""

from dataclasses import dataclass

from app.base.ids import SaleId
from app.selling import sales
from app.selling.sale import Sale
from app.shop import Shop
from app.storage import facts
from app.storage.facts import Fact
from hq import ledger
from hq.tills import KnownTill


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How many facts of a till were followed, and what is wrong with them."""

    till: KnownTill
    facts: int
    faults: tuple[str, ...]


def prove(shop: Shop) -> list[Proof]:
    """Follow the chain of every till: numbers without gaps, hashes, links, and the books' rows."""
    with shop.database.reading() as connection:
        proofs = []
        for one in sales.sums(connection):
            chain = ledger.chain(connection, one.store, one.till)
            faults = [*_chain_faults(chain)]
            for fact in chain:
                kept = sales.find(connection, SaleId(fact.id))
                if kept != facts.decode(fact.body, Sale):
                    faults.append(f"the books differ from fact {fact.id}")
            proofs.append(
                Proof(till=KnownTill(one.store, one.till), facts=len(chain), faults=tuple(faults))
            )
    return proofs


def _chain_faults(chain: list[Fact]) -> list[str]:
    faults = []
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
    return faults
