"""Reads what was posted to the bot: JSON of a bearable size and depth, or a refusal."""

import asyncio
import json
from http import HTTPStatus
from typing import Any, NoReturn

from aiohttp import ClientPayloadError, web
from aiohttp.http_exceptions import HttpProcessingError

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


async def read(request: web.Request) -> Any:
    """The JSON that was posted; raises Refused with 415, 413, 408 or 400."""
    if request.content_type != "application/json":
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not JSON")
    return parse(await _bytes(request))


def parse(body: bytes) -> Any:
    """What the bytes say; raises Refused with 400 when they cannot be stored and sent on again."""
    try:
        raw = json.loads(body, parse_constant=_no_constant)
        json.dumps(raw, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST, "broken JSON") from None
    if _deeper_than(raw, DEEPEST):
        raise Refused(HTTPStatus.BAD_REQUEST, "too deep")
    return raw


async def _bytes(request: web.Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too big")
    except TimeoutError:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, "too slow") from None
    except (web.RequestPayloadError, HttpProcessingError, ClientPayloadError, OSError):
        raise Refused(HTTPStatus.BAD_REQUEST, "broken body") from None
    return bytes(body)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _deeper_than(raw: object, limit: int) -> bool:
    level = [raw]
    for _ in range(limit):
        level = [part for value in level for part in _parts(value)]
        if not level:
            return False
    return True


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
