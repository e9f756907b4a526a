"""Each a case in which a rival loses reminders: here every one that is owed comes, once.

The rivals' own code was run on these cases (survey of rivals, section 3.1)."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.failures import Throttled
from cards.change import MoveForm
from meeting.calendar import LONDON
from tests.bot.desk import Desk
from tests.fakes.voice import chat_of
from tests.people import DEV, GRACE, OWEN, SAM
from tests.walk import convened


def london(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
async def desk():
    made = Desk()
    await made.everybody_is_within_reach()
    return made


async def opened(desk, at, **more):
    desk.now = at
    await convened(desk, **more)
    await desk.postman.visit(desk.id)
    return (await desk.meeting()).request.meet_at


def fails(desk, person, when):
    """Teams does not take anything for that person at those times."""
    chat = chat_of(person.id).conversation

    def before(call, place):
        if place.conversation == chat and when(desk.now):
            raise Throttled(60)

    desk.voice.before = before


async def test_opened_on_a_monday_at_eight_in_the_evening(desk):
    """Response posts none of five and counts five: each falls outside its working hours."""
    held = await opened(desk, london(23, 20), when="Thursday 10am", band="chronic")
    await desk.until(held)
    assert desk.reminded_at(DEV) == ["Wed 07:00", "Wed 15:24", "Thu 07:00"]
    assert await desk.skipped() == []


async def test_opened_on_a_friday_at_noon_over_a_weekend(desk):
    """Response posts three of five and counts five: the weekend uses two up."""
    held = await opened(desk, london(20, 12), when="Tuesday 10am", band="chronic")
    await desk.until(held)
    assert desk.reminded_at(DEV) == ["Sun 07:00", "Mon 07:00", "Tue 07:00"]
    assert await desk.skipped() == []


async def test_the_channel_fails_in_the_due_hour_of_every_day(desk):
    """Response posts none of five and counts five: a failure is logged, then counted as sent."""
    held = await opened(desk, london(23, 9), when="Thursday 10am", band="chronic")
    undisturbed = Desk()
    await undisturbed.everybody_is_within_reach()
    await opened(undisturbed, london(23, 9), when="Thursday 10am", band="chronic")
    await undisturbed.until(held)
    times = [m.at for m in undisturbed.reminders(DEV)]
    fails(desk, DEV, lambda now: any(t <= now < t + timedelta(minutes=8) for t in times))
    await desk.until(held)
    assert len(desk.reminders(DEV)) == len(times) == 3
    late = [m.at - t for m, t in zip(desk.reminders(DEV), times, strict=True)]
    assert all(timedelta(minutes=8) <= by <= timedelta(minutes=12) for by in late)
    assert desk.postbox.letters == []


async def test_the_channel_fails_for_the_whole_of_the_due_hour(desk):
    """The next way is taken; the reminder is not given up, and does not come twice."""
    held = await opened(desk, london(23, 9), when="today 5pm", band="chronic")
    fails(desk, DEV, lambda now: now.hour in {12, 14, 16})
    await desk.until(held)
    by_mail = [x for x in desk.postbox.letters if x.to == DEV.email]
    assert len(desk.reminders(DEV)) + len(by_mail) == 3
    assert len(by_mail) == 3


async def test_the_process_is_down_over_the_due_time(desk):
    """Dispatch: a reminder due while its scheduler is down never comes."""
    held = await opened(desk, london(23, 9), when="today 5pm", band="chronic")
    desk.running = False
    await desk.until(london(23, 13, 30))
    desk.running = True
    desk.started("alone")
    await desk.until(london(23, 13, 31))
    assert desk.reminded_at(DEV) == ["Mon 13:30"]
    await desk.until(held)
    assert desk.reminded_at(DEV) == ["Mon 13:30", "Mon 14:36", "Mon 16:12"]


async def test_a_long_outage_brings_the_latest_reminder_alone_and_says_which_were_passed_over(desk):
    await opened(desk, london(23, 9), when="today 5pm", band="chronic")
    desk.running = False
    await desk.until(london(23, 14, 50))
    desk.running = True
    desk.started("another")
    await desk.until(london(23, 15))
    assert desk.reminded_at(DEV) == ["Mon 14:50"]
    assert "reminder for Dev Raman: overtaken" in await desk.skipped()
    assert (await desk.skipped()).count("reminder for Dev Raman: overtaken") == 1


@pytest.mark.parametrize("hours", [4, 8, 24, 47])
async def test_a_meeting_made_less_than_two_days_before_its_deadline(desk, hours):
    """Nextcloud Polls sends no reminder at all for these."""
    start = london(23, 9)
    end = start + timedelta(hours=hours)
    held = await opened(desk, start, when=f"{end:%d/%m/%Y %H:%M}", band="chronic", late_reason="x")
    await desk.until(held)
    assert len(desk.reminders(DEV)) >= 2
    assert all(start < m.at < held for m in desk.reminders(DEV))
    assert len({m.at for m in desk.reminders(DEV)}) == len(desk.reminders(DEV))


@pytest.mark.parametrize("minutes", [30, 20, 10, 4])
async def test_a_meeting_made_less_than_half_an_hour_before_its_deadline(desk, minutes):
    start = london(23, 9)
    end = start + timedelta(minutes=minutes)
    held = await opened(desk, start, when=f"{end:%d/%m/%Y %H:%M}", band="critical")
    await desk.until(held)
    assert 1 <= len(desk.reminders(DEV)) <= 3
    assert all(start < m.at < held for m in desk.reminders(DEV))


async def test_a_restart_with_hundreds_of_open_meetings(desk):
    """IncidentBot: a job store in memory; every reminder of open incidents is lost."""
    meetings = []
    for n in range(120):
        await opened(desk, london(23, 9, n % 60), when="today 5pm", band="chronic")
        meetings.append(desk.id)
    desk.running = False
    await desk.until(london(23, 12))
    desk.running = True
    desk.started("another")
    await desk.until(london(23, 17))
    chats = {p.id: desk.voice.to(p.id) for p in (SAM, DEV, GRACE, OWEN)}
    for sent in chats.values():
        reminded = [str(m.card) for m in sent if "eminder" in m.summary and m.at.hour >= 12]
        counts = [sum(meeting in card for card in reminded) for meeting in meetings]
        assert min(counts) == max(counts) == 3


async def test_several_reminders_to_one_person_come_as_one_message(desk):
    for _ in range(4):
        await opened(desk, london(23, 9), when="today 5pm", band="chronic")
    before = len(desk.voice.to(DEV.id))
    await desk.until(london(23, 12, 30))
    [digest] = desk.voice.to(DEV.id)[before:]
    assert digest.summary == "You have several reminders"
    assert str(digest.card).count("I will attend") == 4


async def test_the_deadline_is_moved_earlier(desk):
    await opened(desk, london(23, 9), when="today 5pm", band="chronic")
    await desk.until(london(23, 12, 30))
    assert desk.reminded_at(DEV) == ["Mon 12:12"]
    await desk.does(SAM, MoveForm, when="Monday 23 November 2026, 2:30 pm", reason="Sooner.")
    await desk.until(london(23, 14, 30))
    assert desk.reminded_at(DEV) == ["Mon 12:12", "Mon 13:18", "Mon 13:54", "Mon 14:18"]


async def test_the_deadline_is_moved_later_and_then_back(desk):
    await opened(desk, london(23, 9), when="today 5pm", band="chronic")
    await desk.until(london(23, 12, 30))
    await desk.does(SAM, MoveForm, when="Tuesday 24 November 2026, 10:00 am", reason="Court.")
    await desk.until(london(23, 13))
    await desk.does(SAM, MoveForm, when="Monday 23 November 2026, 5:00 pm", reason="No court.")
    await desk.until(london(24, 10))
    assert desk.reminded_at(DEV) == ["Mon 12:12", "Mon 14:36", "Mon 15:48", "Mon 16:36"]


async def test_the_protocol_is_changed_between(desk):
    """A restart with other shares: what was shown is not shown again, what is due still comes."""
    await opened(desk, london(23, 9), when="today 5pm", band="chronic")
    await desk.until(london(23, 12, 30))
    rules = desk.protocol.reminders.but(shares=(0.4, 0.6, 0.8))
    changed = desk.protocol.but(reminders=rules)
    desk.store.protocols = {changed.name: changed}
    desk.started("another")
    await desk.postman.sweep()
    await desk.until(london(23, 17))
    assert desk.reminded_at(DEV) == ["Mon 12:12", "Mon 13:48", "Mon 15:24"]


@pytest.mark.parametrize(
    ("day", "month", "expected"),
    [(28, 3, ["Sun 07:00", "Sun 08:30"]), (24, 10, ["Sun 07:00", "Sun 08:18"])],
    ids=["an hour less", "an hour more"],
)
async def test_the_night_in_which_the_clocks_change(desk, day, month, expected):
    """Shares of real hours, 15 or 17 of them, and the night by the clock on the wall."""
    held = await opened(
        desk, london(day, 18, month=month), when="tomorrow 10am", band="chronic", late_reason="x"
    )
    await desk.until(held)
    assert desk.reminded_at(DEV) == expected


async def test_an_emergency_in_the_night_in_which_the_clocks_change(desk):
    """From eleven to three are five real hours; half past one comes twice."""
    held = await opened(
        desk, london(24, 23, month=10), when="25/10/2026 3am", band="critical", late_reason="x"
    )
    await desk.until(held)
    since = [m.at - desk.reminders(DEV)[0].at for m in desk.reminders(DEV)]
    assert since == [timedelta(0), timedelta(hours=1.5), timedelta(hours=2.5)]


async def test_two_processes_over_one_store_send_everything_once(desk):
    held = await opened(desk, london(23, 9), when="today 5pm", band="chronic")
    one = desk.postman
    desk.started("two")
    two = desk.postman

    class Both:
        async def wake(self):
            await asyncio.gather(one.wake(), two.wake())

    desk.postman = Both()
    await desk.until(held)
    assert desk.reminded_at(DEV) == ["Mon 12:12", "Mon 14:36", "Mon 16:12"]
