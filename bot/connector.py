"""Botbuilder's connector client, built once for each address and put on the bot's own wire."""

from collections import OrderedDict
from typing import Any

from botframework.connector import BotFrameworkConnectorConfiguration
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import ConnectorFactory
from msrest.authentication import Authentication
from msrest.pipeline import Request, Response
from msrest.pipeline.async_abc import AsyncHTTPSender, AsyncPipeline
from msrest.pipeline.universal import RawDeserializer
from msrest.universal_http import ClientRequest
from msrest.universal_http.async_abc import AsyncClientResponse
from multidict import CIMultiDict

from bot.wire import Answered, Wire

MOST_CLIENTS = 32


class Connectors(ConnectorFactory):
    """Gives botbuilder a client for an address; stock makes a new one, and two, on every turn."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._clients: OrderedDict[str, ConnectorClient] = OrderedDict()

    async def create(self, service_url: str, audience: str = "") -> ConnectorClient:
        if service_url not in self._clients:
            self._clients[service_url] = self._client(service_url)
        self._clients.move_to_end(service_url)
        if len(self._clients) > MOST_CLIENTS:
            self._clients.popitem(last=False)
        return self._clients[service_url]

    def _client(self, service_url: str) -> ConnectorClient:
        configuration = BotFrameworkConnectorConfiguration(Authentication(), service_url)
        configuration.custom_pipeline = AsyncPipeline([RawDeserializer()], _Sender(self._wire))
        return ConnectorClient(None, custom_configuration=configuration)


class _Sender(AsyncHTTPSender):
    """The last step of msrest's pipeline: it leaves by our wire instead of a thread."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def __aexit__(self, *exc_details: object) -> None:
        """The wire is closed by whoever opened it."""

    async def send(self, request: Request, **config: Any) -> Response:
        asked: ClientRequest = request.http_request
        body = asked.data.encode() if isinstance(asked.data, str) else asked.data
        answer = await self._wire.call(asked.method, asked.url, body)
        return Response(request, _Answer(asked, answer))


class _Answer(AsyncClientResponse):
    """An answer of the wire, in the shape that msrest reads."""

    def __init__(self, request: ClientRequest, answer: Answered) -> None:
        super().__init__(request, answer)
        self.status_code = answer.status
        self.headers = CIMultiDict(answer.headers)
        self.reason = ""
        self._body = answer.body

    def body(self) -> bytes:
        return self._body

    def text(self, encoding: str | None = None) -> str:
        return self._body.decode(encoding or "utf-8", errors="replace")
