"""Every form there is, from somebody who has no part in the meeting: no door is left open."""

import pytest

from cards.form import FORMS
from dialogs.contents import DIALOGS
from tests.people import DORA
from tests.room import words
from tests.walk import held, in_session

STEPS = {form.to: form for dialog in DIALOGS for form in dialog.steps}
ABOUT = [to for to, form in STEPS.items() if "meeting" in form.model_fields]
GIVEN = {
    "kind": "ATTENDING",
    "outcome": "APPROVED",
    "person": "c1",
    "go": "check",
    "item": "6",
    "action": "x1",
    "version": "1",
    "recipients": DORA.id,
    "words": "Something.",
    "text": "Something.",
    "reason": "Something.",
    "dissent": "Something.",
    "agree": "yes",
}
NEW = {"request.concern", "said.unclear"}
"""Those for which the meeting is only a hint: without it they begin, or help."""


def test_every_form_of_a_button_is_answered_by_one_conversation():
    assert set(FORMS) == set(STEPS)


@pytest.mark.parametrize("to", [to for to in ABOUT if to not in NEW])
@pytest.mark.parametrize("walk", [in_session, held])
async def test_a_stranger_is_told_the_same_whether_the_meeting_exists_or_not(room, to, walk):
    await walk(room)
    before, lines = await room.meeting(), await room.timeline()
    form = STEPS[to]
    data = {k: v for k, v in GIVEN.items() if k in form.model_fields}
    known = await room.does(DORA, form, **data)
    unknown = await room.does(DORA, form, **data, meeting="SM-ZZZZ9")
    assert words(known) == words(unknown) != ""
    assert "no meeting of that reference" in words(known)
    assert (await room.meeting(), await room.timeline()) == (before, lines)


@pytest.mark.parametrize("to", ABOUT)
@pytest.mark.parametrize("meeting", ["../../x", "SM-\u0000", "meeting:" * 50, "%s", "SM-ABC2 3"])
async def test_a_forged_reference_is_nobodys_meeting(room, to, meeting):
    form = STEPS[to]
    data = {k: v for k, v in GIVEN.items() if k in form.model_fields}
    await room.does(DORA, form, **data, meeting=meeting)
    assert await room.store.backend.scan("meeting:", "meeting:~", 9) == []


@pytest.mark.parametrize("to", STEPS)
async def test_a_field_of_the_wrong_kind_is_refused_in_words(room, to):
    fields = STEPS[to].model_fields
    reply = await room.does(DORA, STEPS[to], **{name: {"not": ["text"]} for name in fields})
    assert words(reply).startswith("This card is of an earlier version") or not fields
