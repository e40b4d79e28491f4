"""Every call's way: read, let the plan interfere, act, answer; and callbacks on their way out."""

import asyncio
import functools
import logging
import ssl
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from hq.sandbox import effects
from hq.sandbox.effects import Effects
from hq.sandbox.notices import Notice
from hq.sandbox.providers.alipay import Alipay
from hq.sandbox.providers.ecny import Ecny
from hq.sandbox.providers.exchange import Asked, Came, No, Rejected, Reply, Telling, Wire
from hq.sandbox.providers.quickpass import QuickPass
from hq.sandbox.providers.unionpay import UnionPay
from hq.sandbox.providers.wechat_v3 import WechatV3
from hq.sandbox.world import Rules, World

log = logging.getLogger(__name__)
Post = Callable[[str, dict[str, str], bytes], Awaitable[tuple[int, bytes]]]
ALIPAY = Alipay()
TELLERS: dict[str, Telling] = {
    "wechat": WechatV3(),
    "alipay": ALIPAY,
    "unionpay": UnionPay(),
    "quickpass": QuickPass(),
    "ecny": Ecny(),
}
HTML = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class Cut(ConnectionError):  # noqa: N818 - what happens, and on purpose
    """The line is cut: nothing more is sent. `after` is what still goes out before that."""

    def __init__(self, after: Reply | None = None, *, is_hole: bool = False) -> None:
        super().__init__("cut by the plan")
        self.after = after
        self.is_hole = is_hole  # not even the cut is told


class Desk:
    """Serves calls one at a time; only waiting lets another in."""

    def __init__(self, world: World, post: Post) -> None:
        self.world = world
        self._post = post
        self._late: list[tuple[Any, Wire, Asked, Effects]] = []

    async def serve(self, wire: Wire, came: Came) -> Reply:
        """Answer a call; raises Cut."""
        world = self.world
        world.calls += 1
        try:
            asked = wire.opened(world, came)
        except Rejected as no:
            return no.reply
        does = self._does(asked)
        if "delay" in does:
            await self._wait(does["delay"])
        if "late" in does:
            due = world.watch.now() + timedelta(seconds=does["late"])
            self._late.append((due, wire, asked, does))
            raise Cut
        before = _broken(does, before=True)
        if before is not None:
            return before
        reply = self._acted(wire, asked, does)
        self.collect()
        if "callback_first" in does:
            await self.deliver()
        if "delay_after" in does:
            await self._wait(does["delay_after"])
        if "black_hole" in does:
            raise Cut(is_hole=True)
        if "cut_after" in does:
            raise Cut
        if "mid_body" in does:
            raise Cut(reply)
        return _broken(does, before=False) or reply

    def reset(self) -> None:
        """Forget all but the keys and the clock."""
        self._late.clear()
        self.world.reset()
        self.world.rules = Rules()

    def collect(self) -> None:
        """Make the callbacks of what was paid and paid back, and let late requests arrive."""
        world, now = self.world, self.world.watch.now()
        for late in [it for it in self._late if it[0] <= now]:
            self._late.remove(late)
            self._acted(late[1], late[2], late[3])
        world.books.settle()
        for key in world.books.paid:
            charge = world.books.find(*key)
            if charge and charge.notify_url and charge.paid_at:
                world.notices.add(*key, charge.notify_url, charge.paid_at)
        world.books.paid.clear()
        for charge, refund in world.books.refunded:
            if refund.notify_url and charge.provider != "quickpass":
                world.notices.add(*charge.key, refund.notify_url, refund.done_at, refund.number)
        world.books.refunded.clear()

    async def deliver(self) -> int:
        """Send the callbacks that are due; return how many tries were made."""
        tries = 0
        while (notice := self.world.notices.take(self.world.watch.now())) is not None:
            tries += await self._tell(notice)
        return tries

    async def advance(self, seconds: float) -> None:
        """Let time pass, stopping wherever something is due."""
        world = self.world
        end = world.watch.now() + timedelta(seconds=seconds)
        while True:
            self.collect()
            await self.deliver()
            now = world.watch.now()
            dues = [world.books.next_due(), world.notices.next_due(), *(it[0] for it in self._late)]
            next_due = min((it for it in dues if it is not None and now < it <= end), default=None)
            if next_due is None:
                break
            world.watch.advance((next_due - now).total_seconds())
        world.watch.advance((end - world.watch.now()).total_seconds())
        self.collect()
        await self.deliver()

    async def run(self) -> None:
        """Send callbacks as time passes, until cancelled."""
        while True:
            self.collect()
            await self.deliver()
            await asyncio.sleep(0.1)

    def _acted(self, wire: Wire, asked: Asked, does: Effects) -> Reply:
        world = self.world
        if "system_error" in does:
            return wire.refused(world, asked, "system_error", does)
        try:
            result = wire.act(world, asked, does)
        except No as no:
            return wire.refused(world, asked, no.word, does)
        if "system_error_after" in does:
            return wire.refused(world, asked, "system_error", does)
        return wire.told(world, asked, result, does)

    def _does(self, asked: Asked) -> Effects:
        drawn = self.world.plan.drawn(asked.provider, asked.call, asked.number, asked.amount_fen)
        said = next(
            (asked.came.headers[it] for it in effects.HEADERS if it in asked.came.headers), ""
        )
        try:
            return {**drawn, **effects.parsed(said)}
        except ValueError:
            return drawn  # real tests of WeChat Pay have names of their own

    async def _tell(self, notice: Notice) -> int:
        world = self.world
        charge = world.books.find(notice.provider, notice.number)
        if charge is None:
            return 0
        refund = next((it for it in charge.refunds if it.number == notice.refund), None)
        does = world.plan.drawn(notice.provider, "callback", notice.number, charge.amount_fen)
        now = world.watch.now()
        if "after" in does:
            world.notices.put_off(notice, now + timedelta(seconds=does["after"]))
            return 0
        teller = TELLERS[notice.provider]
        headers, body = teller.notified(world, charge, refund, does)
        if "drop" in does:
            world.notices.came_back(notice, 0, now, is_thanked=False)
            return 1
        times = int(does.get("duplicate", 1))
        status, answer = 0, b""
        for _ in range(times):
            try:
                status, answer = await self._post(notice.url, headers, body)
            except OSError:
                status, answer = 0, b""
        is_thanked = bool(status) and teller.thanked(status, answer)
        world.notices.came_back(notice, status, now, is_thanked=is_thanked)
        return times

    async def _wait(self, seconds: float) -> None:
        if self.world.watch.stands:
            self.world.watch.advance(seconds)
        else:
            await asyncio.sleep(seconds)


def _broken(does: Effects, *, before: bool) -> Reply | None:
    """Return what a failing server says; raises Cut for one that says nothing."""
    end = "_before" if before else ""
    if before and "cut_before" in does:
        raise Cut
    if before and "black_hole_before" in does:
        raise Cut(is_hole=True)
    if f"html{end}" in does:
        return Reply(int(does[f"html{end}"]), HTML, "text/html")
    if f"status{end}" in does:
        return Reply(int(does[f"status{end}"]), HTML, "text/html")
    return None


@functools.cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()  # 20 ms, each time


async def posted(url: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
    """Send a callback over HTTP; raises OSError without an answer."""
    import httpx  # noqa: PLC0415 - 60 ms

    try:
        async with httpx.AsyncClient(timeout=5, verify=_trust()) as client:
            response = await client.post(url, headers=headers, content=body)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise OSError(str(error)) from error
    return response.status_code, response.content
