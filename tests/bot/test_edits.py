"""A message that is edited or deleted: never an instruction, never a change, said once."""

import pytest

from bot.events import EDITED
from state.rows import LAST
from tests.bot.hosted import a_hosted_office
from tests.bot.office import TEAM, an_office
from tests.bot.walk import convened, opened
from tests.fakes.activities import a_change
from tests.people import GRACE, SAM

EDITS = [
    ("messageUpdate", "editMessage"),
    ("messageUpdate", "softDeleteMessage"),
    ("messageDelete", "softDeleteMessage"),
]


@pytest.fixture
async def office():
    async with an_office() as place:
        await opened(place)
        yield place


def edit(someone, text, *, kind="messageUpdate", what="editMessage", **more):
    raw = someone.activity(kind, text=text, **more)
    return raw | {"channelData": {**raw["channelData"], "eventType": what}}


@pytest.mark.parametrize(("kind", "what"), EDITS)
async def test_what_was_recorded_stands_and_that_is_said(office, kind, what):
    await convened(office)
    grace = office.who(GRACE)
    await grace.types("yes, I'll be there")
    before, lines = await office.meeting(), await office.timeline()
    await office.post(edit(grace, "can't make it", kind=kind, what=what))
    assert (await office.meeting(), await office.timeline()) == (before, lines)
    assert grace.messages()[-1]["text"] == EDITED


async def test_it_is_said_once_for_each_message_however_often_it_is_edited(office):
    grace = office.who(GRACE)
    first = edit(grace, "status")
    for text in ("status", "status please", "my meetings"):
        await office.post(first | {"text": text})
    await office.post(edit(grace, "another message"))
    assert grace.reads().count(EDITED) == 2


async def test_a_message_that_is_brought_back_is_passed_over(office):
    told = len(office.teams.sent)
    await office.post(edit(office.who(GRACE), "status", what="undeleteMessage"))
    assert len(office.teams.sent) == told


async def test_in_a_channel_nothing_is_said(office):
    before, told = office.channel(), len(office.teams.sent)
    raw = edit(office.who(SAM), "start the meeting", where=TEAM)
    await office.post(raw)
    assert (office.channel(), len(office.teams.sent)) == (before, told)


async def test_a_stranger_is_told_nothing(office):
    stranger = office.who(GRACE.model_copy(update={"id": "nobody"}))
    await office.post(edit(stranger, "status"))
    assert stranger.messages() == []


async def test_an_edit_that_carries_a_form_is_not_sent():
    """A forged edit with what a button sends changes nothing either."""
    async with a_hosted_office() as office:
        await opened(office)
        await convened(office)
        grace = office.who(GRACE)
        value = grace.press("I will attend")["value"]
        before = await office.meeting()
        await office.post(edit(grace, "x", value=value))
        assert await office.meeting() == before


@pytest.mark.parametrize("what", ["editMessage", "undeleteMessage", "softDeleteMessage", 5, None])
async def test_an_edit_by_nobody_is_taken_and_harms_nothing(office, what):
    rows = await office.store.backend.scan("", LAST, 10_000)
    raw = a_change(what, "messageUpdate", service_url=office.service_url) | {"from": None}
    assert (await office.post(raw))[0] == 200
    assert await office.store.backend.scan("", LAST, 10_000) == rows
