"""The page that hands out the minutes to those to whom they were circulated."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web

from meeting.saying import spoken
from records.docx import as_docx
from records.held import names_in
from records.pdf import as_pdf
from records.record import Record
from state.backend import Conflict, Unavailable
from state.directory import CONVENE
from state.store import Store, Work
from web.copies import copy_for, opened
from web.frame import headers, page, sorry
from web.links import BadLink, Grant, LinkExpired, Links
from web.readers import NewerVersion, file_name

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS: dict[str, tuple[Callable[[Record], bytes], str, str]] = {
    "pdf": (as_pdf, PDF, "PDF"),
    "docx": (as_docx, WORD, "Word document"),
}
TRIES = 30
"""So many people may press at the same moment."""

Step = Callable[[web.Request], Awaitable[web.Response]]


def routes(store: Store, links: Links, now: Callable[[], datetime]) -> list[web.RouteDef]:
    desk = Desk(store, links, now)
    show, hand_out = desk.politely(desk.show), desk.politely(desk.hand_out)
    return [
        web.get("/minutes/{token}", show),
        # Whoever only asks whether a link is alive (HEAD) is not to stand on the timeline.
        web.get("/minutes/{token}/{kind:pdf|docx}", hand_out, allow_head=False),
    ]


class Desk:
    """Where a link is shown, and the document handed over."""

    def __init__(self, store: Store, links: Links, now: Callable[[], datetime]) -> None:
        self._store = store
        self._links = links
        self._now = now

    def politely(self, step: Step) -> Step:
        """The step, with every refusal as a page that a person can read."""
        local = self._links.on_loopback

        async def answer(request: web.Request) -> web.Response:
            try:
                return await step(request)
            except (LinkExpired, NewerVersion) as gone:
                return sorry(410, str(gone), local)
            except BadLink as bad:
                return sorry(404, str(bad), local)
            except (Unavailable, Conflict):
                return sorry(503, "The minutes cannot be opened just now.", local)

        return answer

    async def show(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        grant = self._links.read(token, self._now())
        copy = await copy_for(self._work(), grant)
        return page(
            "minutes.html",
            200,
            self._links.on_loopback,
            named=copy.meeting.named,
            version=copy.minutes.version,
            draft=copy.minutes.approved_at is None,
            notes=copy.notes,
            added=copy.added,
            until=spoken(grant.expires),
            token=token,
        )

    async def hand_out(self, request: web.Request) -> web.Response:
        """The document; that it was downloaded is on the timeline before it leaves."""
        kind = request.match_info["kind"]
        make, content_type, called = MAKERS[kind]
        grant = self._links.read(request.match_info["token"], self._now())
        work = self._work()
        copy = await copy_for(work, grant)
        body = await asyncio.to_thread(make, copy.record(work.at))
        known = {p.id: p.name for p in work.directory.people} | names_in(copy.meeting)
        reader = known.get(grant.person, grant.person)
        await self._note(
            grant, f"{reader} downloaded the minutes, version {copy.minutes.version}, as {called}"
        )
        return self._file(body, content_type, file_name(copy.meeting, copy.minutes, kind))

    async def _note(self, grant: Grant, what: str) -> None:
        """Looks once more whether the link still holds; raises Conflict when never let through."""
        for tried in range(1, TRIES + 1):
            work = self._work()
            await opened(work, grant)
            await work.note(grant.meeting, what)
            try:
                return await work.rows.commit()
            except Conflict:
                if tried == TRIES:
                    raise

    def _work(self) -> Work:
        return self._store.work(CONVENE, self._now())

    def _file(self, body: bytes, content_type: str, name: str) -> web.Response:
        given = headers(self._links.on_loopback)
        given["Content-Disposition"] = f'attachment; filename="{name}"'
        return web.Response(body=body, content_type=content_type, headers=given)
