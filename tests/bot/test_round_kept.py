"""Cards drawn again are kept together: nothing is repeated, missed or left out of date by it."""

import random
from datetime import timedelta

import pytest

from bot.failures import Ambiguous, Throttled
from bot.ladder import Ladder
from bot.people import People
from bot.postman import Postman
from bot.ways import Ways
from cards.attendance import AnswerForm
from cards.change import CancelForm, MoveForm
from cards.summary import DIGEST
from tests.bot.desk import REMINDER, Desk
from tests.fakes.voice import FakeVoice
from tests.people import DEV, GRACE, OWEN, SAM
from tests.walk import convened


class Watched(FakeVoice):
    """Takes its time for each call, and lets something else happen meanwhile."""

    takes = timedelta()

    async def meanwhile(self, call, place):
        """Nothing, unless a test puts something in its place."""

    async def send(self, place, **more):
        await self.meanwhile("send", place)
        return await super().send(place, **more)

    async def update(self, place, message_id, card, summary):
        await self.meanwhile("update", place)
        return await super().update(place, message_id, card, summary)


@pytest.fixture
async def desk():
    made = Desk()
    made.voice = Watched(lambda: made.now)
    made.started("one")
    await made.everybody_is_within_reach()
    return made


class Prompt:
    """The same Teams as another process reaches it: at once."""

    def __init__(self, voice):
        self._voice = voice

    async def send(self, place, **more):
        return await FakeVoice.send(self._voice, place, **more)

    async def update(self, *what):
        await FakeVoice.update(self._voice, *what)


class Died(BaseException):
    """The process is gone."""


def another_process(desk):
    voice, people = Prompt(desk.voice), People(desk.store, local=False)
    ways = Ways(voice, people, desk.postbox, far=True)
    ladder = Ladder(voice, people, ways, chance=random.Random(2))
    return Postman(desk.store, ladder, lambda m, p, e: f"https://link/{p}", lambda: desk.now, "two")


def slow(desk, seconds, then):
    """Each call of the first process takes so long; `then` happens after so many calls."""
    calls = 0

    async def meanwhile(call, place):
        nonlocal calls
        calls += 1
        desk.now += timedelta(seconds=seconds)
        if step := then.get(calls):
            await step()

    desk.voice.meanwhile = meanwhile


def busy(call, place):
    raise Throttled(20)


async def test_a_round_that_takes_longer_than_its_hold_is_not_done_by_another_process_too(desk):
    await convened(desk, band="chronic", when="Thursday 10am")
    other = another_process(desk)
    slow(desk, 20, dict.fromkeys(range(1, 60), other.wake))
    await desk.postman.visit(desk.id)
    shown = [(m.conversation, m.summary) for m in desk.voice.messages]
    assert len(shown) > 5
    assert len(shown) == len(set(shown))


async def test_no_card_is_drawn_out_of_date_over_what_another_process_has_drawn(desk):
    await convened(desk, band="chronic", when="Thursday 10am")
    await desk.postman.visit(desk.id)
    other = another_process(desk)

    async def both_change_it():
        await desk.does(SAM, MoveForm, when="Tuesday 24 November 2026, 3:00 pm", reason="Later.")
        await other.visit(desk.id)

    await desk.does(SAM, MoveForm, when="Wednesday 25 November 2026, 10:00 am", reason="Court.")
    slow(desk, 25, {4: both_change_it})
    await desk.postman.visit(desk.id)
    await desk.until(desk.now + timedelta(minutes=10))
    drawn = {
        slot: desk.voice.shown[r.message].card for slot, r in (await desk.shown()).receipts.items()
    }
    now = {
        slot: await desk.card(slot) for slot in drawn if slot.startswith(("invitation", "tally"))
    }
    assert now
    assert {slot: drawn[slot] for slot in now} == now


async def test_a_meeting_called_off_while_cards_are_drawn_again_sends_no_reminder_after(desk):
    await convened(desk, band="chronic", when="today 5pm")
    await desk.postman.visit(desk.id)
    due = await desk.next_wake()
    desk.now = due
    await desk.does(GRACE, AnswerForm, kind="ATTENDING")

    async def called_off():
        await desk.does(SAM, CancelForm, reason="Safe.")

    slow(desk, 0, {1: called_off})
    await desk.postman.visit(desk.id)
    assert (await desk.meeting()).cancelled
    assert [desk.reminders(person) for person in (SAM, DEV, OWEN)] == [[], [], []]


async def test_nor_is_one_sent_then_that_was_to_be_tried_again(desk):
    await convened(desk, band="chronic", when="today 5pm")
    await desk.postman.visit(desk.id)
    desk.now = await desk.next_wake()
    desk.voice.before = busy
    await desk.postman.visit(desk.id)
    desk.voice.before = lambda call, place: None
    await desk.does(GRACE, AnswerForm, kind="ATTENDING")

    async def called_off():
        await desk.does(SAM, CancelForm, reason="Safe.")

    slow(desk, 0, {1: called_off})
    desk.now += timedelta(minutes=1)
    await desk.postman.visit(desk.id)
    assert (await desk.meeting()).cancelled
    assert [desk.reminders(person) for person in (SAM, DEV, OWEN)] == [[], [], []]


async def test_what_was_drawn_again_before_a_death_is_drawn_once_more_and_not_sent_anew(desk):
    await convened(desk, band="chronic", when="Thursday 10am")
    await desk.postman.visit(desk.id)
    before = len(desk.voice.messages)
    await desk.does(GRACE, AnswerForm, kind="ATTENDING")

    async def dies():
        raise Died

    slow(desk, 0, {3: dies})
    with pytest.raises(Died):
        await desk.postman.visit(desk.id)
    slow(desk, 0, {})
    desk.started("next")
    await desk.until(desk.now + timedelta(minutes=5))
    assert len(desk.voice.messages) == before
    shown = (await desk.shown()).receipts
    tally = desk.voice.shown[shown["tally"].message].card
    assert tally == await desk.card("tally")


async def test_many_cards_drawn_again_are_kept_by_few_commits(desk):
    await convened(desk, band="chronic", when="Thursday 10am")
    await desk.postman.visit(desk.id)
    await desk.does(GRACE, AnswerForm, kind="ATTENDING")
    drawn, version = desk.voice.redrawn, (await desk.backend.get(f"shown:{desk.id}")).version
    await desk.postman.visit(desk.id)
    assert desk.voice.redrawn - drawn > 1
    assert (await desk.backend.get(f"shown:{desk.id}")).version == version + 1


async def test_while_teams_gives_no_answer_reminders_are_not_put_together_one_after_another(desk):
    for _ in range(2):
        await convened(desk, band="chronic", when="today 5pm")
        await desk.postman.visit(desk.id)
    tried = []

    class Silent(FakeVoice):
        async def send(self, place, *, summary, **more):
            tried.append(summary)
            desk.now += timedelta(seconds=20)
            raise Ambiguous

    desk.voice = Silent(lambda: desk.now)
    desk.started("one")
    desk.now = await desk.next_wake()
    await desk.postman.wake()
    assert tried.count(DIGEST) == 2
    assert len([words for words in tried if words.startswith(REMINDER)]) > 2
