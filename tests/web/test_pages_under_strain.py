"""The page of the minutes when many come at once, and when the store loses or fails."""

import asyncio

from state.backend import Conflict, Unavailable
from state.memory import MemoryBackend
from tests.records.example import MEETING
from tests.records.invented import GRAHAM, HELEN, PRIYA, TOMASZ
from tests.web.office import Office, an_office
from web.pages import TRIES


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
