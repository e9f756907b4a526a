"""Every back end, for the contract that all of them keep, and each of them for its own."""

import pytest

from state.keyring import KeyRing, new_key
from state.memory import MemoryBackend
from state.postgres import open_postgres
from state.sealed import SealedBackend
from state.sqlite import SqliteBackend
from tests.state.databases import empty_schema
from tests.state.server import Server
from tests.walk import answered


async def memory(request):
    return MemoryBackend()


async def sqlite(request):
    return SqliteBackend(request.getfixturevalue("tmp_path") / "convene.db")


async def postgres(request):
    return await open_postgres(request.getfixturevalue("database_url"))


async def sealed(request):
    return SealedBackend(MemoryBackend(), KeyRing(new_key("first")))


BACKENDS = {"memory": memory, "sqlite": sqlite, "postgres": postgres, "sealed": sealed}


@pytest.fixture
async def answers(room):
    """The room's meeting is convened, and some have answered."""
    await answered(room)


@pytest.fixture(params=BACKENDS)
async def backend(request):
    opened = await BACKENDS[request.param](request)
    yield opened
    await opened.close()


@pytest.fixture
def database(tmp_path):
    """Where the embedded store's file is, or will be."""
    return tmp_path / "convene.db"


@pytest.fixture
async def embedded(database):
    opened = SqliteBackend(database, patience=0.4)
    yield opened
    await opened.close()


@pytest.fixture
def database_url():
    """The address of an empty place in a running PostgreSQL."""
    with empty_schema() as url:
        yield url


@pytest.fixture(scope="module")
def spare_server():
    server = Server()
    yield server.start()
    server.remove()


@pytest.fixture
def own_server(spare_server):
    """A PostgreSQL, empty and running, that the test may stop, kill and start again."""
    yield spare_server
    spare_server.clear()
