"""A Teams that takes every message at once and forgets it, in a process of its own.

`python -m benchmarks.sink '{"port": …}'`. GET anything says how many new ones it has taken.
"""

import asyncio
import json
import sys
from itertools import count

HEAD = b"HTTP/1.1 201 Created\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: "


class Taking(asyncio.Protocol):
    """One connection: whole requests come out of whatever pieces arrive."""

    taken = 0

    def __init__(self, ids: "count[int]") -> None:
        self._ids = ids
        self._held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._held += data
        while (end := self._held.find(b"\r\n\r\n")) >= 0:
            whole = end + 4 + _length(self._held[:end])
            if len(self._held) < whole:
                return
            asked, self._held = self._held[:whole], self._held[whole:]
            self._answer(asked)

    def _answer(self, asked: bytes) -> None:
        if asked.startswith(b"GET"):
            body = b'{"taken": %d}' % Taking.taken
        else:
            Taking.taken += asked.startswith(b"POST")
            body = b'{"id": "%d"}' % next(self._ids)
        self._transport.write(HEAD + b"%d\r\n\r\n%b" % (len(body), body))


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


async def serve(port: int) -> None:
    ids = count(1_700_000_000_001)
    loop = asyncio.get_running_loop()
    serving = await loop.create_server(lambda: Taking(ids), "127.0.0.1", port)
    await serving.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(json.loads(sys.argv[1])["port"]))
