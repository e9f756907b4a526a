"""The door: takes what Teams posts, turns away what is not genuine, and gives back the answer."""

import logging
import traceback
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, NamedTuple

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, ActivityTypes
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult

from bot import policy
from bot.body import JSON, Refused, read
from bot.heard import Heard, heard
from bot.identity import Identity, NotGenuine
from bot.keys import KeysUnavailable
from bot.settings import Settings
from bot.shapes import Malformed
from cards.blocks import written

log = structlog.get_logger()

NOT_OUR_FAULT = (HttpProcessingError, web.RequestPayloadError, ConnectionError)
"""What aiohttp finds wrong with a request before it is anybody's."""


class Answer(NamedTuple):
    """What an invoke gets back: an HTTP status and a body of JSON."""

    status: int
    body: dict[str, Any] | None = None


Hear = Callable[[Heard], Awaitable[Answer | None]]
"""Does what was asked. An invoke that gets None is told that the bot knows no such thing (501)."""


class Door:
    """POST /api/messages. Nothing that a stranger sends is answered with a 5xx or believed."""

    def __init__(self, settings: Settings, identity: Identity, hear: Hear) -> None:
        self._settings = settings
        self._identity = identity
        self._hear = hear
        self._adapter = CloudAdapter(identity)
        logging.getLogger("aiohttp.server").addFilter(_without_words)

    async def messages(self, request: web.Request) -> web.Response:
        try:
            turn, genuine, activity = await self._admit(request)
        except Refused as refusal:
            log.warning("turned away", status=int(refusal.status), reason=refusal.reason)
            return web.Response(status=refusal.status)
        try:
            return await self._answer(turn, genuine, activity)
        except Exception as error:  # a fault of ours
            _log_fault("turn failed", error)
            return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)

    async def _admit(
        self, request: web.Request
    ) -> tuple[Heard, AuthenticateRequestResult, Activity]:
        if self._settings.local and not policy.addressed_to_this_machine(request.host):
            raise Refused(HTTPStatus.FORBIDDEN, "not addressed to this machine")
        raw = await read(request)
        _refuse(policy.precheck(raw, self._settings), "precheck")
        activity = _activity(raw)
        genuine = await self._authenticate(activity, request.headers.get("Authorization", ""))
        _refuse(policy.postcheck(raw, genuine.claims_identity, self._settings), "postcheck")
        try:
            return heard(raw), genuine, activity
        except Malformed:
            raise Refused(HTTPStatus.BAD_REQUEST, "malformed") from None

    async def _authenticate(self, activity: Activity, header: str) -> AuthenticateRequestResult:
        try:
            return await self._identity.authenticate_request(activity, header)
        except NotGenuine as error:
            raise Refused(HTTPStatus.UNAUTHORIZED, str(error)) from None
        except KeysUnavailable:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "no signing keys") from None

    async def _answer(
        self, turn: Heard, genuine: AuthenticateRequestResult, activity: Activity
    ) -> web.Response:
        async def logic(context: TurnContext) -> None:
            answer = await self._hear(turn)
            if answer is not None and activity.type == ActivityTypes.invoke:
                context.turn_state[CloudAdapter._INVOKE_RESPONSE_KEY] = _invoke_response(answer)

        result = await self._adapter.process_activity(genuine, activity, logic)
        if result is None or result.body is None:
            return web.Response(status=200 if result is None else result.status)
        return web.Response(
            status=result.status, body=result.body, content_type=JSON, charset="utf-8"
        )


def _log_fault(event: str, error: BaseException) -> None:
    """The words of a fault may quote a case; its kind and its place cannot."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error(event, kind=type(error).__name__, where=where)


def _without_words(record: logging.LogRecord) -> bool:
    """aiohttp quotes in its log what it cannot read, whole bodies too: that is put in our words."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return True
    if isinstance(error, NOT_OUR_FAULT):
        log.warning("turned away", status=int(HTTPStatus.BAD_REQUEST), reason="not HTTP")
    else:
        _log_fault("request failed", error)
    return False


def _refuse(status: HTTPStatus | None, reason: str) -> None:
    if status is not None:
        raise Refused(status, reason)


def _activity(raw: dict[str, Any]) -> Activity:
    """As little as botbuilder needs; all else is read by us, since its models lose and break."""
    return Activity(type=raw["type"], channel_id=raw["channelId"], service_url=raw["serviceUrl"])


def _invoke_response(answer: Answer) -> Activity:
    """What `send_activity` would leave for the adapter, without its deep copies of everything."""
    body = None if answer.body is None else written(answer.body, "value")
    value = InvokeResponse(status=answer.status, body=body)
    return Activity(type=ActivityTypes.invoke_response, value=value)
