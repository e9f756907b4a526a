"""aiohttp alone: takes whatever is posted and answers with a card that is ready made.

`python benchmarks/peers/bare.py '{"port": …}'`. What any bot on aiohttp spends at the least.
"""

import json
import sys

from aiohttp import web

CARD = {"type": "AdaptiveCard", "version": "1.4", "body": []}
ANSWER = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD}
TEXT = json.dumps(ANSWER)


async def messages(request: web.Request) -> web.Response:
    await request.read()
    return web.json_response(text=TEXT)


def main() -> None:
    app = web.Application()
    app.router.add_post("/api/messages", messages)
    port = json.loads(sys.argv[1])["port"]
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    main()
