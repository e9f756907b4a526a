"""A client that says exactly the bytes it is given, over connections that are kept."""

import asyncio
import re
from typing import NamedTuple

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


class Heard(NamedTuple):
    status: int
    """0: the connection was closed without an answer."""
    body: bytes


class Line:
    """One connection at a time; a new one when the bot has closed the last."""

    def __init__(self, url: str) -> None:
        host, _, port = url.removeprefix("http://").partition(":")
        self._host, self._port = host, int(port)
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def say(self, request: bytes, *, hang_up: bool = False) -> Heard:
        """What comes back; with `hang_up` nothing more is said, and the bot is told so."""
        fresh = self._ends is None
        try:
            return await self._say(request, hang_up)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
        if fresh:
            return Heard(0, b"")
        try:  # the bot may have closed the kept connection after its last answer
            return await self._say(request, hang_up)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            return Heard(0, b"")

    async def _say(self, request: bytes, hang_up: bool) -> Heard:
        if self._ends is None:
            self._ends = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._ends
        writer.write(request)
        if hang_up:
            writer.write_eof()
        await writer.drain()
        head = await self._head(reader)
        found = _LENGTH.search(head)
        body = await reader.readexactly(int(found[1])) if found else b""
        if hang_up or _CLOSES.search(head):
            self.close()
        return Heard(int(head.split(b" ", 2)[1]), body)

    async def _head(self, reader: asyncio.StreamReader) -> bytes:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 1"):
                return head

    def close(self) -> None:
        if self._ends is not None:
            self._ends[1].close()
            self._ends = None
