"""What the bot relies on of botbuilder: each name that bot/ imports, held to what we believe of it.

The SDK is archived and pinned. Should another version be tried after all, this file and
test_contract_tokens.py say first what has changed.
"""

import asyncio
import socket
from importlib import import_module

import pytest
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity
from botframework.connector import BotFrameworkConnectorConfiguration
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from msrest.authentication import Authentication
from msrest.pipeline.async_abc import AsyncPipeline
from msrest.pipeline.universal import RawDeserializer

from bot.connector import _Sender
from bot.wire import Answered
from tests.bot.contract import CONSTANTS, SHOWN, constants, imported, shows, used_plainly
from tests.fakes.settings import SERVICE_URL

import_module("tests.bot.test_contract_tokens")  # says what it shows

KINDS = (
    "message", "invoke", "event", "conversationUpdate", "installationUpdate", "messageUpdate",
    "messageReaction", "typing", "endOfConversation", "invented",
)  # fmt: skip


def test_each_name_that_we_import_has_its_test_here():
    assert imported().keys() == SHOWN | {name.split(".")[0] for name in CONSTANTS}


def test_each_constant_that_we_use_is_in_the_table():
    assert constants() == CONSTANTS.keys()


def test_the_sdk_is_imported_by_name_alone():
    assert used_plainly() == []


@pytest.mark.parametrize("name", CONSTANTS)
def test_the_words_of_the_protocol_are_as_they_were(name):
    first, attribute = name.split(".")
    module = import_module(imported()[first])
    assert getattr(getattr(module, first), attribute) == CONSTANTS[name]


class Recorded(BotFrameworkAuthentication):
    """Whatever the adapter asks of it is noted; it knows nobody, and gives no client."""

    def __init__(self):
        self.asked = []

    async def authenticate_request(self, activity, auth_header):
        self.asked.append("who is genuine")

    async def authenticate_streaming_request(self, auth_header, channel_id_header):
        self.asked.append("who streams")

    def create_connector_factory(self, claims_identity):
        self.asked.append("connectors")

    async def create_user_token_client(self, claims_identity):
        self.asked.append("somebody signed in")

    def get_originating_audience(self):
        self.asked.append("audience")


class Factory(ConnectorFactory):
    """Gives the adapter a client that must not be used."""

    def __init__(self):
        self.asked = []

    async def create(self, service_url, audience):
        self.asked.append((service_url, audience))
        return ConnectorClient(None, custom_configuration=configuration(Telephone()))


class Telephone:
    """In the place of the wire: what was sent by it."""

    def __init__(self):
        self.calls = []

    async def call(self, method, url, body=None):
        self.calls.append((method, url, body))
        return Answered(201, {"Content-Type": "application/json"}, b'{"id": "m1"}')


def configuration(wire):
    made = BotFrameworkConnectorConfiguration(Authentication(), "https://teams.example/uk/")
    made.custom_pipeline = AsyncPipeline([RawDeserializer()], _Sender(wire))
    return made


def genuine(factory=None):
    result = AuthenticateRequestResult()
    result.claims_identity = ClaimsIdentity({"aud": "us"}, True)
    result.audience, result.caller_id = "audience", "urn:caller"
    result.connector_factory = factory or Factory()
    return result


def activity(kind):
    """All that we give botbuilder of an activity."""
    return Activity(type=kind, channel_id="msteams", service_url=SERVICE_URL)


def put(context, status, body):
    """An answer, as we leave it for the adapter."""
    value = InvokeResponse(status=status, body=body)
    context.turn_state[CloudAdapter._INVOKE_RESPONSE_KEY] = Activity(
        type="invokeResponse", value=value
    )


async def nothing(context):
    pass


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*given):
        raise AssertionError("something was sent")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@shows("CloudAdapter", "AuthenticateRequestResult", "BotFrameworkAuthentication")
async def test_the_adapter_takes_our_word_for_who_is_genuine(no_network):
    authentication, factory = Recorded(), Factory()
    await CloudAdapter(authentication).process_activity(
        genuine(factory), activity("message"), nothing
    )
    assert authentication.asked == ["somebody signed in"]
    assert factory.asked == [(SERVICE_URL, "audience")]


@shows("TurnContext", "Activity")
@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_activity_reaches_us_once_with_the_little_that_we_give_it(kind):
    heard = []

    async def hear(context):
        assert isinstance(context, TurnContext)
        heard.append(context.activity)

    given = activity(kind)
    await CloudAdapter(Recorded()).process_activity(genuine(), given, hear)
    assert heard == [given]
    assert given.caller_id == "urn:caller"


@shows("InvokeResponse")
@pytest.mark.parametrize("body", ['{"value": "é"}'.encode(), None])
async def test_an_invoke_gets_the_very_answer_that_we_put(no_network, body):
    async def hear(context):
        put(context, 418, body)

    found = await CloudAdapter(Recorded()).process_activity(genuine(), activity("invoke"), hear)
    assert found.status == 418
    assert found.body is body


async def test_where_we_put_it_is_where_the_adapter_puts_what_is_sent():
    async def hear(context):
        await context.send_activity(
            Activity(type="invokeResponse", value=InvokeResponse(status=200))
        )
        sent = context.turn_state[CloudAdapter._INVOKE_RESPONSE_KEY]
        assert (sent.type, sent.value.status) == ("invokeResponse", 200)

    found = await CloudAdapter(Recorded()).process_activity(genuine(), activity("invoke"), hear)
    assert found.status == 200


async def test_an_invoke_that_nobody_answers_is_not_implemented():
    adapter = CloudAdapter(Recorded())
    found = await adapter.process_activity(genuine(), activity("invoke"), nothing)
    assert (found.status, found.body) == (501, None)


@pytest.mark.parametrize("kind", ["message", "conversationUpdate", "invented"])
async def test_what_is_no_invoke_gets_no_answer(kind):
    async def hear(context):
        put(context, 200, b"{}")

    adapter = CloudAdapter(Recorded())
    assert await adapter.process_activity(genuine(), activity(kind), hear) is None


async def test_a_fault_of_ours_comes_back_to_us_as_it_is():
    fault = LookupError("ours")

    async def hear(context):
        raise fault

    with pytest.raises(LookupError) as raised:
        await CloudAdapter(Recorded()).process_activity(genuine(), activity("invoke"), hear)
    assert raised.value is fault


async def test_turns_at_once_do_not_mix_their_answers():
    adapter = CloudAdapter(Recorded())

    async def one(number):
        async def hear(context):
            await asyncio.sleep(0)
            put(context, 200, str(number))

        return (await adapter.process_activity(genuine(), activity("invoke"), hear)).body

    assert await asyncio.gather(*map(one, range(50))) == [str(n) for n in range(50)]


@shows("BotFrameworkConnectorConfiguration", "ConnectorClient", "ConnectorFactory")
async def test_a_client_sends_by_our_wire_alone(no_network):
    wire = Telephone()
    client = ConnectorClient(None, custom_configuration=configuration(wire))
    sent = await client.conversations.send_to_conversation("a:1", Activity(type="message"))
    [(method, url, body)] = wire.calls
    assert (method, sent.id) == ("POST", "m1")
    assert url == "https://teams.example/uk/v3/conversations/a%3A1/activities"
    assert body == b'{"type": "message"}'
