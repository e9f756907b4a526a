"""A window whose form is refused: it stays, says why on top, and loses nothing that was typed."""

import pytest

from cards.attendance import OpenInformation
from cards.steps import RegisterForm
from dialogs.router import NOT_KEPT
from meeting.access import NotTheChair
from meeting.attendance import TooLate
from meeting.model import Phase
from state.backend import Unavailable
from state.directory import CONVENE
from tests.bot.hosted import a_hosted_office
from tests.bot.walk import convened, in_session, opened
from tests.bot.window import fetches, invoked, shown, submits, top
from tests.people import DEV, OWEN
from tests.room import buttons, inputs, words

LONG = "Attendance fell in October, and the mother did not answer the school's calls."


@pytest.fixture
async def office():
    async with a_hosted_office() as place:
        await opened(place)
        yield place


async def test_a_refusal_keeps_the_window_with_the_form_and_what_was_typed(office):
    await convened(office)
    owen = office.who(OWEN)
    card = await fetches(owen, OpenInformation, meeting=office.id)
    field = next(name for name in inputs(card) if name.startswith("q_"))
    await _held(office)
    again = shown(await submits(owen, card, "Save", **{field: LONG}))
    assert top(again) == str(TooLate())
    assert inputs(again)[field]["value"] == LONG
    assert (await office.meeting()).invitee(OWEN.id).information is None


async def _held(office):
    meeting = await office.meeting()
    work = office.store.work(CONVENE, office.clock.now)
    await work.save(meeting.but(phase=Phase.HELD), "was held by a test")
    await work.commit()


async def test_a_refusal_without_a_form_to_show_keeps_what_was_typed_all_the_same(office):
    await in_session(office)
    data = {"to": RegisterForm.to, "meeting": office.id, "item": "1", "others": LONG}
    card = shown(await invoked(office.who(DEV), "task/submit", data))
    assert str(NotTheChair()) in words(card)
    assert LONG in words(card)


@pytest.mark.parametrize("away", ["put", "get_many"])
async def test_what_was_typed_outlives_a_store_that_is_away(office, away, monkeypatch):
    await convened(office)
    owen = office.who(OWEN)
    card = await fetches(owen, OpenInformation, meeting=office.id)
    field = next(name for name in inputs(card) if name.startswith("q_"))

    async def fails(*more):
        raise Unavailable

    with monkeypatch.context() as broken:
        broken.setattr(office.store.backend, away, fails)
        kept = shown(await submits(owen, card, "Save", **{field: LONG}))
    assert NOT_KEPT in words(kept)
    assert LONG in words(kept) or inputs(kept)[field]["value"] == LONG
    button = "Save" if "Save" in buttons(kept) else "Try again"
    task = await submits(owen, kept, button)
    assert task["value"].startswith("Recorded at 9:00 am: your written information")
