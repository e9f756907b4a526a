"""The chair's forms in the chair's own chat: what was typed in vain, and what is recorded there."""

import pytest

from cards.steps import (
    AbsencesForm,
    ActionForm,
    CloseForm,
    DecisionForm,
    GoTo,
    NoteForm,
    RegisterForm,
    ReviewForm,
    SafetyForm,
)
from dialogs.turn import Quiet, Show
from tests.people import MIRIAM, SAM
from tests.room import inputs, mistakes, words
from tests.walk import in_session

CHILD = "Robin Ashgrove"
REFUSED = [
    (5, NoteForm, {"item": "5", "ticked": "false"}),
    (1, RegisterForm, {"item": "1", "present": ""}),
    (10, DecisionForm, {"item": "10", "child": "", "reason": CHILD, "summary": CHILD}),
    (10, DecisionForm, {"item": "10", "child": "c1", "outcome": "", "reason": CHILD}),
    (11, SafetyForm, {"item": "11", "plan": "", "emergency": CHILD}),
    (12, ActionForm, {"item": "12", "what": CHILD, "other": CHILD, "when": CHILD}),
    (13, ReviewForm, {"item": "13", "when": CHILD}),
    (13, CloseForm, {}),
]


@pytest.mark.parametrize(("item", "form", "data"), REFUSED)
async def test_what_was_typed_in_vain_in_the_channel_comes_back_in_the_chairs_own_chat_alone(
    room, item, form, data
):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item=str(item), channel=True)
    reply = await room.does(MIRIAM, form, channel=True, **data)
    assert isinstance(reply, Show)
    assert reply.private is (CHILD in data.values())
    assert mistakes(reply)
    typed = {k for k, v in data.items() if v == CHILD and k in inputs(reply)}
    assert {inputs(reply)[k].get("value") for k in typed} <= {CHILD}


RECORDED = [
    (GoTo, {"item": "3"}),
    (NoteForm, {"item": "6", "text": "Said."}),
    (RegisterForm, {"item": "1", "present": SAM.id}),
    (AbsencesForm, {"item": "2"}),
    (SafetyForm, {"item": "11", "plan": "With the aunt."}),
    (ReviewForm, {"item": "13", "when": "friday 10am"}),
]


@pytest.mark.parametrize(("form", "data"), RECORDED)
async def test_who_records_in_their_own_chat_is_told_and_the_channel_s_card_shows_it(
    room, form, data
):
    await in_session(room)
    assert words(await room.does(MIRIAM, form, **data)) == "Recorded at 11:00 am."
    assert isinstance(await room.does(MIRIAM, form, channel=True, **data), Quiet)
