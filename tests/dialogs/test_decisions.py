"""Decisions, safety plan, actions and review: recorded by the chair with what they need."""

import pytest

from cards.steps import ActionForm, DecisionForm, GoTo, ReviewForm, SafetyForm
from tests.people import DEV, DORA, GRACE, MIRIAM, SAM
from tests.room import CHILD, SECOND_CHILD, buttons, inputs, mistakes, words
from tests.walk import held, in_session

GIVEN = {
    "item": "10",
    "outcome": "s47",
    "lead": "joint",
    "reason": "The injuries do not fit.",
    "summary": "Robin was hit twice.",
}
ACTION = {"item": "12", "what": "Medical", "who": GRACE.id, "other": "", "when": "tomorrow 5pm"}


async def child(room, number=0):
    return (await room.meeting()).request.children[number].id


async def decide(room, **more):
    data = {**GIVEN, "child": await child(room), **more}
    return await room.does(MIRIAM, DecisionForm, channel=True, **data)


async def session(room):
    return (await room.meeting()).session


@pytest.mark.requirement("NS-05")
@pytest.mark.requirement("NS-80")
async def test_each_child_is_decided_for_and_the_next_item_comes_after_the_last(room):
    await in_session(room, children=(CHILD, SECOND_CHILD))
    await room.does(MIRIAM, GoTo, item="10")
    await decide(room)
    card = await room.card("agenda")
    assert "Item 10" in words(card)
    assert inputs(card)["child"]["value"] == await child(room, 1)
    await decide(room, child=await child(room, 1), outcome="s17")
    assert "Item 11" in words(await room.card("agenda"))
    assert [(d.outcome, d.lead) for d in (await session(room)).decisions] == [
        ("s47", "joint"),
        ("s17", ""),
    ]


async def test_the_channel_shows_the_decision_without_name_or_reason(room):
    await in_session(room, children=(CHILD, SECOND_CHILD))
    await room.does(MIRIAM, GoTo, item="10")
    await decide(room)
    card = words(await room.card("agenda"))
    assert "Child 1: Section 47 enquiry required; Joint: Police" in card
    for secret in ("Robin", "Ashgrove", "injuries do not fit"):
        assert secret not in card


@pytest.mark.requirement("NS-09")
@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"child": ""}, "child"),
        ({"child": "c-of-another-meeting"}, "child"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "s99"}, "outcome"),
        ({"reason": "  "}, "reason"),
        ({"lead": ""}, "lead"),
        ({"lead": "the army"}, "lead"),
    ],
)
async def test_a_mistake_is_shown_at_its_field_and_the_rest_is_kept(room, more, field):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item="10")
    reply = await decide(room, **more)
    assert list(mistakes(reply)) == [field]
    assert (await session(room)).decisions == ()
    kept = {k: v for k, v in GIVEN.items() if k not in ("item", field)}
    assert {k: inputs(reply)[k].get("value") for k in kept} == kept


async def test_a_decision_is_put_right_by_a_later_one(room):
    await in_session(room)
    await decide(room)
    await decide(room, outcome="no_action", reason="Explained after all.")
    [made] = (await session(room)).decisions
    assert (made.outcome, made.lead) == ("no_action", "")


async def test_the_summary_is_kept_with_the_item(room):
    await in_session(room)
    await decide(room)
    assert [(n.item, n.text) for n in (await session(room)).notes] == [(10, "Robin was hit twice.")]


@pytest.mark.requirement("NS-82")
@pytest.mark.requirement("NS-83")
async def test_the_safety_plan_is_written_down_and_added_to(room):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item="11")
    again = await room.does(MIRIAM, SafetyForm, item="11", plan="", emergency="Not needed.")
    assert list(mistakes(again)) == ["plan"]
    assert inputs(again)["emergency"]["value"] == "Not needed."
    await room.does(MIRIAM, SafetyForm, item="11", plan="With the aunt.", emergency="Not needed.")
    await room.does(MIRIAM, SafetyForm, item="11", plan="School is told.")
    held_ = await session(room)
    assert held_.safety_plan == "With the aunt.\nSchool is told."
    assert held_.notes[-1].text == "Emergency protection: Not needed."


@pytest.mark.requirement("NS-85")
@pytest.mark.requirement("NS-86")
@pytest.mark.requirement("NS-87")
async def test_an_action_has_what_who_and_when(room):
    await in_session(room)
    await room.does(MIRIAM, ActionForm, **ACTION)
    [action] = (await session(room)).actions
    assert (action.what, action.owner, action.who) == (
        "Medical",
        GRACE.id,
        "Grace Adeyemi, Health Lead, Named Nurse",
    )
    assert action.due.hour == 17


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"what": " "}, "what"),
        ({"who": ""}, "who"),
        ({"who": "nobody"}, "who"),
        ({"when": ""}, "when"),
        ({"when": "soonish"}, "when"),
        ({"when": "yesterday 5pm"}, "when"),
    ],
)
async def test_an_incomplete_action_is_asked_for_again_with_what_was_typed(room, more, field):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item="12")
    reply = await room.does(MIRIAM, ActionForm, **{**ACTION, **more})
    assert list(mistakes(reply)) == [field]
    assert (await session(room)).actions == ()
    kept = {k: v for k, v in ACTION.items() if k not in ("item", "other", field)}
    assert {k: inputs(reply)[k].get("value") for k in kept} == kept


async def test_a_second_press_agrees_one_action_and_the_same_again_two(room):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item="12")
    sent = {**buttons(await room.card("agenda"))["Record the action"], **ACTION}
    await room.does(MIRIAM, ActionForm, **sent)
    assert "recorded already" in words(await room.does(MIRIAM, ActionForm, **sent))
    fresh = {**buttons(await room.card("agenda"))["Record the action"], **ACTION}
    await room.does(MIRIAM, ActionForm, **fresh)
    assert len((await session(room)).actions) == 2


async def test_an_action_of_the_family_is_not_named_in_the_channel(room):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item="12")
    await room.does(MIRIAM, ActionForm, **{**ACTION, "who": "", "other": "Jo Ashgrove (mother)"})
    card = words(await room.card("agenda"))
    assert "Ashgrove" not in card
    assert "Action 1: somebody else, by" in card
    assert (await session(room)).actions[0].who == "Jo Ashgrove (mother)"


@pytest.mark.requirement("NS-89")
async def test_the_review_is_agreed_and_shown(room):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item="13")
    await room.does(MIRIAM, ReviewForm, item="13", when="friday 10am")
    assert "Agreed: Friday 27 November 2026, 10:00 am" in words(await room.card("agenda"))


@pytest.mark.parametrize("typed", ["", "some day", "yesterday 9am"])
async def test_a_review_that_cannot_be_read_is_asked_for_again(room, typed):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item="13")
    assert list(mistakes(await room.does(MIRIAM, ReviewForm, item="13", when=typed))) == ["when"]


FORMS = [
    (DecisionForm, {**GIVEN, "child": "c1"}),
    (SafetyForm, {"item": "11", "plan": "Mine."}),
    (ActionForm, ACTION),
    (ReviewForm, {"item": "13", "when": "friday 10am"}),
]


@pytest.mark.parametrize(("form", "data"), FORMS)
@pytest.mark.parametrize(
    ("person", "says"), [(SAM, "Only the chair"), (DEV, "Only the chair"), (DORA, "no meeting of")]
)
@pytest.mark.requirement("NS-93")
async def test_only_the_chair_decides(room, form, data, person, says):
    await in_session(room)
    before = await room.meeting()
    assert says in words(await room.does(person, form, **data))
    assert await room.meeting() == before


@pytest.mark.parametrize(("form", "data"), FORMS[1:])
async def test_nothing_is_decided_after_the_meeting(room, form, data):
    await held(room)
    before = await room.meeting()
    assert "not in session" in words(await room.does(MIRIAM, form, **data))
    assert await room.meeting() == before
