"""The router: all of thirty at once are kept, lost races are run again, failures are told."""

import asyncio
from collections.abc import Sequence

import pytest

from cards.attendance import AnswerForm, InformationForm
from cards.form import TO
from cards.invitation import AddInvitee
from cards.steps import StartMeeting
from cards.voice import HereForm, ViewForm
from dialogs.router import NOT_KEPT, TRIES
from dialogs.turn import Quiet, Turn
from meeting import attendance, invitation
from meeting.access import NotYours
from meeting.model import AnswerKind
from meeting.people import Person
from state.backend import Change, Conflict, Unavailable
from state.directory import Directory
from state.memory import MemoryBackend
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, SAM
from tests.room import Room, words
from tests.walk import convened, in_session

CROWD = tuple(
    Person(id=f"p{n}", name=f"Person {n}", agency="health", title="Nurse") for n in range(30)
)


class Yielding(MemoryBackend):
    """Lets others in between before each write, as a database over a network would."""

    async def put(self, changes: Sequence[Change]) -> None:
        await asyncio.sleep(0)
        await super().put(changes)


class Racing(MemoryBackend):
    """Loses the next so many races."""

    losses = 0

    async def put(self, changes: Sequence[Change]) -> None:
        if self.losses:
            self.losses -= 1
            raise Conflict("somebody was first")
        await super().put(changes)


class Failing(MemoryBackend):
    """Fails on reading, or on writing, once it is told to."""

    reading = writing = True

    async def get(self, key):
        if not self.reading:
            raise Unavailable
        return await super().get(key)

    async def get_many(self, keys):
        if not self.reading:
            raise Unavailable
        return await super().get_many(keys)

    async def put(self, changes: Sequence[Change]) -> None:
        if not self.writing:
            raise Unavailable
        await super().put(changes)


async def crowded(backend) -> Room:
    room = Room(backend)
    room.store.directory = Directory([*DIRECTORY.people, *CROWD])
    await convened(room)
    for person in CROWD:
        await room.does(SAM, AddInvitee, add=person.id, add_reason="Knows the family.")
    return room


@pytest.mark.parametrize("routers", [1, 3])
async def test_thirty_people_who_answer_at_once_are_all_kept(routers):
    """One process queues them; several run again on fresh state."""
    room = await crowded(Yielding())
    others = [room, *(Room(room.backend) for _ in range(routers - 1))]
    for other in others:
        other.id, other.store.directory = room.id, room.store.directory
    replies = await asyncio.gather(
        *(others[n % routers].does(p, AnswerForm, mark=p.id, kind="ATTENDING")
          for n, p in enumerate(CROWD))
    )  # fmt: skip
    assert {words(r) for r in replies} == {f"Recorded at 9:00 am: you are attending ({room.id})."}
    answers = [i.answer for i in (await room.meeting()).asked if i.person in CROWD]
    assert len([a for a in answers if a and a.kind is AnswerKind.ATTENDING]) == 30
    assert (await room.timeline()).count("answered: attending") == 30


async def test_thirty_people_who_say_they_are_here_are_all_on_the_register():
    room = await crowded(Yielding())
    await room.does(MIRIAM, StartMeeting)
    await asyncio.gather(*(room.does(p, HereForm, mark=p.id) for p in CROWD))
    await asyncio.gather(
        *(room.does(p, ViewForm, mark=f"v{p.id}", opinion="s47", reason="Why.") for p in CROWD)
    )
    held = (await room.meeting()).session
    assert len(held.present) == 31
    assert len(held.views) == 1


async def test_nothing_is_left_waiting_when_all_is_done():
    room = await crowded(Yielding())
    await asyncio.gather(*(room.does(p, AnswerForm, kind="ATTENDING") for p in CROWD))
    assert dict(room.store._queues) == {}


@pytest.mark.parametrize(("losses", "kept"), [(1, True), (TRIES - 1, True), (TRIES, False)])
async def test_a_lost_race_is_run_again_and_given_up_in_words(losses, kept):
    backend = Racing()
    room = Room(backend)
    await convened(room)
    lines = await room.timeline()
    backend.losses = losses
    reply = await room.does(DEV, AnswerForm, kind="ATTENDING")
    assert (words(reply) != NOT_KEPT) is kept
    assert (len(await room.timeline()) - len(lines)) == int(kept)


@pytest.mark.parametrize("failing", ["reading", "writing"])
@pytest.mark.parametrize(
    ("form", "data"), [(AnswerForm, {"kind": "ATTENDING"}), (InformationForm, {"q_known": "Much."})]
)
async def test_when_nothing_can_be_kept_the_person_is_told_so(failing, form, data):
    backend = Failing()
    room = Room(backend)
    await convened(room)
    before = await room.meeting()
    setattr(backend, failing, False)
    reply = await room.does(DEV, form, mark="one", **data)
    assert words(reply) == NOT_KEPT
    assert reply.refused
    assert "nothing was recorded" in NOT_KEPT
    setattr(backend, failing, True)
    assert await room.meeting() == before
    assert "Recorded" in words(await room.does(DEV, form, mark="one", **data))


async def test_the_same_delivery_twice_is_silence_and_another_is_an_answer(room):
    await convened(room)
    first = await room.does(DEV, AnswerForm, mark="one", kind="ATTENDING")
    again = await room.does(DEV, AnswerForm, mark="one", kind="ATTENDING")
    other = await room.does(DEV, AnswerForm, mark="two", kind="ATTENDING")
    assert (words(first), type(again), words(other)) == (words(other), Quiet, words(first))


async def test_the_same_delivery_in_thirty_hands_at_once_is_recorded_once():
    room = Room(Yielding())
    await convened(room)
    await asyncio.gather(
        *(room.does(DEV, AnswerForm, mark="one", kind="ATTENDING") for _ in range(30))
    )
    assert (await room.timeline()).count("answered: attending") == 1


@pytest.mark.parametrize(
    "data", [{TO: "no.such.form"}, {TO: ""}, {"x": 1}, {TO: None}, {TO: ["authorise"]}, {TO: {}}]
)
async def test_what_no_card_of_ours_sends_is_refused_in_words(room, data):
    taken = await room.router.take(Turn(person=SAM, at=room.now), data, "m")
    assert words(taken.reply).startswith("This card is of an earlier version")
    assert taken.reply.refused
    assert taken.touched == ()


async def test_a_turn_says_which_meeting_it_changed(room):
    await convened(room)
    data = {TO: AnswerForm.to, "meeting": room.id, "kind": "ATTENDING"}
    taken = await room.router.take(Turn(person=DEV, at=room.now), data, "m")
    assert taken.touched == (room.id,)
    seen = await room.router.take(Turn(person=DEV, at=room.now, words="status"), {}, "n")
    assert seen.touched == ()


@pytest.mark.parametrize(
    "refusal",
    [NotYours, attendance.TooLate, attendance.DeputyNeeded, invitation.NoSuchInvitee],
)
def test_a_refusal_is_a_sentence(refusal):
    assert str(refusal())[0].isupper()
    assert str(refusal()).endswith(".")


async def test_two_people_who_press_different_things_do_not_wait_on_each_others_meetings():
    room = Room(Yielding())
    await convened(room)
    first = room.id
    await in_session(room)
    second = room.id
    await asyncio.gather(
        room.does(GRACE, AnswerForm, meeting=first, kind="ATTENDING"),
        room.does(GRACE, HereForm, meeting=second),
    )
    room.id = first
    assert next(i for i in (await room.meeting()).asked if i.person == GRACE).answer
