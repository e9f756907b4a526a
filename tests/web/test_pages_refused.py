"""Whom the page of the minutes turns away, and what they are told."""

import pytest

from meeting.model import Phase
from tests.records.example import DRAFT, MEETING
from tests.records.invented import GRAHAM, HELEN, MOIRA, TOMASZ
from tests.web.office import EXPIRES, an_office
from web.links import BadLink, LinkExpired, Links
from web.readers import NewerVersion


@pytest.mark.parametrize("path", ["", "/pdf", "/docx"])
async def test_an_expired_link_is_gone(office, path):
    office.now = EXPIRES
    answer = await office.client.get(office.link(HELEN) + path)
    assert answer.status == 410
    assert LinkExpired.__doc__ in await answer.text()
    assert await office.timeline() == []


async def test_an_expired_link_to_no_meeting_reads_the_same(office):
    office.now = EXPIRES
    real = await office.client.get(office.link(HELEN))
    unreal = await office.client.get(office.link(HELEN, meeting="SM-00000"))
    assert (real.status, await real.text()) == (unreal.status, await unreal.text())


async def test_whoever_may_not_read_cannot_tell_a_meeting_from_none(office):
    other = Links("another secret altogether, also long", "https://minutes.example.org")
    paths = [
        office.link(HELEN, links=other),
        office.link(HELEN, meeting="SM-00000"),
        office.link(MOIRA),
        office.link(HELEN, version=3),
        "/minutes/anything",
        office.link(MOIRA) + "/pdf",
    ]
    answers = [await office.client.get(path) for path in paths]
    assert {answer.status for answer in answers} == {404}
    texts = {await answer.text() for answer in answers}
    assert len(texts) == 1
    assert BadLink.__doc__ in texts.pop()
    assert await office.timeline() == []


@pytest.mark.parametrize("path", ["", "/pdf"])
async def test_a_link_to_an_old_version_says_that_there_is_a_newer_one(office, path):
    answer = await office.client.get(office.link(HELEN, version=1) + path)
    assert answer.status == 410
    assert NewerVersion.__doc__ in await answer.text()


async def test_a_draft_opens_for_the_chair_alone():
    async with an_office(DRAFT) as office:
        chair = await office.client.get(office.link(TOMASZ, version=1))
        assert chair.status == 200
        assert "Draft, version 1: not yet approved by the chair." in await chair.text()
        file = await office.client.get(office.link(TOMASZ, version=1) + "/pdf")
        name = 'attachment; filename="SM-7KQ2M-minutes-v1-draft.pdf"'
        assert file.headers["Content-Disposition"] == name
        other = await office.client.get(office.link(HELEN, version=1))
        assert other.status == 404


async def test_whoever_was_named_before_approval_cannot_open_the_draft():
    minutes = DRAFT.minutes.but(recipients=(HELEN.id,))
    async with an_office(DRAFT.but(minutes=minutes)) as office:
        assert (await office.client.get(office.link(HELEN, version=1))).status == 404


async def test_a_meeting_without_minutes_opens_for_nobody():
    async with an_office(MEETING.but(phase=Phase.IN_SESSION, minutes=None)) as office:
        assert (await office.client.get(office.link(TOMASZ))).status == 404


async def test_a_reader_who_is_taken_off_can_no_longer_open_them(office):
    link = office.link(HELEN)
    assert (await office.client.get(link)).status == 200
    await office.keep(MEETING.but(minutes=MEETING.minutes.but(recipients=(GRAHAM.id,))))
    assert (await office.client.get(link)).status == 404


async def test_there_are_no_other_kinds_of_document(office):
    assert (await office.client.get(office.link(HELEN) + "/txt")).status == 404
