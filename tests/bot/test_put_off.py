"""A reminder that was put off, or whose card is in doubt, comes when it is due all the same."""

from datetime import datetime, timedelta

import pytest

from bot.failures import Ambiguous, Throttled, Unreachable
from cards.change import MoveForm
from meeting.calendar import LONDON
from meeting.posts import owed
from state.wakes import LEASE, claim
from tests.bot.desk import Desk
from tests.fakes.voice import chat_of
from tests.people import DEV, MIRIAM, SAM
from tests.walk import convened, requested

MOMENT = timedelta(minutes=1)


def london(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
async def desk():
    """Reminders of the invitation are due at 12:12, 14:36 and 16:12."""
    made = Desk()
    await made.everybody_is_within_reach()
    return made


async def put_off(desk, when="remind me at 3"):
    await convened(desk, when="today 5pm", band="chronic")
    await desk.postman.visit(desk.id)
    await desk.until(london(23, 10))
    await desk.says(DEV, when)
    await desk.postman.visit(desk.id)


def fails(desk, person, failure, call="send"):
    """What is sent into that person's chat fails in this way."""
    chat = chat_of(person.id).conversation

    def before(name, place):
        if place.conversation == chat and name == call:
            raise failure

    desk.voice.before = before


async def test_it_comes_at_the_time_that_was_wished(desk):
    await put_off(desk)
    await desk.until(london(23, 17))
    assert desk.reminded_at(DEV) == ["Mon 15:00", "Mon 16:12"]


async def test_put_off_twice_it_comes_at_the_later_time(desk):
    await put_off(desk)
    await desk.until(london(23, 14, 59))
    await desk.says(DEV, "remind me at 4")
    await desk.postman.visit(desk.id)
    await desk.until(london(23, 17))
    assert desk.reminded_at(DEV) == ["Mon 16:00", "Mon 16:12"]


async def test_put_off_and_then_to_an_earlier_time_it_comes_at_the_earlier(desk):
    await put_off(desk)
    await desk.says(DEV, "remind me at 11")
    await desk.postman.visit(desk.id)
    await desk.until(london(23, 12))
    assert desk.reminded_at(DEV) == ["Mon 11:00"]


def warned(desk):
    return [m for m in desk.voice.to(MIRIAM.id) if "quorum" in m.summary.lower()]


async def test_what_was_passed_over_and_is_owed_again_since_the_meeting_was_moved_is_brought(desk):
    """A warning of the chair's, which counts from the invitations; an invitee's count anew."""
    await put_off(desk)
    await desk.says(MIRIAM, "remind me at 3")
    await desk.postman.visit(desk.id)
    await desk.until(london(23, 14, 59))
    desk.now = london(23, 16, 50)  # nothing ran meanwhile
    desk.started("another")
    await desk.postman.wake()
    before = (len(warned(desk)), desk.reminded_at(DEV))
    assert len([line for line in await desk.skipped() if "quorum" in line]) == 1
    await desk.does(SAM, MoveForm, when="Monday 23 November 2026, 7:00 pm", reason="Court.")
    await desk.postman.wake()
    assert (len(warned(desk)), desk.reminded_at(DEV)) == (before[0] + 1, before[1])
    await desk.postman.visit(desk.id)
    assert len(warned(desk)) == before[0] + 1


async def test_the_meeting_is_moved_to_before_the_wished_time(desk):
    await put_off(desk)
    await desk.does(SAM, MoveForm, when="Monday 23 November 2026, 2:00 pm", reason="Sooner.")
    await desk.postman.visit(desk.id)
    await desk.until(london(23, 14))
    assert len(desk.reminders(DEV)) == 3


async def test_the_meeting_is_moved_to_a_later_day(desk):
    await put_off(desk)
    await desk.does(SAM, MoveForm, when="Tuesday 24 November 2026, 10:00 am", reason="Court.")
    await desk.postman.visit(desk.id)
    await desk.until(london(24, 10))
    assert desk.reminded_at(DEV)[0] == "Mon 15:00"
    assert len(desk.reminders(DEV)) >= 3


async def test_the_chat_is_closed_and_the_mail_server_busy(desk):
    await put_off(desk)
    fails(desk, DEV, Unreachable("MessageWritesBlocked"))
    desk.postbox.failures += [Throttled(60)]
    await desk.until(london(23, 15, 3))
    assert [x.to for x in desk.postbox.letters] == [DEV.email]


async def test_the_process_dies_as_it_has_taken_the_meeting(desk):
    await put_off(desk)
    desk.now = london(23, 15)
    await claim(desk.backend, desk.id, "dead", desk.now)
    desk.started("next")
    await desk.until(desk.now + LEASE + timedelta(seconds=1))
    assert len(desk.reminders(DEV)) == 1


async def awaited(desk):
    """Requested; the first nudge is due after a share of the time."""
    await requested(desk, when="tomorrow 11am", band="chronic")
    return [p for p in await owed_to(desk, MIRIAM) if p.of]


async def owed_to(desk, person):
    return [p for p in owed(await desk.meeting(), desk.protocol) if p.to == person.id]


async def test_the_card_for_approval_may_have_come_and_the_nudge_comes_on_time(desk):
    first, *_ = await awaited(desk)
    fails(desk, MIRIAM, Ambiguous())
    await desk.postman.visit(desk.id)
    desk.voice.before = lambda call, place: None
    before = len(desk.voice.to(MIRIAM.id))
    await desk.until(first.due - MOMENT)
    assert len(desk.voice.to(MIRIAM.id)) == before
    await desk.until(first.due + MOMENT)
    assert len(desk.voice.to(MIRIAM.id)) == before + 1


async def test_the_nudge_is_not_held_back_by_the_hold_of_a_dead_process(desk):
    first, *_ = await awaited(desk)
    await desk.postman.visit(desk.id)
    before = len(desk.voice.to(MIRIAM.id))
    desk.now = first.due
    await claim(desk.backend, desk.id, "dead", desk.now)
    desk.started("next")
    await desk.until(desk.now + LEASE + timedelta(seconds=1))
    assert len(desk.voice.to(MIRIAM.id)) == before + 1


async def test_whoever_is_asked_in_anothers_stead_is_nudged_on_time_too(desk):
    await awaited(desk)
    await desk.postman.visit(desk.id)
    while not (await desk.meeting()).stand_ins:
        await desk.until(await desk.next_wake())
    [stand_in, *_] = (await desk.meeting()).stand_ins
    nudges = [p for p in await owed_to(desk, stand_in.person) if p.of and p.due > desk.now]
    for nudge in nudges:
        before = len(desk.voice.to(stand_in.person.id))
        await desk.until(nudge.due + MOMENT)
        assert len(desk.voice.to(stand_in.person.id)) > before
    assert nudges
