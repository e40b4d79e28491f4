"""Sending the outbox: in order, in batches, each settled as HQ answers."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from app.base.errors import Trouble
from app.storage import facts, outbox
from app.storage.facts import Fact
from app.till import Till
from sync.client import Busy, HqClient, TooLarge
from sync.wire import Answer, Push, Reply

log = logging.getLogger(__name__)

BATCH_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class Pushed:
    """What one push settled, and the versions of the feeds that HQ spoke of.

    `lacks`: HQ misses what it had acknowledged, so that hands must be shaken again.
    """

    settled: int
    refused: int
    feeds: Mapping[str, int] = field(default_factory=dict)
    lacks: bool = False


NOTHING = Pushed(0, 0)


def push_once(till: Till, hq: HqClient) -> Pushed:
    """Send the oldest facts and mark each as HQ answered; raises Trouble when HQ is away.

    A batch that HQ finds too large, or that the line does not bear, is halved; later ones grow
    again. A single fact that is too large is set aside with the reason, so that it holds up
    nothing.
    """
    batch = _next(till, hq.batch)
    while batch:
        try:
            reply = hq.push(_envelope(till, batch))
        except TooLarge as trouble:
            if len(batch) == 1:
                return _set_aside(till, batch[0], str(trouble))
            batch = batch[: len(batch) // 2]
            hq.batch = len(batch)
        except Busy:
            raise
        except Trouble:
            hq.batch = max(1, len(batch) // 2)
            raise
        else:
            hq.batch = min(hq.batch * 2, hq.limits.facts)
            return _settle(till, hq, batch, reply)
    return NOTHING


def _next(till: Till, most: int) -> Sequence[Fact]:
    """Return the oldest facts that wait, where the fact before the first has left numbered anew.

    Under its old number such a one would follow nothing that HQ may ever have.
    """
    while True:
        with till.shop.database.reading() as connection:
            batch = _that_fits(outbox.oldest(connection, most))
            if not batch:
                return batch
            before = outbox.hash_at(connection, batch[0].epoch, batch[0].sequence - 1)
        if (before or "") == batch[0].prev_hash:
            return batch
        _number_anew(till, batch)


def _that_fits(waiting: Sequence[Fact]) -> Sequence[Fact]:
    """Take the first facts that follow one another and are not too many bytes together."""
    size = 0
    for count, fact in enumerate(waiting):
        size += len(bytes(fact.body))
        if count > 0 and (size > BATCH_BYTES or fact.prev_hash != waiting[count - 1].hash):
            return waiting[:count]
    return waiting


def _envelope(till: Till, batch: Sequence[Fact]) -> Push:
    items = tuple(msgspec.Raw(facts.encode(fact)) for fact in batch)
    first = batch[0]
    with till.shop.database.reading() as connection:
        epoch = facts.head(connection).epoch
        is_unbroken = outbox.has_acknowledged(connection, first.epoch, first.sequence - 1)
    return Push(store=till.store, till=till.id, facts=items, epoch=epoch, is_unbroken=is_unbroken)


def _settle(till: Till, hq: HqClient, batch: Sequence[Fact], reply: Reply) -> Pushed:
    for gap in reply.gaps:
        log.error("HQ lacks the fact before number %s of epoch %s", gap.sequence, gap.epoch)
        hq.forget_welcome()  # it may have lost some: compare again
    answers = _ours(batch, reply.answers)
    if not answers and not reply.gaps:  # never ask the same question again and again
        raise Trouble("hq_answered_oddly", why="no answer about what was sent")
    kept = [answer.id for answer in answers if answer.is_kept]
    taken = {answer.id for answer in answers if not answer.is_kept and answer.is_number_taken}
    refused = [it for it in answers if not it.is_kept and not it.is_number_taken]
    with till.shop.database.writing() as connection:
        outbox.acknowledge(connection, kept, till.shop.clock())
        for answer in refused:
            log.error("HQ set %s aside: %s", answer.id, answer.reason)
            outbox.refuse(connection, answer.id, answer.reason or str(answer.outcome))
    if taken:
        _number_anew(till, [fact for fact in batch if fact.id in taken])
    return Pushed(len(answers), len(refused), reply.feeds, lacks=bool(reply.gaps))


def _number_anew(till: Till, leaving: Sequence[Fact]) -> None:
    """Send facts under new numbers whose own HQ has given to others: this disk is a copy.

    What follows them in their epoch leaves it, too, when its turn comes.
    """
    now = till.shop.clock()
    with till.shop.database.writing() as connection:
        if facts.head(connection).epoch == leaving[0].epoch:
            facts.begin_epoch(connection, now)
        for fact in leaving:
            log.error("HQ has another fact in the place of %s: it is sent anew", fact.id)
            outbox.number_anew(connection, fact.id, now)


def _ours(batch: Sequence[Fact], answers: Sequence[Answer]) -> list[Answer]:
    sent = {fact.id for fact in batch}
    return [answer for answer in answers if answer.id in sent]


def _set_aside(till: Till, fact: Fact, why: str) -> Pushed:
    with till.shop.database.writing() as connection:
        outbox.refuse(connection, fact.id, why)
    return Pushed(1, 1)
