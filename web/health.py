"""Tells whoever watches the server whether it can do its work."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from state.backend import Unavailable

Check = Callable[[], Awaitable[bool]]


def routes(check: Check, *, patience: float = 5.0) -> list[web.RouteDef]:
    """GET /health: 200 and {"status": "ok"}, or 503 when the check says no, fails or takes
    longer than so many seconds."""

    async def health(request: web.Request) -> web.Response:
        if await _passes(check, patience):
            return _answer("ok", 200)
        return _answer("unavailable", 503)

    return [web.get("/health", health)]


async def _passes(check: Check, patience: float) -> bool:
    try:
        async with asyncio.timeout(patience):
            return await check()
    except (Unavailable, TimeoutError):
        return False


def _answer(status: str, code: int) -> web.Response:
    return web.json_response({"status": status}, status=code, headers={"Cache-Control": "no-store"})
