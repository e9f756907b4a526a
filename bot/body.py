"""Reads what was posted to the bot: JSON of a bearable size and depth, or a refusal."""

import asyncio
from http import HTTPStatus
from math import inf
from typing import Any

from aiohttp import ClientPayloadError, web
from aiohttp.http_exceptions import HttpProcessingError
from pydantic_core import from_json

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
    if request.content_type != "application/json":
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not JSON")
    return parse(await _bytes(request, patience))


def parse(body: bytes) -> Any:
    """What the bytes say; raises Refused with 400 when they cannot be stored and sent on again."""
    try:
        raw = from_json(body, allow_inf_nan=False)
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, "broken JSON") from None
    if not _bearable(raw):
        raise Refused(HTTPStatus.BAD_REQUEST, "too deep, or no number")
    return raw


async def _bytes(request: web.Request, patience: float) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too big")
    except TimeoutError:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, "too slow") from None
    except (web.RequestPayloadError, HttpProcessingError, ClientPayloadError, OSError):
        raise Refused(HTTPStatus.BAD_REQUEST, "broken body") from None
    return bytes(body)


def _bearable(raw: object) -> bool:
    """Not too deep, and without a number so large that JSON could not say it again."""
    level = [raw]
    for _ in range(DEEPEST):
        if inf in level or -inf in level:
            return False
        level = [part for value in level for part in _parts(value)]
        if not level:
            return True
    return False


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
