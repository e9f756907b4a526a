"""Somerset's guidance: a discussion is asked for, authorised, convened and prepared."""

import pytest

from cards.arrange import SendForm
from cards.authorise import AuthoriseForm
from cards.request import ConcernForm, OpenRequest, Step
from meeting.model import Phase
from meeting.people import Role
from tests.people import DEV, DIRECTORY, GRACE, HUGO, MIRIAM, SAM, named
from tests.protocols.somerset import (
    LINK,
    SOMERSET,
    arranged,
    asked_in_writing,
    convened,
    held,
    requested,
)
from tests.requirements import REQUIREMENTS
from tests.room import Room, inputs, words

BEA = named("bea")
"""Business support."""


@pytest.fixture
def room() -> Room:
    return Room(protocol="somerset")


@pytest.mark.parametrize(
    ("child", "more"),
    [
        pytest.param({}, {"referrer": "housing"}, marks=pytest.mark.requirement("SO-10"),
                     id="after a referral"),
        pytest.param({}, {"facts": "assessment_under_way"}, marks=pytest.mark.requirement("SO-11"),
                     id="during an assessment"),
        pytest.param({"plan": "Child in need"}, {}, marks=pytest.mark.requirement("SO-12"),
                     id="on a child who is open already"),
    ],
)  # fmt: skip
async def test_a_discussion_can_be_asked_for_at_any_time(room, child, more):
    await requested(room, child, **more)
    assert (await room.meeting()).phase is Phase.REQUESTED
    assert await room.owed_to(MIRIAM) == ["authorise"]


@pytest.mark.requirement("SO-09")
async def test_a_second_discussion_on_the_same_child_can_be_asked_for(room):
    await held(room)
    first = await room.meeting()
    await requested(room)
    assert room.id != first.id
    assert (await room.meeting()).phase is Phase.REQUESTED


@pytest.mark.requirement("SO-29")
async def test_the_social_worker_completes_the_form_and_a_partner_cannot(room):
    for form in (OpenRequest(), ConcernForm(concern="Bruises.")):
        reply = await room.does(DEV, type(form), **form.model_dump())
        assert "convened by Children's Social Care" in words(reply)
    assert room.id == ""
    await requested(room)
    assert (await room.meeting()).requester == SAM


@pytest.mark.requirement("SO-34")
async def test_nobody_receives_the_form_before_a_team_manager_has_reviewed_it(room):
    check = await arranged(room)
    assert DIRECTORY.find(inputs(check)["authoriser"]["value"]).role == "team manager"
    for other in (BEA, HUGO, GRACE, SAM):
        await room.does(SAM, SendForm, authoriser=other.id)
        assert (await room.meeting()).phase is Phase.DRAFT
    await room.does(SAM, SendForm, authoriser=MIRIAM.id)
    assert {p.to for p in await room.posts()} == {MIRIAM.id}
    await room.does(BEA, AuthoriseForm, outcome="APPROVED")
    assert (await room.meeting()).phase is Phase.REQUESTED
    await room.does(MIRIAM, AuthoriseForm, outcome="APPROVED")
    assert (await room.meeting()).phase is Phase.AUTHORISED
    assert "proposal" in [p.kind for p in await room.posts()]


def test_a_manager_in_the_team_manager_s_place_is_the_product_s_own_and_says_why():
    [route] = SOMERSET.routes
    reviewer, *deputies = route.steps
    assert (reviewer.roles, reviewer.sources) == ((Role.TEAM_MANAGER,), ("SO-34",))
    assert all(step.default and step.asks_note for step in deputies)


@pytest.mark.parametrize("outcome", ["RETURNED", "DECLINED"])
@pytest.mark.requirement("SO-34")
async def test_a_request_that_is_returned_or_declined_goes_no_further(room, outcome):
    await requested(room)
    await room.does(MIRIAM, AuthoriseForm, outcome=outcome)
    assert (await room.meeting()).phase is Phase.REQUESTED, "without a reason"
    await room.does(MIRIAM, AuthoriseForm, outcome=outcome, words="Which school?")
    assert (await room.meeting()).invitees == ()
    assert await room.owed_to(SAM) == ["authorised"]


@pytest.mark.requirement("SO-55")
async def test_microsoft_teams_is_proposed_as_the_format(room):
    await room.does(
        SAM, ConcernForm, meeting="", category="neglect", concern="Cold.",
        band="reasonable_cause", identified="today 8:30",
    )  # fmt: skip
    card = await room.does(SAM, Step, go="arrangements")
    assert inputs(card)["format"]["value"] == SOMERSET.formats[0].format == "Microsoft Teams"


@pytest.mark.parametrize(
    "format",
    [
        pytest.param("Microsoft Teams", marks=pytest.mark.requirement("SO-55")),
        pytest.param("in person", marks=pytest.mark.requirement("SO-56")),
        pytest.param("telephone", marks=pytest.mark.requirement("SO-08")),
    ],
)
async def test_an_invitee_is_told_how_the_discussion_is_held(room, format):
    await convened(room, format=format)
    assert f"11:00 am, {format}" in words(await room.card("invitation"))


@pytest.mark.requirement("SO-58")
async def test_the_invitation_carries_the_link_to_join(room):
    await convened(room)
    cards = [await room.card(p.slot) for p in await room.posts() if p.kind == "invitation"]
    assert len(cards) == 4
    assert all(LINK in words(card) for card in cards)


QUESTIONS = {
    f"SO-{n}": REQUIREMENTS[f"SO-{n}"].requirement.split(": ", 1)[1] for n in range(40, 45)
}


@pytest.mark.parametrize(
    "number",
    [pytest.param(n, marks=pytest.mark.requirement(f"SO-{39 + n}")) for n in range(1, 6)],
)
async def test_a_question_is_asked_in_the_guidance_s_words_and_in_its_place(room, number):
    asked = await asked_in_writing(room)
    assert asked[number - 1]["label"] == QUESTIONS[f"SO-{39 + number}"]


@pytest.mark.requirement("SO-46")
async def test_an_absentee_is_asked_the_same_five_questions_and_no_others(room):
    assert [box["label"] for box in await asked_in_writing(room)] == list(QUESTIONS.values())
