"""What the door answers to whom: the whole table, tried over HTTP with real signatures."""

import asyncio
import gzip
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from jwt.api_jws import PyJWS

from bot.body import DEEPEST, MOST_BYTES
from tests.fakes.activities import a_message
from tests.fakes.door import Room, a_room
from tests.fakes.settings import TENANT, hosted_settings, local_settings
from tests.fakes.tokens import CLAIMS, LONG_AGO, FakeBotFramework, bearer

PARTNER = "77777777-7777-4777-8777-777777777777"
STRANGER = "44444444-4444-4444-8444-444444444444"
FAR_FUTURE = 4_102_444_000
EMULATOR = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"
AT_HOME = "http://localhost:56150/_connector"


class Row(NamedTuple):
    """A request to the bot, and what it must be answered."""

    what: str
    status: int
    headers: dict[str, Any] | None = None
    body: Any = None
    prepare: Callable[[FakeBotFramework], None] = lambda microsoft: None
    local: bool = False
    stock: str = ""
    """What CloudAdapter.process answers, where it was tried (botbuilder 4.17.1)."""


def says(**changed: Any) -> dict[str, Any]:
    return a_message("hello") | changed


def tenants(channel_data: Any, conversation: Any = TENANT) -> dict[str, Any]:
    return says(
        channelData={"tenant": {"id": channel_data}},
        conversation={"id": "a:1", "conversationType": "personal", "tenantId": conversation},
    )


def given(authorization: str) -> dict[str, str]:
    return {"Authorization": authorization}


def packed() -> bytes:
    return gzip.compress(json.dumps(says(text="x" * 3_000_000)).encode())


def deep(levels: int) -> bytes:
    form = b'{"a":' * levels + b"1" + b"}" * levels
    return json.dumps(says(value="HERE")).encode().replace(b'"HERE"', form)


def down(microsoft: FakeBotFramework) -> None:
    microsoft.down = True


def withdrawn(microsoft: FakeBotFramework) -> None:
    microsoft.published = {"key-2": ["msteams"]}


def for_the_web_alone(microsoft: FakeBotFramework) -> None:
    microsoft.published["key-1"] = ["webchat"]
    microsoft.published["key-2"] = ["msteams"]


def without_endorsements(microsoft: FakeBotFramework) -> None:
    microsoft.published["key-1"] = None
    microsoft.published["key-2"] = ["msteams"]


GOOD = bearer()
BAD_SIGNATURE = given(GOOD["Authorization"][:-4] + "AAAA")
NOBODY = PyJWS().encode(json.dumps(CLAIMS).encode(), None, "none", {"kid": "key-1"})

ROWS = (
    Row("valid token", 200, GOOD, stock="201"),
    Row("valid token, tenant of an allowed partner", 200, GOOD, tenants(PARTNER, PARTNER)),
    Row("no Authorization", 401, stock="401"),
    Row("empty Authorization", 401, given(""), stock="401"),
    Row("Authorization is not Bearer", 401, given("Basic YTpi"), stock="401"),
    Row("another bot's token (aud)", 401, bearer(aud=STRANGER), stock="401"),
    Row("another issuer", 401, bearer(iss="https://attacker.example"), stock="401"),
    Row("the Emulator's issuer", 401, bearer(iss=EMULATOR, ver="1.0")),
    Row("serviceurl claim of another region", 401,
        bearer(serviceurl="https://smba.trafficmanager.net/de/"), stock="401"),
    Row("no serviceurl claim", 401, bearer(serviceurl=None)),
    Row("garbage token", 401, given("Bearer garbage"), stock="500"),
    Row("expired token", 401, bearer(exp=LONG_AGO), stock="500"),
    Row("token without an end", 401, bearer(exp=None)),
    Row("token that begins later", 401, bearer(nbf=FAR_FUTURE)),
    Row("bad signature", 401, BAD_SIGNATURE, stock="500"),
    Row("signed by another's key", 401, bearer(key="another"), stock="500"),
    Row("unknown kid", 401, bearer(key="key-3", key_id="key-3"), stock="500"),
    Row("no kid", 401, bearer(key_id=None), stock="500"),
    Row("a key that was withdrawn", 401, GOOD, prepare=withdrawn),
    Row("alg none", 401, given(f"Bearer {NOBODY}")),
    Row("alg HS256", 401, bearer(algorithm="HS256")),
    Row("alg RS512", 401, bearer(algorithm="RS512")),
    Row("token without iss", 401, bearer(iss=None), stock="500"),
    Row("channel not endorsed by the key", 401, GOOD, prepare=for_the_web_alone, stock="500"),
    Row("key without endorsements", 401, GOOD, prepare=without_endorsements),
    Row("keys cannot be fetched", 503, GOOD, prepare=down),
    Row("body without serviceUrl", 400, GOOD, says(serviceUrl=None), stock="201 accepted"),
    Row("body without channelId", 400, GOOD, says(channelId=None), stock="201 accepted"),
    Row("another channel", 403, GOOD, says(channelId="webchat")),
    Row("serviceUrl of a strange host", 403, GOOD, says(serviceUrl="https://attacker.example/")),
    Row("serviceUrl without TLS", 403, GOOD, says(serviceUrl="http://smba.trafficmanager.net/")),
    Row("strange serviceUrl, no token", 403, None, says(serviceUrl="https://attacker.example/")),
    Row("activity of another tenant", 403, GOOD, tenants(STRANGER, STRANGER),
        stock="201 accepted"),
    Row("activity of no tenant", 403, GOOD, says(channelData=None)),
    Row("conversation of another tenant", 403, GOOD, tenants(TENANT, STRANGER)),
    Row("bad JSON", 400, GOOD, b"{", stock="500"),
    Row("a JSON list", 400, GOOD, b"[]", stock="500"),
    Row("no body", 400, GOOD, b""),
    Row("a number that JSON has not (NaN)", 400, GOOD, deep(1).replace(b"1}", b"NaN}")),
    Row("a number without bounds (1e999)", 400, GOOD, deep(1).replace(b"1}", b"1e999}")),
    Row("deeper than any card", 400, GOOD, deep(DEEPEST)),
    Row("larger than any activity", 413, GOOD, says(text="x" * MOST_BYTES)),
    Row("larger once it is unpacked", 413, GOOD | {"Content-Encoding": "gzip"}, packed()),
    Row("no Content-Type", 415, GOOD | {"Content-Type": None}, stock="500"),
    Row("Content-Type text/plain", 415, GOOD | {"Content-Type": "text/plain"}),
    Row("local: no token", 200, body=says(serviceUrl=AT_HOME), local=True),
    Row("local: serviceUrl elsewhere", 403, body=says(), local=True),
    Row("local: under another name (Host)", 403, {"Host": "attacker.example"},
        says(serviceUrl=AT_HOME), local=True),
)  # fmt: skip


async def tried(row: Row) -> tuple[int, str, Room]:
    """The status and the body that the bot answers, and the room with what it heard."""
    settings = local_settings() if row.local else hosted_settings(allowed_tenants=PARTNER)
    async with FakeBotFramework() as microsoft:
        row.prepare(microsoft)
        async with a_room(settings, microsoft.metadata_url) as room:
            status, body = await room.post(says() if row.body is None else row.body, row.headers)
    return status, body, room


async def table() -> str:
    lines = ["| request | stock | must be | is |", "| --- | --- | --- | --- |"]
    for row in ROWS:
        status, _, room = await tried(row)
        heard = "" if room.turns or status != 200 else " unheard"
        lines.append(f"| {row.what} | {row.stock or '–'} | {row.status} | {status}{heard} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(asyncio.run(table()))
