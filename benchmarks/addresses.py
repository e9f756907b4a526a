"""Microsoft's addresses exchanged for those of this machine, and nothing else left out."""

import bot.teams
from bot.tokens import Token
from bot.wire import Answered, Wire
from tests.fakes.settings import SERVICE_URL


class ToSink(Wire):
    """Reaches the sink where Teams itself is called; all that the wire checks, it checks."""

    sink = ""

    async def _send(self, method: str, url: str, body: bytes | None, token: str) -> Answered:
        return await super()._send(method, url.replace(SERVICE_URL, self.sink), body, token)


def send_to(sink: str) -> None:
    """From here on this process reaches that address where it calls Teams."""
    ToSink.sink = sink
    bot.teams.Wire = ToSink


def a_token() -> Token:
    """What Entra would give."""
    return Token("invented", 3600.0)
