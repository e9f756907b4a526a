"""A store in a file, its keys and its staff, and the command line that looks after it."""

import asyncio

import pytest

from keeping.commands import main
from state.backend import Change
from state.keyring import KeyRing, new_key
from state.opening import open_backend
from tests.people import DIRECTORY
from tests.room import MONDAY, Room
from tests.state.databases import empty_schema
from tests.state.keep import two_meetings

STAFF = "demo/staff.toml"


@pytest.fixture(scope="module")
def rows():
    async def made():
        room = await two_meetings()
        return room.id, await room.backend.scan("", "\U0010ffff", 10_000)

    return asyncio.run(made())


@pytest.fixture
def database_url():
    with empty_schema() as url:
        yield url


class Host:
    """Whoever types the commands, on a machine with a store of two meetings."""

    def __init__(self, folder, monkeypatch, capsys):
        self.folder, self._set, self._read = folder, monkeypatch.setenv, capsys.readouterr
        self.store, self.keys_file = folder / "convene.sqlite", folder / "keys"
        self.keys_file.write_text(new_key("first"))
        self.sets(STORE=self.store, KEYS_FILE=self.keys_file, STAFF=STAFF)
        self.meeting = ""

    def sets(self, **settings):
        for name, value in settings.items():
            self._set(f"CONVENE_{name}", str(value))

    @property
    def ring(self):
        return KeyRing(self.keys_file.read_text())

    def types(self, *words, at=MONDAY):
        """How the command ended, what it said, and what it complained of."""
        code = main([str(word) for word in words], at)
        out, err = self._read()
        return code, out, err

    def within(self, step):
        """Runs a step on the store as a bot has it: alone, until it is done."""

        async def done():
            backend = await open_backend("", self.store, self.ring)
            try:
                return await step(Room(backend=backend))
            finally:
                await backend.close()

        return asyncio.run(done())

    def timeline(self, name=""):
        async def read(room):
            work = room.store.work(DIRECTORY.people[0], MONDAY)
            return [entry.what for entry in await work.timeline(name or self.meeting)]

        return self.within(read)


@pytest.fixture
def host(tmp_path, monkeypatch, capsys, rows):
    found = Host(tmp_path, monkeypatch, capsys)
    found.meeting, held = rows

    async def fill(room):
        await room.backend.put([Change(row.key, 0, row.body) for row in held])

    found.within(fill)
    return found
