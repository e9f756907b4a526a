"""North East Lincolnshire: a discussion by telephone is agreed by two decision-makers."""

import pytest

from cards.arrange import SendForm
from cards.authorise import AuthoriseForm
from cards.change import CancelForm
from cards.late import ShowRequest
from dialogs.contents import DIALOGS
from dialogs.router import Router
from meeting.model import Phase
from state.directory import Directory
from state.store import Store
from tests.north_east_lincolnshire import (
    DIRECTORY,
    LADO,
    MIRIAM,
    NAME,
    NEL,
    SERGEANT,
    asked_for,
    drafted,
)
from tests.people import SAM
from tests.room import Room, buttons, words

PHONE = {"type": "discussion", "route": "phone"}
AWAITED = "Detective Sergeant or Detective Inspector:  still awaited; asked: Detective Sergeant"


def a_room(*more) -> Room:
    room = Room(protocol=NAME)
    room.store = Store(room.backend, {NAME: NEL}, Directory((*DIRECTORY.people, *more)))
    room.router = Router(DIALOGS, room.store)
    return room


@pytest.fixture
def room() -> Room:
    return a_room(SERGEANT)


async def sent(room: Room, to=MIRIAM):
    await drafted(room, concern=PHONE)
    return await room.does(SAM, SendForm, authoriser=to.id)


async def answers(room: Room, person, outcome="APPROVED", **more):
    return await room.does(person, AuthoriseForm, outcome=outcome, **more)


@pytest.mark.requirement("NE-14")
@pytest.mark.parametrize("order", [(MIRIAM, SERGEANT), (SERGEANT, MIRIAM)], ids=lambda o: o[0].role)
async def test_one_agreement_alone_authorises_nothing_and_both_do(room: Room, order):
    await sent(room)
    first, second = order
    said = words(await answers(room, first))
    assert "authorised once there is the agreement of" in said
    meeting = await room.meeting()
    assert (meeting.phase, meeting.invitees, meeting.chair) == (Phase.REQUESTED, (), None)
    assert "proposal" not in await room.owed_to(SAM)
    await answers(room, second)
    meeting = await room.meeting()
    assert meeting.phase is Phase.AUTHORISED
    assert [a.by.id for a in meeting.authorisations] == [p.id for p in order]
    assert "proposal" in await room.owed_to(SAM)
    assert meeting.invitees


@pytest.mark.requirement("NE-14")
@pytest.mark.parametrize("first", [MIRIAM, SERGEANT], ids=lambda p: p.role)
async def test_both_are_asked_whichever_of_them_the_request_is_sent_to(room: Room, first):
    reply = await sent(room, first)
    for person in (MIRIAM, SERGEANT):
        assert await room.owed_to(person) == ["authorise"]
        assert person.name in words(reply)
    assert "stand.in" not in await room.owed_to(SAM)


@pytest.mark.requirement("NE-14")
async def test_the_card_says_whose_agreement_is_awaited_until_there_is_none(room: Room):
    await sent(room)
    slot = f"authorise:1:{SERGEANT.id}"
    card = words(await room.card(slot))
    assert "Children's Social Care Manager:  still awaited; asked: Miriam Holt" in card
    assert AWAITED in card
    assert "NE-14" in card
    await answers(room, MIRIAM)
    card = await room.card(slot)
    assert "Children's Social Care Manager:  Miriam Holt, agreed Monday 23" in words(card)
    assert AWAITED in words(card)
    assert "Approve" in buttons(card)
    assert AWAITED in words(await room.card("authorised:1")), "the requester is told as much"
    await answers(room, SERGEANT)
    assert "awaited" not in words(await room.card(slot))


async def test_who_has_agreed_is_asked_nothing_more_and_not_reminded(room: Room):
    await sent(room)
    await answers(room, MIRIAM)
    assert buttons(await room.card(f"authorise:1:{MIRIAM.id}")) == {}
    for form, more in ((AuthoriseForm, {"outcome": "DECLINED", "words": "No."}), (ShowRequest, {})):
        reply = await room.does(MIRIAM, form, **more)
        assert AWAITED in words(reply)
        assert buttons(reply) == {}
    assert len((await room.meeting()).authorisations) == 1
    room.later(hours=23)
    assert "authorise.reminder" not in await room.owed_to(MIRIAM)
    assert "authorise.reminder" in await room.owed_to(SERGEANT)


@pytest.mark.parametrize("first", [MIRIAM, SERGEANT], ids=lambda p: p.role)
async def test_the_one_of_them_who_may_chair_does(room: Room, first):
    await sent(room)
    await answers(room, first)
    await answers(room, SERGEANT if first is MIRIAM else MIRIAM)
    assert (await room.meeting()).chair.id == MIRIAM.id


@pytest.mark.requirement("NE-18")
@pytest.mark.requirement("NE-19")
@pytest.mark.requirement("NE-20")
@pytest.mark.parametrize(("agrees", "declines"), [(MIRIAM, SERGEANT), (SERGEANT, MIRIAM)])
async def test_who_wants_it_all_the_same_reads_where_to_escalate(room: Room, agrees, declines):
    await sent(room)
    await answers(room, agrees)
    await answers(room, declines, "DECLINED", words="We see no ground for it.")
    meeting = await room.meeting()
    assert meeting.phase is Phase.DECLINED
    assert "proposal" not in await room.owed_to(SAM)
    for slot in (f"authorise:1:{agrees.id}", "authorised:2"):
        card = words(await room.card(slot))
        assert "Escalate immediately through your direct line supervisors." in card
        assert "Team Manager or Case Supervisor to Head of Safeguarding" in card
        assert "Police Sergeant to Detective Inspector PVP" in card
        assert "NE-18, NE-19, NE-20" in card
        assert "not given" not in card, "one of them did agree"


@pytest.mark.requirement("NE-18")
async def test_a_request_that_a_manager_declines_may_be_escalated_on_every_route(room: Room):
    await asked_for(room)
    await answers(room, MIRIAM, "DECLINED", words="Known.")
    card = words(await room.card("authorised"))
    assert "Escalate immediately through your direct line supervisors." in card


async def test_once_it_is_returned_both_must_agree_anew(room: Room):
    await sent(room)
    await answers(room, MIRIAM)
    await answers(room, SERGEANT, "RETURNED", words="Who saw it?")
    room.later(minutes=5)
    await room.does(SAM, SendForm, authoriser=MIRIAM.id)
    assert {p.slot for p in await room.posts() if p.kind == "authorise"} == {
        f"authorise:2:{MIRIAM.id}", f"authorise:2:{SERGEANT.id}",
    }  # fmt: skip
    await answers(room, SERGEANT)
    assert (await room.meeting()).phase is Phase.REQUESTED
    await answers(room, MIRIAM)
    assert (await room.meeting()).phase is Phase.AUTHORISED


async def test_a_request_called_off_with_one_agreement_proposes_nobody(room: Room):
    await sent(room)
    await answers(room, MIRIAM)
    await room.does(SAM, CancelForm, reason="Another family.")
    assert "proposal" not in await room.owed_to(SAM)


async def test_before_it_is_sent_is_said_of_whom_nobody_can_be_asked():
    check = words(await drafted(a_room(), concern=PHONE))
    assert "all of these must agree" in check
    assert "Nobody of the directory can be asked as Detective Sergeant or Detective" in check
    assert "Nobody of the directory" not in words(await drafted(a_room(SERGEANT), concern=PHONE))


async def test_somebody_of_neither_office_can_answer_for_nobody(room: Room):
    await sent(room)
    assert "no meeting of" in words(await answers(room, LADO))
    assert (await room.meeting()).authorisations == ()
