"""What is answered to each request of a till, once it is known who asks."""

from collections.abc import Callable
from typing import TypeVar

from starlette.responses import Response

from app.storage import facts
from hq import claims, enrolment, feeds, ingest, replays
from hq.desk import Asked, Desk, Refused, checked, opened, signed_by
from hq.feeds import BadCursor, Gone
from hq.ingest import Frozen
from hq.tills import KnownTill
from sync import signing
from sync.wire import (
    FEEDS_HEADER,
    MOST_FACTS,
    Enrol,
    Hello,
    Problem,
    ReturnClaim,
    Rotate,
)

T = TypeVar("T")

LARGEST_PAGE = 2000
LONGEST_NAME = 64
LONGEST_KEY = 64
MOST_CLAIMED = 1000
TWO_MACHINES = "another machine sells as this till; enrol this one with a new code"

Answering = Callable[[Desk, Asked], Response]


def enrol(desk: Desk, asked: Asked) -> Response:
    """Admit a till that brings the right code, and signs with the key that it brings."""
    wanted = _read(asked, Enrol)
    names = (wanted.store, wanted.till, wanted.code, wanted.public_key)
    if not all(0 < len(it) <= LONGEST_NAME for it in names):
        raise Refused(400, "a name is missing or too long")
    try:
        public = signing.public_key_of(wanted.public_key)
    except ValueError as error:
        raise Refused(400, "this is no ed25519 key") from error
    name = signing.id_of(public.public_bytes_raw())
    proof = checked(desk, asked, lambda key_id: public if key_id == name else None)
    done = enrolment.enrol(desk.shop, wanted, proof)
    if done is None:
        raise Refused(403, "this code is wrong, used or too old", Problem.BAD_CODE)
    return in_json(done)


def hello(desk: Desk, asked: Asked) -> Response:
    """Shake hands."""
    key, proof = signed_by(desk, asked)
    wanted = _read(asked, Hello)
    _must_be(key.owner, KnownTill(wanted.store, wanted.till))
    welcome = enrolment.hello(desk.shop, desk.board, key, wanted, proof)
    if welcome is None:
        raise Refused(403, TWO_MACHINES, Problem.TWO_MACHINES)
    return in_json(welcome)


def rotate(desk: Desk, asked: Asked) -> Response:
    """Take a new key in the place of the old."""
    key, proof = signed_by(desk, asked)
    try:
        return in_json(enrolment.rotate(desk.shop, key, _read(asked, Rotate), proof))
    except ValueError as error:
        raise Refused(400, str(error)) from error


def push(desk: Desk, asked: Asked) -> Response:
    """Take facts in."""
    key, proof = signed_by(desk, asked)
    try:
        sent = ingest.read_push(opened(asked))
    except ValueError as error:
        raise Refused(400, str(error)) from error
    _must_be(key.owner, KnownTill(sent.store, sent.till))
    if len(sent.facts) > MOST_FACTS:
        raise Refused(413, f"at most {MOST_FACTS} facts")
    try:
        versions = desk.board.refresh().versions_of(key.owner)
        reply = ingest.take(desk.shop, key.owner, sent, proof, versions)
    except Frozen as error:
        raise Refused(403, TWO_MACHINES, Problem.TWO_MACHINES) from error
    for answer in reply.answers:
        desk.metrics.facts.labels(str(answer.outcome)).inc()
    desk.metrics.gaps.inc(len(reply.gaps))
    return in_json(reply)


def feed(desk: Desk, asked: Asked, name: str) -> Response:
    """Return a stretch of a feed, of what this till may see; nothing (204) at its end."""
    till = reader(desk, asked)
    notice = desk.board.refresh()
    cursor, scopes = asked.query.get("cursor", ""), notice.scopes_of(till, name)
    newest = {FEEDS_HEADER: notice.words_of(till)}
    if notice.is_at_end(name, scopes, cursor):
        desk.board.note(till, name, notice.versions_of(till).get(name, 0), cursor)
        return Response(status_code=204, headers=newest)
    try:
        limit = min(max(int(asked.query.get("limit", "500")), 1), LARGEST_PAGE)
        with desk.shop.database.reading() as connection:
            page = feeds.page(connection, name[:LONGEST_NAME], scopes, cursor, limit)
    except Gone as error:
        raise Refused(410, "read this feed from its start", Problem.GONE) from error
    except (BadCursor, ValueError) as error:
        raise Refused(400, "this cursor or limit is not ours") from error
    answer = in_json(page)
    answer.headers.update(newest)
    return answer


def sale(desk: Desk, asked: Asked) -> Response:
    """Find a sale of the till's store."""
    key, proof = signed_by(desk, asked)
    wanted = asked.query.get("wanted", "")[:LONGEST_NAME]
    if not wanted.isprintable():
        raise Refused(400, "no sale is called so")
    with desk.shop.database.writing() as connection:
        replays.use(connection, proof.key, proof.nonce, desk.shop.clock())
    with desk.shop.database.reading() as connection:
        return in_json(claims.find(connection, key.owner.store, wanted, desk.shop.clock()))


def claim(desk: Desk, asked: Asked) -> Response:
    """Grant that goods are taken back, or say how many may be."""
    key, proof = signed_by(desk, asked)
    wanted = _read(asked, ReturnClaim)
    if len(wanted.lines) > MOST_CLAIMED:
        raise Refused(413, f"at most {MOST_CLAIMED} lines")
    with desk.shop.database.writing() as connection:
        replays.use(connection, proof.key, proof.nonce, desk.shop.clock())
        return in_json(claims.take(connection, key.owner, wanted, desk.shop.clock()))


def in_json(value: object) -> Response:
    """Write a value as the answer."""
    return Response(facts.encode(value), media_type="application/json")


def bearer(desk: Desk, token: str) -> KnownTill | None:
    """Say from memory whose token this is; None when it opens nothing (any more)."""
    known = desk.board.tokens.read(token, desk.shop.clock().timestamp())
    if known is None or known.key in desk.board.notice.revoked:
        return None
    return known.till


def reader(desk: Desk, asked: Asked) -> KnownTill:
    """Say whose poll this is, by its token or its signature; raises Refused."""
    if asked.is_signed:
        key, proof = signed_by(desk, asked)
        with desk.shop.database.writing() as connection:
            replays.use(connection, proof.key, proof.nonce, desk.shop.clock())
        return key.owner
    desk.board.refresh()
    till = bearer(desk, asked.token)
    if till is None:
        raise Refused(401, "say hello first", Problem.OLD_TOKEN)
    return till


def _read(asked: Asked, kind: type[T]) -> T:
    try:
        return facts.decode(opened(asked), kind)
    except ValueError as error:
        raise Refused(400, str(error)) from error


def _must_be(owner: KnownTill, said: KnownTill) -> None:
    if said != owner:
        raise Refused(403, "a till speaks only for itself")
