"""What each fault of Teams, of the network or of ours becomes, over real HTTP."""

import asyncio
from datetime import UTC, datetime

import aiohttp
import pytest

from bot.failures import Ambiguous, Gone, Rejected, Throttled, TooBig, Unreachable
from bot.outbound import Outbound
from bot.teams import teams
from bot.tokens import NoToken, Token, Tokens
from bot.wire import Wire
from state.places import Place, PlaceKind
from tests.fakes.connector import FakeConnector
from tests.fakes.settings import TENANT, hosted_settings, local_settings

CARD = {"type": "AdaptiveCard", "version": "1.4", "body": [{"type": "TextBlock", "text": "Hallo"}]}
NEWER = CARD | {"body": []}
SUMMARY = "You have a new request"
BOT = "28:convene"


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


def a_wire(session, tokens=None, total=5.0, connect=None):
    patience = aiohttp.ClientTimeout(total=total, connect=connect)
    return Outbound(Wire(session, local_settings(), tokens, patience), local_settings())


async def test_somebody_without_the_bot_cannot_be_reached(fake, out, chat):
    fake.blocked |= {"29:bo", "a:chat-of-ada"}
    for reach in (out.open_chat(chat, "29:bo"), out.send(chat, card=CARD, summary=SUMMARY)):
        with pytest.raises(Unreachable) as failed:
            await reach
        assert failed.value.code == "MessageWritesBlocked"


@pytest.mark.parametrize(
    ("fault", "failed"),
    [
        ({"status": 400, "code": "BadSyntax"}, Rejected),
        ({"status": 403, "code": "BotDisabledByAdmin"}, Unreachable),
        ({"status": 404, "code": "ConversationNotFound"}, Unreachable),
        ({"status": 412, "code": "PreconditionFailed"}, Throttled),
        ({"status": 413, "code": "MessageSizeTooBig"}, TooBig),
        ({"status": 429, "code": "Throttled", "after": "9"}, Throttled),
        ({"status": 500, "code": "ServiceError"}, Ambiguous),
        ({"status": 502}, Ambiguous),
        ({"lost": True}, Ambiguous),
    ],
)
async def test_each_fault_of_a_send_says_what_may_be_done(fake, out, chat, fault, failed):
    fake.fail(**fault)
    with pytest.raises(failed):
        await out.send(chat, card=CARD, summary=SUMMARY)
    assert fake.calls == 1, "the transport itself must not try again"


async def test_a_wait_is_passed_on(fake, out, chat):
    fake.fail(429, after="9")
    with pytest.raises(Throttled) as failed:
        await out.send(chat, card=CARD, summary=SUMMARY)
    assert failed.value.after == 9


async def test_a_send_whose_answer_is_lost_may_have_been_shown(fake, out, chat):
    fake.fail(lost=True)
    with pytest.raises(Ambiguous):
        await out.send(chat, card=CARD, summary=SUMMARY)
    assert fake.shown("a:chat-of-ada") == [CARD]


@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 412}, {"status": 429}])
async def test_an_update_may_always_be_repeated(fake, out, chat, fault):
    message = await out.send(chat, card=CARD, summary=SUMMARY)
    fake.fail(**fault, method="PUT")
    with pytest.raises(Throttled):
        await out.update(chat, message, NEWER, SUMMARY)
    await out.update(chat, message, NEWER, SUMMARY)
    assert fake.shown("a:chat-of-ada") == [NEWER]


async def test_a_card_that_is_gone_cannot_be_changed(fake, out, chat):
    with pytest.raises(Gone):
        await out.update(chat, "1700000000999", CARD, SUMMARY)


async def test_an_update_whose_answer_is_lost_may_be_repeated(fake, chat):
    async with aiohttp.ClientSession() as session:
        out = a_wire(session, total=0.1)
        message = await out.send(chat, card=CARD, summary=SUMMARY)
        fake.fail(silent=True)
        with pytest.raises(Throttled):
            await out.update(chat, message, NEWER, SUMMARY)


async def test_a_send_without_an_answer_in_time_is_ambiguous(fake, chat):
    async with aiohttp.ClientSession() as session:
        fake.fail(silent=True)
        with pytest.raises(Ambiguous):
            await a_wire(session, total=0.1).send(chat, card=CARD, summary=SUMMARY)


async def test_a_send_that_found_no_free_connection_may_be_repeated(fake, chat):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1)) as session:
        fake.fail(silent=True)
        out = a_wire(session, connect=0.1, total=0.5)
        first = asyncio.create_task(out.send(chat, card=CARD, summary=SUMMARY))
        await fake.called()
        with pytest.raises(Throttled):
            await out.send(chat, card=CARD, summary=SUMMARY)
        with pytest.raises(Ambiguous):
            await first


async def test_a_send_that_reached_nobody_may_be_repeated(out):
    with pytest.raises(Throttled):
        await out.send(a_place("http://127.0.0.1:9/"), card=CARD, summary=SUMMARY)


async def test_nothing_is_sent_to_a_host_that_is_not_teams(fake):
    """A place that was stored is input as well, and is checked before each call."""
    async with teams(hosted_settings(), fetch=lambda: Token("secret", 3600)) as (_, out):
        place = a_place(fake.url)
        for call in (
            out.send(place, card=CARD, summary=SUMMARY),
            out.update(place, "1", CARD, SUMMARY),
            out.delete(place, "1"),
            out.open_chat(place, "29:bo"),
        ):
            with pytest.raises(Rejected) as failed:
                await call
            assert failed.value.code == "NotTrusted"
    assert fake.calls == 0


async def test_the_bot_is_not_sent_elsewhere_with_its_token(fake, chat):
    fake.fail(307, location=f"{fake.url}v3/conversations/a:elsewhere/activities")
    async with aiohttp.ClientSession() as session:
        out = a_wire(session, Tokens(lambda: Token("secret", 3600)))
        with pytest.raises(Rejected):
            await out.send(chat, card=CARD, summary=SUMMARY)
    assert fake.calls == 1


async def test_sends_at_the_same_time_do_not_wait_for_each_other(fake, chat, out):
    fake.fail(silent=True, conversation="a:chat-of-bo")
    held = asyncio.create_task(
        out.send(a_place(fake.url, "a:chat-of-bo"), card=CARD, summary=SUMMARY)
    )
    await fake.called()
    await out.send(chat, card=CARD, summary=SUMMARY)
    assert fake.shown("a:chat-of-ada") == [CARD]
    held.cancel()


async def test_the_token_is_shown_and_renewed_when_teams_refuses_it(fake, chat):
    given = iter(["old", "new", "newer"])
    fake.expects = "new"
    async with aiohttp.ClientSession() as session:
        out = a_wire(session, Tokens(lambda: Token(next(given), 3600)))
        await out.send(chat, card=CARD, summary=SUMMARY)
        shown = [headers["Authorization"] for headers in fake.headers]
        assert shown == ["Bearer old", "Bearer new"]
        fake.expects = "something else"
        with pytest.raises(Throttled):
            await out.send(chat, card=CARD, summary=SUMMARY)
    assert len(fake.sent) == 1


async def test_without_a_token_nothing_is_sent_and_nothing_lost(fake, chat):
    def refuse():
        raise NoToken("invalid_client")

    async with aiohttp.ClientSession() as session:
        with pytest.raises(Throttled):
            await a_wire(session, Tokens(refuse)).send(chat, card=CARD, summary=SUMMARY)
    assert fake.calls == 0


async def test_the_clock_is_read_only_for_a_wait_that_is_given_as_a_date(fake, chat):
    async with aiohttp.ClientSession() as session:
        wire = Wire(session, local_settings(), None)
        out = Outbound(wire, local_settings(), lambda: datetime(2026, 3, 2, 12, tzinfo=UTC))
        fake.fail(429, after="Mon, 02 Mar 2026 12:01:00 GMT")
        with pytest.raises(Throttled) as failed:
            await out.send(chat, card=CARD, summary=SUMMARY)
        assert failed.value.after == 60
