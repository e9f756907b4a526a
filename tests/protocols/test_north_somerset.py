"""North Somerset's guide, as its chairs and partners read it on the cards."""

import pytest

from cards.agenda import agenda_card
from cards.help import help_card
from meeting import agenda
from meeting.dissent import challenge_by
from meeting.minutes import circulate_by, participants
from meeting.protocol_people import ConfirmedAt
from meeting.roles import decides
from tests.build import END, a_draft, held, in_session
from tests.partnerships import NORTH_SOMERSET
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, OWEN, SAM
from tests.room import words


def on_card(item: int) -> str:
    """What the chair reads when the meeting is at that item."""
    meeting = agenda.go_to(in_session(MIRIAM, SAM, GRACE, DEV), item, NORTH_SOMERSET)
    return words(agenda_card(meeting, NORTH_SOMERSET, DIRECTORY.people))


def shows(requirement: str, item: int, *said: str):
    marks = pytest.mark.requirement(requirement)
    return pytest.param(item, said, marks=marks, id=f"{requirement} at item {item}")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        shows("NS-39", 1, "Introductions", "roles and responsibilities", "reason for attendance"),
        shows("NS-40", 1, "give their name, professional role"),
        shows("NS-41", 1, "summary of responsibilities and nature of involvement"),
        shows("NS-42", 1, "a clear reason for attendance"),
        shows("NS-43", 2, "Apologies and no shows", "check information provided"),
        shows("NS-44", 2, "who was invited and is not here"),
        shows("NS-45", 2, "whether apologies were given"),
        shows("NS-47", 3, "Purpose of meeting"),
        shows("NS-48", 3, "presenting concerns", "historical information", "section 47"),
        shows("NS-49", 3, "the actions within the investigation, by whom and by when"),
        shows("NS-50", 3, "whether a criminal investigation is required, and its timings"),
        shows("NS-51", 4, "Confidentiality"),
        shows("NS-52", 4, "Information shared at this meeting is confidential"),
        shows("NS-53", 4, "beyond its participants without prior agreement of the Chair"),
        shows("NS-54", 5, "Children and family's details"),
        shows("NS-60", 6, "Summary of presenting concerns and reason for meeting"),
        shows("NS-61", 6, "social worker or team manager who requested or agreed"),
        shows("NS-62", 6, "where a partner agency raised them, its representative also does"),
        shows("NS-63", 6, "Invite clarifying questions"),
        shows("NS-64", 7, "Information on each child and their parents or carers"),
        shows("NS-69", 7, "Invite clarifying questions"),
        shows("NS-70", 8, "Agencies' information on the children, parents, carers"),
        shows("NS-73", 8, "Invite clarifying questions"),
        shows("NS-74", 9, "Analysis of the information shared"),
        shows("NS-75", 9, "Lead the analysis of current and relevant historical information"),
        shows("NS-77", 10, "Chair's summary and decision", "section 47 investigation warranted"),
        shows("NS-81", 11, "Immediate safety planning"),
        shows("NS-84", 12, "Investigation actions"),
        shows("NS-88", 13, "Review"),
    ],
)
def test_the_chair_reads_what_the_guide_asks_for(item: int, said: tuple[str, ...]):
    card = on_card(item)
    for words_ in said:
        assert words_ in card


@pytest.mark.requirement("NS-02")
def test_the_agenda_is_the_guide_s_in_its_order():
    assert [i.sources[0] for i in NORTH_SOMERSET.agenda[:9]] == [
        "NS-39", "NS-43", "NS-47", "NS-51", "NS-54", "NS-60", "NS-64", "NS-70", "NS-74",
    ]  # fmt: skip
    assert [i.sources[0] for i in NORTH_SOMERSET.agenda[9:]] == ["NS-77", "NS-81", "NS-84", "NS-88"]
    for item in NORTH_SOMERSET.agenda:
        card = on_card(item.number)
        assert f"Item {item.number} of 13: {item.title}" in card
        assert ", ".join(item.sources) in card


@pytest.mark.parametrize("requests", [True, False], ids=["who may convene", "everybody else"])
@pytest.mark.requirement("NS-01")
@pytest.mark.requirement("NS-03")
def test_everybody_can_find_the_guidance_on_which_it_rests(requests: bool):
    card = words(help_card(NORTH_SOMERSET, requests=requests))
    assert "NSSCP multi-agency strategy meetings protocol" in card
    assert NORTH_SOMERSET.edition in card


@pytest.mark.requirement("NS-93")
@pytest.mark.requirement("NS-92")
def test_the_local_authority_s_chair_decides_and_nobody_else():
    assert all(r in {"team manager", "service manager"} for r in NORTH_SOMERSET.chair.roles)
    assert decides(NORTH_SOMERSET, MIRIAM, chair=MIRIAM.id)
    assert not any(decides(NORTH_SOMERSET, p, chair=MIRIAM.id) for p in (DEV, GRACE, OWEN))


@pytest.mark.requirement("NS-53")
@pytest.mark.requirement("NS-91")
def test_the_record_goes_to_those_who_were_there_within_three_working_days():
    meeting = held()
    assert f"{END:%a %d %b}" == "Mon 23 Nov"
    assert set(participants(meeting, NORTH_SOMERSET)) == {MIRIAM.id, SAM.id, GRACE.id, DEV.id}
    assert OWEN.id not in participants(meeting, NORTH_SOMERSET)
    assert f"{circulate_by(meeting, NORTH_SOMERSET).at:%a %d %b %H:%M}" == "Thu 26 Nov 17:00"
    assert list(NORTH_SOMERSET.minutes.to) == ["attendees"]


@pytest.mark.requirement("NS-96")
def test_a_challenge_is_for_24_hours_from_the_meeting_s_end():
    limit = challenge_by(held(), NORTH_SOMERSET)
    assert (limit.at - END).total_seconds() == 24 * 3600


def test_what_an_attendee_is_asked_to_confirm():
    """NS-33, NS-34, NS-35; to be marked once a card asks for it."""
    asked = {c.id: c for c in NORTH_SOMERSET.confirmations}
    assert {c.sources[0] for c in asked.values()} == {"NS-33", "NS-34", "NS-35"}
    assert {c.at for c in asked.values()} == {ConfirmedAt.ANSWERING}


@pytest.mark.parametrize(
    "silence",
    ["icpc", "s47_completion", "icpc_invite_list", "minutes_draft", "amendments", "minute_takers"],
)
def test_what_the_guide_does_not_say_is_not_made_up(silence: str):
    assert silence in NORTH_SOMERSET.silent
    assert not getattr(NORTH_SOMERSET, silence, ())
    assert silence not in {c.clock for c in NORTH_SOMERSET.clocks}


def test_nothing_that_the_guide_leaves_open_is_shown_as_its_own():
    for heading in ("authoriser", "chair", "band_start", "inquorate", "scale"):
        assert "product default" in NORTH_SOMERSET.cite(getattr(NORTH_SOMERSET, heading))
    [route] = NORTH_SOMERSET.routes
    assert all(step.default for step in route.steps)


def test_a_request_is_for_somebody_of_social_care():
    [route] = NORTH_SOMERSET.routes
    assert a_draft().requester.role in route.requesters
    assert DEV.role not in route.requesters
