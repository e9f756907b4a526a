"""Botbuilder's own client, on the bot's wire."""

import aiohttp
import pytest
from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, ConversationAccount, ConversationReference
from botframework.connector.models import ErrorResponseException

from bot.connector import MOST_CLIENTS, Connectors
from bot.teams import teams
from bot.tokens import Token, Tokens
from bot.wire import NotTrusted, Wire
from tests.fakes.connector import FakeConnector
from tests.fakes.settings import hosted_settings, local_settings

HELLO = Activity(type="message", text="hello")


@pytest.fixture
async def fake():
    async with FakeConnector() as connector:
        yield connector


@pytest.fixture
async def connectors():
    async with aiohttp.ClientSession() as session:
        yield Connectors(Wire(session, local_settings(), None))


async def test_a_client_is_built_once_for_an_address(connectors, fake):
    client = await connectors.create(fake.url, "audience")
    assert await connectors.create(fake.url) is client


async def test_the_clients_kept_are_not_without_number(connectors):
    first = await connectors.create("http://localhost/0")
    for number in range(1, MOST_CLIENTS + 1):
        await connectors.create(f"http://localhost/{number}")
    assert await connectors.create("http://localhost/0") is not first


async def test_botbuilder_sends_over_one_connection(connectors, fake):
    client = await connectors.create(fake.url)
    for _ in range(20):
        sent = await client.conversations.send_to_conversation("a:1", HELLO)
        assert sent.id == fake.messages("a:1")[-1]["id"]
    await client.conversations.update_activity("a:1", sent.id, HELLO)
    await client.conversations.delete_activity("a:1", sent.id)
    assert len(fake.messages("a:1")) == 19
    assert fake.connections == 1


async def test_botbuilder_reads_the_members(connectors, fake):
    fake.members["a:1"] = [{"id": "29:ada", "name": "Ada Adeyemi"}]
    client = await connectors.create(fake.url)
    [member] = await client.conversations.get_conversation_members("a:1")
    assert member.name == "Ada Adeyemi"
    assert (await client.conversations.get_conversation_member("a:1", "29:ada")).id == "29:ada"


async def test_botbuilder_is_told_the_code_of_an_error(connectors, fake):
    fake.fail(403, code="BotNotInConversationRoster")
    client = await connectors.create(fake.url)
    with pytest.raises(ErrorResponseException) as failed:
        await client.conversations.send_to_conversation("a:1", HELLO)
    assert failed.value.error.error.code == "BotNotInConversationRoster"


async def test_botbuilder_cannot_speak_to_a_strange_host_either(fake):
    async with aiohttp.ClientSession() as session:
        tokens = Tokens(lambda: Token("secret", 3600))
        connectors = Connectors(Wire(session, hosted_settings(), tokens))
        client = await connectors.create(fake.url)
        with pytest.raises(NotTrusted):
            await client.conversations.send_to_conversation("a:1", HELLO)
    assert fake.calls == 0


async def test_botbuilder_may_speak_first(fake):
    """The adapter's own way to go on with a conversation works on our identity and wire."""
    async with teams(local_settings()) as (identity, _):
        reference = ConversationReference(
            service_url=fake.url, channel_id="msteams", conversation=ConversationAccount(id="a:1")
        )

        async def speak(context: TurnContext) -> None:
            await context.send_activity("hello")

        await CloudAdapter(identity).continue_conversation(reference, speak, "app")
    assert fake.texts("a:1") == ["hello"]
