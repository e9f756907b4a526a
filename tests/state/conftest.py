"""Every back end, for the contract that all of them keep, and the embedded one for its own."""

import pytest

from state.memory import MemoryBackend
from state.sqlite import SqliteBackend

BACKENDS = {
    "memory": lambda folder: MemoryBackend(),
    "sqlite": lambda folder: SqliteBackend(folder / "convene.db"),
}


@pytest.fixture(params=BACKENDS)
async def backend(request, tmp_path):
    opened = BACKENDS[request.param](tmp_path)
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
