"""Sending the outbox: in order, in batches, each settled as HQ answers."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.base.errors import Trouble
from app.storage import facts, outbox
from app.storage.facts import Fact
from app.till import Till
from sync.client import HqClient, TooLarge
from sync.wire import MOST_FACTS, Answer, Push, Reply

log = logging.getLogger(__name__)

BATCH_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class Pushed:
    """What one push settled, and the catalogue version that HQ spoke of."""

    settled: int
    refused: int
    catalogue: int


NOTHING = Pushed(0, 0, 0)


def push_once(till: Till, hq: HqClient) -> Pushed:
    """Send the oldest facts and mark each as HQ answered; raises Trouble when HQ is away.

    A batch that HQ finds too large is halved; a single fact that is too large is set aside with
    the reason, so that it holds up nothing.
    """
    with till.shop.database.reading() as connection:
        waiting = outbox.oldest(connection, MOST_FACTS)
    batch = _that_fits(waiting)
    while batch:
        try:
            return _settle(till, batch, hq.push(_envelope(till, batch)))
        except TooLarge as trouble:
            if len(batch) == 1:
                return _set_aside(till, batch[0], str(trouble))
            batch = batch[: len(batch) // 2]
    return NOTHING


def _that_fits(waiting: Sequence[Fact]) -> Sequence[Fact]:
    size = 0
    for count, fact in enumerate(waiting):
        size += len(bytes(fact.body))
        if size > BATCH_BYTES and count > 0:
            return waiting[:count]
    return waiting


def _envelope(till: Till, batch: Sequence[Fact]) -> Push:
    items = tuple(msgspec.Raw(facts.encode(fact)) for fact in batch)
    return Push(store=till.store, till=till.id, facts=items)


def _settle(till: Till, batch: Sequence[Fact], reply: Reply) -> Pushed:
    for gap in reply.gaps:
        log.error("HQ lacks the fact before number %s of epoch %s", gap.sequence, gap.epoch)
    answers = _ours(batch, reply.answers)
    if not answers:  # never ask the same question again and again
        raise Trouble("hq_answered_oddly", why="no answer about what was sent")
    kept = [answer.id for answer in answers if answer.is_kept]
    refused = [answer for answer in answers if not answer.is_kept]
    with till.shop.database.writing() as connection:
        outbox.acknowledge(connection, kept, till.shop.clock())
        for answer in refused:
            log.error("HQ set %s aside: %s", answer.id, answer.reason)
            outbox.refuse(connection, answer.id, answer.reason or str(answer.outcome))
    return Pushed(len(answers), len(refused), reply.catalogue)


def _ours(batch: Sequence[Fact], answers: Sequence[Answer]) -> list[Answer]:
    sent = {fact.id for fact in batch}
    return [answer for answer in answers if answer.id in sent]


def _set_aside(till: Till, fact: Fact, why: str) -> Pushed:
    with till.shop.database.writing() as connection:
        outbox.refuse(connection, fact.id, why)
    return Pushed(1, 1, 0)
