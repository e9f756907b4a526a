"""Approved minutes are handed out as they were approved, whatever is recorded later."""

import io

import pytest
from docx import Document

from meeting.minutes import remark
from meeting.session import Dissent
from state.approved import approved_key, mark_of
from state.backend import Change
from state.directory import CONVENE, Directory
from tests.records.example import MEETING, PROTOCOL
from tests.records.held import DISSENTS, SESSION
from tests.records.invented import HELEN, MOIRA, PRIYA, TOMASZ, london
from tests.web.office import NOW, an_office

WORDS = "I disagree about Lily-Mae."
LATER = Dissent(by=HELEN.id, name=HELEN.name, agency="health", reason=WORDS, at=london(27, 9))
DISSENTED = MEETING.but(dissents=(*DISSENTS, LATER))
HEADING = "Recorded after these minutes were approved"


@pytest.fixture
async def office():
    async with an_office(MEETING.but(minutes=None)) as made:
        await made.approve(MEETING)
        yield made


async def lines(office, person=HELEN, version=2):
    answer = await office.client.get(office.link(person, version) + "/docx")
    assert answer.status == 200
    document = Document(io.BytesIO(await answer.read()))
    tables = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return [*tables, *(p.text for p in document.paragraphs)]


async def page(office, person=HELEN, version=2):
    answer = await office.client.get(office.link(person, version))
    return answer.status, await answer.text()


async def test_a_dissent_after_the_approval_stands_at_the_end_and_nowhere_else(office):
    before = await lines(office)
    await office.keep(DISSENTED)
    after = await lines(office)
    start = after.index(HEADING)
    assert after[start + 2 :] == [
        "Dissent",
        "Friday 27 November 2026, 9:00 am, Helen O’Rourke, Health",
        WORDS,
    ]
    [status] = [line for line in before if line.startswith("Version 2, approved by")]
    told = f"{status} More was recorded since: see the end."
    assert after[:start] == [told if line == status else line for line in before]


@pytest.mark.parametrize(
    "changed",
    [
        MEETING.but(session=SESSION.but(safety_plan="Quite another plan.")),
        MEETING.but(request=MEETING.request.but(concern="Quite another concern.")),
        MEETING.but(chair=PRIYA, minutes=MEETING.minutes),
    ],
    ids=["plan", "concern", "chair"],
)
async def test_whatever_is_changed_later_leaves_it_as_it_was_and_is_owned_up_to(office, changed):
    before = await lines(office)
    await office.keep(changed)
    after = await lines(office)
    told = [line for line in after if line not in before]
    assert [line for line in told if "Quite another" in line] == []
    assert "Other changes" in told


async def test_another_name_or_protocol_of_today_does_not_change_it(office):
    before = await lines(office)
    renamed = [p.but(name=f"New {p.name}") for p in office.store.directory.people]
    office.store.directory = Directory(renamed)
    outcomes = tuple(o.but(title=f"New {o.title}") for o in PROTOCOL.outcomes)
    office.store.protocols = {"north_somerset": PROTOCOL.but(outcomes=outcomes)}
    assert await lines(office) == before


async def test_the_page_says_what_came_later_and_when_and_names_nobody(office):
    assert HEADING not in (await page(office))[1]
    await office.keep(DISSENTED)
    status, text = await page(office)
    assert status == 200
    assert HEADING in text
    assert "Dissent: Friday 27 November 2026, 9:00 am" in text
    assert "Rourke" not in text
    assert "Lily-Mae" not in text


async def again(office):
    """A later version is approved."""
    later = remark(MEETING, "Corrected: 82 %.")
    await office.approve(later)


async def test_an_earlier_version_stays_readable_for_the_chair_and_says_that_it_is_one(office):
    before = await lines(office, TOMASZ)
    await again(office)
    after = await lines(office, TOMASZ)
    assert "Corrected: 82 %." not in "".join(after)
    [status] = [line for line in after if line.startswith("Version 2, approved by")]
    assert "A later version has been drawn since." in status
    assert set(before) - set(after) == {line for line in before if line.startswith("Version 2,")}
    assert "A later version has been drawn since." in (await page(office, TOMASZ))[1]
    assert "Corrected: 82 %." in "".join(await lines(office, HELEN, version=3))


@pytest.mark.parametrize(("person", "status"), [(HELEN, 410), (MOIRA, 404)])
async def test_an_earlier_version_opens_for_nobody_else(office, person, status):
    await again(office)
    assert (await page(office, person))[0] == status


async def test_a_draft_of_an_earlier_version_opens_for_nobody(office):
    assert (await page(office, TOMASZ, version=1))[0] == 410


async def test_a_reader_who_is_taken_off_can_no_longer_open_what_was_approved(office):
    recipients = tuple(r for r in MEETING.minutes.recipients if r != HELEN.id)
    await office.keep(MEETING.but(minutes=MEETING.minutes.but(recipients=recipients)))
    assert (await page(office))[0] == 404


async def test_the_chair_reads_what_was_approved_without_being_a_recipient(office):
    minutes = MEETING.minutes.but(recipients=(HELEN.id,))
    await office.keep(MEETING.but(minutes=minutes))
    assert (await page(office, TOMASZ))[0] == 200


async def test_what_was_approved_before_such_rows_were_kept_is_drawn_from_the_meeting():
    async with an_office(MEETING) as office:
        await office.keep(DISSENTED)
        found = await lines(office)
        assert WORDS in found
        assert HEADING not in found


async def test_nothing_stands_in_for_what_was_approved_and_is_gone(office):
    key = approved_key(MEETING.id, 2)
    row = await office.store.backend.get(key)
    await office.store.backend.put([Change(key, row.version, None)])
    for path in ("", "/pdf"):
        answer = await office.client.get(office.link(HELEN) + path)
        assert answer.status == 503
        assert "The minutes cannot be opened just now." in await answer.text()


async def test_a_protocol_that_can_no_longer_be_read_is_replaced_and_said_to_be(office):
    key = approved_key(MEETING.id, 2)
    row = await office.store.backend.get(key)
    shape = row.body.replace('\\"edition\\":', '\\"issue\\":')
    assert shape != row.body
    work = office.store.work(CONVENE, NOW)
    await work.rows.set(key, shape)
    why = f"version 2, kept with the mark {mark_of(shape)}"
    await work.save(MEETING, "approved the minutes for 5 people", why)
    await work.commit()
    [status] = [line for line in await lines(office) if line.startswith("Version 2, approved by")]
    assert "of a later edition than the approval" in status
