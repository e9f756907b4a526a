"""The answer to whoever watches the server."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from state.backend import Unavailable
from web import health


async def well() -> bool:
    return True


async def unwell() -> bool:
    return False


async def broken() -> bool:
    raise Unavailable


async def hanging() -> bool:
    await asyncio.Event().wait()
    return True


@pytest.mark.parametrize(
    ("check", "status", "said"),
    [
        (well, 200, "ok"),
        (unwell, 503, "unavailable"),
        (broken, 503, "unavailable"),
        (hanging, 503, "unavailable"),
    ],
)
async def test_health_tells_whether_the_work_can_be_done(check, status, said):
    app = web.Application()
    app.add_routes(health.routes(check, patience=0.01))
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/health")
        assert answer.status == status
        assert await answer.json() == {"status": said}
        assert answer.headers["Cache-Control"] == "no-store"
