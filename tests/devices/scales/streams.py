"""Lines of scales as tests make them: true weights, written, damaged and cut in pieces."""

import random
from dataclasses import dataclass, replace

from devices.scales.feed import as_sent
from devices.scales.protocol import Check, Protocol
from devices.scales.protocols import PROTOCOLS
from devices.scales.simulator import CAPACITY_G, WRITERS, Load

EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Phase:
    """What lies there for so many frames; while it moves each frame shows another weight."""

    load: Load
    frames: int


def frames_of(protocol: Protocol, phases: list[Phase], chance: random.Random) -> list[bytes]:
    write = WRITERS[protocol.name]
    frames = []
    for phase in phases:
        for _ in range(phase.frames):
            load = phase.load
            if load.is_moving and not load.is_over:
                load = replace(load, gross_g=chance.randrange(0, CAPACITY_G))
            frames.append(as_sent(write(load), protocol.bits))
    return frames


def is_guarded(protocol: Protocol) -> bool:
    """Whether a check or a parity finds every single flipped bit."""
    return protocol.check is not Check.NONE or protocol.bits != "8n1"


def damaged(frame: bytes, chance: random.Random) -> bytes:
    """Do to a frame what happens on a line: a bit flips, a byte is lost, noise comes in."""
    data = bytearray(frame)
    at = chance.randrange(len(data))
    match chance.randrange(4):
        case 0 | 1:
            data[at] ^= 1 << chance.randrange(8)
        case 2:
            del data[at]
        case _:
            data[at:at] = chance.randbytes(chance.randrange(1, 4))
    return bytes(data)


def flipped(frame: bytes, at: int, bit: int) -> bytes:
    """Flip one bit of one byte, where the frame is so long."""
    data = bytearray(frame)
    if at < len(data):
        data[at] ^= 1 << bit
    return bytes(data)


def pieces(data: bytes, chance: random.Random) -> list[bytes]:
    """Cut the bytes anywhere."""
    cuts = sorted(chance.randrange(len(data) + 1) for _ in range(chance.randrange(4)))
    return [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]


ALL = list(PROTOCOLS.values())
