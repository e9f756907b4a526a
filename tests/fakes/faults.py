"""How the Teams of our own fails: in Teams' words, or by keeping silent."""

from dataclasses import dataclass

from aiohttp import web


@dataclass
class Fault:
    """How the next calls that match fail; see FakeConnector.fail."""

    status: int
    code: str
    sub_code: str
    headers: dict[str, str]
    method: str | None
    conversation: str | None
    times: int
    silent: bool
    lost: bool

    def matches(self, method: str, conversation: str) -> bool:
        return (
            self.times > 0
            and self.method in (None, method)
            and self.conversation in (None, conversation)
        )

    def answer(self) -> web.Response:
        message = f'{{"subCode":"{self.sub_code}"}}' if self.sub_code else "It went wrong."
        return error(self.status, self.code, message, self.headers)


def blocked() -> web.Response:
    return error(403, "Forbidden", '{"subCode":"MessageWritesBlocked"}')


def no_such_message() -> web.Response:
    return error(404, "ActivityNotFoundInConversation", "No such message.")


def error(
    status: int, code: str, message: str, headers: dict[str, str] | None = None
) -> web.Response:
    body = {"error": {"code": code, "message": message}}
    return web.json_response(body, status=status, headers=headers)
