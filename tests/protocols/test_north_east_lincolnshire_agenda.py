"""North East Lincolnshire: what the chair reads at each item, and what is asked of everybody."""

import pytest

from cards.agenda import agenda_card
from cards.attendance import information_card
from cards.lines import decision_line
from cards.steps import GoTo
from cards.voice import ViewForm, voice_card
from meeting import agenda
from meeting.agenda import gaps
from tests.north_east_lincolnshire import (
    DIRECTORY,
    EVERYBODY,
    MEET,
    MIRIAM,
    NEL,
    convened,
    decide,
    in_session,
    nel_room,
    on_card,
    opened,
)
from tests.people import GRACE
from tests.room import SECOND_CHILD, Room, inputs, words


@pytest.fixture
def room() -> Room:
    return nel_room()


def shows(requirements: str, item: int, *said: str):
    marks = [pytest.mark.requirement(r) for r in requirements.split()]
    return pytest.param(item, said, marks=marks, id=f"{requirements.split()[0]} at item {item}")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        shows("NE-102 NE-217", 1, "Introductions and apologies", "was invited and is not"),
        shows("NE-107 NE-218", 2, "all children who may be at possible risk are considered"),
        shows("NE-107 NE-218", 2, "siblings not resident in the home", "visit or have a close"),
        shows("NE-64", 2, "every child of the family", "All children of the family"),
        shows("NE-65", 2, "and of the household", "All children in the household"),
        shows("NE-66", 2, "Children who may have contact with the person"),
        shows("NE-122", 2, "who may have contact with who may pose a risk; consider the needs"),
        shows("NE-114 NE-225", 9, "requests that agencies provide a scaling for the safety"),
        shows("NE-161", 10, "Is a medical assessment needed, and when? If not, why not?"),
        shows("NE-133", 11, "Must the child be urgently removed from the risk of harm?"),
        shows("NE-134", 11, "Must the alleged perpetrator be urgently removed from the child's"),
        shows("NE-136", 11, "What if the child cannot be located?"),
        shows("NE-157", 12, "How will the agencies feed back to each other?"),
        shows("NE-97", 4, "Social Worker: The current family network or genogram, taken to"),
        shows("NE-79 NE-143", 12, "What is the family told of this discussion"),
        shows("NE-80 NE-144", 12, "unless it may place a child at increased risk of harm"),
        shows("NE-80 NE-144", 12, "or jeopardise a Police investigation"),
        shows("NE-98", 12, "Is a Family Group Conference considered?"),
        shows("NE-103", 1, "Absent invitees are consulted by telephone or link"),
        shows("NE-108 NE-219", 3, "Rationale for the meeting", "Read out, go on"),
        shows("NE-109 NE-220", 4, "social worker provides the reason", "brief history"),
        shows("NE-109 NE-220", 4, "including current involvement"),
        shows("NE-110 NE-221", 5, "Police feed back on their checks"),
        shows("NE-111 NE-222", 6, "Health feed back on their checks"),
        shows("NE-112 NE-223", 7, "Education feed back on their checks"),
        shows("NE-113 NE-224", 8, "The other professionals feed back on their checks"),
        shows("NE-116 NE-226", 10, "Summary; each professional's view; S17 or S47"),
        shows("NE-75 NE-129 NE-232", 11, "immediately and in the short term"),
        shows("NE-75 NE-129 NE-232", 11, "this and all children's safety", "who will do what"),
        shows("NE-237", 12, "ongoing plans with partner agencies", "by when"),
        shows("NE-238", 12, "who will carry out what action, by when"),
        shows("NE-81 NE-158 NE-235", 13, "whether and when a further strategy discussion is held"),
    ],
)
def test_the_chair_reads_what_the_protocol_asks_for(item: int, said: tuple[str, ...]):
    card = on_card(item)
    for words_ in (*said, *NEL.item(item).sources):
        assert words_ in card


@pytest.mark.parametrize(
    ("item", "said"),
    [
        shows("NE-245 NE-01", 3, "must hold a Strategy Discussion whenever there is reasonable"
              " cause to suspect that a child has suffered or is likely to suffer significant harm"
              " whether or not it appears that a criminal offence"),
        shows("NE-246", 3, "to decide whether a Section 47 Enquiry under the Children Act 1989 is"
              " required and if so, to develop a plan of action"),
        shows("NE-247", 3, "convened by North East Lincolnshire Children's Social Care",
              "sufficiently senior and able, therefore, to contribute to the discussion of"
              " available information and to make decisions on behalf of their agencies"),
        shows("NE-248", 10, "agree and decide on whether the criteria for significant harm"),
        shows("NE-249 NE-207", 10, "any Physical, Sexual, or Emotional Abuse, Neglect, accident"
              " or injury that is sufficiently serious to adversely affect progress and"
              " enjoyment of life",
              "seeing or hearing the ill treatment of another"),
        shows("NE-250", 10, "1. S47 joint investigation",
              "2. S47 Police or Children's Social Care alone"),
        shows("NE-251", 10, "the Local Authority will complete an assessment under S17"),
    ],
)  # fmt: skip
def test_the_script_is_read_out_as_it_stands(item: int, said: tuple[str, ...]):
    card = on_card(item)
    for words_ in said:
        assert card.count(words_) == 1


@pytest.mark.requirement("NE-93")
def test_the_agenda_is_the_protocol_s_in_its_order_and_its_gaps_are_shown():
    own = [i.sources[0] for i in NEL.agenda[:10]]
    numbers = (102, 107, 108, 109, 110, 111, 112, 113, 114, 116)
    assert own == [f"NE-{n}" for n in numbers]
    card = words(agenda_card(convened(), NEL, DIRECTORY.people))
    listed = [card.index(f"{i.number}. {i.title}") for i in NEL.agenda]
    assert listed == sorted(listed)
    assert "2. All children who may be at possible risk are considered" in card
    assert "9. Scaling of safety" in card
    meeting = in_session(*EVERYBODY)
    assert [i.number for i in gaps(meeting, NEL)] == list(range(2, 14))
    with pytest.raises(agenda.ReasonForGaps):
        agenda.close(meeting, NEL, "", MEET)


@pytest.mark.requirement("NE-114")
@pytest.mark.requirement("NE-225")
def test_each_agency_is_asked_how_safe_the_children_are_on_a_scale_with_named_ends():
    asked = inputs(voice_card(in_session(*EVERYBODY), NEL))["safety"]
    titles = [c["title"] for c in asked["choices"]]
    assert titles[0] == "0 (unsafe)"
    assert titles[10:] == ["10 (safe)", "Cannot say"]
    assert "product default" in NEL.cite(NEL.scale)


@pytest.mark.requirement("NE-117")
async def test_each_professional_says_s17_or_s47_and_why(room: Room):
    await opened(room)
    offered = inputs(voice_card(await room.meeting(), NEL))["opinion"]["choices"]
    assert [c["value"] for c in offered] == ["s47", "s17"]
    await room.does(GRACE, ViewForm, opinion="s47", safety="3")
    assert not (await room.meeting()).session.views, "a view without its rationale"
    await room.does(GRACE, ViewForm, opinion="s47", safety="3", reason="Unexplained.")
    [view] = (await room.meeting()).session.views
    assert (view.agency, view.opinion, view.reason) == ("health", "s47", "Unexplained.")


@pytest.mark.requirement("NE-71")
@pytest.mark.requirement("NE-123")
@pytest.mark.requirement("NE-124")
async def test_it_is_decided_for_each_child_whether_s17_or_s47_begins_or_goes_on(room: Room):
    await opened(room, children=({"name": "Robin Ashgrove"}, SECOND_CHILD))
    first, second = (await room.meeting()).request.children
    await decide(room, first.id, "s47", lead="joint")
    assert 10 in [i.number for i in gaps(await room.meeting(), NEL)], "one child is undecided"
    await decide(room, second.id, "s17")
    made = {d.child: d.outcome for d in (await room.meeting()).session.decisions}
    assert made == {first.id: "s47", second.id: "s17"}
    assert 10 not in [i.number for i in gaps(await room.meeting(), NEL)]


@pytest.mark.requirement("NE-128")
@pytest.mark.requirement("NE-204")
@pytest.mark.requirement("NE-227")
async def test_section_47_is_joint_or_by_police_or_social_care_alone_and_needs_its_reason(
    room: Room,
):
    await opened(room)
    await room.does(MIRIAM, GoTo, item=10, channel=True)
    offered = inputs(await room.card("agenda"))
    leads = [c["value"] for c in offered["lead"]["choices"]]
    assert leads == ["joint", "police", "social_care"], "the usual one stands first"
    child = (await room.meeting()).request.children[0].id
    await decide(room, child, "s47")
    await decide(room, child, "s47", reason="", lead="joint")
    assert not (await room.meeting()).session.decisions
    await decide(room, child, "s47", lead="police")
    [made] = (await room.meeting()).session.decisions
    assert "S47 Police alone" in decision_line(made, await room.meeting(), NEL)


@pytest.mark.requirement("NE-68")
async def test_a_child_without_a_concern_is_recorded_as_such_with_the_reason(room: Room):
    await opened(room)
    child = (await room.meeting()).request.children[0].id
    await decide(room, child, "no_concern", reason="")
    assert not (await room.meeting()).session.decisions
    await decide(room, child, "no_concern", reason="Cared for by the grandmother.")
    [made] = (await room.meeting()).session.decisions
    assert made.reason == "Cared for by the grandmother."
    line = decision_line(made, await room.meeting(), NEL)
    assert "No safeguarding concern for this child" in line


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("concerns", "relevant to the current concerns",
                     marks=pytest.mark.requirement("NE-99"), id="NE-99"),
        pytest.param("history", "significant history of the child and family",
                     marks=pytest.mark.requirement("NE-100"), id="NE-100"),
        pytest.param("involvement", "dates, times and periods",
                     marks=pytest.mark.requirement("NE-101"), id="NE-101"),
    ],
)  # fmt: skip
def test_an_agency_is_asked_for_what_must_be_provided(question: str, said: str):
    meeting = convened()
    card = information_card(meeting, NEL, meeting.invitee(GRACE.id))
    assert said in inputs(card)[f"q_{question}"]["label"]
