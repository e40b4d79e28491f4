"""Who this till is to HQ: a key of its own, and the one-time code until that is used up.

A key that was just made is kept under another name until HQ knows it, so that an answer that was
lost is asked for again with the same code and the same key.
"""

import hashlib
from pathlib import Path

from app.base.errors import Trouble
from app.storage import secrets
from app.storage.secrets import Place
from sync import signing
from sync.signing import Key

CODE, KEY, NEXT_KEY = "hq-credential", "hq-key", "hq-next-key"


class Identity:
    """The secrets of the till in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def code(self) -> str | None:
        """The one-time code that still waits to be used."""
        kept = secrets.read(self._folder, CODE)[0]
        return kept if kept and _mark(kept) != self._used() else None

    @property
    def key(self) -> Key | None:
        """The key by which HQ knows this till; None before it does."""
        return self._read(KEY)

    @property
    def place(self) -> Place:
        """Where what proves who we are is kept: the key, or the code that will make it known."""
        held = secrets.read(self._folder, KEY)[1]
        return held if held is not Place.NOWHERE else secrets.read(self._folder, CODE)[1]

    def next_key(self) -> Key:
        """Return the key that HQ shall know next, made and kept at the first time of asking."""
        known = self._read(NEXT_KEY)
        if known is not None:
            return known
        made = signing.new_key()
        secrets.keep(self._folder, NEXT_KEY, made.text)
        return made

    def keep_code(self, code: str) -> Place:
        """Keep a code that HQ gave out; it makes a new key known."""
        secrets.forget(self._folder, NEXT_KEY)
        return secrets.keep(self._folder, CODE, code)

    def take_next(self) -> Key:
        """Use the next key from now on: HQ knows it."""
        made = self.next_key()
        code = self.code
        used = _mark(code) if code else self._used()
        secrets.keep(self._folder, KEY, f"{made.text} {used}".strip())
        secrets.forget(self._folder, CODE)
        secrets.forget(self._folder, NEXT_KEY)
        return made

    @property
    def has_next(self) -> bool:
        """Whether a key was made that HQ may know already."""
        return self._read(NEXT_KEY) is not None

    def _used(self) -> str:
        """Return the mark of the code that made our key known: a keyring may not let go of it."""
        text, _ = secrets.read(self._folder, KEY)
        return (text or "").partition(" ")[2]

    def _read(self, name: str) -> Key | None:
        text, _ = secrets.read(self._folder, name)
        if not text:
            return None
        try:
            return signing.key_of(text.partition(" ")[0])
        except ValueError as error:
            raise Trouble("key_damaged") from error


def _mark(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()[:16]
