"""A server of the page that hands out the minutes, over a store in memory."""

from contextlib import asynccontextmanager
from datetime import timedelta

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from state.approved import save_approved
from state.directory import CONVENE, Directory
from state.memory import MemoryBackend
from state.store import Store
from tests.records.example import MEETING, PROTOCOL
from tests.records.invented import GRAHAM, HELEN, MOIRA, PRIYA, TOMASZ, london
from web.links import Links
from web.pages import routes

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

    async def approve(self, meeting) -> None:
        work = self.store.work(CONVENE, NOW)
        await save_approved(work, meeting, "approved the minutes for 5 people")
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
