"""Messages to a Teams of our own, over real HTTP: what is shown."""

import pytest

from bot.outbound import in_thread, whole_channel
from bot.teams import teams
from state.places import Place, PlaceKind
from tests.fakes.connector import FakeConnector
from tests.fakes.settings import TENANT, local_settings

CARD = {"type": "AdaptiveCard", "version": "1.4", "body": [{"type": "TextBlock", "text": "Hallo"}]}
NEWER = CARD | {"body": []}
CARD_TYPE = "application/vnd.microsoft.card.adaptive"
SUMMARY = "You have a new request"
BOT = "28:convene"
CHANNEL = "19:abc@thread.tacv2"


@pytest.fixture
async def fake():
    async with FakeConnector() as connector:
        yield connector


@pytest.fixture
async def out(fake):
    async with teams(local_settings()) as (_, outbound):
        yield outbound


@pytest.fixture
def chat(fake):
    return a_place(fake.url)


def a_place(url, conversation="a:chat-of-ada", kind=PlaceKind.PERSONAL):
    user = "29:ada" if kind is PlaceKind.PERSONAL else ""
    return Place(
        service_url=url, conversation=conversation, bot=BOT, tenant=TENANT, kind=kind, user=user
    )


async def test_a_card_goes_alone_with_its_summary(fake, out, chat):
    message = await out.send(chat, card=CARD, summary=SUMMARY)
    [sent] = fake.sent
    assert sent == ("POST", "a:chat-of-ada", message, sent.body)
    assert sent.body == {
        "type": "message",
        "from": {"id": BOT},
        "conversation": {"id": "a:chat-of-ada"},
        "channelData": {"tenant": {"id": TENANT}},
        "summary": SUMMARY,
        "attachments": [{"contentType": CARD_TYPE, "content": CARD}],
    }
    assert fake.shown("a:chat-of-ada") == [CARD]


async def test_a_text_goes_as_it_is_and_not_as_markup(fake, out, chat):
    await out.send(chat, text="*Zoë* said [this](http://a.example)", summary=SUMMARY)
    assert fake.texts("a:chat-of-ada") == ["*Zoë* said [this](http://a.example)"]
    assert fake.sent[0].body["textFormat"] == "plain"


@pytest.mark.parametrize("given", [{}, {"card": CARD, "text": "and a text"}])
async def test_a_message_is_a_card_or_a_text(out, chat, given):
    with pytest.raises(ValueError, match="a card or a text"):
        await out.send(chat, summary=SUMMARY, **given)


async def test_a_card_is_changed_where_it_stands(fake, out, chat):
    first = await out.send(chat, card=CARD, summary=SUMMARY)
    await out.send(chat, card=CARD, summary=SUMMARY)
    await out.update(chat, first, NEWER, SUMMARY)
    assert fake.shown("a:chat-of-ada") == [NEWER, CARD]
    assert fake.sent[-1].body["summary"] == SUMMARY


async def test_a_card_is_taken_away_once_or_twice(fake, out, chat):
    message = await out.send(chat, card=CARD, summary=SUMMARY)
    await out.delete(chat, message)
    await out.delete(chat, message)
    assert fake.shown("a:chat-of-ada") == []


async def test_a_chat_is_opened_and_written_in(fake, out):
    near = a_place(fake.url, CHANNEL, PlaceKind.CHANNEL)
    place = await out.open_chat(near, "29:bo")
    assert place == a_place(fake.url, "a:chat-of-bo").model_copy(update={"user": "29:bo"})
    asked = fake.sent[0].body
    assert asked["members"] == [{"id": "29:bo"}]
    assert (asked["bot"], asked["isGroup"]) == ({"id": BOT}, False)
    assert asked["tenantId"] == asked["channelData"]["tenant"]["id"] == TENANT
    await out.send(place, card=CARD, summary=SUMMARY)
    assert fake.shown("a:chat-of-bo") == [CARD]


async def test_a_thread_of_a_channel_is_written_in(fake, out):
    channel = a_place(fake.url, CHANNEL, PlaceKind.CHANNEL)
    root = await out.send(channel, card=CARD, summary=SUMMARY)
    thread = in_thread(channel, root)
    assert thread.conversation == f"{CHANNEL};messageid={root}"
    reply = await out.send(thread, card=NEWER, summary=SUMMARY)
    await out.update(thread, reply, CARD, SUMMARY)
    assert fake.shown(f"{CHANNEL};messageid={root}") == [CARD]
    assert fake.shown(CHANNEL) == [CARD]


@pytest.mark.parametrize(
    ("conversation", "threaded"),
    [
        (CHANNEL, f"{CHANNEL};messageid=5"),
        (f"{CHANNEL};messageid=4", f"{CHANNEL};messageid=5"),
        ("19:abc@thread.skype", "19:abc@thread.skype;messageid=5"),
        ("19:meeting_abc@thread.v2", "19:meeting_abc@thread.v2"),
        ("a:chat-of-ada", "a:chat-of-ada"),
        ("channel-1", "channel-1"),
    ],
)
def test_only_a_real_channel_has_threads(conversation, threaded):
    place = a_place("https://smba.trafficmanager.net/uk/", conversation, PlaceKind.CHANNEL)
    assert in_thread(place, "5").conversation == threaded
    assert whole_channel(in_thread(place, "5")).conversation == conversation.split(";")[0]


async def test_a_hundred_sends_use_one_connection(fake, out, chat):
    for _ in range(100):
        await out.send(chat, card=CARD, summary=SUMMARY)
    assert fake.connections == 1


async def test_a_local_bot_shows_no_token(fake, out, chat):
    await out.send(chat, card=CARD, summary=SUMMARY)
    assert "Authorization" not in fake.headers[0]


async def test_a_chat_stays_at_the_address_known_when_teams_names_a_strange_one(fake, out, chat):
    fake.moved = "https://attacker.example/"
    assert (await out.open_chat(chat, "29:bo")).service_url == fake.url
    fake.moved = "http://localhost:1/elsewhere/"
    assert (await out.open_chat(chat, "29:bo")).service_url == "http://localhost:1/elsewhere/"
