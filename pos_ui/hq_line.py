"""The line to HQ, made from a till's settings and its secret."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import Refusal
from app.settings import Settings

if TYPE_CHECKING:
    from sync.client import HqClient


def connect(folder: Path, ours: Settings, patience_s: float = 0) -> "HqClient":
    """Prepare to talk to HQ; raises Refusal when its address or a code was never set.

    Loads httpx and the keyring, so call it off the screen's thread.
    """
    from sync import client  # noqa: PLC0415
    from sync.identity import Identity  # noqa: PLC0415

    if not ours.hq_url:
        raise Refusal("hq_not_set")
    identity = Identity(folder)
    if identity.key is None and identity.code is None:
        raise Refusal("needs_credential")
    return client.connect(ours.hq_url, identity, ours.hq_ca, patience_s)
