"""Every form with forged contents: refused in words, or taken for what it may mean."""

import json

import pytest

from cards.form import FORMS, LONGEST, MOST, TO
from dialogs.turn import Turn, Unreadable
from meeting.model import Meeting
from meeting.people import Person
from state.directory import CONVENE
from tests.people import DEV, DORA
from tests.permissions.roles import INSIDE, PEOPLE, STRANGER
from tests.permissions.sending import HIDDEN, everything, room_in
from tests.permissions.table import NOBODYS, TABLE, Case
from tests.room import words

FORGED = "forged-3f9a"
OTHERS = "SM-44444"
"""A meeting that is there, of other people."""
ANYBODY = Person(id="d0000000-0000-4000-8000-00000000000d", name="Any Body", agency="police")
FREELY = {
    "text", "words", "reason", "concern", "note", "what", "plan", "emergency", "summary", "when",
    "dissent", "remark", "other", "others", "name", "born", "ethnicity", "address", "nhs",
    "relationship", "identified", "referred", "ground", "join_link", "late_reason", "once",
    "format_reason", "proceed_reason", "close_reason", "add_reason", "remove_reason", "purpose",
    "contingency", "review", "unconfirmed", "q_known", "meeting",
}  # fmt: skip
"""Fields in which people type; the others hold ids, or what was chosen from a list."""

ALL = [*TABLE, *(Case(form, "convened", set(PEOPLE), {}) for form in NOBODYS)]
UNREADABLE = str(Unreadable())


def every(cases):
    return pytest.mark.parametrize("case", cases, ids=lambda c: f"{c.form.to}-{c.phase}"[:60])


def able(case):
    return PEOPLE[sorted(case.may)[0]]


async def sends(case, person, data, **route):
    """What is said to them, and the rows before and after."""
    room = await room_in(case.phase)
    if "meeting" in case.form.model_fields:
        data = {"meeting": room.id, **data}
    before = await everything(room)
    turn = Turn(person=person, at=room.now)
    form = {TO: case.form.to, **data, **route}
    taken = await room.router.take(turn, form, f"m{next(room._marks)}")
    return words(taken.reply), before, await everything(room)


def test_every_form_there_is_is_tried():
    assert {case.form.to for case in ALL} == set(FORMS)


async def somebody_elses(case):
    """Another meeting in the same phase, of people who have to do with no other."""
    room = await room_in(case.phase)
    raw = json.loads((await room.meeting()).model_dump_json())
    swapped = json.dumps(raw)
    for person in PEOPLE.values():
        swapped = swapped.replace(person.id, ANYBODY.id)
    work = room.store.work(CONVENE, room.now)
    await work.save(Meeting.model_validate_json(swapped).but(id=OTHERS), "was made by a test")
    await work.commit()
    return room


@every(TABLE)
async def test_the_id_of_somebody_elses_meeting_is_refused_as_if_there_were_none(case):
    room = await somebody_elses(case)
    before = await everything(room)
    for person in (able(case), PEOPLE[STRANGER]):
        turn = Turn(person=person, at=room.now)
        data = {**case.data, TO: case.form.to, "meeting": OTHERS}
        taken = await room.router.take(turn, data, f"m{next(room._marks)}")
        assert words(taken.reply) in HIDDEN
        assert await everything(room) == before


@every(TABLE)
@pytest.mark.parametrize("meeting", ["", "x", "SM-", "sm-22222", "*", "..", "meeting:", "\x00"])
async def test_the_id_of_no_meeting_changes_nothing(case, meeting):
    said, before, after = await sends(case, PEOPLE[STRANGER], {**case.data, "meeting": meeting})
    assert said
    assert after == before


@every(ALL)
async def test_an_id_that_is_not_on_the_card_is_kept_nowhere(case):
    """A child, person, action, agency or choice of another meeting, or of none."""
    for name in set(case.form.model_fields) - FREELY:
        said, _, after = await sends(case, able(case), {**case.data, name: FORGED})
        assert FORGED not in str(after), f"{name} was kept"
        assert FORGED not in said


@every(ALL)
async def test_fields_that_no_card_has_are_kept_nowhere(case):
    extra = dict.fromkeys(
        ("phase", "requester", "chair_id", "person_id", "at", "by", "id", "tenant", "role",
         "q_no_such", "who_no_such", "authoriser_id", "__class__", "model_config", "msteams"),
        FORGED,
    )  # fmt: skip
    _, _, after = await sends(case, able(case), {**extra, **case.data})
    assert FORGED not in str(after)


SHAPES = [5, 1.5, True, None, [], ["x"], [1], [[["x"]]], {}, {"a": 1}, {"$ne": ""}, "", "\ufeff"]


@every(ALL)
async def test_a_value_of_another_type_is_never_a_fault_and_never_half_taken(case):
    fields = {*case.form.model_fields, *case.data}
    for name in fields:
        for value in SHAPES:
            said, before, after = await sends(case, able(case), {**case.data, name: value})
            if said == UNREADABLE:
                assert after == before
            assert "{'a': 1}" not in str(after)


@every(ALL)
async def test_what_no_card_could_hold_is_refused_and_changes_nothing(case):
    huge = "x" * (LONGEST + 1)
    wide = ["x"] * (MOST + 1)
    for name in {*case.form.model_fields, *case.data, "no_such_field"} - {"meeting"}:
        for value in (huge, wide, [huge], [wide]):
            said, before, after = await sends(case, able(case), {**case.data, name: value})
            assert (said, after) == (UNREADABLE, before)
    many = {f"f{n}": "x" for n in range(MOST)}
    said, before, after = await sends(case, able(case), {**many, **case.data})
    assert (said, after) == (UNREADABLE, before)


@every(TABLE)
async def test_what_was_filled_in_for_one_form_does_not_open_another(case):
    for route in FORMS:
        said, before, after = await sends(case, PEOPLE[STRANGER], case.data, **{TO: route})
        assert after == before
        assert "Robin" not in said


ROUTES = [
    "",
    "no.such",
    "Form",
    "__init__",
    None,
    5,
    [],
    ["help"],
    {},
    {"to": "help"},
    True,
    "HELP",
]


@every(ALL)
async def test_a_route_that_is_none_of_ours_is_refused(case):
    for route in ROUTES:
        said, before, after = await sends(case, able(case), case.data, **{TO: route})
        assert (said, after) == (UNREADABLE, before)


PRIVATE = [case for case in TABLE if case.may < INSIDE[case.phase]]


@every(PRIVATE)
async def test_a_card_of_somebody_elses_says_who_one_is_not(case):
    """Whoever presses is who Teams says they are, whatever the card carries."""
    owner = able(case)
    claims = {"by": owner.id, "user": owner.id, "from": owner.id, "as": owner.id}
    for role in INSIDE[case.phase] - case.may:
        said, before, after = await sends(case, PEOPLE[role], {**case.data, **claims})
        assert said
        assert after == before


async def test_whoever_answers_answers_for_themselves_alone():
    case = next(c for c in TABLE if c.form.to == "attendance.answer")
    claims = {"person": DEV.id, "invitee": "i2", "by": DEV.id}
    _, _, after = await sends(case, PEOPLE["requester"], {**case.data, **claims})
    room = await room_in(case.phase)
    was = await room.meeting()
    now = Meeting.model_validate(json.loads(after[f"meeting:{room.id}"])["meeting"])
    changed = [i.person.id for i, j in zip(now.invitees, was.invitees, strict=True) if i != j]
    assert changed in ([], [PEOPLE["requester"].id])
    assert DORA.id not in str(changed)
