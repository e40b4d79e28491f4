"""Taking out of a text what nobody outside the shop may read: numbers of people, cards, secrets.

What looks like one is taken out, even where it was something else: a support file that lacks a
barcode is still of use.
"""

import re
from collections.abc import Mapping
from pathlib import Path

STARS = "***"
GROUPED = re.compile(r"(?<!\d)\d{3,6}(?:[ -]\d{3,6}){2,}(?!\d)")  # cards and telephones
LONG = re.compile(r"\d{9,}[Xx]?")
SHOWN = 2  # digits of a long number
UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
IDS = re.compile(UUID)  # ours: they say nothing of anybody
BLOB = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
# Every run is bounded, so that no log, however odd, takes more than a moment.
NAMED = re.compile(
    r"(?i)((?:password|passwd|secret|token|credential|private|pepper|api_?key|auth\w{0,20}|pin|code"
    r"|密码|口令|激活码)[\"']?\s{0,4}[=:：]\s{0,4})(?:bearer\s{1,4})?[^\s,;]{1,4096}"
)
IN_URL = re.compile(r"(?<=://)[^@/\s]{1,512}@")
QUERY = re.compile(r"(?i)([?&](?:key|sign|token|code|secret)\w{0,20}=)[^&\s]{1,4096}")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}")
PEM = re.compile(r"-----BEGIN [^-]{1,40}-----.*?(?:-----END [^-]{1,40}-----|\Z)", re.DOTALL)
HOMES = re.compile(r"(?i)((?:/home/|/Users/|[A-Z]:\\Users\\))[^/\\\s\"']{1,64}")


def clean(text: str) -> str:
    """Return the text without numbers of people and cards, secrets, and names of users."""
    text = text.replace(str(Path.home()), "~") if str(Path.home()) != "/" else text
    for pattern, instead in (
        (PEM, STARS), (IN_URL, ""), (QUERY, r"\1" + STARS), (NAMED, r"\1" + STARS),
        (MAIL, STARS), (HOMES, r"\1" + STARS),
    ):  # fmt: skip
        text = pattern.sub(instead, text)
    parts = IDS.split(text)
    kept = IDS.findall(text)
    cleaned = [_numbers(part) for part in parts]
    return "".join(x for pair in zip(cleaned, [*kept, ""], strict=True) for x in pair)


def clean_all(value: object) -> object:
    """Return lists and mappings with every text in them cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {name: clean_all(it) for name, it in value.items()}
    return [clean_all(it) for it in value] if isinstance(value, list | tuple) else value


def _numbers(text: str) -> str:
    text = BLOB.sub(_secret, text)
    text = GROUPED.sub(STARS, text)
    return LONG.sub(lambda found: found[0][:SHOWN] + STARS, text)


def _secret(found: re.Match[str]) -> str:
    """Leave words and paths, which a trace is made of; keys have digits and capitals."""
    run = found[0]
    has_digit = any(map(str.isdigit, run))
    is_path = "/" in run and run == run.lower()
    return STARS if has_digit and not is_path else run
