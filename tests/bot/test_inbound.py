"""The door, over real HTTP: what is heard, what is answered, what is no activity at all."""

import gzip
import json
import logging

import pytest
import structlog

from bot.body import DEEPEST, MOST_BYTES
from bot.heard import HeardKind
from bot.inbound import Answer
from tests.fakes.activities import a_message, a_press, an_activity, an_execute, an_invoke
from tests.fakes.door import CARD, a_room
from tests.fakes.settings import hosted_settings
from tests.fakes.tokens import LONG_AGO, FakeBotFramework, bearer


def a_form_of(value):
    """A press whose form has one field, of this JSON."""
    return json.dumps(a_press({"field": "HERE"})).encode().replace(b'"HERE"', value)


@pytest.fixture
async def microsoft():
    async with FakeBotFramework() as framework:
        yield framework


@pytest.fixture
async def room(microsoft):
    async with a_room(hosted_settings(), microsoft.metadata_url) as room:
        yield room


async def test_a_message_of_teams_is_heard(room):
    assert await room.post(a_message("hello"), bearer()) == (200, "")
    [turn] = room.turns
    assert (turn.kind, turn.text) == (HeardKind.TEXT, "hello")


async def test_an_invoke_gets_its_answer(room):
    status, body = await room.post(an_execute("attend", {"to": "attend"}), bearer())
    assert (status, json.loads(body)) == (200, CARD)


@pytest.mark.parametrize("name", ["adaptiveCard/action", "task/fetch", "task/submit", "a/b"])
async def test_an_invoke_that_the_bot_does_not_know_is_told_so(room, name):
    room.answer = None
    assert await room.post(an_invoke(name, {}), bearer()) == (501, "")


@pytest.mark.parametrize(("answer", "status"), [(Answer(200), 200), (Answer(400), 400)])
async def test_an_answer_may_be_without_a_body(room, answer, status):
    room.answer = answer
    assert await room.post(an_invoke("task/submit", {}), bearer()) == (status, "")


async def test_what_is_not_an_invoke_gets_no_body(room):
    for kind in ("message", "conversationUpdate", "installationUpdate", "event", "typing"):
        assert await room.post(an_activity(kind), bearer()) == (200, "")


async def test_replies_are_never_collected_into_the_answer(room):
    """Botbuilder would answer an activity with this field by a list of its own replies."""
    raw = an_execute("attend", {}) | {"deliveryMode": "expectReplies"}
    _, body = await room.post(raw, bearer())
    assert json.loads(body) == CARD


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"[1, 2]",
        b'"text"',
        b"null",
        b"\xff\xfe\xfd",
        b"[" * 100_000,
        b'{"a":' * 20_000,
        a_form_of(b"NaN"),
        a_form_of(b"-Infinity"),
        a_form_of(b"1e999"),
        a_form_of(b"9" * 5000),
        a_form_of(b'"\\ud800"'),
        a_form_of(b"[" * DEEPEST + b"]" * DEEPEST),
        a_form_of(b'{"a":' * DEEPEST + b"0" + b"}" * DEEPEST),
        json.dumps(a_message("x")).encode()[:-1],
    ],
)
async def test_a_body_that_is_no_activity_is_refused(room, body):
    assert await room.post(body, bearer()) == (400, "")
    assert room.turns == []


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded"])
async def test_only_json_is_taken(room, kind):
    assert await room.post(a_message("hello"), bearer() | {"Content-Type": kind}) == (415, "")


async def test_json_may_name_its_encoding(room):
    kind = {"Content-Type": "application/json; charset=utf-8"}
    assert await room.post(a_message("hello"), bearer() | kind) == (200, "")


async def test_a_form_may_be_as_deep_as_any_card_needs(room):
    deep = b"[" * (DEEPEST - 10) + b"]" * (DEEPEST - 10)
    assert await room.post(a_form_of(deep), bearer()) == (200, "")


async def test_a_body_may_be_large_but_not_larger(room):
    fits, over = (a_message("x" * size) for size in (MOST_BYTES - 2000, MOST_BYTES))
    assert (await room.post(fits, bearer()))[0] == 200
    assert (await room.post(over, bearer()))[0] == 413


async def test_a_body_is_measured_after_it_is_unpacked(room):
    packed = gzip.compress(json.dumps(a_message("x" * 3_000_000)).encode())
    status, _ = await room.post(packed, bearer() | {"Content-Encoding": "gzip"})
    assert status == 413


async def test_a_body_that_cannot_be_unpacked_is_refused(room):
    status, _ = await room.post(b"not packed at all", {"Content-Encoding": "gzip"})
    assert status == 400


async def test_a_fault_of_ours_is_a_500_and_tells_nothing_of_the_case(room):
    room.answer = KeyError("what somebody said about a child")
    with structlog.testing.capture_logs() as logged:
        assert await room.post(a_message("hello"), bearer()) == (500, "")
    [line] = [entry for entry in logged if entry["event"] == "turn failed"]
    assert line["kind"] == "KeyError"
    assert "hear" in line["where"]
    assert "child" not in str(line)


async def test_only_posting_is_offered(room):
    async with room.session.get(f"{room.url}/api/messages") as answer:
        assert answer.status == 405


async def test_nothing_goes_to_the_log_of_aiohttp(room, caplog):
    with caplog.at_level(logging.DEBUG, "aiohttp.server"):
        await room.post(b"{", bearer())
        await room.post(a_message("hello"), bearer(exp=LONG_AGO))
    assert caplog.records == []
