"""The scales that we know: a table, one row for each way of speaking.

Sources: Mettler-Toledo, "8217 interface" and "Continuous output (standard)" of the IND and 8530
terminals; CAS, "AP/ER/PD serial interface" (also spoken by 顶尖 OS2 scales, unasked); A&D,
"FG/HV series, RS-232C", format A&D; 大华 ACS-A and 耀华 XK3190, "continuous output".
"""

import re

from app.base.errors import Refusal
from devices.scales.protocol import Bits, Check, Flag, Meaning, Protocol

ENQ, ACK, DC1 = b"\x05", b"\x06", b"\x11"
KG_G = {b"kg": "kg", b"KG": "kg", b"g": "g", b" g": "g", b"g ": "g", b"lb": "lb", b"oz": "oz"}
MOVING, OVER, UNDER, NET = Meaning.MOVING, Meaning.OVER, Meaning.UNDER, Meaning.NET
STABLE, NEGATIVE, ODD = Meaning.STABLE, Meaning.NEGATIVE, Meaning.ODD

TOLEDO_8217 = Protocol(
    name="toledo8217",
    title="Toledo 8217",
    # A weight, or "?" and a status byte: then it has no weight to say.
    pattern=re.compile(
        rb"\x02(?:(?P<weight>[ \d]\d\.\d{3})(?P<net>N?)|\?(?P<status>[\x00-\x7f]))\r", re.DOTALL
    ),
    flags=(
        Flag(MOVING, "status", mask=0x01),
        Flag(OVER, "status", mask=0x02),
        Flag(UNDER, "status", mask=0x04),
        Flag(Meaning.ZERO, "status", mask=0x10),
        Flag(NET, "status", mask=0x20),
        Flag(ODD, "status", mask=0x48),  # it could not find its zero; it did not know the command
        Flag(NET, "net", (b"N",)),
    ),
    bits=Bits.EVEN,
    ask=b"W",
    zero=b"Z",
    tare=b"T",
    repeats=2,
)
_METTLER = (
    rb"\x02(?P<swa>[\x20-\x3f])(?P<swb>[\x20-\x3f\x60-\x7f])(?P<swc>[\x20-\x3f\x60-\x7f])"
    rb"(?P<weight>[ \d]{6})(?P<tare>[ \d]{6})\r"
)
_METTLER_FLAGS = (
    Flag(NET, "swb", mask=0x01),
    Flag(NEGATIVE, "swb", mask=0x02),
    Flag(OVER, "swb", mask=0x04),  # or under; the sign tells which
    Flag(MOVING, "swb", mask=0x08),
    Flag(ODD, "swb", mask=0x10, is_clear=True),  # pounds
    Flag(ODD, "swb", mask=0x40),  # not yet zeroed since it was switched on
    Flag(ODD, "swc", mask=0x17),  # another unit, or ten times as fine
)
METTLER = Protocol(
    name="mettler",
    title="Mettler 托利多（连续）",
    pattern=re.compile(_METTLER),
    flags=_METTLER_FLAGS,
    point=Flag(STABLE, "swa", mask=0x07),
    bits=Bits.EVEN,
    zero=b"Z",
    tare=b"T",
    repeats=2,
)
METTLER_CKS = Protocol(
    name="mettler-cks",
    title="Mettler 托利多（连续，带校验）",
    pattern=re.compile(_METTLER + rb"[\x00-\x7f]", re.DOTALL),
    flags=_METTLER_FLAGS,
    point=METTLER.point,
    check=Check.SUM7,
    bits=Bits.EVEN,
    zero=b"Z",
    tare=b"T",
    repeats=2,
)
_CAS = re.compile(
    rb"\x01\x02(?P<body>(?P<state>[SUF])(?P<sign>[ \-F])(?P<weight>[ .\d]{6,7})"
    rb"(?P<unit>kg|KG| g|g |lb))(?P<check>.)\x03\x04",
    re.DOTALL,
)
_CAS_FLAGS = (
    Flag(STABLE, "state", (b"S",)),
    Flag(MOVING, "state", (b"U",)),
    Flag(OVER, "state", (b"F",)),
    Flag(OVER, "sign", (b"F",)),
    Flag(NEGATIVE, "sign", (b"-",)),
)
CAS = Protocol(
    name="cas",
    title="CAS",
    pattern=_CAS,
    flags=_CAS_FLAGS,
    units=KG_G,
    check=Check.XOR,
    between=ACK,
    ask=ENQ,
    on_answer=ACK,
    then_ask=DC1,
    repeats=2,
)
OS2 = Protocol(
    name="os2",
    title="顶尖 OS2",
    pattern=_CAS,
    flags=_CAS_FLAGS,
    units=KG_G,
    check=Check.XOR,
    repeats=2,
)
AND = Protocol(
    name="and",
    title="A&D",
    pattern=re.compile(
        rb"(?P<state>ST|US|OL),(?P<mode>GS|NT|TR),(?P<sign>[+\-])"
        rb"(?P<weight>[ .\d]{7})(?P<unit>kg| g|lb|oz)\r\n"
    ),
    flags=(
        Flag(STABLE, "state", (b"ST",)),
        Flag(MOVING, "state", (b"US",)),
        Flag(OVER, "state", (b"OL",)),
        Flag(NET, "mode", (b"NT",)),
        Flag(ODD, "mode", (b"TR",)),  # what the tare is, not what lies there
        Flag(NEGATIVE, "sign", (b"-",)),
    ),
    units=KG_G,
    ask=b"Q\r\n",
    zero=b"Z\r\n",
    tare=b"T\r\n",
)
DAHUA = Protocol(
    name="dahua",
    title="大华 ACS-A",
    pattern=re.compile(rb"\r(?P<weight>[ \d]{5})\n"),
    unit="g",
    decimals=0,
    repeats=5,
)
YAOHUA = Protocol(
    name="yaohua",
    title="耀华 XK3190（倒序）",
    pattern=re.compile(rb"=(?P<weight>\d[\d.]{5}[\d\-])(?==)"),  # whole once the next begins
    is_reversed=True,
    repeats=5,
)

PROTOCOLS = {
    it.name: it for it in (TOLEDO_8217, METTLER, METTLER_CKS, CAS, OS2, AND, DAHUA, YAOHUA)
}
OWN = "own"  # the one that a technician described in the settings


def known(name: str) -> Protocol:
    """Return a protocol by its name; raises Refusal with those that there are."""
    if name not in PROTOCOLS:
        names = ", ".join((*PROTOCOLS, OWN))
        raise Refusal("scale_protocol_unknown", name=name, names=names)
    return PROTOCOLS[name]
