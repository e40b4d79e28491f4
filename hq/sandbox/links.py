"""Where pay links are delivered: a gateway for SMS, and messages of a mini-program, to an inbox.

The mini-program's paths are 「发送订阅消息」 of developers.weixin.qq.com; gateways for SMS have no
common interface, so that one is the sandbox's own. The same `id` twice is one message.
"""

import hmac

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hq.sandbox.watch import china
from hq.sandbox.world import World

TOKEN = "sandbox-access-token"  # noqa: S105 - no secret


def routes(world: World) -> list[Route]:
    """Return the paths of both ways."""

    async def sms(request: Request) -> Response:
        wanted = f"Bearer {world.merchant.sms_token}".encode()
        if not hmac.compare_digest(request.headers.get("authorization", "").encode(), wanted):
            return JSONResponse({"error": "unauthorized"}, status_code=401)
        given = await _object(request)
        if given is None or not all(
            isinstance(given.get(it), str) for it in ("id", "phone", "text")
        ):
            return JSONResponse({"error": "id, phone and text are needed"}, status_code=400)
        _keep(world, "sms", str(given["id"]), given)
        return JSONResponse({"id": given["id"], "state": "accepted"})

    async def token(request: Request) -> Response:
        asked = request.query_params
        if (asked.get("appid"), asked.get("secret")) != (
            world.merchant.appid,
            world.merchant.mini_secret,
        ):
            return JSONResponse({"errcode": 40001, "errmsg": "invalid credential"})
        return JSONResponse({"access_token": TOKEN, "expires_in": 7200})

    async def message(request: Request) -> Response:
        if request.query_params.get("access_token") != TOKEN:
            return JSONResponse({"errcode": 40001, "errmsg": "invalid credential"})
        given = await _object(request)
        if given is None or not all(given.get(it) for it in ("touser", "template_id", "data")):
            return JSONResponse({"errcode": 47003, "errmsg": "argument invalid"})
        _keep(world, "mini_program", "", given)
        return JSONResponse({"errcode": 0, "errmsg": "ok"})

    return [
        Route("/sms/send", sms, methods=["POST"]),
        Route("/cgi-bin/token", token),
        Route("/cgi-bin/message/subscribe/send", message, methods=["POST"]),
    ]


async def _object(request: Request) -> dict[str, object] | None:
    try:
        given = await request.json()
    except ValueError:
        return None
    return given if isinstance(given, dict) else None


def _keep(world: World, way: str, number: str, given: dict[str, object]) -> None:
    if number and any((it["way"], it["id"]) == (way, number) for it in world.inbox):
        return
    at = china(world.watch.now())
    world.inbox.append({"way": way, "id": number, "at": at, "message": given})
