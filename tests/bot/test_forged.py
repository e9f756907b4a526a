"""Forged forms over HTTP, by every kind of button and in windows: never a fault, never a change."""

import pytest

from cards.form import LONGEST, TO
from state.rows import LAST
from tests.bot.hosted import a_hosted_office
from tests.bot.walk import convened, opened
from tests.people import DEV, DORA, GRACE
from tests.permissions.table import TABLE

FORGERIES = [
    {"meeting": "SM-22222"},
    {"meeting": {"id": "SM-22222"}},
    {"once": "x" * (LONGEST + 1)},
    {TO: [], "q_known": {"a": [1] * 50}},
]


@pytest.fixture
async def office():
    async with a_hosted_office() as place:
        await opened(place)
        await convened(place)
        yield place


def pressed(someone, data):
    return someone.activity("message", value=data)


def executed(someone, data):
    action = {"type": "Action.Execute", "verb": "x", "data": data}
    value = {"action": action, "trigger": "manual"}
    return someone.activity("invoke", name="adaptiveCard/action", value=value)


def fetched(someone, data):
    return someone.activity("invoke", name="task/fetch", value={"data": data})


def submitted(someone, data):
    return someone.activity("invoke", name="task/submit", value={"data": data})


async def everything(office):
    rows = await office.store.backend.scan("", LAST, 100_000)
    return {r.key: r.body for r in rows if not r.key.startswith(("seen:", "missed:", "reach:"))}


@pytest.mark.parametrize("sent", [pressed, executed, fetched, submitted])
async def test_a_forged_form_is_answered_in_words_and_changes_nothing(office, sent):
    dora = office.who(DORA)
    await dora.installs()
    before = await everything(office)
    for case in TABLE:
        for forged in FORGERIES:
            data = {TO: case.form.to, **case.data, **forged}
            status, body = await office.post(sent(dora, data))
            assert status == 200
            assert sent is pressed or body
            assert "Robin" not in str(body) or "Robin" in str(data)
    assert await everything(office) == before
    assert "Robin" not in dora.reads()


@pytest.mark.parametrize("sent", [pressed, executed, submitted])
async def test_whoever_presses_anothers_invitation_answers_for_themselves(office, sent):
    """The card of the police in the hands of health: the same data, and another person."""
    data = office.who(DEV).press("I will attend")["value"]
    await office.post(sent(office.who(GRACE), data | {"by": DEV.id, "person": DEV.id}))
    meeting = await office.meeting()
    assert meeting.invitee(DEV.id).answer is None
    assert meeting.invitee(GRACE.id).answer.by == GRACE.id
