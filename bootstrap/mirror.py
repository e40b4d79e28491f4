"""Hands pip's settings to uv, which reads neither pip.conf nor PIP_ variables.

Only what the user configured is handed on, and never over a UV_ variable of theirs.
"""

import ast
import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bootstrap import process


def for_uv(python: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Ask this Python's pip how it is configured and say the same in uv's words."""
    try:
        listing = process.ask([python, "-m", "pip", "config", "list"])
    except process.Failed:  # a broken pip.conf: uv goes on with the public index
        return {}
    wanted = translate(settings(listing))
    return {key: value for key, value in wanted.items() if key not in environment}


def settings(listing: str) -> dict[str, str]:
    """Read `pip config list`; a variable beats [install], which beats [global]."""
    found: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in listing.splitlines():
        match = re.fullmatch(r"(global|install|:env:)\.([\w-]+)=(.+)", line)
        if match:
            found[match[1]][match[2]] = str(ast.literal_eval(match[3]))
    return found["global"] | found["install"] | found[":env:"]


def translate(pip: Mapping[str, str]) -> dict[str, str]:
    """Say pip's settings in the environment variables that uv reads."""
    extra = _existing(pip.get("extra-index-url", ""))
    uv = {
        "UV_DEFAULT_INDEX": pip.get("index-url", ""),
        "UV_INDEX": " ".join(extra),
        # Like pip, which looks everywhere. The hashes of the lock keep it safe.
        "UV_INDEX_STRATEGY": "unsafe-best-match" if extra else "",
        "UV_FIND_LINKS": ",".join(_existing(pip.get("find-links", ""))),
        "UV_NO_INDEX": pip.get("no-index", ""),
        "UV_INSECURE_HOST": " ".join(pip.get("trusted-host", "").split()),
        "UV_HTTP_TIMEOUT": pip.get("timeout", pip.get("default-timeout", "")),
        "SSL_CERT_FILE": pip.get("cert", ""),
        "SSL_CLIENT_CERT": pip.get("client-cert", ""),
        "HTTP_PROXY": pip.get("proxy", ""),
        "HTTPS_PROXY": pip.get("proxy", ""),
    }
    return {key: value for key, value in uv.items() if value}


def _existing(places: str) -> list[str]:
    """Drop the local folders that are not there: pip passes over them, uv stops."""
    return [place for place in places.split() if _is_there(place)]


def _is_there(place: str) -> bool:
    parts = urlsplit(place)
    if parts.scheme == "file":
        from urllib.request import url2pathname  # noqa: PLC0415 - slow to import

        return os.path.exists(url2pathname(parts.path))  # noqa: PTH110 - not ours
    return "://" in place or os.path.exists(place)  # noqa: PTH110
