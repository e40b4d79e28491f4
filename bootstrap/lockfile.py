"""Reads requirements.lock: one block of lines a package, with its hashes."""

import re
from collections.abc import Collection

NAME = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)")


def blocks(lock: str) -> dict[str, str]:
    """Split the lock into packages; raises ValueError at a line that is none."""
    found: dict[str, str] = {}
    for text in re.split(r"\n(?=\S)", lock.strip()):
        match = NAME.match(text)
        if not match:
            raise ValueError(text)
        found[match[1]] = text + "\n"
    return found


def only(lock: str, names: Collection[str]) -> str:
    """Keep the blocks of these packages."""
    return "".join(text for name, text in blocks(lock).items() if name in names)


def without(lock: str, name: str) -> str:
    """Keep every block but this one."""
    return "".join(text for other, text in blocks(lock).items() if other != name)


def names(listing: str) -> set[str]:
    """Name the packages of a plain list of `name==version` lines."""
    return {match[1] for line in listing.splitlines() if (match := NAME.match(line))}
