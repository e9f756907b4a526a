"""A body that comes slowly, or not as it was announced."""

import asyncio

import pytest
from aiohttp import web

from bot.body import Refused, read
from tests.fakes.serving import served

HEAD = (
    b"POST / HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n"
    b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n"
)


@pytest.fixture
async def server():
    async def told(request):
        try:
            await read(request, 0.05)
        except Refused as refusal:
            return web.Response(status=refusal.status)
        return web.Response()

    app = web.Application()
    app.router.add_post("/", told)
    async with served(app) as url:
        yield url


@pytest.mark.parametrize("begun", [b"", b'{"type": '])
async def test_a_body_that_does_not_come_is_not_waited_for(server, begun):
    reading, writing = await asyncio.open_connection("127.0.0.1", int(server.rpartition(":")[2]))
    writing.write(HEAD + begun)
    assert (await reading.readline()).startswith(b"HTTP/1.1 408 ")
    writing.close()
    await writing.wait_closed()
