"""One command: what was typed, when, and the store that it is about."""

import argparse
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple

from bot.store_settings import StoreSettings, ring_of
from meeting.people import Person
from state.backend import Conflict
from state.directory import Directory, read_directory
from state.opening import open_backend
from state.store import Store, Work

TRIES = 30
"""A bot may be writing to the same journal."""


class CannotDo(Exception):
    """What was asked for cannot be done; the text says why."""


class Task(NamedTuple):
    """One command, as it was typed, when, and on which store."""

    asked: argparse.Namespace
    settings: StoreSettings
    now: datetime

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """The store, which a bot may be using at the same time."""
        url, file = self.settings.database_url.get_secret_value(), self.settings.store
        backend = await open_backend(url, file, ring_of(self.settings), beside=True)
        try:
            yield Store(backend, {}, self.directory())
        finally:
            await backend.close()

    def directory(self) -> Directory:
        return read_directory(self.settings.staff) if self.settings.staff else Directory(())

    def person(self) -> Person:
        """Who gives the command, as --by says; somebody of the directory, where there is one."""
        known, by = self.directory(), self.asked.by
        found = known.find(by)
        if found is None and known.people:
            raise CannotDo(f"--by: nobody in the directory of staff has the id {by}.")
        return found or Person(id=by, name=by, agency="")

    async def keep(
        self, store: Store, person: Person, step: Callable[[Work], Awaitable[None]]
    ) -> None:
        """Does a step and commits it; again when a bot has written meanwhile."""
        for tried in range(1, TRIES + 1):
            work = store.work(person, self.now)
            await step(work)
            try:
                return await work.commit()
            except Conflict:
                if tried == TRIES:
                    raise CannotDo(
                        "The store is too busy just now. Nothing was recorded."
                    ) from None


async def note(work: Work, name: str, what: str) -> None:
    """A step for `keep`: one line on the timeline of a meeting, or of the store."""
    await work.note(name, what)
