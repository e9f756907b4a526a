"""A body that comes slowly, bit by bit, or not as it was announced."""

import asyncio

import pytest
from aiohttp import StreamReader, web
from aiohttp.test_utils import make_mocked_request

from bot.body import DEEPEST, MOST_BYTES, Refused, parse, read
from tests.fakes.serving import served

HEAD = b"POST / HTTP/1.1\r\nHost: bot\r\nConnection: close\r\nContent-Type: application/json\r\n"
ANNOUNCED = HEAD + b"Content-Length: 100\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
HALF, HUGE = MOST_BYTES // 2, b"x" * MOST_BYTES


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


def chunk(body):
    return b"%x\r\n%b\r\n" % (len(body), body)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (ANNOUNCED, 408),
        (ANNOUNCED + b'{"type": ', 408),
        (CHUNKED, 408),
        (CHUNKED + chunk(b'{"type": '), 408),
        (CHUNKED + chunk(b"{}"), 408),
        (CHUNKED + chunk(b"{}") + b"0\r\n\r\n", 200),
        (CHUNKED + chunk(b'"' + HUGE + b'"'), 413),
        (CHUNKED + chunk(b'"' + HUGE + b'"') + b"0\r\n\r\n", 413),
        (CHUNKED + b"no length\r\n{}\r\n", 400),
        (CHUNKED + chunk(b"{}") + b"no length\r\n", 400),
    ],
)
async def test_a_body_is_waited_for_only_so_long_and_taken_only_whole(server, sent, status):
    reading, writing = await asyncio.open_connection("127.0.0.1", int(server.rpartition(":")[2]))
    writing.write(sent)
    line = await reading.readline()
    writing.close()
    await writing.wait_closed()
    assert int(line.split()[1]) == status


class Connected:
    """A connection that stays open, and need not be told to wait."""

    connected = True

    def resume_reading(self, resume_parser=True):
        pass


async def come(*pieces, at_once):
    """What is read of a body that comes in these pieces: before anybody reads, or during it."""
    content = StreamReader(Connected(), 2 * MOST_BYTES, loop=asyncio.get_running_loop())
    kind = {"Content-Type": "application/json"}
    reading = read(make_mocked_request("POST", "/", headers=kind, payload=content))
    reading = reading if at_once else asyncio.ensure_future(reading)
    for piece in pieces:
        await asyncio.sleep(0)
        content.feed_data(piece)
    content.feed_eof()
    return await reading


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_body_is_the_same_in_however_many_pieces_it_comes(at_once):
    assert await come(b'{"a": 1}', at_once=at_once) == {"a": 1}
    assert await come(b'{"a"', b": ", b"1}", at_once=at_once) == {"a": 1}
    assert len(await come(b'"', HUGE[:-2], b'"', at_once=at_once)) == MOST_BYTES - 2


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("pieces", [[b'"' + HUGE], [b'"', HUGE[:HALF], HUGE[HALF:]]])
async def test_a_body_is_measured_whole(pieces, at_once):
    with pytest.raises(Refused) as refused:
        await come(*pieces, at_once=at_once)
    assert refused.value.status == 413


@pytest.mark.parametrize(
    ("depth", "inside"), [(DEEPEST, b""), (DEEPEST - 1, b"0"), (DEEPEST - 1, b'"x"')]
)
def test_what_is_as_deep_as_may_be_is_taken_and_no_deeper(depth, inside):
    assert parse(b"[" * depth + inside + b"]" * depth)
    assert parse(b"[0," + b"[" * (depth - 1) + inside + b"]" * depth)
    with pytest.raises(Refused):
        parse(b"[" * (depth + 1) + inside + b"]" * (depth + 1))


@pytest.mark.parametrize("number", [b"1e999", b"-1e999"])
@pytest.mark.parametrize("where", [b"%b", b"[0, %b]", b'{"a": [{"b": %b}], "c": "d"}'])
def test_no_number_without_bounds_is_taken_wherever_it_stands(where, number):
    parse(where % b"1e99")
    with pytest.raises(Refused):
        parse(where % number)
