"""The line to HQ, made from a till's settings and its secret."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import Refusal
from app.settings import Settings

if TYPE_CHECKING:
    from sync.client import HqClient

CREDENTIAL = "hq-credential"


def connect(folder: Path, ours: Settings) -> "HqClient":
    """Prepare to talk to HQ; raises Refusal when its address or credential was never set.

    Loads httpx and the keyring, so call it off the screen's thread.
    """
    from app.storage import secrets  # noqa: PLC0415
    from sync import client  # noqa: PLC0415

    if not ours.hq_url:
        raise Refusal("hq_not_set")
    credential, _ = secrets.read(folder, CREDENTIAL)
    if credential is None:
        raise Refusal("needs_credential")
    return client.connect(ours.hq_url, credential, ours.hq_ca)
