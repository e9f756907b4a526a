"""Every form, sent by everybody: who may, who may not, and who is not to learn of the meeting."""

import pytest

from dialogs.contents import DIALOGS
from tests.permissions.roles import INSIDE, PEOPLE
from tests.permissions.sending import HIDDEN, KEPT, NOT_THERE, REFUSED, USELESS, room_in, sent
from tests.permissions.table import NOBODYS, TABLE
from tests.room import words

OPTIONAL = [case for case in TABLE if not case.form.model_fields["meeting"].is_required()]


def bare(case):
    """What the form cannot do without."""
    needed = {name for name, field in case.form.model_fields.items() if field.is_required()}
    return {name: value for name, value in case.data.items() if name in needed}


def pairs(wanted):
    return [
        pytest.param(case, role, id=f"{case.form.to}-{case.phase}-{role}".replace(" ", "_"))
        for case in TABLE
        for role in PEOPLE
        if wanted(case, role)
    ]


def test_every_form_has_its_line_in_the_table():
    """A new form fails here until tests/permissions/table.py says who may send it."""
    steps = {form for dialog in DIALOGS for form in dialog.steps}
    assert {case.form for case in TABLE} | set(NOBODYS) == steps


def test_whoever_may_do_something_can_see_the_meeting():
    assert all(case.may <= INSIDE[case.phase] for case in TABLE)


@pytest.mark.parametrize(("case", "role"), pairs(lambda case, role: role in case.may))
async def test_whoever_may_is_not_refused(case, role):
    said, changed = await sent(case, role, case.data)
    assert said or changed
    assert said not in REFUSED | HIDDEN | USELESS


@pytest.mark.parametrize(
    ("case", "role"), pairs(lambda case, role: role in INSIDE[case.phase] - case.may)
)
async def test_whoever_may_not_is_told_whose_it_is_and_nothing_changes(case, role):
    said, changed = await sent(case, role, case.data)
    assert said in REFUSED
    assert not changed
    _, changed = await sent(case, role, bare(case))
    assert not changed


@pytest.mark.parametrize(("case", "role"), pairs(lambda case, role: role not in INSIDE[case.phase]))
async def test_whoever_cannot_see_a_meeting_is_told_what_they_would_be_told_without_it(case, role):
    for data in (case.data, bare(case)):
        there, changed = await sent(case, role, data)
        absent, _ = await sent(case, role, data, meeting=NOT_THERE)
        assert there == absent
        assert there in HIDDEN
        assert not changed


@pytest.mark.parametrize("case", OPTIONAL, ids=lambda case: case.form.to)
@pytest.mark.parametrize("role", PEOPLE)
async def test_nobody_reaches_a_meeting_that_is_not_theirs_by_not_naming_it(case, role):
    said, _ = await sent(case, role, case.data, meeting="")
    assert role in INSIDE[case.phase] or KEPT[case.phase][0] not in said


@pytest.mark.parametrize("form", NOBODYS, ids=lambda form: form.to)
@pytest.mark.parametrize("role", PEOPLE)
async def test_what_is_about_no_meeting_tells_of_none(form, role):
    room = await room_in("convened")
    for typed in ("", "what is known of the family and the school, at some length"):
        said = words(await room.does(PEOPLE[role], form, words=typed))
        assert role in INSIDE["convened"] or (room.id not in said and "Robin" not in said)


@pytest.mark.parametrize("role", PEOPLE)
async def test_a_list_of_somebody_s_meetings_has_theirs_alone(role):
    room = await room_in("session")
    mine = await room.store.work(PEOPLE[role], room.now).mine()
    assert [m.id for m in mine] == ([room.id] if role in INSIDE["session"] else [])
