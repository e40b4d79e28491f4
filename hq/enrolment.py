"""How a till becomes known, changes its key, and says hello."""

import base64
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidSignature

from app.shop import Shop
from hq import codes, epochs, replays, tills
from hq.board import Board
from hq.epochs import Greeting
from hq.signatures import Proof
from hq.tills import KnownKey, KnownTill
from hq.tokens import VALID_S
from sync import packing, signing
from sync.wire import Enrol, Enrolled, Hello, Limits, Rotate, Welcome

KEY_GOOD_FOR = timedelta(days=365)


def enrol(shop: Shop, asked: Enrol, proof: Proof) -> Enrolled | None:
    """Admit a till by its code; None when the code is not good (any more).

    Raises SeenBefore.
    """
    owner = KnownTill(asked.store, asked.till)
    now = shop.clock()
    with shop.database.writing() as connection:
        replays.use(connection, proof.key, proof.nonce, now)
        admitted = codes.redeem(connection, owner, asked.code, proof.key, asked.public_key, now)
        if admitted is None:
            return None
        epochs.thaw(connection, owner)
    return Enrolled(key=admitted.key, is_again=admitted.is_again)


def hello(shop: Shop, board: Board, key: KnownKey, asked: Hello, proof: Proof) -> Welcome | None:
    """Answer a hello; None when two machines sell as this till. Raises SeenBefore."""
    now = shop.clock()
    with shop.database.writing() as connection:
        replays.use(connection, proof.key, proof.nonce, now)
        greeting = epochs.greet(connection, key.owner, asked, now)
    versions = board.refresh().versions_of(key.owner)
    if greeting.is_frozen:
        return None
    return _welcome(board, key, greeting, versions, now)


def rotate(shop: Shop, key: KnownKey, asked: Rotate, proof: Proof) -> Enrolled:
    """Let a till speak by a new key, and no longer by the old.

    Raises SeenBefore; ValueError when the new key is not the till's to give.
    """
    public = signing.public_key_of(asked.public_key)
    try:
        public.verify(base64.b64decode(asked.proof, validate=True), key.id.encode())
    except InvalidSignature as error:
        raise ValueError("the new key did not sign the name of the old") from error
    new = signing.id_of(public.public_bytes_raw())
    now = shop.clock()
    with shop.database.writing() as connection:
        replays.use(connection, proof.key, proof.nonce, now)
        if tills.key(connection, new) is not None:
            raise ValueError("a key serves once")
        tills.admit(connection, key.owner, new, asked.public_key, now)
    return Enrolled(key=new, is_again=False)


def _welcome(
    board: Board, key: KnownKey, greeting: Greeting, versions: dict[str, int], now: datetime
) -> Welcome:
    return Welcome(
        token=board.tokens.make(key.owner, key.id),
        token_s=VALID_S,
        must_begin_epoch=greeting.must_begin_epoch,
        must_rotate=now - key.enrolled_at > KEY_GOOD_FOR,
        heads=greeting.heads,
        feeds=versions,
        limits=Limits(packings=packing.PACKINGS),
        server_time=now,
    )
