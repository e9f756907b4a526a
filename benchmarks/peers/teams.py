"""Teams SDK, botbuilder's other successor: nobody asked for a token, an empty card in each answer.

`python benchmarks/peers/teams.py '{"port": …}'`, with the Python that has microsoft-teams-apps
2.1.1. Its log of requests is switched off, as it is for the others.
"""

import asyncio
import json
import sys

import uvicorn
from fastapi import FastAPI
from microsoft_teams.api import AdaptiveCardInvokeActivity, AdaptiveCardInvokeResponse
from microsoft_teams.api.models.adaptive_card import AdaptiveCardActionCardResponse
from microsoft_teams.apps import ActivityContext, App
from microsoft_teams.apps.http import FastAPIAdapter
from microsoft_teams.cards import AdaptiveCard

PORT = json.loads(sys.argv[1])["port"]


def quiet(app: FastAPI) -> uvicorn.Server:
    settings = uvicorn.Config(
        app, host="127.0.0.1", port=PORT, log_level="warning", access_log=False
    )
    return uvicorn.Server(settings)


app = App(
    dangerously_allow_unauthenticated_requests=True,
    http_server_adapter=FastAPIAdapter(server_factory=quiet),
)


@app.on_card_action_execute
async def answer(
    context: ActivityContext[AdaptiveCardInvokeActivity],
) -> AdaptiveCardInvokeResponse:
    return AdaptiveCardActionCardResponse(value=AdaptiveCard(version="1.4", body=[]))


if __name__ == "__main__":
    asyncio.run(app.start(PORT))
