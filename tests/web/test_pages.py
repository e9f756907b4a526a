"""The page that hands out the minutes, over real HTTP."""

import asyncio
import io
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from docx import Document
from pypdf import PdfReader

from meeting.model import Phase
from state.backend import Conflict, Unavailable
from state.directory import CONVENE, Directory
from state.memory import MemoryBackend
from state.store import Store
from tests.records.example import (
    DRAFT,
    GRAHAM,
    HELEN,
    MEETING,
    MOIRA,
    PRIYA,
    PROTOCOL,
    TOMASZ,
    london,
)
from web.links import BadLink, LinkExpired, Links
from web.pages import PDF, TRIES, WORD, routes
from web.readers import NewerVersion

NOW = london(26, 17)
EXPIRES = NOW + timedelta(days=14)
SECRET = "a secret of thirty-two characters"


class Office:
    """A server of the page over a store in memory, at a time of our choosing."""

    def __init__(self, backend: MemoryBackend, public_url: str) -> None:
        directory = Directory((TOMASZ, HELEN, GRAHAM, PRIYA, MOIRA))
        self.store = Store(backend, {"north_somerset": PROTOCOL}, directory)
        self.links = Links(SECRET, public_url)
        self.now = NOW
        self.client: TestClient

    async def keep(self, meeting) -> None:
        work = self.store.work(CONVENE, NOW)
        await work.save(meeting, "Kept for a test")
        await work.rows.commit()

    def link(self, person, version: int = 2, meeting: str = MEETING.id, **links) -> str:
        made = links.get("links", self.links).minutes(meeting, person.id, version, EXPIRES)
        return "/minutes/" + made.rsplit("/", 1)[1]

    async def timeline(self) -> list[str]:
        lines = await self.store.work(CONVENE, NOW).timeline(MEETING.id)
        return [line.what for line in lines][1:]


@asynccontextmanager
async def an_office(meeting=MEETING, backend=None, public_url="https://minutes.example.org"):
    office = Office(backend or MemoryBackend(), public_url)
    await office.keep(meeting)
    app = web.Application()
    app.add_routes(routes(office.store, office.links, lambda: office.now))
    async with TestClient(TestServer(app)) as office.client:
        yield office


@pytest.fixture
async def office():
    async with an_office() as made:
        yield made


async def test_the_page_offers_both_documents_and_says_until_when(office):
    answer = await office.client.get(office.link(HELEN))
    text = await answer.text()
    assert (answer.status, answer.content_type) == (200, "text/html")
    assert "Minutes of strategy meeting SM-7KQ2M" in text
    assert "Version 2, approved by the chair." in text
    assert "Download as PDF" in text
    assert "Download as Word document" in text
    assert "Thursday 10 December 2026, 5:00 pm" in text


async def test_the_page_names_nobody(office):
    text = await (await office.client.get(office.link(HELEN))).text()
    subjects = (*MEETING.request.children, *MEETING.request.adults)
    people = (*subjects, *(i.person for i in MEETING.invitees))
    assert not [p.id for p in people if p.name in text]


async def test_the_pages_own_buttons_give_the_documents(office):
    link = office.link(HELEN)
    text = await (await office.client.get(link)).text()
    hrefs = [part.split('"')[0] for part in text.split('href="')[1:]]
    assert [f"/minutes/{href}" for href in hrefs] == [f"{link}/pdf", f"{link}/docx"]


async def test_the_pdf_is_handed_out_under_a_neutral_name(office):
    answer = await office.client.get(office.link(HELEN) + "/pdf")
    assert (answer.status, answer.content_type) == (200, PDF)
    name = 'attachment; filename="SM-7KQ2M-minutes-v2.pdf"'
    assert answer.headers["Content-Disposition"] == name
    pages = PdfReader(io.BytesIO(await answer.read())).pages
    assert "approved by the chair" in pages[0].extract_text()


async def test_the_word_document_is_handed_out_under_a_neutral_name(office):
    answer = await office.client.get(office.link(HELEN) + "/docx")
    assert (answer.status, answer.content_type) == (200, WORD)
    name = 'attachment; filename="SM-7KQ2M-minutes-v2.docx"'
    assert answer.headers["Content-Disposition"] == name
    document = Document(io.BytesIO(await answer.read()))
    assert document.core_properties.title == "Strategy meeting minutes, SM-7KQ2M"


async def test_every_download_is_on_the_timeline_and_a_look_is_not(office):
    link = office.link(HELEN)
    await office.client.get(link)
    await office.client.head(link)
    await office.client.head(link + "/pdf")
    assert await office.timeline() == []
    await office.client.get(link + "/pdf")
    await office.client.get(link + "/docx")
    assert await office.timeline() == [
        "Helen O’Rourke downloaded the minutes, version 2, as PDF",
        "Helen O’Rourke downloaded the minutes, version 2, as Word document",
    ]


SAFE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000",
}


@pytest.mark.parametrize("path", ["", "/pdf", "/docx", "X"])
async def test_every_answer_carries_the_headers_that_keep_it_safe(office, path):
    answer = await office.client.get(office.link(HELEN) + path)
    assert {name: answer.headers.get(name) for name in SAFE} == SAFE
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["", "/pdf"])
async def test_on_loopback_nobody_is_told_to_come_back_encrypted(path):
    async with an_office(public_url="http://127.0.0.1:3978") as office:
        answer = await office.client.get(office.link(HELEN) + path)
        assert answer.status == 200
        assert "Strict-Transport-Security" not in answer.headers


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


async def test_many_may_download_at_the_same_moment(office):
    people = (TOMASZ, PRIYA, HELEN, GRAHAM) * 2
    answers = await asyncio.gather(
        *(office.client.get(office.link(person) + "/pdf") for person in people)
    )
    assert [answer.status for answer in answers] == [200] * 8
    assert len(await office.timeline()) == 8


class Contested(MemoryBackend):
    """Somebody else is always quicker, so many times."""

    def __init__(self) -> None:
        super().__init__()
        self.losses = 0

    async def put(self, changes) -> None:
        if self.losses:
            self.losses -= 1
            raise Conflict("journal")
        await super().put(changes)


async def test_a_download_is_noted_though_somebody_else_writes_first():
    backend = Contested()
    async with an_office(backend=backend) as office:
        backend.losses = TRIES - 1
        assert (await office.client.get(office.link(HELEN) + "/pdf")).status == 200
        assert len(await office.timeline()) == 1


async def test_what_cannot_be_noted_is_not_handed_out():
    backend = Contested()
    async with an_office(backend=backend) as office:
        backend.losses = TRIES
        answer = await office.client.get(office.link(HELEN) + "/pdf")
        assert (answer.status, answer.content_type) == (503, "text/html")


class Replaced(MemoryBackend):
    """While a document is made, the minutes change."""

    office: Office

    async def put(self, changes) -> None:
        if any("downloaded" in (change.body or "") for change in changes):
            self.put = super().put
            await self.office.keep(MEETING.but(minutes=MEETING.minutes.but(version=3)))
        await super().put(changes)


async def test_a_document_that_has_become_old_meanwhile_is_not_handed_out():
    backend = Replaced()
    async with an_office(backend=backend) as office:
        backend.office = office
        answer = await office.client.get(office.link(HELEN) + "/pdf")
        assert answer.status == 410


class Silent(MemoryBackend):
    """A store that has failed."""

    async def get(self, key: str):
        if key.startswith("meeting:") and self.failed:
            raise Unavailable
        return await super().get(key)

    async def get_many(self, keys):
        if self.failed:
            raise Unavailable
        return await super().get_many(keys)

    failed = False


async def test_a_store_that_fails_is_said_to_be_busy():
    backend = Silent()
    async with an_office(backend=backend) as office:
        backend.failed = True
        answer = await office.client.get(office.link(HELEN))
        assert answer.status == 503
        assert "Please try again in a few minutes" in await answer.text()


async def test_there_are_no_other_kinds_of_document(office):
    assert (await office.client.get(office.link(HELEN) + "/txt")).status == 404
