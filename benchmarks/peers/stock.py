"""Stock botbuilder: its own adapter, nobody asked for a token; an empty card, or an echo.

`python benchmarks/peers/stock.py '{"port": …}'`, with the Python that has botbuilder-core 4.17.1.
An invoke is answered with a model of botbuilder's own, because any other body is a 500 there. A
message is echoed through the connector, to the address that it names.
"""

import json
import sys

from aiohttp import web
from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import AdaptiveCardInvokeResponse

TYPE = "application/vnd.microsoft.card.adaptive"
EMPTY = {"type": "AdaptiveCard", "version": "1.4", "body": []}


class NoAuth:
    """Nothing to prove: an empty id switches the checks off."""

    APP_ID = ""
    APP_PASSWORD = ""
    APP_TYPE = "MultiTenant"
    APP_TENANTID = ""


class EmptyCardAndEcho(ActivityHandler):
    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        body = AdaptiveCardInvokeResponse(status_code=200, type=TYPE, value=EMPTY)
        return InvokeResponse(status=200, body=body)

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"You said: {turn_context.activity.text}")


def main() -> None:
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(NoAuth()))
    bot = EmptyCardAndEcho()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, bot)

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    port = json.loads(sys.argv[1])["port"]
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    main()
