"""What somebody changes is looked at: at once, by whoever is left, and not for ever if it fails."""

from datetime import timedelta

import pytest

from bot.round import Round
from cards.attendance import AnswerForm
from state.wakes import CHANGED, LEASE, claim
from tests.bot.desk import Desk
from tests.people import DEV, GRACE
from tests.walk import convened

A_SECOND = timedelta(seconds=1)


@pytest.fixture
async def desk():
    made = Desk()
    await made.everybody_is_within_reach()
    await convened(made)
    await made.postman.visit(made.id)
    return made


async def noted(desk):
    return await desk.backend.keys(CHANGED, CHANGED + "~", 10)


async def test_a_visit_takes_note_of_what_was_changed(desk):
    assert await noted(desk) == []
    await desk.does(DEV, AnswerForm, kind="ATTENDING")
    assert await noted(desk) == [f"{CHANGED}{desk.id}"]
    await desk.postman.visit(desk.id)
    assert await noted(desk) == []


async def test_a_visit_that_nobody_disturbs_looks_once(desk, monkeypatch):
    ends, end = [], Round.end

    async def noted_end(visit):
        ends.append(await end(visit))
        return ends[-1]

    monkeypatch.setattr(Round, "end", noted_end)
    await desk.does(DEV, AnswerForm, kind="ATTENDING")
    await desk.postman.visit(desk.id)
    assert ends == [True]


async def test_what_was_changed_by_a_process_that_died_is_shown_by_the_next(desk):
    await desk.does(DEV, AnswerForm, kind="ATTENDING")
    desk.started("next")
    drawn = desk.voice.redrawn
    assert await desk.postman.wake() == 1
    assert desk.voice.redrawn > drawn
    assert await noted(desk) == []


async def test_what_was_changed_while_a_process_died_over_it_is_shown_after_its_lease(desk):
    await desk.does(DEV, AnswerForm, kind="ATTENDING")
    assert await claim(desk.backend, desk.id, "dead", desk.now)
    desk.started("next")
    await desk.until(desk.now + LEASE - A_SECOND)
    assert await noted(desk) != []
    await desk.until(desk.now + 2 * A_SECOND)
    assert await noted(desk) == []


async def test_a_fault_is_met_again_when_the_lease_would_have_ended_and_not_each_second(desk):
    tries = []

    async def faulty(errand):
        tries.append(desk.now)
        raise LookupError

    well, desk.postman._ladder.deliver = desk.postman._ladder.deliver, faulty
    begun = desk.now
    await desk.does(DEV, AnswerForm, kind="ATTENDING")
    await desk.until(begun + LEASE + A_SECOND)
    assert [at - begun for at in tries] == [A_SECOND, LEASE + A_SECOND]
    desk.postman._ladder.deliver = well
    await desk.until(begun + 3 * LEASE)
    assert await noted(desk) == []


async def test_a_change_after_a_fault_is_looked_at_at_once(desk):
    async def faulty(errand):
        raise LookupError

    well, desk.postman._ladder.deliver = desk.postman._ladder.deliver, faulty
    await desk.does(DEV, AnswerForm, kind="ATTENDING")
    await desk.postman.wake()
    desk.postman._ladder.deliver = well
    assert await desk.postman.wake() == 0
    await desk.does(GRACE, AnswerForm, kind="ATTENDING")
    assert await desk.postman.wake() == 1
    assert await noted(desk) == []


async def test_what_is_visited_is_not_visited_once_more_meanwhile(desk):
    found = []

    async def waking(errand):
        found.append(await desk.postman.wake())
        return await deliver(errand)

    deliver, desk.postman._ladder.deliver = desk.postman._ladder.deliver, waking
    await desk.does(DEV, AnswerForm, kind="ATTENDING")
    await desk.postman.visit(desk.id)
    assert found
    assert set(found) == {0}
