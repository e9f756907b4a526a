"""Reads what was posted to the bot: JSON of a bearable size and depth, or a refusal."""

import asyncio
from collections.abc import Collection
from http import HTTPStatus
from math import isinf
from typing import Any

from aiohttp import ClientPayloadError, StreamReader, web
from aiohttp.http_exceptions import HttpProcessingError
from pydantic_core import from_json

JSON = "application/json"
MOST_BYTES = 256 * 1024
DEEPEST = 40
PATIENCE = 10.0
"""Seconds in which a body must have come."""


class Refused(Exception):
    """A request is turned away, with this status and for this reason."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


async def read(request: web.Request, patience: float = PATIENCE) -> Any:
    """The JSON that was posted; raises Refused with 415, 413, 408 or 400."""
    if request.headers.get("Content-Type") != JSON and request.content_type != JSON:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not JSON")
    body = await _bytes(request.content, patience)
    if len(body) > MOST_BYTES:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too big")
    return parse(body)


def parse(body: bytes) -> Any:
    """What the bytes say; raises Refused with 400 when they cannot be stored and sent on again."""
    try:
        raw = from_json(body, allow_inf_nan=False)
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, "broken JSON") from None
    if not _bearable([raw], DEEPEST):
        raise Refused(HTTPStatus.BAD_REQUEST, "too deep, or no number")
    return raw


async def _bytes(content: StreamReader, patience: float) -> bytes:
    """The body; of one that is too big, only as much as shows it."""
    try:
        if content.is_eof():  # a small body comes with its head
            return content.read_nowait()
        async with asyncio.timeout(patience):
            return await _coming(content)
    except TimeoutError:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, "too slow") from None
    except (web.RequestPayloadError, HttpProcessingError, ClientPayloadError, OSError):
        raise Refused(HTTPStatus.BAD_REQUEST, "broken body") from None


async def _coming(content: StreamReader) -> bytes:
    """What comes, to its end or until it is too big."""
    body = bytearray()
    async for chunk in content.iter_any():
        body += chunk
        if len(body) > MOST_BYTES:
            break
    return bytes(body)


def _bearable(parts: Collection[Any], levels: int) -> bool:
    """No more levels than that, and no number so large that JSON could not say it again."""
    if not levels:
        return not parts
    for part in parts:
        if isinstance(part, str):
            continue
        if isinstance(part, dict):
            if not _bearable(part.values(), levels - 1):
                return False
        elif isinstance(part, list):
            if not _bearable(part, levels - 1):
                return False
        elif isinstance(part, float) and isinf(part):
            return False
    return True
