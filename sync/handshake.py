"""Shaking hands with HQ before anything is sent: who we are, and where each of us stands."""

import logging
from collections.abc import Sequence

from app.base.errors import Refusal
from app.storage import facts, outbox
from app.storage.outbox import Acknowledged
from app.till import Till
from sync.client import HqClient, NotKnown
from sync.identity import Identity
from sync.signing import Signature
from sync.wire import Enrol, EpochHead, Hello, Rotate, Welcome

log = logging.getLogger(__name__)


def greet(till: Till, hq: HqClient) -> None:
    """Become known where HQ does not know us yet, compare where we stand, and get a token.

    What HQ does not prove to have waits to be sent again. Where HQ is ahead of us, this disk was
    put back or copied: we go on in a new epoch. Raises Trouble when HQ is away, Refusal when it
    will not have us.
    """
    if hq.is_welcome:
        return
    if hq.identity is not None:
        _enrol(till, hq, hq.identity)
    welcome = _hello(till, hq)
    if welcome.must_begin_epoch or _differs(till, welcome):
        log.error("HQ has other facts of our present epoch: this disk was put back or copied")
        begin_epoch(till)
        welcome = hq.hello(_where_we_stand(till))
    _send_unproven_again(till, welcome)
    if welcome.must_rotate and hq.identity is not None:
        _rotate(hq, hq.identity)


def begin_epoch(till: Till) -> None:
    """Go on in a new chain of facts."""
    with till.shop.database.writing() as connection:
        facts.begin_epoch(connection, till.shop.clock())


def _enrol(till: Till, hq: HqClient, identity: Identity) -> None:
    code = identity.code
    if code is None:
        if identity.key is None:
            raise Refusal("needs_credential")
        return
    key = identity.next_key()
    hq.sign_with(Signature(key))
    done = hq.enrol(Enrol(store=till.store, till=till.id, code=code, public_key=key.public))
    if done.is_again:
        begin_epoch(till)
    identity.take_next()


def _hello(till: Till, hq: HqClient) -> Welcome:
    try:
        return hq.hello(_where_we_stand(till))
    except NotKnown:
        if hq.identity is None or not hq.identity.has_next:
            raise
    # The answer to a change of keys was lost: HQ may know the next one only.
    hq.sign_with(Signature(hq.identity.next_key()))
    welcome = hq.hello(_where_we_stand(till))
    hq.identity.take_next()
    return welcome


def _rotate(hq: HqClient, identity: Identity) -> None:
    old = identity.key
    if old is None:
        return
    new = identity.next_key()
    hq.rotate(Rotate(public_key=new.public, proof=new.prove(old.id)))
    hq.sign_with(Signature(identity.take_next()))


def _where_we_stand(till: Till) -> Hello:
    with till.shop.database.reading() as connection:
        head = facts.head(connection)
        known = outbox.acknowledged(connection)
    return Hello(
        store=till.store,
        till=till.id,
        epoch=head.epoch,
        sequence=head.sequence,
        hash=head.hash,
        heads=tuple(
            EpochHead(
                epoch=it.epoch, first=it.first, sequence=it.sequence, hash=it.hash, kept=it.count
            )
            for it in known
        ),
    )


def _differs(till: Till, welcome: Welcome) -> bool:
    """Say whether HQ's last fact of our present epoch is another one than ours."""
    with till.shop.database.reading() as connection:
        epoch = facts.head(connection).epoch
        for head in welcome.heads:
            ours = outbox.hash_at(connection, head.epoch, head.sequence)
            if head.epoch == epoch and ours not in {None, head.hash}:
                return True
    return False


def _send_unproven_again(till: Till, welcome: Welcome) -> None:
    """Let wait what HQ acknowledged and does not prove to have any more, by the very hashes.

    It may have been restored from a backup, and a copy of this disk may have taken the numbers.
    """
    with till.shop.database.reading() as connection:
        said = [it for it in welcome.heads if it.kept == it.sequence - max(it.first, 1) + 1]
        ours = [it for it in said if outbox.hash_at(connection, it.epoch, it.sequence) == it.hash]
        known = [(it, _proven(it, ours)) for it in outbox.acknowledged(connection)]
    doubtful = [(it, until) for it, until in known if until < it.sequence]
    if not doubtful:
        return
    with till.shop.database.writing() as connection:
        for it, until in doubtful:
            lost = outbox.send_again(connection, it.epoch, after=until, until=it.sequence)
            log.warning("HQ lost facts that it had: %s of %s are sent again", lost, it.epoch)


def _proven(stretch: Acknowledged, heads: Sequence[EpochHead]) -> int:
    """Return the number up to which HQ has it by heads without a gap that end in a fact of ours.

    The number before its first when nothing is proven.
    """
    ends = [
        it.sequence
        for it in heads
        if it.epoch == stretch.epoch and it.first <= stretch.first <= it.sequence
    ]
    return max((it for it in ends if it <= stretch.sequence), default=stretch.first - 1)
