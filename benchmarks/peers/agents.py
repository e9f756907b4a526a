"""Microsoft 365 Agents SDK, botbuilder's first successor: nobody asked for a token, an empty card.

`python benchmarks/peers/agents.py '{"port": …}'`, with the Python that has
microsoft-agents-hosting-aiohttp 1.9.0.
"""

import json
import sys

from aiohttp import web
from microsoft_agents.activity import AdaptiveCardInvokeResponse, AdaptiveCardInvokeValue
from microsoft_agents.hosting.aiohttp import CloudAdapter, jwt_authorization_middleware
from microsoft_agents.hosting.core import ActivityHandler, TurnContext
from microsoft_agents.hosting.core.authorization import (
    AgentAuthConfiguration,
    AnonymousTokenProvider,
)
from microsoft_agents.hosting.core.rest_channel_service_client_factory import (
    RestChannelServiceClientFactory,
)

TYPE = "application/vnd.microsoft.card.adaptive"
EMPTY = {"type": "AdaptiveCard", "version": "1.4", "body": []}


class NoConnections:
    """Nothing to prove: whoever asks gets an empty token."""

    def get_token_provider(self, *asked: object) -> AnonymousTokenProvider:
        return AnonymousTokenProvider()

    get_connection = get_default_connection = get_token_provider


class EmptyCard(ActivityHandler):
    async def on_adaptive_card_invoke(
        self, turn_context: TurnContext, invoke_value: AdaptiveCardInvokeValue
    ) -> AdaptiveCardInvokeResponse:
        return AdaptiveCardInvokeResponse(status_code=200, type=TYPE, value=EMPTY)


def main() -> None:
    factory = RestChannelServiceClientFactory(NoConnections())
    adapter = CloudAdapter(channel_service_client_factory=factory)
    bot = EmptyCard()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, bot)

    app = web.Application(middlewares=[jwt_authorization_middleware])
    app["agent_configuration"] = AgentAuthConfiguration(anonymous_allowed=True)
    app.router.add_post("/api/messages", messages)
    port = json.loads(sys.argv[1])["port"]
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    main()
