"""A proxy that fails single requests: refused, cut, half answered, doubled, late, swallowed."""

import asyncio
import contextlib
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

FAULTS = ("refuse", "cut request", "no answer", "half answer", "twice", "black hole", "late")
FAILS = frozenset(FAULTS) - {"twice", "late"}
SWALLOWS_S, LATEST_S = 0.5, 0.3


@dataclass
class BadLine:
    """What shall happen to requests, and what happened; `share` of them meet a fault."""

    target: int
    seed: int
    share: float = 0.75
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    @property
    def failed(self) -> float:
        """The share of requests that got no whole answer."""
        return sum(self.counts[it] for it in FAILS | {"hq away"}) / max(1, self.counts.total())

    def choose(self) -> str:
        """Choose what happens to the next request; a mended line carries each once."""
        if not self.share:
            return "pass"
        is_bad = self._chance.random() < self.share
        return (
            self._chance.choice(sorted(FAILS))
            if is_bad
            else self._chance.choice(("pass", "pass", "twice", "late"))
        )

    async def carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Carry the requests of one connection until one fails."""
        try:
            with contextlib.suppress(
                OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError
            ):
                while await self._carry_one(await _message(near), back):
                    pass
        finally:
            await _close(back)

    async def _carry_one(self, request: bytes, back: asyncio.StreamWriter) -> bool:
        fault = self.choose()
        try:
            answer = await self._asked(request, fault)
        except (OSError, asyncio.IncompleteReadError):
            fault, answer = "hq away", b""
        self.counts[fault] += 1
        if fault == "half answer":
            answer = answer[: self._chance.randint(0, len(answer) - 1)]
        elif fault in FAILS:
            answer = b""
        back.write(answer)
        await back.drain()
        return fault not in FAILS and bool(answer)

    async def _asked(self, request: bytes, fault: str) -> bytes:
        if fault == "refuse":
            return b""
        if fault == "black hole":
            await asyncio.sleep(SWALLOWS_S)
            return b""
        if fault == "late":
            await asyncio.sleep(self._chance.uniform(0, LATEST_S))
        if fault == "twice":
            await self._exchange(request)
        if fault == "cut request":
            request = request[: self._chance.randint(1, len(request) - 1)]
        return await self._exchange(request, is_whole=fault != "cut request")

    async def _exchange(self, request: bytes, *, is_whole: bool = True) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
        try:
            writer.write(request)
            await writer.drain()
            return await _message(reader) if is_whole else b""
        finally:
            await _close(writer)


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


async def _message(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return head + await reader.readexactly(int(value))
    return head


@contextmanager
def bad_line(line: BadLine) -> Iterator[int]:
    """Let the line work in a thread of its own; yield the port to connect to."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    begun = asyncio.run_coroutine_threadsafe(asyncio.start_server(line.carry, "127.0.0.1", 0), loop)
    server = begun.result(10)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = [it for it in asyncio.all_tasks() if it is not asyncio.current_task()]
    for one in others:
        one.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)  # what was just closed lets its socket go
