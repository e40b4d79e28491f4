"""Addresses of devices as people read them, and what is asked of a line behind its "?"."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from devices.checkup import bare
from devices.detecting import Found, Kind
from pos_ui.kit.words import t
from pos_ui.setup.choice_list import Choice

SIMULATED = "sim://setup"
BAUDS = ("2400", "4800", "9600", "19200", "115200")
BAUD = "9600"
LOOPBACK = ("127.0.0.1", "localhost")


def query_of(url: str) -> dict[str, str]:
    """Return what stands behind the "?" of an address."""
    return dict(parse_qsl(urlsplit(url).query))


def with_query(url: str, **changes: str) -> str:
    """Return an address that asks for this; what is empty is asked for no more."""
    parts = urlsplit(url)
    asked = {name: value for name, value in (query_of(url) | changes).items() if value}
    return urlunsplit(parts._replace(query=urlencode(asked)))


def place_of(url: str) -> str:
    """Return an address without what is asked of it."""
    return url.partition("?")[0]


def is_serial(url: str) -> bool:
    """Say whether a line has a speed."""
    return url.startswith("serial:")


def word(url: str) -> str:
    """Say where a device is, in a few words."""
    parts = urlsplit(bare(url))
    name = unquote(parts.netloc or parts.path)
    match parts.scheme:
        case "tcp":
            return t("setup.at_network", where=parts.netloc)
        case "serial":
            return t("setup.at_serial", where=name, baud=query_of(url).get("baud", BAUD))
        case "winspool":
            return t("setup.at_queue", where=unquote(bare(url).removeprefix("winspool://")))
        case "usb":
            return t("setup.at_usb", where=name)
        case "file":
            is_usb = parts.path.startswith("/dev/usb/")
            return t("setup.at_usb" if is_usb else "setup.at_file", where=parts.path.split("/")[-1])
        case "sim" | "memory":
            return t("setup.at_simulator")
    return name


def choices(
    found: Sequence[Found], kinds: set[Kind], present: str, none: str, **asked: str
) -> list[Choice]:
    """Return what was found of these kinds, the present address, a simulator, and none at all."""
    listed = [Choice("", none)]
    for it in found:
        if it.kind not in kinds:
            continue
        url = with_query(it.url, **asked) if asked else it.url
        if place_of(url) == place_of(present):
            url = present
        listed.append(Choice(url, word(url), it.title))
    simulated = with_query(SIMULATED, **asked) if asked else SIMULATED
    if place_of(simulated) == place_of(present):
        simulated = present
    if present and not any(it.value == present for it in listed) and present != simulated:
        listed.insert(1, Choice(present, word(present), bare(present)))
    listed.append(Choice(simulated, t("setup.simulator"), t("setup.simulator_line")))
    return listed
